"""One address cannot flood the site, and nobody else pays for it."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client

from handrail.web.rate_limit import sender

pytestmark = pytest.mark.urls("tests.integration.broken_urls")


@pytest.fixture(autouse=True)
def three_at_most(settings: LazySettings) -> None:
    """Three requests in a window that does not end while a test runs."""
    settings.RATE_LIMIT, settings.RATE_LIMIT_SECONDS = 3, 10**9


def post(client: Client, address: str = "192.0.2.1", **headers: str) -> int:
    return client.post("/thanks", REMOTE_ADDR=address, headers=headers).status_code


def test_the_fourth_request_is_told_how_long_to_wait(client: Client):
    for _ in range(3):
        assert post(client) == 200

    refused = client.post("/thanks", REMOTE_ADDR="192.0.2.1")

    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert "Please wait a moment" in refused.content.decode()
    assert "Content-Security-Policy" in refused.headers


def test_reading_is_never_limited(client: Client):
    assert {client.get("/privacy", REMOTE_ADDR="192.0.2.1").status_code for _ in range(10)} == {200}


def test_another_address_is_not_held_up(client: Client):
    for _ in range(4):
        post(client)

    assert post(client, address="192.0.2.2") == 200


def test_a_header_that_anyone_can_write_is_not_believed(client: Client):
    answers = [post(client, **{"X-Forwarded-For": f"198.51.100.{number}"}) for number in range(4)]

    assert answers == [200, 200, 200, 429]


def test_behind_one_proxy_of_ours_the_address_it_added_counts(client: Client, settings: LazySettings):
    settings.TRUSTED_PROXIES = 1
    forged = [post(client, **{"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.9"}) for number in range(4)]

    assert forged == [200, 200, 200, 429]
    assert post(client, **{"X-Forwarded-For": "203.0.113.10"}) == 200


def test_one_ipv6_subscriber_is_one_sender(rf):
    first, second, third = (
        sender(rf.post("/", REMOTE_ADDR=address)) for address in ("2001:db8::1", "2001:db8::ffff", "2001:db8:0:1::1")
    )

    assert first == second != third


def test_what_is_counted_does_not_hold_the_address(client: Client):
    post(client)

    kept = list(getattr(cache, "_cache"))  # noqa: B009  (private: there is no other way to see what is kept)
    assert kept
    assert not any("192.0.2.1" in key for key in kept)

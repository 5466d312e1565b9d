"""A form is taken from our own pages and from nobody else's, whatever the browser says of where it was."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

pytestmark = pytest.mark.django_db


def send(secure: bool = False, token: str | None = None, **headers: str) -> int:
    """Load the form and send it, with what a browser says of where it comes from."""
    browser = Client(enforce_csrf_checks=True)
    page: Any = browser.get("/return", secure=secure)
    [known] = set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode()))
    sent = {"code": "not a code", "csrfmiddlewaretoken": known if token is None else token}
    return browser.post("/return", sent, secure=secure, headers=headers).status_code


TAKEN, REFUSED = 404, 403


@pytest.mark.parametrize("secure", [False, True])
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "null", "sec-fetch-site": "same-origin"}, TAKEN),  # every browser since 2023, under no-referrer
        ({"origin": "null"}, TAKEN),  # older ones
        ({"origin": "null", "sec-fetch-site": "cross-site"}, REFUSED),  # another site that hides itself
        ({"origin": "null", "sec-fetch-site": "same-site"}, REFUSED),  # a neighbour under the same domain
        ({"origin": "null", "sec-fetch-site": "none"}, REFUSED),
        ({"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}, REFUSED),
        ({"origin": "https://elsewhere.example", "sec-fetch-site": "same-origin"}, REFUSED),
    ],
)
def test_a_form_is_taken_only_from_our_own_pages(secure: bool, headers: dict[str, str], status: int):
    assert send(secure=secure, **headers) == status


@pytest.mark.parametrize("secure", [False, True])
def test_without_the_token_of_the_form_nothing_is_taken(secure: bool):
    for headers in ({"origin": "null"}, {"origin": "null", "sec-fetch-site": "same-origin"}):
        assert send(secure=secure, token="", **headers) == REFUSED


def test_the_cookie_that_goes_with_the_token_is_not_sent_for_other_sites(client: Client, settings: LazySettings):
    cookie = client.get("/return").cookies[settings.CSRF_COOKIE_NAME]

    assert cookie["samesite"] == "Lax"
    assert cookie["httponly"] is True

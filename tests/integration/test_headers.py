"""What each answer tells the browser about trust."""

from __future__ import annotations

import re

import pytest
from django.test import Client


@pytest.mark.parametrize("path", ["/", "/privacy", "/there-is-no-such-page"])
def test_every_page_is_kept_to_itself(client: Client, path: str):
    headers = client.get(path).headers

    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_the_policy_allows_no_script_but_those_with_the_nonce_of_this_page(client: Client):
    page = client.get("/")

    policy = dict(part.split(" ", 1) for part in page.headers["Content-Security-Policy"].split("; "))
    [nonce] = re.findall(r"'nonce-([\w-]{16,})'", policy["script-src"])

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == f"'nonce-{nonce}'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    scripts = re.findall(r"<script[^>]*>", page.content.decode())
    assert scripts
    assert all(f'nonce="{nonce}"' in script for script in scripts)


def test_no_two_pages_share_a_nonce(client: Client):
    policies = {client.get("/").headers["Content-Security-Policy"] for _ in range(5)}

    assert len(policies) == 5


def test_a_page_that_is_the_same_for_everyone_may_be_kept_and_any_other_may_not(client: Client):
    assert client.get("/privacy").headers["Cache-Control"] == "private, no-cache"
    assert client.get("/there-is-no-such-page").headers["Cache-Control"] == "no-store"


def test_pages_that_say_the_same_to_everyone_set_no_cookie(client: Client):
    for path in ("/", "/accessibility", "/privacy", "/about/sources"):
        assert not client.get(path).cookies


def test_the_pages_carry_no_style_or_script_inside_a_tag(client: Client):
    for path in ("/", "/accessibility", "/privacy", "/about/sources"):
        assert not re.search(r"<[^>]+\s(style|on\w+)=", client.get(path).content.decode())

"""When a page cannot be shown, the person is told what to do and the log is told nothing about them."""

from __future__ import annotations

import io
import logging

import pytest
from django.test import Client

pytestmark = pytest.mark.urls("tests.integration.broken_urls")


@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [
        ("/does-not-understand", 400, "We could not understand that request"),
        ("/refuses", 403, "This page is not open to you"),
        ("/there-is-no-such-page", 404, "Page not found"),
        ("/fails/Amira", 500, "Sorry, something went wrong"),
    ],
)
def test_each_failure_has_a_page_in_plain_words(client: Client, path: str, status: int, heading: str):
    client.raise_request_exception = False

    page = client.get(path)

    assert page.status_code == status
    assert f'<h1 class="govuk-heading-l">{heading}</h1>' in page.content.decode()
    assert "Citizens Advice" in page.content.decode()
    assert "/help#cannot-wait" in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    assert "Amira" not in page.content.decode()


def test_a_form_sent_from_elsewhere_is_refused_and_says_nothing_was_saved():
    page = Client(enforce_csrf_checks=True).post("/thanks")

    assert page.status_code == 403
    assert "Nothing was saved" in page.content.decode()


def test_the_log_names_the_view_and_the_kind_of_failure_but_not_what_the_person_said(client: Client):
    client.raise_request_exception = False
    [handler] = [one for one in logging.getLogger().handlers if one.filters]
    assert isinstance(handler, logging.StreamHandler)
    log = io.StringIO()
    before = handler.setStream(log)

    client.get("/fails/Amira?postcode=LS1")
    handler.setStream(before)

    said = log.getvalue()
    assert "Internal Server Error: fails" in said
    assert "ValueError" in said
    assert "broken_urls.py" in said
    assert "Amira" not in said
    assert "LS1" not in said

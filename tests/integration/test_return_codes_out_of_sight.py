"""No log, no report of an error and no page of another person ever holds a return code."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from django.template.backends.jinja2 import Template
from django.test import Client
from django.utils import timezone
from django.views.debug import ExceptionReporter

from handrail.records import keys
from handrail.records.models import AnonymousRoute
from handrail.records.return_codes import new_code
from handrail.use_cases.keeping_answers import Kept, begin
from handrail.use_cases.kept_contents import Answer, Contents
from handrail.web.kept.cookie import code_in
from handrail.web.kept.middleware import KeptAnswers, linked_code

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.integration.kept_urls")]

# Put together, so that it stands in no line of source that a report would quote.
CANARY = "Zebedee" + chr(45) + "Canary"
TOLD = Contents((Answer("partner.name", CANARY),), marks={"steps": {"move": {"assigned_to": CANARY}}})


@pytest.fixture(autouse=True)
def nobody_has_tried_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def kept() -> Kept:
    return begin(on=timezone.localdate(), contents=TOLD)


@pytest.fixture
def browser(kept: Kept) -> Client:
    """One with the cookie of a route, which sees errors as a person would."""
    client = Client(raise_request_exception=False)
    client.cookies["handrail_route"] = kept.secret
    return client


def breaks(*_: object, **__: object) -> Any:
    raise RuntimeError("something of ours broke")


def give_away(said: str, kept: Kept) -> list[str]:
    """The parts of the secret or of the answers that can be read in it."""
    told = [kept.secret, kept.secret.replace("-", ""), kept.secret.lower(), CANARY]
    return [one for one in told if one in said]


Visit = Callable[[Client, Kept], object]
VISITS: dict[str, tuple[Visit, int]] = {
    "a right link": (lambda client, kept: client.get(f"/return/{kept.secret}"), 303),
    "a link that is too long": (lambda client, kept: client.get(f"/return/{kept.secret}/more"), 404),
    "a link in capitals": (lambda client, kept: client.get(f"/RETURN/{kept.secret}"), 303),
    "a link below another page": (lambda client, kept: client.get(f"/privacy/return/{kept.secret}"), 404),
    "a code after a question mark": (lambda client, kept: client.get(f"/nowhere?code={kept.secret}"), 404),
    "a link by the wrong method": (lambda client, kept: client.put(f"/return/{kept.secret}"), 405),
    "a form": (lambda client, kept: client.post("/return", {"code": kept.secret}), 303),
    "a form from elsewhere": (
        lambda client, kept: Client(enforce_csrf_checks=True).post(f"/return/{kept.secret}", {"code": kept.secret}),
        403,
    ),
    "to another host": (lambda client, kept: client.get(f"/return/{kept.secret}", headers={"host": "evil"}), 400),
    "a page that fails": (lambda client, kept: client.get("/fails"), 500),
}


@pytest.mark.parametrize("visit", VISITS)
def test_no_log_holds_a_code_at_any_level(browser: Client, kept: Kept, caplog, visit: str):
    go, status = VISITS[visit]
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, "django.request"):
        response: Any = go(browser, kept)

    assert response.status_code == status
    assert status < 400 or caplog.records
    assert give_away(caplog.text, kept) == []
    assert give_away(repr([(record.msg, record.args, record.exc_text) for record in caplog.records]), kept) == []


@pytest.mark.parametrize("broken", ["_derive", "row_id"])
def test_no_log_holds_a_code_when_looking_it_up_fails(browser: Client, kept: Kept, caplog, monkeypatch, broken: str):
    monkeypatch.setattr(keys, broken, breaks)

    with caplog.at_level(logging.DEBUG):
        assert browser.get(f"/return/{kept.secret}").status_code == 500

    assert "Internal Server Error" in caplog.text
    assert "return_link" in caplog.text or "/return/link" in caplog.text
    assert give_away(caplog.text, kept) == []


def test_damage_is_logged_without_the_code(browser: Client, kept: Kept, caplog):
    AnonymousRoute.objects.update(ciphertext=b"")

    with caplog.at_level(logging.DEBUG):
        browser.get(f"/return/{kept.secret}")
        browser.get("/return")

    assert "cannot be read" in caplog.text
    assert give_away(caplog.text, kept) == []


# --- Reports of errors -----------------------------------------------------------------------------------------------


@pytest.fixture
def reports() -> Iterator[list[str]]:
    """What a mail to the administrators about each error would say, with every local variable and the whole request."""
    made: list[str] = []

    def report(sender: object, request: HttpRequest, **_: object) -> None:
        reporter = ExceptionReporter(request, *sys.exc_info())
        made.append(reporter.get_traceback_html() + reporter.get_traceback_text())

    got_request_exception.connect(report)
    yield made
    got_request_exception.disconnect(report)


def sealing_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handrail.records.keys.HKDF", breaks)


def showing_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the page that says sorry."""
    render = Template.render

    def breaks_on_ours(template: Any, context: dict[str, Any], request: HttpRequest) -> Any:
        return (breaks if template.template.name.startswith("kept/") else render)(template, context, request)

    monkeypatch.setattr(Template, "render", breaks_on_ours)


@pytest.mark.parametrize("break_something", [sealing_breaks, showing_breaks])
@pytest.mark.parametrize(
    "go",
    [
        lambda client, kept: client.get(f"/return/{kept.secret}"),
        lambda client, kept: client.get(f"/return/{kept.secret}x"),
        lambda client, kept: client.post("/return", {"code": kept.secret}),
        lambda client, kept: client.get("/return"),
        lambda client, kept: client.post("/saves", {"revision": "0"}),
    ],
)
def test_no_report_of_an_error_holds_a_code(browser, kept, monkeypatch, reports, break_something, go):
    another = begin(on=timezone.localdate(), contents=TOLD)
    break_something(monkeypatch)

    for one in (kept, another):
        go(browser, one)

    assert [give_away(report, one) for report in reports for one in (kept, another)] == [[], []] * len(reports)
    assert not reports or any("something of ours broke" in report for report in reports)


def test_the_reports_are_looked_at_in_earnest(browser: Client, kept: Kept, monkeypatch, reports: list[str]):
    sealing_breaks(monkeypatch)

    browser.get(f"/return/{kept.secret}")

    [report] = reports
    assert "open_kept" in report
    assert "exchange" in report
    assert "/return/link" in report


def test_a_report_says_which_fields_were_sent_but_not_what_was_in_them(browser: Client, reports: list[str]):
    browser.post("/fails", {"partner.name": CANARY})

    [report] = reports
    assert "partner.name" in report
    assert CANARY not in report


def test_views_see_neither_the_code_in_the_path_nor_the_one_in_the_cookies(rf, kept: Kept, settings: LazySettings):
    seen: list[HttpRequest] = []

    def answer(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    request = rf.get(f"/return/{kept.secret}", headers={"cookie": f"csrf=1; handrail_route={kept.secret}; other=2"})
    request.META["RAW_URI"] = f"/return/{kept.secret}"

    KeptAnswers(answer)(request)

    [request] = seen
    assert give_away(repr(request) + repr(request.META) + repr(request.COOKIES) + request.get_full_path(), kept) == []
    assert request.COOKIES == {"csrf": "1", "other": "2"}
    assert (linked_code(request), code_in(request)) == (kept.secret, kept.secret)
    assert new_code() not in repr(linked_code(request))

"""Pages that are the same for everyone, and what is shown where the site cannot go on."""

from __future__ import annotations

from functools import partial

from django.test import RequestFactory
from playwright.sync_api import Route

from handrail.web import errors
from scripts.screenshots.person import Invented, Walk
from scripts.screenshots.tour import Take, Tour

SOMEONE = Invented("someone without a route (invented)", "")
WORDS = {
    "my mum died": "found", "I can't pay the rent": "found in other words", "zzz": "nothing found", "": "nothing typed"
}  # fmt: skip
PAGES = {
    "/help": "help", "/privacy": "privacy", "/privacy/shared-device": "shared device", "/accessibility": "accessibility",
    "/about/sources": "sources", "/route": "no route is open", "/erase": "erase without a route", "/return": "come back",
    "/there-is-no-such-page": "404",
}  # fmt: skip
CODES = {"ABCD": "mistyped", "": "not typed"}


def show(tour: Tour) -> None:
    with tour.walk("For everyone", SOMEONE) as (walk, take):
        walk.open("/")
        take("start")
        for words, state in WORDS.items():
            walk.open("/")
            walk.page.locator("#words").fill(words)
            walk.click("button", "Find")
            take(state)
        for path, state in PAGES.items():
            walk.open(path)
            take(state)
        for code, state in CODES.items():
            walk.open("/return")
            walk.come_back(code)
            take(f"come back with a code {state}")
        show_errors(walk, take)


def show_errors(walk: Walk, take: Take) -> None:
    """Each as the site writes it. The real site cannot be made to fail."""
    request = RequestFactory().get("/")
    request.csp_nonce = "n"  # type: ignore[attr-defined]  # as the middleware sets it
    pages = {
        "400": errors.bad_request(request),
        "403": errors.forbidden(request),
        "403 of a form": errors.csrf_failure(request),
        "429": errors.too_many_requests(request, 40),
        "500": errors.server_error(request),
    }
    for state, response in pages.items():
        walk.page.route("**/an-error", partial(_answer_with, response.content.decode()))
        walk.open("/an-error")
        take(state)
        walk.page.unroute("**/an-error")


def _answer_with(body: str, route: Route) -> None:
    route.fulfill(body=body, content_type="text/html")

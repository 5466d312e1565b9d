"""On a device that others use next: nothing is kept in the browser, nothing is lost, and what nobody uses closes."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from handrail.records.models import AnonymousRoute
from handrail.use_cases.keeping_answers import Kept, open_kept
from tests.integration.forms import text_of

pytestmark = pytest.mark.django_db

TWENTY_MINUTES = 20 * 60
OURS = {"handrail_route", "handrail_account", "handrail_attempt", "library", "session", "csrf"}


class Clock:
    """The seconds that go by."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = time.time()
        monkeypatch.setattr("handrail.web.library.mode.time.time", lambda: self.now)

    def later(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def reader(client: Client, clock: Clock, settings: Any) -> Client:
    """Someone at a library who has turned it on, begun a route and answered one question."""
    settings.RATE_LIMIT = 1_000_000
    client.post("/library-mode/on", {"then": "home"})
    client.post("/having-a-baby/start")
    client.post("/route/question/you.nation", {"answer": "is:england"})
    return client


def kept_of(client: Client) -> Kept:
    kept = open_kept(secret=client.cookies["handrail_route"].value, on=timezone.localdate())
    assert kept is not None
    return kept


def taken_back(response: Any) -> set[str]:
    return {name for name, cookie in response.cookies.items() if not cookie.value and cookie["max-age"] == 0}


# --- Nothing is kept in the browser -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/know", "/having-a-baby/start", "/return"])
def test_it_is_offered_wherever_someone_may_begin(client: Client, path: str):
    page = client.get(path).content.decode()

    assert "Others use this device" in page if path == "/return" else 'href="/library-mode"' in page.split("<footer")[0]


def test_every_cookie_goes_with_the_window(reader: Client):
    reader.get("/erase")

    assert {name for name, cookie in reader.cookies.items() if cookie.value} == {"handrail_route", "library", "csrf"}
    assert all(not cookie["max-age"] and not cookie["expires"] for cookie in reader.cookies.values())


@pytest.mark.parametrize("path", ["/", "/privacy", "/about/sources", "/route", "/there-is-no-such-page"])
def test_the_browser_keeps_no_page(reader: Client, path: str):
    response = reader.get(path)

    assert response.headers["Cache-Control"] == "no-store"
    assert "Library mode." in text_of(response)


def test_the_code_is_shown_before_anything_is_asked(client: Client):
    client.post("/library-mode/on", {"then": "know"})

    for begin, given in (("/having-a-baby/start", {}), ("/know/choose", {"topic": "state_pension_age"})):
        client.cookies.pop("handrail_route", None)
        led_to = client.post(begin, given).headers["Location"]
        page = client.get(led_to)
        goes_on = re.search(r'href="(/route/[^"]+)"[^>]*>\s*I have it', page.content.decode())
        assert led_to == "/library-mode/code"
        assert client.cookies["handrail_route"].value in page.content.decode()
        assert goes_on
        assert client.get(goes_on[1]).status_code in (200, 303)


# --- It closes, and nothing is lost -------------------------------------------------------------------------------------


def test_each_page_says_until_when_and_begins_anew(reader: Client, clock: Clock):
    for _ in range(3):
        clock.later(TWENTY_MINUTES - 1)
        assert re.search(r"If you do nothing until \d+:\d\d[ap]m ?, this device forgets", text_of(reader.get("/route")))


def test_whoever_asks_for_more_time_gets_it(reader: Client, clock: Clock):
    clock.later(TWENTY_MINUTES - 60)
    assert re.fullmatch(r"\d+:\d\d[ap]m", reader.post("/library-mode/carry-on").content.decode())
    clock.later(TWENTY_MINUTES - 60)

    assert reader.get("/route").status_code == 200


@pytest.mark.parametrize(
    "path", ["/route", "/route/answers", "/", "/return", "/library-mode/code", "/library-mode/closed"]
)
def test_after_twenty_minutes_without_anybody_whoever_comes_gets_nothing(reader: Client, clock: Clock, path: str):
    code = reader.cookies["handrail_route"].value
    clock.later(TWENTY_MINUTES + 1)

    response = reader.get(path)
    after = reader.get(response.headers["Location"]) if response.status_code == 303 else response

    assert taken_back(response) == OURS
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "This device has forgotten your route" in text_of(after)
    assert code not in after.content.decode()
    assert "Library mode." not in text_of(after)


def test_an_answer_that_comes_too_late_is_not_kept_and_what_was_told_before_is(reader: Client, clock: Clock):
    before, code = kept_of(reader).contents, reader.cookies["handrail_route"].value
    clock.later(TWENTY_MINUTES + 1)

    late = reader.post("/route/question/birth.you-give-birth", {"answer": "is:yes"})
    page = reader.post("/library-mode/on", {"then": "return"})
    back = reader.post("/return", {"code": code})

    assert late.headers["Location"] == "/library-mode/closed"
    assert page.headers["Location"] == "/return"
    assert back.headers["Location"] == "/route"
    assert kept_of(reader).contents == before
    assert reader.cookies["library"].value


def test_a_cookie_that_was_tampered_with_opens_nothing(reader: Client):
    reader.cookies["library"] = "99999999999:never"

    assert reader.get("/route").headers["Location"] == "/library-mode/closed"


def test_a_window_that_closes_while_another_is_in_use_closes_nothing(reader: Client):
    assert reader.get("/library-mode/closed").headers["Location"] == "/return"
    assert reader.get("/route").status_code == 200


def test_the_way_out_in_a_hurry_leads_out_also_when_time_is_up(reader: Client, clock: Clock):
    clock.later(TWENTY_MINUTES + 1)

    response = reader.get("/exit")

    assert response.headers["Location"] == "https://www.bbc.co.uk/weather"
    assert taken_back(response) == OURS


# --- Finishing ------------------------------------------------------------------------------------------------------------


def test_whoever_finishes_leaves_no_cookie_and_can_come_back(reader: Client):
    code = reader.cookies["handrail_route"].value
    assert code in reader.get("/library-mode/finish").content.decode()

    left = reader.post("/leave")

    assert taken_back(left) == OURS
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Close every window of the browser" in text_of(reader.get("/left"))
    assert reader.get("/route").status_code == 404
    assert open_kept(secret=code, on=timezone.localdate()) is not None


def test_whoever_erases_leaves_nothing_anywhere(reader: Client):
    assert taken_back(reader.post("/erase")) == OURS
    assert not AnonymousRoute.objects.exists()


def test_whoever_comes_back_can_say_that_others_use_the_device(reader: Client, clock: Clock):
    code = reader.cookies["handrail_route"].value
    elsewhere = Client()

    elsewhere.post("/return", {"code": code, "library": "yes"})

    assert "Library mode." in text_of(elsewhere.get("/route"))
    clock.later(TWENTY_MINUTES + 1)
    assert elsewhere.get("/route").headers["Location"] == "/library-mode/closed"


def test_where_a_route_is_open_its_code_is_shown_when_it_is_turned_on(client: Client):
    client.post("/having-a-baby/start")

    assert client.post("/library-mode/on", {"then": "home"}).headers["Location"] == "/library-mode/code"


def test_it_leads_nowhere_but_here(client: Client):
    assert client.post("/library-mode/on", {"then": "https://elsewhere.example"}).headers["Location"] == "/"
    assert client.get("/library-mode/finish").status_code == 200
    assert client.get("/library-mode/code").headers["Location"] == "/return"


def test_what_it_cannot_take_away_is_said_before_and_after(client: Client):
    for path in ("/library-mode", "/library-mode/finish"):
        page = text_of(client.get(path))
        for stays in (
            "history",
            "Files you took",
            "Pictures",
            "library or your work writes down",
            "program that watches",
        ):
            assert stays in page, (path, stays)

"""Leaving in a hurry: what the link answers, whom it obeys, and what the titles of pages give away."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from handrail.domain.content.reading_age import reading_age, sentences, words_in
from handrail.packs.installed import installed_pack
from handrail.records.models import AnonymousRoute
from handrail.use_cases.keeping_answers import begin
from handrail.use_cases.kept_contents import Contents

pytestmark = pytest.mark.django_db

FOLLOWED = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
TITLE = re.compile(r"<title>(.*) – Handrail</title>")


def with_route(client: Client, *events: str) -> Client:
    """Someone who has begun routes for these life events."""
    client.cookies["handrail_route"] = begin(on=timezone.localdate(), contents=Contents(life_events=events)).secret
    return client


def taken_back(response: Any) -> set[str]:
    """The cookies that the browser is told to throw away."""
    return {name for name, cookie in response.cookies.items() if not cookie.value and cookie["max-age"] == 0}


# --- The link ---------------------------------------------------------------------------------------------------------


def test_it_leads_to_another_site_at_once_and_takes_every_cookie_of_ours_back(client: Client):
    response = with_route(client, "having_a_baby").get("/exit", headers=FOLLOWED)

    assert (response.status_code, response.headers["Location"]) == (303, "https://www.bbc.co.uk/weather")
    assert taken_back(response) == {
        "handrail_route",
        "handrail_account",
        "handrail_attempt",
        "library",
        "session",
        "csrf",
    }
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_over_https_too_browsers_take_them_back(client: Client, settings: LazySettings):
    settings.HTTPS = True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"

    response = client.get("/exit", headers=FOLLOWED, secure=True)

    assert taken_back(response) == {
        "__Host-handrail",
        "__Host-account",
        "__Host-attempt",
        "__Host-library",
        "__Host-session",
        "__Host-csrf",
    }
    assert all(cookie["secure"] and cookie["path"] == "/" for cookie in response.cookies.values())


def test_it_waits_for_nothing(client: Client, django_assert_num_queries: Any):
    """Nor does it ask the browser to clear what it keeps: Chrome holds the next page back for as long as that takes."""
    with_route(client, "having_a_baby")

    with django_assert_num_queries(0):
        response = client.get("/exit", headers=FOLLOWED)

    assert "Clear-Site-Data" not in response.headers


def test_the_route_is_still_there_for_whoever_has_the_code(client: Client):
    with_route(client, "having_a_baby")
    code = client.cookies["handrail_route"].value

    client.get("/exit", headers=FOLLOWED)

    assert "No route is open" in client.get("/route").content.decode()
    assert AnonymousRoute.objects.count() == 1
    assert Client().get(f"/return/{code}").status_code == 303


@pytest.mark.parametrize("said", [{}, FOLLOWED | {"Sec-Fetch-Site": "none"}])
def test_an_address_that_was_typed_and_a_browser_that_says_nothing_are_believed(client: Client, said: dict[str, str]):
    assert "handrail_route" in taken_back(with_route(client, "having_a_baby").get("/exit", headers=said))


@pytest.mark.parametrize(
    "said",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Dest": "image"},
        {"Sec-Fetch-Dest": "empty"},
        {"Sec-Fetch-Dest": "iframe"},
    ],
)
def test_no_other_site_and_no_picture_can_make_a_person_forget_their_route(client: Client, said: dict[str, str]):
    response = with_route(client, "having_a_baby").get("/exit", headers=FOLLOWED | said)

    assert response.status_code == 303
    assert not response.cookies


def test_an_installation_may_lead_elsewhere(client: Client, settings: LazySettings):
    settings.EXIT_TO = "https://news.example/"

    assert client.get("/exit").headers["Location"] == "https://news.example/"


# --- The pages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/help", "/privacy", "/having-a-baby/start", "/return", "/nowhere", "/route"])
def test_each_page_links_to_the_way_out_and_asks_nobody_else_for_anything(client: Client, path: str):
    page = with_route(client, "having_a_baby").get(path).content.decode()

    links = re.findall(r'<a [^>]*class="([^"]*exit-this-page[^"]*)"[^>]*>', page)
    assert len(links) == page.count('href="/exit"') == 2
    assert "bbc.co.uk" not in page


def title_of(client: Client, path: str) -> str:
    page = client.get(path)
    [title] = TITLE.findall(page.content.decode())
    return unescape(title)


def test_titles_tell_no_step_question_or_life_event_from_another(client: Client):
    """A title stays in the history, and is what a long press on "back" shows."""
    pack, events = installed_pack(), ("having_a_baby", "someone_has_died", "losing_a_job")
    with_route(client, *events)
    steps = [step.id for event in events for step in pack.events.journeys[event].steps]
    facts = [fact for fact in pack.vocabulary.facts if fact.startswith(("birth.", "deceased.", "job_ending."))]

    of_events = {title_of(client, f"/{event.replace('_', '-')}/start") for event in events}
    of_steps = {title_of(client, f"/route/steps/{step.replace('_', '-')}") for step in steps[::9]}
    of_questions = {title_of(client, f"/route/question/{fact.replace('_', '-')}") for fact in facts[::9]}

    assert len(steps) > 90
    assert len(facts) > 30
    assert (of_events, of_steps, of_questions) == ({"Before you begin"}, {"A step of your route"}, {"A question"})


def test_what_stays_behind_is_said_in_short_and_plain_words(client: Client):
    page = client.get("/privacy/shared-device").content.decode()
    words = unescape(re.sub(r"<[^>]+>", "", page.partition("<main")[2].partition("</main>")[0].partition(">")[2]))

    assert "browser’s history still lists the pages" in words
    assert "Without the code you cannot come back" in words
    assert max(words_in(sentence) for sentence in sentences(words)) <= 25
    assert reading_age([words]) <= 11

"""What is different since a person last saw their route, though they changed nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.remembered import Remembered, RememberedStep
from handrail.domain.routes.spans import NO_DAYS, NOTHING, Days, Money
from handrail.packs.installed import installed_pack
from handrail.records.models import AnonymousRoute, Beside
from handrail.use_cases import keeping_answers
from handrail.use_cases.showing_route import show_route
from handrail.use_cases.since_last_seen import now_seen
from tests.integration.forms import change, text_of
from tests.integration.test_what_if import FIRST_HOME, stored, with_answers

pytestmark = pytest.mark.django_db

FIRST_VISIT = date(2026, 11, 24)
ANSWERS = FIRST_HOME | {"purchase.completion_date": "2026-11-23"}


class Clock:
    """The day where the people are."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.day = FIRST_VISIT
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: self.day)

    def later(self, days: int) -> None:
        self.day += timedelta(days)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def completed(client: Client, clock: Clock, settings: Any) -> Client:
    """Someone who completed yesterday, and has looked at their route."""
    settings.RATE_LIMIT = 1_000_000
    here = with_answers(client, ANSWERS)
    assert here.get("/route").status_code == 200
    return here


def test_on_the_same_day_nothing_is_said(completed: Client):
    assert "Since you last looked" not in text_of(completed.get("/route"))
    assert "Nothing has changed on its own" in text_of(completed.get("/route/since"))


def test_a_deadline_that_passed_meanwhile_is_said_with_its_reason(completed: Client, clock: Clock):
    """The return is due 14 days after completion: Finance Act 2003, section 76."""
    before = stored()
    clock.later(16)

    page = text_of(completed.get("/route"))
    told = text_of(completed.get("/route/since"))

    assert "Since you last looked, on 24 November 2026 Time has passed: 1 deadline has passed" in page
    assert "Late now (1) Send the tax return and pay the tax It was due by Monday 7 December 2026." in told
    assert "Not before" not in told
    assert "you said" not in told
    assert "The rules changed" not in told
    assert stored() == before


def test_that_today_is_another_day_is_no_news(completed: Client, clock: Clock):
    """What could be begun yesterday and was not can be begun today. Nobody is told so every morning."""
    clock.later(1)

    assert "Since you last looked" not in text_of(completed.get("/route"))


def test_it_is_said_until_it_was_seen(completed: Client, clock: Clock):
    clock.later(16)
    assert "Since you last looked" in text_of(completed.get("/route"))
    assert "Since you last looked" in text_of(completed.get("/route"))

    assert completed.post("/route/seen").headers["Location"] == "/route"

    assert "Since you last looked" not in text_of(completed.get("/route"))


def test_another_release_of_the_rules_is_told_as_such_and_apart_from_the_days(completed: Client):
    """As if an older release had read 30 days for the return, had an open answer on the tax, and a step that is gone."""
    was_seen(completed, with_an_older_release)

    page = text_of(completed.get("/route"))
    told = text_of(completed.get("/route/since"))

    assert "The rules changed. 4 things on your route are different." in page
    assert "How much tax will you pay on the purchase? £0 Before: Between £0 and £4,000" in told
    assert "Send the tax return and pay the tax Do it by: 7 December 2026. Before: 23 December 2026." in told
    assert "Because the rules changed." in told
    assert "Finance Act 2003" in told
    assert "Write to the mayor Not needed. Before: To do." in told
    assert "Cost: £150 to" in told or "Cost:" in told
    assert "Time has passed" not in told


def with_an_older_release(seen: Remembered) -> Remembered:
    steps = dict(seen.steps)
    tax_return, register = steps["file_the_tax_return"], steps["register_the_title"]
    steps["file_the_tax_return"] = replace(tax_return, due=Days(date(2026, 12, 23), date(2026, 12, 23)))
    steps["register_the_title"] = replace(register, cost=Money(100, 100), gain=Money(200, 200), due=NO_DAYS)
    steps["write_to_the_mayor"] = RememberedStep("Write to the mayor", StepStatus.APPLIES, NO_DAYS, NOTHING, NOTHING)
    answers = {**seen.answers, "property_transaction_tax": "Between £0 and £4,000"}
    return replace(seen, release="uk-older", steps=steps, answers=answers)


def was_seen(client: Client, changed: Callable[[Remembered], Remembered]) -> None:
    """What the person saw was otherwise."""
    kept = keeping_answers.open_kept(secret=client.cookies["handrail_route"].value, on=FIRST_VISIT)
    assert kept is not None
    shown = show_route(pack=installed_pack(), contents=kept.contents, on=FIRST_VISIT)
    now_seen(kept=kept, remembered=changed(shown.remembered))


def test_after_a_change_of_ones_own_there_is_nothing_to_say(completed: Client, clock: Clock):
    clock.later(16)
    change(completed, "purchase.price", answer="exact", exact="290,000")

    assert "Since you last looked" not in text_of(completed.get("/route"))


def test_what_was_seen_is_sealed_beside_the_answers_and_goes_with_them(completed: Client):
    [row] = Beside.objects.all()

    assert b"return" not in bytes(row.ciphertext)
    assert row.expires_on == AnonymousRoute.objects.get().expires_on
    completed.post("/erase")
    assert not Beside.objects.exists()


def test_what_was_damaged_is_as_if_the_route_had_not_been_seen(completed: Client, clock: Clock):
    Beside.objects.update(ciphertext=b"no more")
    clock.later(16)

    assert "Since you last looked" not in text_of(completed.get("/route"))

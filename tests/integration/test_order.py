"""The order is changed where it may be; why it cannot, and what it could cost, is shown before it counts."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from handrail.use_cases.keeping_answers import open_kept
from tests.integration.forms import hidden_in, text_of
from tests.integration.test_what_if import FIRST_HOME, stored, with_answers

pytestmark = pytest.mark.django_db

AT = "/route/order"


@pytest.fixture
def buyer(client: Client, settings: Any) -> Client:
    settings.RATE_LIMIT = 1_000_000
    return with_answers(client, FIRST_HOME)


@pytest.fixture
def viewing(buyer: Client) -> Client:
    """Someone who has several things to do now."""
    buyer.post("/route/steps/set-your-budget/mark", {"mark": "done"})
    return buyer


def on_day(day: date) -> dict[str, str]:
    return {f"exact_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def in_days(days: int) -> dict[str, str]:
    return on_day(timezone.localdate() + timedelta(days=days))


def now(client: Client) -> list[str]:
    """The steps to do now, in their order."""
    section = client.get("/route").content.decode().partition('id="now"')[2].partition("</section>")[0]
    return re.findall(r'hr-step__title"><a[^>]*>([^<]+)</a>', section)


def marks_of(client: Client) -> Any:
    kept = open_kept(secret=client.cookies["handrail_route"].value, on=timezone.localdate())
    assert kept is not None
    return kept.contents.marks["steps"]


def test_a_step_that_can_be_done_now_is_put_first_and_taken_back(viewing: Client):
    buyer = viewing
    before = now(buyer)
    last = re.findall(r'href="/route/steps/([^"]+)"', buyer.get(AT).content.decode().partition("</ol>")[0])[-1]

    asked = buyer.post(f"{AT}/{last}/first")

    assert asked.headers["Location"] == AT
    assert len(before) > 1
    assert now(buyer) == [before[-1], *before[:-1]]
    assert "You put this first. Take that back" in text_of(buyer.get(AT))
    assert "1 step has another place" in text_of(buyer.get("/route/changes"))
    buyer.post(f"{AT}/{last}/as-usual")
    assert now(buyer) == before
    assert marks_of(buyer) == {"set_your_budget": {"done_on": None}}


def test_what_has_to_come_first_is_named_and_comes_forward_instead(buyer: Client):
    before = stored()

    asked = buyer.post(f"{AT}/file-the-tax-return/first")

    page = text_of(asked)
    assert "This cannot come first yet" in page
    assert "This has to be done before it: Get your keys" in page
    assert stored() == before
    buyer.post(f"{AT}/file-the-tax-return/first", hidden_in(asked))
    assert marks_of(buyer) == {"file_the_tax_return": {"first": True}}


def test_what_waiting_with_everything_else_could_cost_is_told_before_it_counts(buyer: Client):
    asked = text_of(buyer.post(f"{AT}/book-the-removal/first"))

    assert "You can do other steps at the same time. Then nothing is late because of this." in asked
    assert "But if you wait with everything else until this is done, about" in asked
    assert "Get your keys This would be too late." in asked


def test_a_step_is_put_off_to_a_day_and_what_that_moves_is_told(viewing: Client):
    buyer = viewing
    assert "When do you want to start?" in text_of(buyer.get(f"{AT}/work-out-the-tax/later"))

    day = timezone.localdate() + timedelta(days=3)
    asked = buyer.post(f"{AT}/work-out-the-tax/later", on_day(day))

    assert asked.headers["Location"] == "/route/changes"
    says = f"{day.day} {day:%B %Y}"
    assert marks_of(buyer)["work_out_the_tax"] == {"not_before": day.isoformat()}
    assert f"You put this off to {says}" in text_of(buyer.get(AT))
    assert f"You put this off to {says}. Change the order" in text_of(buyer.get("/route/steps/work-out-the-tax"))
    assert buyer.post(f"{AT}/work-out-the-tax/as-usual").headers["Location"] == "/route/changes"
    assert "work_out_the_tax" not in marks_of(buyer)


def test_what_would_be_late_is_told_before_it_counts_and_anew_when_something_changed(buyer: Client):
    at, before = f"{AT}/file-the-tax-return/later", stored()
    far = on_day(timezone.localdate() + timedelta(days=1000))

    asked = buyer.post(at, far)

    page = text_of(asked)
    assert "If you do this later" in page
    assert "Send the tax return and pay the tax This would be too late." in page
    assert "All of it is likely to be done by" in page
    assert "Because you would put off “Send the tax return and pay the tax”" in page
    assert stored() == before
    buyer.post("/route/steps/set-your-budget/mark", {"mark": "done"})
    shown = hidden_in(asked)
    assert "Something else has changed since you saw this page" in text_of(buyer.post(at, shown))
    assert buyer.post(at, hidden_in(buyer.post(at, shown))).headers["Location"] == "/route/changes"
    assert "You put this off." in text_of(buyer.get("/route/steps/file-the-tax-return"))


def test_a_day_that_is_fixed_is_not_moved(buyer: Client):
    before = stored()

    pages = [
        text_of(buyer.post(f"{AT}/complete-the-purchase/first")),
        text_of(buyer.get(f"{AT}/complete-the-purchase/later")),
    ]

    assert all("This cannot be moved Its day is fixed: 12 March" in page for page in pages)
    assert stored() == before


@pytest.mark.parametrize(
    "given", [{}, in_days(0), in_days(-1), in_days(1), {"exact_day": "31", "exact_month": "2", "exact_year": "x"}]
)
def test_a_day_that_is_no_day_to_wait_for_is_asked_again(buyer: Client, given: dict[str, str]):
    before = stored()

    again = buyer.post(f"{AT}/get-a-survey/later", given)

    assert again.status_code == 422
    assert "There is a problem" in text_of(again)
    assert stored() == before


@pytest.mark.parametrize("step", ["no-such-step", "set-your-budget"])
@pytest.mark.parametrize("what", ["first", "later", "as-usual"])
def test_what_is_done_or_is_no_step_has_no_place(buyer: Client, step: str, what: str):
    buyer.post("/route/steps/set-your-budget/mark", {"mark": "done"})

    assert buyer.post(f"{AT}/{step}/{what}", in_days(9)).status_code == 404


def test_what_is_marked_as_done_wants_no_place_any_more(buyer: Client):
    buyer.post(f"{AT}/get-a-survey/first", hidden_in(buyer.post(f"{AT}/get-a-survey/first")))

    buyer.post("/route/steps/get-a-survey/mark", {"mark": "done"})

    assert marks_of(buyer) == {"get_a_survey": {"done_on": None}}

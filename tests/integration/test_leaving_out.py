"""What leaving a step out would cost is shown before it is left out."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.integration.forms import hidden_in, text_of
from tests.integration.test_what_if import FIRST_HOME, stored, with_answers

pytestmark = pytest.mark.django_db

TAX = "/route/steps/file-the-tax-return/mark"
LEAVE_OUT = {"mark": "skip"}


@pytest.fixture
def buyer(client: Client, settings: Any) -> Client:
    settings.RATE_LIMIT = 1_000_000
    return with_answers(client, FIRST_HOME)


def test_a_deadline_and_what_comes_of_missing_it_are_shown_and_nothing_is_changed_yet(buyer: Client):
    before = stored()

    page = text_of(buyer.post(TAX, LEAVE_OUT))

    assert "Send the tax return and pay the tax If you leave this step out" in page
    assert "It has a deadline:" in page
    assert "penalty" in page
    assert "Keep it on my route" in page
    assert stored() == before


def test_the_steps_that_come_after_it_are_named(buyer: Client):
    page = text_of(buyer.post("/route/steps/apply-for-the-mortgage/mark", LEAVE_OUT))

    assert "These steps come after it. Some may not be possible without it." in page
    assert "Get your keys" in page
    assert "Because you would leave out “Apply for the mortgage”." in page


def test_whoever_has_seen_it_leaves_it_out_once_and_can_put_it_back(buyer: Client):
    shown = hidden_in(buyer.post(TAX, LEAVE_OUT))

    assert buyer.post(TAX, shown).headers["Location"] == "/route/changes"
    assert "You left this out" in text_of(buyer.get("/route/steps/file-the-tax-return"))
    buyer.post(TAX, {"mark": "undo"})
    assert "You left this out" not in text_of(buyer.get("/route/steps/file-the-tax-return"))


def test_what_was_seen_of_another_state_is_shown_anew(buyer: Client):
    shown = hidden_in(buyer.post(TAX, LEAVE_OUT))
    buyer.post("/route/steps/set-your-budget/mark", {"mark": "done"})

    page = text_of(buyer.post(TAX, shown))

    assert "Something else has changed since you saw this page" in page


def test_where_nothing_is_lost_it_is_left_out_at_once(buyer: Client):
    assert buyer.post("/route/steps/register-to-vote/mark", LEAVE_OUT).headers["Location"] == "/route/changes"

"""A day that has no date yet is said in the words of its rule."""

from __future__ import annotations

from functools import partial

import pytest

from handrail.domain.content.saying_when import When
from handrail.domain.facts.held import Facts
from tests.unit.domain.invented import ON, PARAMETERS, VOCABULARY, a_rule, rulebook, told


def said(text: str, facts: Facts | None = None) -> str:
    rules = rulebook(a_rule("goal", text), a_rule("other", "plus_days(home.offer_date, 14)")).rules
    possible = partial((facts or Facts()).possible, vocabulary=VOCABULARY)
    return When(VOCABULARY, PARAMETERS, rules, possible, ON).say("goal")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("home.moving_date", "the moving day"),
        ("plus_days(home.moving_date, law.days)", "14 days after the moving day"),
        ("plus_weeks(home.moving_date, 1)", "1 week after the moving day"),
        ("plus_months(home.moving_date, 2)", "2 months after the moving day"),
        ("other", "14 days after the day of the offer"),
        ("max(home.moving_date, other)", "the later of the moving day and 14 days after the day of the offer"),
        (
            "home.moving_date if you.employed else home.offer_date",
            "the day of the offer or the moving day",
        ),
    ],
)
def test_a_day_is_said_as_its_rule_counts_it(text: str, words: str):
    assert sorted(said(text).split(" or ")) == sorted(words.split(" or "))


@pytest.mark.parametrize(
    "text",
    [
        "start_of_week(home.moving_date)",
        "plus_days(home.moving_date, -1)",
        "plus_days(home.moving_date, home.rooms)",
        "max(home.moving_date if you.employed else home.offer_date, you.born)",
    ],
)
def test_what_takes_too_many_words_is_not_said(text: str):
    assert said(text) == ""


@pytest.mark.parametrize(("employed", "words"), [(True, "the day of the offer"), (False, "the moving day")])
def test_a_way_that_cannot_be_is_not_said(employed: bool, words: str):
    facts = told({"you.employed": employed})

    assert said("home.moving_date if not you.employed else home.offer_date", facts) == words

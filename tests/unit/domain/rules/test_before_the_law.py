"""A date that was told and lies before the law that the pack holds: what hangs on it is not covered, and the rest is as ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import inf

import numpy as np
import pytest

from handrail.domain.facts.possible import Ranges
from handrail.domain.facts.vocabulary import Vocabulary
from handrail.domain.rules.certifying import certify
from handrail.domain.rules.determination import Status
from handrail.domain.rules.screening import Screen, Table
from tests.unit.domain.invented import ON, VOCABULARY, a_rule, day, rulebook, told, with_constraints

FIRST = day("2021-10-01")


def covered(vocabulary: Vocabulary = VOCABULARY) -> Vocabulary:
    moving = replace(vocabulary.facts["home.moving_date"], covered_from=FIRST)
    return replace(vocabulary, facts={**vocabulary.facts, "home.moving_date": moving})


def rules_for(text, **more):
    return rulebook(a_rule("goal", text), vocabulary=covered(), **more)


def found(text, facts):
    return rules_for(text).determine("goal", told(facts, vocabulary=covered()), ON)


def test_what_is_counted_from_a_day_before_the_law_is_not_covered():
    answer = found("plus_days(home.moving_date, 14)", {"home.moving_date": "2019-05-01"})

    assert answer.status is Status.NOT_COVERED
    assert answer.needs == ()


def test_the_first_day_of_the_law_is_covered_and_the_last_before_it_is_not():
    assert found("plus_days(home.moving_date, 14)", {"home.moving_date": "2021-10-01"}).is_settled
    assert found("plus_days(home.moving_date, 14)", {"home.moving_date": "2021-09-30"}).status is Status.NOT_COVERED


@pytest.mark.parametrize(("moved", "status"), [("2021-10-01", Status.SETTLED), ("2021-09-30", Status.NOT_COVERED)])
def test_a_figure_of_such_a_day_is_not_covered_though_it_is_the_same_on_every_day_that_is(moved, status):
    rules = rulebook(a_rule("goal", "law.days > 5", as_at="home.moving_date"), vocabulary=covered())

    assert rules.determine("goal", told({"home.moving_date": moved}, vocabulary=covered()), ON).status is status


def test_what_does_not_hang_on_the_day_is_settled_all_the_same():
    answer = found("home.price > £5 or home.moving_date > today", {"home.moving_date": "2019-05-01", "home.price": 10})

    assert answer.is_yes
    assert answer.is_settled


def test_while_something_else_may_settle_it_the_answer_is_open_and_the_day_is_not_asked_again():
    answer = found("home.price > £5 or home.moving_date > today", {"home.moving_date": "2019-05-01"})

    assert answer.status is Status.OPEN
    assert answer.needs == ("home.price",)


def test_a_range_that_begins_before_the_law_is_read_from_its_first_day_on():
    answer = found("home.moving_date", {"home.moving_date": {"between": ["2019-05-01", "2022-01-01"]}})

    assert answer.possible == Ranges.between(FIRST, day("2022-01-01"))


def test_a_range_that_ends_before_the_law_is_not_covered():
    answer = found("home.moving_date", {"home.moving_date": {"between": ["2019-05-01", "2020-01-01"]}})

    assert (answer.status, answer.possible) == (Status.NOT_COVERED, Ranges.between(-inf, inf))


def test_no_question_is_worth_asking_for_it():
    rules = rules_for("plus_days(home.moving_date, 14)")
    sheet = rules.sheet(told({"home.moving_date": "2019-05-01"}, vocabulary=covered()), ON)

    assert rules.lacks_a_figure("goal", sheet)
    assert certify(rules, "goal", sheet) is None


def test_a_day_told_later_is_laid_out_as_if_it_was_told_at_once():
    rules = rules_for("plus_days(home.moving_date, 14)")
    facts = told({"home.moving_date": "2019-05-01"}, vocabulary=covered())

    changed = rules.changed(rules.sheet(told({}), ON), facts.by_name["home.moving_date"][0])

    assert changed.early == {"home.moving_date"}
    assert rules.determine_on("goal", changed).status is Status.NOT_COVERED


def test_facts_contradict_one_another_on_any_day():
    vocabulary = covered(with_constraints(("in_order", "home.moving_date >= home.offer_date")))
    rules = rulebook(a_rule("goal", "you.employed"), vocabulary=vocabulary)

    def broken(moving, offer):
        facts = told({"home.moving_date": moving, "home.offer_date": offer}, vocabulary=vocabulary)
        return rules.broken_constraints(rules.sheet(facts, ON))

    assert broken("2019-05-01", "2020-01-01") == ("in_order",)
    assert broken("2019-05-01", "2019-01-01") == ()


@pytest.mark.parametrize(("moving", "is_missing"), [("2021-09-30", True), ("2021-10-01", False)])
def test_screening_marks_the_rows_that_are_not_covered(moving, is_missing):
    rules = rules_for("plus_days(home.moving_date, 14)")
    table = Table(1, date(2026, 11, 20), {"home.moving_date": np.array([day(moving)])})

    assert Screen(rules, table).rule("goal").gaps.tolist() == [is_missing]


def test_a_yearly_figure_of_such_a_day_is_not_covered_rather_than_not_known_yet():
    """An early day is worked out as if it could be any day, also one for which nobody knows the figure yet."""
    rules = rulebook(a_rule("goal", "law.benefit", as_at="home.moving_date"), vocabulary=covered())

    def status(moved):
        return rules.determine("goal", told({"home.moving_date": moved}, vocabulary=covered()), ON).status

    assert [status(day) for day in ("2019-05-01", "2026-05-01", "2027-05-01")] == [
        Status.NOT_COVERED,
        Status.SETTLED,
        Status.NOT_KNOWN_YET,
    ]

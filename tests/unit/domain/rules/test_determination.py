"""What an answer says of itself."""

from __future__ import annotations

from datetime import date

from handrail.domain.facts.possible import Among, Ranges
from handrail.domain.rules.determination import Outcome, possible_of, review_is_due
from handrail.domain.rules.types import MONEY, YES_NO, Kind, Type
from tests.unit.domain.invented import determined


def test_only_an_answer_with_one_value_left_is_settled():
    assert determined("you.employed", {"you.employed": True}).is_settled
    assert not determined("you.employed").is_settled


def test_surely_yes_and_surely_no_are_not_the_only_answers():
    yes, no, depends = (
        determined("you.employed", {"you.employed": True}),
        determined("you.employed", {"you.employed": False}),
        determined("you.employed"),
    )

    assert (yes.is_yes, no.is_yes, depends.is_yes) == (True, False, False)
    assert (yes.is_no, no.is_no, depends.is_no) == (False, True, False)


def test_outcomes_of_two_cases_are_taken_together_with_what_was_missing_in_either():
    one, other = (
        Outcome((5, 9), frozenset({("not_covered", "law.a")})),
        Outcome((1, 6), frozenset({("not_known_yet", "law.b")})),
    )

    assert one.joined(other) == Outcome((1, 9), one.gaps | other.gaps)
    assert Outcome(1).joined(Outcome(2)) == Outcome(3)


def test_an_outcome_is_exact_with_one_value_left():
    assert Outcome((5, 5)).is_exact
    assert not Outcome((5, 6)).is_exact
    assert Outcome(2).is_exact
    assert not Outcome(3).is_exact


def test_an_outcome_is_read_after_its_type():
    choice = Type(Kind.CHOICE, ("flat", "house", "boat"))

    assert possible_of(Outcome((5, 9)), MONEY) == Ranges.between(5, 9)
    assert possible_of(Outcome(3), YES_NO) == Among(frozenset({True, False}))
    assert possible_of(Outcome(0b101), choice) == Among(frozenset({"flat", "boat"}))


def test_a_review_is_due_the_day_after_its_date():
    assert not review_is_due([None, date(2026, 11, 20)], date(2026, 11, 20))
    assert review_is_due([None, date(2026, 11, 20)], date(2026, 11, 21))
    assert not review_is_due([], date(2026, 11, 21))

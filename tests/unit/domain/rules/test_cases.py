"""Trying what is not known case by case."""

from __future__ import annotations

from itertools import pairwise
from math import inf

import pytest

from handrail.domain.facts.held import Facts
from handrail.domain.rules import cases
from handrail.domain.rules.cases import Impossible, Leaf, Split, leaves_of, outcome_of
from handrail.domain.rules.determination import Outcome
from tests.unit.domain.invented import ON, a_rule, day, rulebook, told, with_constraints


def tree_of(text, facts=None, vocabulary=None):
    rules = rulebook(a_rule("goal", text), **({"vocabulary": vocabulary} if vocabulary else {}))
    return rules.tree("goal", rules.sheet(told(facts or {}), ON), every_leaf=True)


def leaf(value):
    return Leaf(Outcome(value), [])


def test_the_outcome_of_cases_is_all_of_them_together():
    tree = Split(
        "you.employed",
        (((1,), leaf((5, 6))), ((2,), Split("you.age", (((0, 0), leaf((9, 9))), ((1, 1), leaf((7, 7))))))),
    )

    assert outcome_of(tree) == Outcome((5, 9))
    assert len(list(leaves_of(tree))) == 3


def test_what_is_impossible_is_left_out():
    tree = Split("you.employed", (((1,), Impossible("constraint never")), ((2,), leaf(2))))

    assert outcome_of(tree) == Outcome(2)
    assert outcome_of(Impossible("constraint never")) is None


def test_a_choice_is_tried_option_by_option():
    tree = tree_of("home.nation in ('england', 'wales') and home.nation != 'wales'")

    assert isinstance(tree, Split)
    assert [piece for piece, _ in tree.branches] == [(1,), (2,), (4,), (8,)]


def test_a_range_with_few_values_is_tried_one_by_one():
    tree = tree_of("you.age - you.age", {"you.age": {"between": [20, 30]}})

    assert isinstance(tree, Split)
    assert [piece for piece, _ in tree.branches] == [(age, age) for age in range(20, 31)]


def test_a_longer_range_is_cut_where_the_rules_make_a_difference():
    tree = tree_of("you.age > 60 or you.age <= 18 or (you.age > 18 and you.age <= 60)")

    assert isinstance(tree, Split)
    pieces = [piece for piece, _ in tree.branches]
    assert {(0, 17), (18, 18), (19, 59), (60, 60), (61, 120)} == set(pieces)
    assert outcome_of(tree) == Outcome(2)


def test_a_range_without_end_is_cut_at_what_it_is_compared_with():
    tree = tree_of(
        "home.moving_date > home.offer_date or home.moving_date <= home.offer_date", {"home.offer_date": "2026-07-01"}
    )

    assert isinstance(tree, Split)
    pieces = [piece for piece, _ in tree.branches]
    assert (pieces[0][0], pieces[-1][1]) == (-inf, inf)
    assert (day("2026-07-01"), day("2026-07-01")) in pieces
    assert all(later[0] == earlier[1] + 1 for earlier, later in pairwise(pieces))  # type: ignore[operator]
    assert outcome_of(tree) == Outcome(2)


def test_two_ranges_without_end_offer_each_other_no_cut():
    tree = tree_of("home.moving_date > home.offer_date or home.moving_date <= home.offer_date")

    assert outcome_of(tree) == Outcome(3)


def test_a_list_is_never_split():
    text = "any(x.ill for x in children) or not any(x.ill for x in children)"
    rules = rulebook(a_rule("goal", text))

    assert isinstance(tree_of(text), Leaf)
    assert rules.outcome("goal", rules.sheet(Facts(), ON)).value == 3


def test_a_case_that_breaks_a_constraint_is_impossible():
    vocabulary = with_constraints(("worker", "you.employed or not partner.exists"))

    tree = tree_of(
        "(you.employed and you.age > 5) or (not you.employed and not partner.exists)",
        {"partner.exists": {"one_of": [True]}},
        vocabulary,
    )

    assert outcome_of(tree) == Outcome(3)


def test_a_constraint_is_noticed_as_soon_as_the_case_before_it_breaks_it():
    rules = rulebook(
        a_rule("goal", "(you.employed and not partner.exists) or (not you.employed and partner.exists)"),
        vocabulary=with_constraints(("never_both", "not (you.employed and partner.exists)")),
    )

    tree = rules.tree("goal", rules.sheet(Facts(), ON), every_leaf=True)

    assert isinstance(tree, Split)
    (_, first), (_, second) = tree.branches
    assert isinstance(first, Split)
    assert isinstance(second, Split)
    assert [type(branch) for _, branch in second.branches] == [Leaf, Impossible]


@pytest.mark.parametrize(("most", "settled"), [(3, False), (256, True)])
def test_no_more_cases_are_tried_than_are_allowed(monkeypatch, most, settled):
    monkeypatch.setattr(cases, "MOST_LEAVES", most)

    facts = {"you.age": {"between": [20, 30]}, "home.rooms": {"between": [1, 3]}}

    outcome = outcome_of(tree_of("(you.age - you.age) + (home.rooms - home.rooms)", facts))

    assert outcome is not None
    assert outcome.is_exact is settled


@pytest.mark.parametrize("edge", ["0001-01-01", "9999-12-31"])
def test_no_stretch_of_days_lies_wholly_outside_the_calendar(edge):
    """No day comes before the first of the calendar or after its last, so there is nothing that a rule could work out there."""
    born, other = "you.born", f"date('{edge}')"
    rules = rulebook(
        a_rule(
            "goal",
            f"({born} > {other} and age_on({born}, date('2026-06-01')) >= 16)"
            f" or ({born} < {other} and age_on(date('2026-06-01'), {born}) < 16)",
        )
    )

    assert rules.outcome("goal", rules.sheet(Facts(), ON)).value == 3

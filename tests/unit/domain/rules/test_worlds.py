"""Possible worlds agree with what is known, and look where the rules make a difference."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from handrail.domain.facts.possible import Among, Ranges
from handrail.domain.facts.vocabulary import Likely, Vocabulary
from handrail.domain.rules.screening import LARGEST, Members
from handrail.domain.rules.worlds import possible_worlds, worlds_of_anyone
from tests.unit.domain.invented import ON, VOCABULARY, a_rule, day, declared, rulebook, told

SIZE = 400


def worlds(names, facts=None, text="you.employed", vocabulary=VOCABULARY, size=SIZE):
    rules = rulebook(a_rule("goal", text), vocabulary=vocabulary)
    return possible_worlds(rules, rules.sheet(told(facts or {}, vocabulary=vocabulary), ON), names, size).table


def column(name, facts=None, **more):
    return worlds([name], facts, **more).column(name)


def with_likely(name, *likely):
    fact = replace(VOCABULARY.facts[name], likely=tuple(Likely(values, weight) for values, weight in likely))
    return Vocabulary({**VOCABULARY.facts, name: fact})


def test_only_the_facts_that_are_named_are_filled_in():
    assert set(worlds(["you.age", "home.nation"]).columns) == {"you.age", "home.nation"}


def test_the_same_facts_give_the_same_worlds():
    assert np.array_equal(column("you.age"), column("you.age"))


def test_what_is_known_is_so_in_every_world():
    assert column("you.age", {"you.age": 40}).tolist() == 40
    assert column("you.employed", {"you.employed": True}).tolist() is True
    assert column("home.nation", {"home.nation": "scotland"}).tolist() == 2


def test_the_worlds_of_someone_of_whom_nothing_is_known_are_everyones_but_for_what_is_told():
    rules = rulebook(a_rule("goal", "you.employed"))
    sheet = rules.sheet(told({"you.age": {"between": [30, 50]}}), ON)

    found = possible_worlds(rules, sheet, ["you.age", "you.employed", "children"], SIZE)
    anyone = worlds_of_anyone(rules, ON, SIZE).columns

    assert found.told == {"you.age"}
    assert found.table.columns["you.employed"] is anyone["you.employed"]
    assert found.table.columns["children"] is anyone["children"]


def test_what_is_not_known_is_tried_in_all_its_values():
    assert set(column("you.employed")) == {True, False}
    assert set(column("home.nation", {"home.nation": {"one_of": ["wales", "scotland"]}})) == {1, 2}


def test_a_range_stays_inside_its_ends():
    found = column("you.age", {"you.age": {"between": [30, 50]}})

    assert found.min() >= 30
    assert found.max() <= 50


def test_both_sides_of_every_limit_are_tried_however_small_they_are():
    found = column("home.price", text="home.price > £300_000 or home.price == £299_999")

    assert {bool(value > 30_000_000) for value in found} == {True, False}
    assert 29_999_900 in found


def test_likely_answers_come_up_more_often():
    vocabulary = with_likely("home.nation", (Among(frozenset({"england"})), 96), (Among(frozenset({"wales"})), 2))

    found = column("home.nation", vocabulary=vocabulary)

    assert np.mean(found == 0) > 0.9
    assert set(found) >= {0, 1}


def test_likely_weighs_a_yes_or_no_too():
    vocabulary = with_likely("you.employed", (Among(frozenset({True})), 97), (Among(frozenset({False})), 3))

    assert np.mean(column("you.employed", vocabulary=vocabulary)) > 0.9


def test_half_of_the_numbers_lie_where_the_pack_says_they_are_likely():
    vocabulary = with_likely("you.age", (Ranges.between(30, 40), 3), (Ranges.between(200, 300), 1))

    found = column("you.age", vocabulary=vocabulary)

    assert 0.5 < np.mean((found >= 30) & (found <= 40)) < 0.75


def test_a_date_without_limits_is_tried_around_today():
    found = column("home.moving_date")

    assert found.min() >= (ON - timedelta(days=730)).toordinal()
    assert found.max() <= (ON + timedelta(days=730)).toordinal()


def test_a_date_from_a_day_on_is_tried_from_that_day_on():
    vocabulary = Vocabulary({**VOCABULARY.facts, "home.late": declared("home.late", "date", low=day("2040-01-01"))})

    assert set(column("home.late", vocabulary=vocabulary)) == {day("2040-01-01")}


def test_a_number_without_limits_is_tried_around_what_the_rules_look_at():
    found = column("home.rooms", text="home.rooms > 100")

    assert found.min() >= 0
    assert found.max() <= 203


def test_no_number_is_larger_than_can_be_held_exactly():
    found = column("home.price", text="home.price > £90_000_000_000_000")

    assert found.max() <= LARGEST


# -- lists -------------------------------------------------------------------------------------------------------------


def members(written):
    found = worlds(["children"], {} if written is None else {"children": written}).members("children")
    assert isinstance(found, Members)
    return found, np.bincount(found.rows, minlength=SIZE)


def test_a_complete_list_has_its_members_in_every_world():
    found, counts = members([{"ill": True, "age": 5}, {"ill": True, "age": 9}])

    assert set(counts) == {2}
    assert set(found.fields["ill"]) == {True}
    assert set(found.fields["age"]) == {5, 9}
    assert set(found.fields["school"]) == {0, 1}


@pytest.mark.parametrize(
    ("written", "counts"),
    [
        (None, {0, 1, 2}),
        ([], {0}),
        ({"items": [{}], "complete": "unknown"}, {1, 2, 3}),
        ({"items": [], "complete": False}, {1, 2}),
    ],
    ids=["not told", "none", "perhaps more", "more"],
)
def test_a_list_that_may_be_longer_is_tried_with_up_to_two_more(written, counts):
    assert set(members(written)[1]) == counts


def test_the_dates_of_members_lie_around_today_as_others_do():
    found, _ = members(None)

    assert found.fields["born"].min() >= (ON - timedelta(days=730)).toordinal()


def test_free_text_about_members_is_left_out():
    assert "name" not in members(None)[0].fields

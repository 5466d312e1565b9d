"""Answers in the shape that outside programs rely on."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from handrail.use_cases.determine import UnknownGoal, check_goals, determine_goals

ON = date(2026, 11, 20)
ACT = {"title": "Home Act", "provision": "section 2", "url": "https://x.test", "seen": "text", "checked": "2026-11-22"}
LIMIT = {"title": "Home Act", "provision": "", "url": "", "seen": "text", "checked": "2026-11-22"}


def answer(pack, goal, facts=None, on=ON):
    """One goal's answer, with what JSON makes of it."""
    row: Any = determine_goals(pack=pack, goals=[goal], facts=facts or {}, on=on)
    assert row["errors"] == []
    return json.loads(json.dumps(row))["goals"][goal]


def test_a_row_says_which_it_is_for_which_day_and_by_which_release(pack):
    row: Any = determine_goals(pack=pack, goals=["is_dear", "where"], facts={}, on=ON, row=7)

    assert (row["row"], row["on"], row["release"]) == (7, "2026-11-20", pack.release)
    assert list(row["goals"]) == ["is_dear", "where"]
    assert (row["errors"], row["warnings"]) == ([], [])


def test_a_settled_answer_is_told_whole(pack):
    assert answer(pack, "is_dear", {"home.price": 301}) == {
        "type": "yes_no",
        "status": "settled",
        "value": True,
        "low": None,
        "high": None,
        "possible": [True],
        "needs": [],
        "assumes": [],
        "because": [
            {"rule": "is_dear", "says": "It costs more than £300", "source": ACT},
            {"parameter": "home_tax.limit", "says": "The limit: £300", "source": LIMIT},
            {"fact": "home.price", "says": "the price is £301", "source": None},
        ],
        "scope": "Homes",
        "sources": [ACT, LIMIT],
        "check": False,
        "certificate": {
            "goal": "is_dear",
            "on": "2026-11-20",
            "release": pack.release,
            "outcome": {"yes_no": True},
            "facts": {"home.price": 301},
            "tree": {"leaf": True},
        },
    }


@pytest.mark.parametrize(
    ("goal", "facts", "kind", "value"),
    [
        ("is_dear", {"home.price": 300}, "yes_no", False),
        ("price_and_fee", {"home.price": 300}, "money", 310.5),
        ("price_and_fee", {"home.price": 300.5}, "money", 311),
        ("last_day", {"home.moving_date": "2026-11-20"}, "date", "2026-12-04"),
        ("where", {"home.nation": "wales"}, "choice", "wales"),
        ("share", {}, "rate", 0.05),
        ("since", {"you.since": "2026-01"}, "month", "2026-01"),
        ("half_age", {"partner.exists": True, "partner.age": 41}, "number", 20.5),
        ("children", {"you.children": [{}, {}]}, "whole_number", 2),
    ],
)
def test_a_settled_value_is_plain_json_of_its_type(pack, goal, facts, kind, value):
    found = answer(pack, goal, facts)

    assert (found["type"], found["status"], found["value"]) == (kind, "settled", value)
    assert found["certificate"] is not None


@pytest.mark.parametrize(
    ("goal", "facts", "low", "high", "possible"),
    [
        ("is_dear", {}, None, None, [False, True]),
        ("price_and_fee", {}, 11.5, None, None),
        ("price_and_fee", {"home.price": {"between": [1, 2]}}, 11.5, 12.5, None),
        ("last_day", {}, None, None, None),
        ("last_day", {"home.moving_date": {"between": ["2026-11-20", "2026-11-21"]}}, "2026-12-04", "2026-12-05", None),
        ("where", {}, None, None, ["england", "wales"]),
        ("children", {"you.children": {"items": [{}], "complete": False}}, 1, None, None),
        ("half_age", {"partner.exists": True}, 0, 60, None),
        ("since", {}, None, None, None),
    ],
)
def test_an_open_answer_has_no_value_but_its_ends_or_what_is_possible(pack, goal, facts, low, high, possible):
    found = answer(pack, goal, facts)

    assert (found["status"], found["value"], found["certificate"]) == ("open", None, None)
    assert (found["low"], found["high"], found["possible"]) == (low, high, possible)


def test_an_open_answer_says_what_it_needs(pack):
    assert answer(pack, "is_dear")["needs"] == ["home.price"]
    assert answer(pack, "any_ill")["needs"] == ["you.children"]


def test_an_estimate_says_what_it_assumes_and_has_no_value_and_no_proof(pack):
    found = answer(pack, "is_dear", {"home.price": {"assume": 301}})

    assert (found["status"], found["value"], found["possible"]) == ("estimate", None, [True])
    assert (found["assumes"], found["certificate"]) == (["home.price"], None)


@pytest.mark.parametrize(("moving", "status"), [("2027-04-06", "not_known_yet"), ("2026-04-05", "not_covered")])
def test_what_the_law_does_not_say_yet_or_is_not_covered_has_its_own_standing(pack, moving, status):
    found = answer(pack, "benefit", {"home.moving_date": moving})

    assert (found["status"], found["value"], found["needs"]) == (status, None, [])


def test_what_was_not_read_in_the_law_itself_is_marked_for_checking(pack):
    assert answer(pack, "benefit", {"home.moving_date": "2026-11-20"})["check"] is True


def test_errors_leave_no_goals(pack):
    row: Any = determine_goals(pack=pack, goals=["is_dear"], facts={"home.prise": 5}, on=ON)

    assert row["goals"] == {}
    assert row["errors"] == [
        {"fact": "home.prise", "got": 5, "expected": "the name of a fact", "nearest": "home.price"}
    ]


def test_a_fact_that_lies_dormant_is_warned_of(pack):
    row: Any = determine_goals(pack=pack, goals=["half_age"], facts={"partner.exists": False, "partner.age": 40}, on=ON)

    assert row["warnings"] == ["partner.age is not used: it counts only when partner.exists."]
    assert row["goals"]["half_age"]["value"] == 0


def test_goals_that_exist_pass(pack):
    check_goals(pack, ["is_dear", "where"])


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        ("is_deer", "There is no goal 'is_deer'. Did you mean 'is_dear'? `handrail goals` lists them all."),
        ("xyz", "There is no goal 'xyz'. `handrail goals` lists them all."),
        ("private", "There is no goal 'private'. `handrail goals` lists them all."),
    ],
)
def test_a_goal_that_does_not_exist_is_told_with_the_nearest(pack, goal, told):
    with pytest.raises(UnknownGoal) as caught:
        check_goals(pack, ["is_dear", goal])

    assert str(caught.value) == told

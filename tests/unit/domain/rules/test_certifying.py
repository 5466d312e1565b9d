"""Proofs, in the shape that docs/reference/rule-language.md gives them."""

from __future__ import annotations

import json

import pytest

from handrail.domain.facts.held import Facts
from handrail.domain.rules.certifying import certify
from handrail.domain.rules.types import Kind
from tests.unit.domain.invented import (
    ON,
    PARAMETERS,
    a_rule,
    calendar,
    figure,
    rulebook,
    told,
    version,
    with_constraints,
)

LEAF = {"leaf": True}


def certificate(text, facts=None, constraints=(), **more):
    rules = rulebook(a_rule("goal", text, **more), vocabulary=with_constraints(*constraints), days=calendar())
    return certify(rules, "goal", rules.sheet(told(facts or {}), ON, with_assumptions=False))


def test_a_certificate_says_which_goal_day_release_and_facts_it_is_about():
    assert certificate("you.employed", {"you.employed": False}) == {
        "goal": "goal",
        "on": "2026-11-20",
        "release": "moving-1+0123456789ab",
        "outcome": {"yes_no": False},
        "facts": {"you.employed": False},
        "tree": LEAF,
    }


@pytest.mark.parametrize(
    ("text", "facts", "outcome"),
    [
        ("you.employed", {"you.employed": True}, {"yes_no": True}),
        ("home.nation", {"home.nation": "wales"}, {"choice": ["wales"]}),
        ("home.price", {"home.price": 4750}, {"low": 475000, "high": 475000}),
        ("you.age + 2", {"you.age": 40}, {"low": 42, "high": 42}),
        (
            "plus_days(home.moving_date, 11)",
            {"home.moving_date": "2026-11-20"},
            {"low": "2026-12-01", "high": "2026-12-01"},
        ),
        ("you.started", {"you.started": "2026-11"}, {"low": "2026-11", "high": "2026-11"}),
        ("law.rate", {}, {"low": "1/20", "high": "1/20"}),
    ],
)
def test_the_outcome_is_written_after_its_type_with_money_in_pence(text, facts, outcome):
    found = certificate(text, facts)

    assert found is not None
    assert found["outcome"] == outcome


@pytest.mark.parametrize("text", ["you.employed", "home.price", "any(x.ill for x in children)", "law.cost"])
def test_there_is_no_proof_of_what_is_open(text):
    assert certificate(text) is None


def test_there_is_no_proof_of_what_stands_on_a_supposition():
    assert certificate("you.employed", {"you.employed": {"assume": True}}) is None


def test_there_is_no_proof_where_every_case_is_impossible():
    constraints = (("never", "you.age < 3 or you.age > 9"), ("always", "you.age > 2 and you.age < 10"))

    assert certificate("you.age == 5 or you.age != 5", {"you.age": {"between": [4, 8]}}, constraints) is None


@pytest.mark.parametrize(
    ("holds", "told_as"),
    [
        ("home.moving_date >= plus_days(home.offer_date, 1)", ("home.offer_date", "2026-07-01")),
        ("home.moving_date >= home.offer_date", ("home.offer_date", "0001-01-01")),
        ("home.moving_date >= home.offer_date", ("home.moving_date", "9999-12-31")),
    ],
)
def test_a_proof_writes_no_day_that_the_calendar_does_not_have(holds, told_as):
    """A constraint may name a number of days, or be about the first or the last day there is."""
    goal = "home.moving_date >= home.offer_date or you.employed or not you.employed"

    found = certificate(goal, dict([told_as]), [("in_order", holds)])

    assert found is not None
    assert found["outcome"] == {"yes_no": True}


def test_cases_of_a_yes_or_no_are_split():
    found = certificate("you.employed or not you.employed")

    assert found is not None
    assert found["tree"] == {
        "split": "you.employed",
        "branches": [{"value": False, "then": LEAF}, {"value": True, "then": LEAF}],
    }


def test_cases_of_a_choice_are_split():
    found = certificate(
        "home.nation == 'wales' or home.nation != 'wales'", {"home.nation": {"one_of": ["wales", "england"]}}
    )

    assert found is not None
    assert found["facts"] == {"home.nation": {"one_of": ["england", "wales"]}}
    assert found["tree"] == {
        "split": "home.nation",
        "branches": [{"one_of": ["england"], "then": LEAF}, {"one_of": ["wales"], "then": LEAF}],
    }


@pytest.mark.parametrize(
    ("text", "facts", "branches"),
    [
        ("you.savings > £5 or you.savings <= £5", {}, [(0, 499), (500, 500), (501, None)]),
        ("home.rooms > 5 or home.rooms <= 5", {}, [(None, 4), (5, 5), (6, None)]),
        (
            "home.moving_date > date('2026-12-01') or home.moving_date <= date('2026-12-01')",
            {},
            [(None, "2026-11-30"), ("2026-12-01", "2026-12-01"), ("2026-12-02", None)],
        ),
        (
            "you.started == you.started",
            {"you.started": {"between": ["2026-11", "2027-01"]}},
            [("2026-11", "2026-11"), ("2026-12", "2026-12"), ("2027-01", "2027-01")],
        ),
    ],
)
def test_branches_of_a_range_are_closed_and_cover_it(text, facts, branches):
    found = certificate(text, facts)

    assert found is not None
    fact = text.partition(" ")[0]
    assert found["tree"] == {
        "split": fact,
        "branches": [{"low": low, "high": high, "then": LEAF} for low, high in branches],
    }


def test_a_case_that_a_constraint_rules_out_is_shown_as_impossible():
    text = "(you.employed and not partner.exists) or (not you.employed and partner.exists) or (not you.employed and not partner.exists)"

    found = certificate(text, {}, [("never_both", "not (you.employed and partner.exists)")])

    assert found is not None
    assert found["tree"] == {
        "split": "partner.exists",
        "branches": [
            {
                "value": False,
                "then": {
                    "split": "you.employed",
                    "branches": [{"value": False, "then": LEAF}, {"value": True, "then": LEAF}],
                },
            },
            {
                "value": True,
                "then": {
                    "split": "you.employed",
                    "branches": [{"value": False, "then": LEAF}, {"value": True, "then": {"impossible": "never_both"}}],
                },
            },
        ],
    }


def test_what_the_constraints_imply_is_shown_above_the_cases():
    found = certificate(
        "not partner.exists", {"you.employed": True}, [("never_both", "not (you.employed and partner.exists)")]
    )

    assert found is not None
    assert found["facts"] == {"you.employed": True}
    assert found["tree"] == {
        "split": "partner.exists",
        "branches": [{"value": False, "then": LEAF}, {"value": True, "then": {"impossible": "never_both"}}],
    }


def test_what_a_chain_of_constraints_implies_is_shown_in_its_order():
    constraints = [
        ("never_both", "not (you.employed and partner.exists)"),
        ("young", "partner.exists or you.age <= 60"),
    ]

    found = certificate("you.age < 70", {"you.employed": True}, constraints)

    assert found is not None
    assert found["tree"] == {
        "split": "partner.exists",
        "branches": [
            {
                "value": False,
                "then": {
                    "split": "you.age",
                    "branches": [
                        {"low": 0, "high": 60, "then": LEAF},
                        {"low": 61, "high": 120, "then": {"impossible": "young"}},
                    ],
                },
            },
            {"value": True, "then": {"impossible": "never_both"}},
        ],
    }


def test_what_is_left_of_a_choice_or_of_a_yes_or_no_is_one_branch():
    constraints = [("worker", "not you.employed or home.nation in ('england', 'scotland')")]

    found = certificate("home.nation not in ('wales', 'northern_ireland')", {"you.employed": True}, constraints)

    assert found is not None
    assert found["tree"] == {
        "split": "home.nation",
        "branches": [
            {"one_of": ["england", "scotland"], "then": LEAF},
            {"one_of": ["wales"], "then": {"impossible": "worker"}},
            {"one_of": ["northern_ireland"], "then": {"impossible": "worker"}},
        ],
    }


def test_what_the_constraints_say_about_other_facts_is_left_out():
    found = certificate(
        "you.age > 18", {"you.employed": True, "you.age": 40}, [("never_both", "not (you.employed and partner.exists)")]
    )

    assert found is not None
    assert found["tree"] == LEAF


def test_facts_that_lie_dormant_and_facts_that_are_declined_are_left_out():
    facts = {"partner.exists": False, "partner.age": 60, "you.savings": "declined", "you.age": 40}

    found = certificate("you.age > 18 and not partner.exists", facts)

    assert found is not None
    assert found["facts"] == {"partner.exists": False, "you.age": 40}


def test_a_version_that_is_not_known_is_split_by_the_days_versions_begin():
    parameters = {
        **PARAMETERS,
        "law.fee": figure("law.fee", Kind.MONEY, version("2020-01-01", 5), version("2026-01-01", 7)),
    }
    rules = rulebook(a_rule("goal", "law.fee - law.fee", as_at="home.moving_date"), parameters=parameters)

    found = certify(
        rules, "goal", rules.sheet(told({"home.moving_date": {"between": ["2025-01-01", "2026-12-31"]}}), ON)
    )

    assert found is not None
    assert found["tree"] == {
        "split": "home.moving_date",
        "branches": [
            {"low": "2025-01-01", "high": "2025-12-31", "then": LEAF},
            {"low": "2026-01-01", "high": "2026-12-31", "then": LEAF},
        ],
    }


def test_a_certificate_is_plain_json():
    found = certificate("you.savings > £5 or you.savings <= £5", {"children": [{"ill": True}]})

    assert json.loads(json.dumps(found)) == found


def test_nothing_told_is_a_certificate_without_facts():
    rules = rulebook(a_rule("goal", "True"))

    found = certify(rules, "goal", rules.sheet(Facts(), ON))

    assert found is not None
    assert found["facts"] == {}

"""What must come out for an invented person, against what does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from handrail.domain.facts.mistakes import Place
from handrail.packs.examples import Example
from handrail.use_cases.trying_examples import differences_in_goals, differences_in_route, plain

ON = date(2026, 11, 20)


def example(facts, goals, on=ON):
    return Example("amira", "Amira", "moving", on, facts, {}, {"goals": goals}, Place("examples.yaml", 4))


def differences(pack, facts, goals):
    return [
        (found.what, found.expected, found.got) for found in differences_in_goals(pack.rulebook, example(facts, goals))
    ]


@pytest.mark.parametrize(
    ("facts", "goals"),
    [
        ({"home.price": 301}, {"is_dear": True}),
        ({"home.price": Decimal("300.00")}, {"is_dear": False}),
        ({"home.price": 300}, {"price_and_fee": Decimal("310.50")}),
        ({"home.price": Decimal("300.50")}, {"price_and_fee": 311}),
        ({"home.moving_date": ON}, {"last_day": date(2026, 12, 4)}),
        ({"home.nation": "wales"}, {"where": "wales"}),
        ({}, {"is_dear": {"status": "open", "needs": ["home.price"], "possible": [True, False]}}),
        ({"home.price": {"between": [1, 2]}}, {"price_and_fee": {"low": Decimal("11.5"), "high": Decimal("12.5")}}),
        ({"home.price": {"assume": 301}}, {"is_dear": {"status": "estimate", "assumes": ["home.price"]}}),
        ({"home.moving_date": "2027-04-06"}, {"benefit": {"status": "not_known_yet"}}),
        ({"you.employed": True}, {"private": True}),
        ({}, {}),
    ],
)
def test_an_example_that_comes_out_as_it_must_has_no_differences(pack, facts, goals):
    assert differences(pack, facts, goals) == []


@pytest.mark.parametrize(
    ("facts", "goals", "difference"),
    [
        ({"home.price": 301}, {"is_dear": False}, ("value of is_dear", False, True)),
        ({"home.price": 300}, {"price_and_fee": 310}, ("value of price_and_fee", 310, 310.5)),
        ({"home.nation": "wales"}, {"where": "england"}, ("value of where", "england", "wales")),
        ({}, {"is_dear": {"status": "settled"}}, ("status of is_dear", "settled", "open")),
        ({}, {"is_dear": {"needs": []}}, ("needs of is_dear", [], ["home.price"])),
        ({}, {"is_deer": True}, ("is_deer", "the name of a rule", "no such rule")),
        ({"you.children": [{}]}, {"children": True}, ("value of children", True, 1)),
        ({"home.price": 301}, {"is_dear": 1}, ("value of is_dear", 1, True)),
        ({}, {"is_dear": {"stauts": "open"}}, ("stauts of is_dear", "open", None)),
    ],
)
def test_what_comes_out_otherwise_is_told(pack, facts, goals, difference):
    assert difference in differences(pack, facts, goals)


def test_an_example_whose_facts_cannot_be_used_is_told(pack):
    ((what, expected, got),) = differences(pack, {"home.prise": 5}, {"is_dear": True})

    assert (what, expected) == ("its facts", "facts without errors")
    assert got[0].fact == "home.prise"


def test_a_difference_says_where_the_example_stands(pack):
    (found,) = differences_in_goals(pack.rulebook, example({"home.price": 301}, {"is_dear": {"value": False}}))

    assert str(found) == "examples.yaml:4 amira: value of is_dear is True, expected False"


def test_an_example_without_goals_is_not_tried(pack):
    nothing = Example("ben", "Ben", "moving", ON, {"home.prise": 5}, {}, {}, Place("examples.yaml", 9))

    assert list(differences_in_goals(pack.rulebook, nothing)) == []


def test_what_yaml_gives_becomes_plain_json():
    assert plain({"a": [Decimal("1.5"), date(2026, 11, 20), (True, None)]}) == {"a": [1.5, "2026-11-20", [True, None]]}


@pytest.mark.parametrize(
    ("money", "expected"),
    [
        ({"receive": 2000}, []),
        ({"receive": {"low": 2000, "high": 2000}, "pay": {"low": 9500}}, []),
        ({"receive": Decimal("2000.00")}, []),
        ({"receive": 0}, [("money to receive", {"low": 0, "high": 0}, {"low": 2000, "high": 2000})]),
        ({"pay": {"high": 1}}, [("money to pay", {"high": 1}, {"high": 49840})]),
        ({"recieve": 2000}, [("money to recieve", {"low": 2000, "high": 2000}, {"low": None, "high": None})]),
    ],
)
def test_money_on_the_whole_route_is_held_to(money, expected, monkeypatch):
    row = {
        "errors": [],
        "steps": [],
        "cash": [],
        "money": {"pay": {"low": 9500, "high": 49840}, "receive": {"low": 2000, "high": 2000}},
    }
    monkeypatch.setattr("handrail.use_cases.trying_examples.route_row", lambda **_: row)
    hana = Example("hana", "Hana", "moving", ON, {}, {}, {"money": money}, Place("examples.yaml", 4))

    found = differences_in_route(None, hana)  # type: ignore[arg-type]

    assert [(each.what, each.expected, each.got) for each in found] == expected


@pytest.mark.parametrize(
    ("errors", "refused", "expected"),
    [
        ([], [], []),
        ([("home.moving_date", "You cannot move before the offer.")], "moving_after_offer", []),
        ([("home.prise", "the name of a fact")], ["home.prise"], []),
        ([], "moving_after_offer", [("refused", ["moving_after_offer"], [])]),
        ([("home.price", "an amount")], [], [("refused", [], ["home.price"])]),
    ],
)
def test_facts_that_must_be_refused_are_held_to_it(pack, errors, refused, expected, monkeypatch):
    row = {"errors": [{"fact": fact, "expected": says} for fact, says in errors]}
    monkeypatch.setattr("handrail.use_cases.trying_examples.route_row", lambda **_: row)
    ivo = Example("ivo", "Ivo", "moving", ON, {}, {}, {"refused": refused}, Place("examples.yaml", 4))

    assert [(each.what, each.expected, each.got) for each in differences_in_route(pack, ivo)] == expected

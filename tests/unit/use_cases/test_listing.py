"""The vocabulary and the goals, as outside programs see them."""

from __future__ import annotations

import json

from handrail.use_cases.listing import list_facts, list_goals


def fact(pack, name):
    return next(described for described in list_facts(pack) if described["fact"] == name)


def goal(pack, name):
    return next(described for described in list_goals(pack) if described["goal"] == name)


def test_every_fact_is_listed_with_what_a_program_needs_to_ask_it(pack):
    assert fact(pack, "you.employed") == {
        "fact": "you.employed",
        "type": "yes_no",
        "question": "Do you have a job?",
        "help": "Any job.",
        "why": "It decides.",
        "expected": "true or false",
        "only_when": None,
        "supplied_by": ["person", "employer"],
        "sensitivity": "personal",
        "effort": 2,
    }


def test_a_choice_lists_its_options_and_a_number_its_limits(pack):
    assert fact(pack, "home.nation")["choices"] == [
        {"value": "england", "label": "England"},
        {"value": "wales", "label": "Wales"},
    ]
    assert (fact(pack, "home.price")["min"], fact(pack, "home.price")["max"]) == (1, None)
    assert (fact(pack, "partner.age")["min"], fact(pack, "partner.age")["max"]) == (0, 120)


def test_a_fact_says_what_it_hangs_on(pack):
    assert fact(pack, "partner.age")["only_when"] == "partner.exists"


def test_a_collection_lists_its_fields(pack):
    fields = fact(pack, "you.children")["fields"]

    assert [(field["fact"], field["type"]) for field in fields] == [
        ("you.children.ill", "yes_no"),
        ("you.children.age", "whole_number"),
    ]


def test_every_goal_is_listed_with_the_facts_it_may_read(pack):
    assert goal(pack, "is_dear") == {
        "goal": "is_dear",
        "type": "yes_no",
        "question": "Is it dear?",
        "says": "It costs more than {home_tax.limit}",
        "reads": ["home.price"],
        "scope": "Homes",
        "topic": "is_dear",
        "sources": [
            {
                "title": "Home Act",
                "provision": "section 2",
                "url": "https://x.test",
                "seen": "text",
                "checked": "2026-11-22",
            }
        ],
    }
    assert goal(pack, "half_age")["reads"] == ["partner.exists", "partner.age"]


def test_rules_that_are_no_goals_are_not_listed(pack):
    assert "private" not in [described["goal"] for described in list_goals(pack)]


def test_the_lists_are_plain_json(pack):
    assert json.loads(json.dumps(list_facts(pack))) == list_facts(pack)
    assert json.loads(json.dumps(list_goals(pack))) == list_goals(pack)

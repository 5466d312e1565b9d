"""Every settled answer comes with a certificate that the independent checker accepts, and no other outcome passes with it."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from handrail.independent_checker import check_certificate
from handrail.packs.examples import Example, load_examples
from handrail.packs.installed import installed_pack, installed_root
from handrail.use_cases.determine import determine_goals
from handrail.use_cases.trying_examples import plain

EXAMPLES = load_examples(installed_root())
SOME = EXAMPLES[:: max(1, len(EXAMPLES) // 60)]


def answers(example: Example, facts: dict[str, Any]) -> dict[str, Any]:
    """What comes out for every goal, as a program reads it."""
    pack = installed_pack()
    row = determine_goals(pack=pack, goals=list(pack.rulebook.goals), facts=facts, on=example.on)
    goals: dict[str, Any] = json.loads(json.dumps(row["goals"]))
    return goals


def with_some_left_out(example: Example) -> dict[str, Any]:
    """The same person, of whom only about half is known."""
    chance = Random(example.identifier)
    return {name: value for name, value in plain(example.facts).items() if chance.random() < 0.5}


def another(outcome: dict[str, Any]) -> dict[str, Any]:
    """An outcome that is not this one."""
    if "yes_no" in outcome:
        return {"yes_no": not outcome["yes_no"]}
    return {"low": outcome["low"] + 1, "high": outcome["high"] + 1}


@pytest.mark.parametrize("example", SOME, ids=[example.identifier for example in SOME])
def test_the_checker_accepts_what_the_engine_certifies(example: Example) -> None:
    for facts in (plain(example.facts), with_some_left_out(example)):
        for goal, answer in answers(example, facts).items():
            assert (answer["certificate"] is not None) is (answer["status"] == "settled")
            if answer["certificate"]:
                assert check_certificate(installed_root(), facts, answer["certificate"]) == [], goal


@pytest.mark.parametrize("example", SOME[::4], ids=[example.identifier for example in SOME[::4]])
def test_the_checker_refuses_the_same_certificate_with_another_outcome(example: Example) -> None:
    facts = plain(example.facts)
    for answer in answers(example, facts).values():
        if answer["certificate"]:
            false = {**answer["certificate"], "outcome": another(answer["certificate"]["outcome"])}

            assert check_certificate(installed_root(), facts, false)


def test_some_of_them_are_settled_though_much_is_unknown() -> None:
    settled = [
        answer
        for example in SOME[::3]
        for answer in answers(example, with_some_left_out(example)).values()
        if answer["status"] == "settled"
    ]

    assert any("split" in answer["certificate"]["tree"] for answer in settled)

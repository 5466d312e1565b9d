"""What is settled though much is unknown comes with a certificate that the independent checker accepts, as a program gets it."""

from __future__ import annotations

import json
from functools import cache
from random import Random
from typing import Any

import pytest

from handrail.independent_checker import check_certificate, release_of
from handrail.packs.examples import Example, load_examples
from handrail.packs.installed import installed_pack, installed_root
from handrail.use_cases.determine import determine_goals
from handrail.use_cases.trying_examples import plain

EXAMPLES = load_examples(installed_root())
SOME = EXAMPLES[:: max(1, len(EXAMPLES) // 40)]
RELEASE = release_of(installed_root())  # read once for all of them


def half_known(example: Example) -> dict[str, Any]:
    """The same person, of whom only about half is known."""
    chance = Random(example.identifier)
    return {name: value for name, value in plain(example.facts).items() if chance.random() < 0.5}


@cache
def answers(number: int) -> dict[str, Any]:
    """What comes out for every goal, through JSON."""
    example, pack = SOME[number], installed_pack()
    row = determine_goals(pack=pack, goals=list(pack.rulebook.goals), facts=half_known(example), on=example.on)
    goals: dict[str, Any] = json.loads(json.dumps(row["goals"]))
    return goals


@pytest.mark.parametrize("number", range(len(SOME)), ids=[example.identifier for example in SOME])
def test_the_checker_accepts_what_is_certified_of_someone_half_known(number: int) -> None:
    told = half_known(SOME[number])
    for goal, answer in answers(number).items():
        assert (answer["certificate"] is not None) is (answer["status"] == "settled")
        if answer["certificate"]:
            assert check_certificate(installed_root(), told, answer["certificate"], RELEASE) == [], goal


def test_some_of_it_had_to_be_proved_case_by_case() -> None:
    certificates = (answer["certificate"] for number in range(len(SOME)) for answer in answers(number).values())

    assert any("split" in certificate["tree"] for certificate in certificates if certificate)

"""Nothing changes an answer but what its goal says it reads; and where the law only rises or only falls, so do our answers."""

from __future__ import annotations

import os
from datetime import date
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from bench.inventing_people import invent
from handrail.domain.rules.determination import Determination
from handrail.packs.installed import installed_pack
from handrail.use_cases.listing import list_goals
from handrail.use_cases.reading_people import Person, read_person

pytestmark = pytest.mark.property
BUDGET = int(os.environ.get("HANDRAIL_EXAMPLES", "400"))
PEOPLE = BUDGET // 50
ON = date(2026, 11, 22)
PACK = installed_pack()
RULEBOOK = PACK.rulebook
Told = dict[str, Any]


@cache
def everyone() -> tuple[Told, ...]:
    """People of whom all is known that anybody is asked."""
    return tuple(invent(RULEBOOK, RULEBOOK.vocabulary.facts, ON, Random(number)) for number in range(PEOPLE + 1))


@cache
def declared() -> dict[str, set[str]]:
    """What each goal says that it reads, as an outside program is told."""
    goals: list[dict[str, Any]] = list_goals(PACK)
    return {each["goal"]: set(each["reads"]) for each in goals}


def with_what_is_tied(names: set[str]) -> set[str]:
    """These facts and those that constraints tie to them: where one is not known, the other can say what it may be."""
    tied = [set(RULEBOOK.facts_of_constraint(name)) for name in RULEBOOK.vocabulary.constraints]
    while more := {name for facts in tied if facts & names for name in facts} - names:
        names = names | more
    return names


def found(goal: str, person: Person) -> tuple[object, ...]:
    assert person.sheet is not None
    determination: Determination = RULEBOOK.settle_on(goal, person.sheet)
    return determination.status, determination.possible


@pytest.mark.parametrize("goal", RULEBOOK.goals)
def test_what_a_goal_does_not_read_does_not_change_it(goal: str) -> None:
    reads = with_what_is_tied(declared()[goal])
    for one, another in pairwise(everyone()):
        its_own = {name: value for name, value in one.items() if name in reads}
        strangers = {name: value for name, value in another.items() if name not in reads}

        alone = read_person(RULEBOOK, its_own, ON)
        expected = found(goal, alone)
        mixed = read_person(RULEBOOK, its_own | strangers, ON)

        assert found(goal, read_person(RULEBOOK, one, ON)) == expected
        if mixed.sheet is not None:  # two people's answers can contradict each other
            assert found(goal, mixed) == expected

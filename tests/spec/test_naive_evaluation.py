"""Every goal, worked out a second time by a program that shares nothing with the engine and takes no short cut.

Where what a goal reads can take few values, every combination of them is tried, numbers and dates on both sides of each day or
amount that its rules look at. Where there are more, invented people stand for the rest.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import product
from math import prod
from random import Random
from typing import Any

import pytest

from bench.inventing_people import invent
from handrail.domain.facts.possible import Ranges
from handrail.domain.facts.reading import write_possible
from handrail.domain.facts.vocabulary import Declaration, FactType
from handrail.domain.rules.certifying import certify
from handrail.domain.rules.determining import Sheet
from handrail.independent_checker import described, load, region, release_of
from handrail.packs.installed import installed_pack
from handrail.use_cases.reading_people import read_person

pytestmark = pytest.mark.property
BUDGET = int(os.environ.get("HANDRAIL_EXAMPLES", "1000"))
EVERY_COMBINATION_OF = BUDGET // 4
PEOPLE = BUDGET // 50
DAYS = (date(2025, 11, 22), date(2026, 11, 22))
PACK = installed_pack()
RULEBOOK, FACTS = PACK.rulebook, PACK.vocabulary.facts
NAMES = load(PACK.root, release_of(PACK.root))
Told = dict[str, Any]
ORDINARY: Mapping[FactType, tuple[int, ...]] = {
    FactType.MONEY: (100_00,),
    FactType.WHOLE_NUMBER: (1,),
    FactType.DATE: tuple(day.toordinal() - 30 for day in DAYS),
    FactType.MONTH: tuple(12 * day.year + day.month - 2 for day in DAYS),
}
"""What is tried of a number besides what its rules look at."""
LIMITS = {FactType.DATE: (date(1900, 1, 1).toordinal(), date(2100, 1, 1).toordinal())}


def on_both_sides(goal: str, declaration: Declaration) -> list[object]:
    """Values of a fact that between them make every difference that a goal's rules can see."""
    if declaration.type is FactType.YES_NO:
        return [False, True]
    if declaration.type is FactType.CHOICE:
        return list(declaration.options)
    cuts = RULEBOOK.cuts_of(goal).get(declaration.name)
    values = {end for cut in (cuts.values if cuts else ()) for end in (cut - 1, cut)} | set(ORDINARY[declaration.type])
    low, high = LIMITS.get(declaration.type, (declaration.low, declaration.high))
    within = [value for value in sorted(values) if max(declaration.low, low) <= value <= min(declaration.high, high)]
    ends = [value for value in (declaration.low, declaration.high) if isinstance(value, int)]
    return [write_possible(declaration, Ranges.exactly(value)) for value in within or ends]


def combinations(goal: str) -> Iterator[Told] | None:
    """Every combination, or None where there are too many."""
    declarations = [FACTS[name] for name in RULEBOOK.reads(goal)]
    if any(each.type in (FactType.COLLECTION, FactType.TEXT) for each in declarations):
        return None
    values = [on_both_sides(goal, each) for each in declarations]
    if prod(map(len, values)) > EVERY_COMBINATION_OF:
        return None
    names = [each.name for each in declarations]
    return (dict(zip(names, chosen, strict=True)) for chosen in product(*values))


def invented(goal: str, on: date) -> Iterator[Told]:
    random = Random(goal)
    return (invent(RULEBOOK, RULEBOOK.reads(goal), on, random) for _ in range(PEOPLE))


@cache
def names_read_by(goal: str) -> Mapping[str, tuple[str, Any]]:
    """What the pack says, but for facts that the goal does not read."""
    reads = set(RULEBOOK.reads(goal))
    return {name: entry for name, entry in NAMES.items() if entry[0] != "fact" or name in reads}


def naive(goal: str, told: Told, on: date) -> Any:
    """None where it counts days with a figure that nobody has set, though something else decides: it has no such days."""
    try:
        return described(names_read_by(goal), on.isoformat(), told).named(goal)
    except OverflowError:
        return None


def without_dormant(sheet: Sheet, told: Told) -> Told:
    return {name: value for name, value in told.items() if name not in sheet.dormant}


@pytest.mark.parametrize("goal", RULEBOOK.goals)
def test_a_naive_evaluation_comes_to_the_same(goal: str) -> None:
    compared = 0
    for on in DAYS:
        for told in combinations(goal) or invented(goal, on):
            person = read_person(RULEBOOK, told, on)
            if person.sheet is None:
                continue  # nobody is like this: the pack's constraints say so
            certificate = certify(RULEBOOK, goal, person.sheet)
            if certificate is None:
                continue
            found = naive(goal, without_dormant(person.sheet, told), on)
            if found is not None:
                outcome: Any = certificate["outcome"]
                compared += 1
                assert found == region(outcome, found), (told, on)

    assert compared > 0

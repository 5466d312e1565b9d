"""Invented people, drawn with a seed: to try what must be so of everyone, and to count how many questions people are asked.

A person answers only what they are asked. Each answer agrees with the ones before it, as the pack's constraints tie them, and
lies often near where the rules make a difference. None of it is anybody's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from random import Random

from handrail.domain.facts.held import Fact, Facts
from handrail.domain.facts.possible import YES, Among, Items, Possible, Ranges
from handrail.domain.facts.reading import write_possible
from handrail.domain.facts.vocabulary import Declaration, FactType
from handrail.domain.rules.determining import Rulebook, Sheet
from handrail.domain.rules.screening import Array, Column, Members
from handrail.domain.rules.worlds import possible_worlds

Said = frozenset[tuple[str, str]]


def told_on(sheet: Sheet) -> Said:
    """What was said, in a form by which people who have said the same are known."""
    return frozenset((name, repr(held[0].possible)) for name, held in sheet.facts.by_name.items())


@dataclass(frozen=True)
class InventedPerson:
    """Someone who answers each question by chance. The same seed gives the same person."""

    rulebook: Rulebook
    random: Random

    def answer(self, name: str, sheet: Sheet) -> Fact:
        """What they say when they are asked for a fact, after what they have said already."""
        worlds = possible_worlds(self.rulebook, sheet, [name])
        row = self.random.randrange(worlds.table.size)
        return Fact(name, _possible(self.rulebook.vocabulary.facts[name], worlds.table.columns[name], row))


def invent(rulebook: Rulebook, names: Iterable[str], on: date, random: Random) -> dict[str, object]:
    """Someone of whom all these facts are known, as far as they make sense for them, in the outside form."""
    person, sheet = InventedPerson(rulebook, random), rulebook.sheet(Facts(), on)
    for name in names:
        declaration = rulebook.vocabulary.facts[name]
        if declaration.type is FactType.TEXT or not rulebook.is_asked(name, sheet):
            continue
        after = rulebook.changed(sheet, person.answer(name, sheet))
        if not rulebook.broken_constraints(after) and name not in after.dormant:
            sheet = after
    facts = sheet.facts
    return {
        name: write_possible(rulebook.vocabulary.facts[name], facts.possible(name, rulebook.vocabulary))
        for name in facts.by_name
        if name not in sheet.dormant
    }


def _possible(declaration: Declaration, column: Column, row: int) -> Possible:
    """One row of a column, as what a fact may be."""
    if isinstance(column, Members):
        places = [place for place, owner in enumerate(column.rows) if owner == row]
        return Items(tuple(_member(declaration, column, place) for place in places), YES)
    return _value(declaration, column if column.shape == () else column[row])


def _member(declaration: Declaration, column: Members, place: int) -> dict[str, Possible]:
    """Fields that no rule can read stay unknown."""
    return {
        name: _value(kind, column.fields[name][place]) if name in column.fields else kind.domain
        for name, kind in declaration.fields.items()
    }


def _value(declaration: Declaration, value: Array) -> Possible:
    match declaration.type:
        case FactType.YES_NO:
            return Among(frozenset({bool(value)}))
        case FactType.CHOICE:
            return Among(frozenset({declaration.options[int(value)]}))
    return Ranges.exactly(int(value))

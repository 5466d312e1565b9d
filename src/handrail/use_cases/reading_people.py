"""Take in what is said about one person: check it, refuse contradictions, and say what is left unused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handrail.domain.facts.held import Facts, Provenance
from handrail.domain.facts.mistakes import InputError
from handrail.domain.facts.reading import read_facts, write_possible
from handrail.domain.facts.wording import say_day
from handrail.domain.rules.determining import Rulebook, Sheet


@dataclass(frozen=True, slots=True)
class Person:
    """One person's facts on one day, laid out for working things out, with what was wrong or unused in them."""

    facts: Facts
    on: date
    sheet: Sheet | None
    supposing: Sheet | None
    errors: tuple[InputError, ...]
    warnings: tuple[str, ...]


def read_person(rulebook: Rulebook, written: object, on: date, provenance: Provenance = Provenance()) -> Person:
    """The facts in one JSON object. With errors there is nothing to work with."""
    facts, errors = read_facts(written, rulebook.vocabulary, provenance)
    if errors:
        return Person(facts, on, None, None, errors, ())
    return person_with(rulebook, facts, on)


def person_with(rulebook: Rulebook, facts: Facts, on: date) -> Person:
    """Facts that have been read already."""
    sheet = rulebook.sheet(facts, on, with_assumptions=False)
    supposing = rulebook.sheet_supposing(facts, on)
    errors = _contradictions(rulebook, supposing or sheet)
    if errors:
        return Person(facts, on, None, None, errors, ())
    return Person(facts, on, sheet, supposing, (), _warnings(rulebook, sheet))


def _contradictions(rulebook: Rulebook, sheet: Sheet) -> tuple[InputError, ...]:
    """One error for each constraint that the facts break, on the first of its facts that was given."""
    errors: list[InputError] = []
    for name in rulebook.broken_constraints(sheet):
        # One that nobody can meet is broken by everyone, whatever they say.
        spoken_of = rulebook.facts_of_constraint(name)
        fact = next((fact for fact in spoken_of if fact in sheet.facts), spoken_of[0])
        got = write_possible(rulebook.vocabulary.facts[fact], sheet.facts.possible(fact, rulebook.vocabulary))
        errors.append(InputError(fact, got, rulebook.vocabulary.constraints[name].says))
    return tuple(errors)


def _warnings(rulebook: Rulebook, sheet: Sheet) -> tuple[str, ...]:
    unused = (
        f"{name} is not used: it counts only when {rulebook.vocabulary.facts[name].only_when}."
        for name in sorted(sheet.dormant)
    )
    return (*_warning_of_the_day(rulebook.covered_from, sheet.on), *unused)


def _warning_of_the_day(covered_from: date, on: date) -> Iterator[str]:
    if on < covered_from:
        first, asked = say_day(covered_from.toordinal()), say_day(on.toordinal())
        yield f"These rules are made for {first} and later. What was so on {asked} may be left out or out of date."

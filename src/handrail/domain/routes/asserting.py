"""Doing a step makes facts true: each is held with the step as its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from handrail.domain.facts.held import Fact, Facts, Provenance, Standing
from handrail.domain.facts.possible import Ranges
from handrail.domain.facts.reading import read_fact
from handrail.domain.facts.vocabulary import Vocabulary
from handrail.domain.routes.journey import DONE_ON, Journey
from handrail.domain.routes.marks import Marks
from handrail.domain.routes.naming import route_ids

_PERSON = Provenance().said_by


def asserted_facts(journeys: Sequence[Journey], marks: Marks, vocabulary: Vocabulary, on: date) -> tuple[Fact, ...]:
    """What the steps that are done make true. A day that nobody remembers is some day up to today."""
    return tuple(_asserted(journeys, marks, vocabulary, on))


def _asserted(journeys: Sequence[Journey], marks: Marks, vocabulary: Vocabulary, on: date) -> Iterator[Fact]:
    names = route_ids(journeys)
    for journey in journeys:
        for step in journey.steps:
            name = names[journey.id, step.id]
            if name not in marks.done:
                continue
            day = marks.done[name]
            provenance = Provenance(said_by=f"step:{name}", on=day)
            for fact, value in step.asserts.items():
                if value == DONE_ON:
                    first = day.toordinal() if day else vocabulary.facts[fact].low
                    yield Fact(fact, Ranges.between(first, (day or on).toordinal()), provenance=provenance)
                else:
                    yield read_fact(vocabulary.facts[fact], value, provenance)


def with_asserted(facts: Facts, asserted: Iterable[Fact]) -> Facts:
    """A mark is the person's later word: it takes the place of what they said before, unless they said more than it does.

    What others say stays beside it.
    """
    by_name = dict(facts.by_name)
    for fact in asserted:
        held = by_name.get(fact.name, ())
        replaced = (_PERSON, fact.provenance.said_by)
        others = tuple(each for each in held if each.provenance.said_by not in replaced)
        said = next((each for each in held if each.provenance.said_by == _PERSON), None)
        by_name[fact.name] = (*others, _within(said, fact) if said else fact)
    return Facts(by_name)


def _within(said: Fact, fact: Fact) -> Fact:
    """A day that the person gave before, as far as it agrees with a mark whose own day nobody remembers."""
    if (
        said.standing is not Standing.TOLD
        or not isinstance(said.possible, Ranges)
        or not isinstance(fact.possible, Ranges)
    ):
        return fact
    agreed = None if fact.possible.is_known else said.possible.within(fact.possible.low, fact.possible.high)
    return fact if agreed is None else replace(said, possible=agreed)

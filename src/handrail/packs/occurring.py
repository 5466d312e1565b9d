"""A pack with the life events that come to a person more than once: the same law, read for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from handrail.domain.content.pages import Page
from handrail.domain.content.saying import capital
from handrail.domain.facts.vocabulary import Constraint, Declaration, Vocabulary
from handrail.domain.routes.journey import Journey
from handrail.domain.routes.occurrences import MOST, name_of, numbered
from handrail.domain.routes.renaming import first_of_several, gone_again
from handrail.domain.rules.determining import Rulebook
from handrail.domain.rules.renaming import Names, renamed_in, renamed_rule
from handrail.domain.rules.rulebook import WrittenRule
from handrail.packs.pack import Pack

_SLOT = re.compile(r"(?P<open>\{\{\s*(?:fact|goal)\s+)(?P<name>[\w.]+)")


def pack_for(pack: Pack, events: Sequence[str]) -> Pack:
    """The pack that holds these life events: itself, unless one of them comes more than once."""
    again = tuple(sorted(event for event in set(events) if may_come_again(pack, event)))
    return _extended(_Release(pack.release, pack), again) if again else pack


def may_come_again(pack: Pack, event: str) -> bool:
    """It is the second or third time of an event that a person can meet more than once: `losing_a_job_2`."""
    own, number = numbered(event)
    journey = pack.events.journeys.get(own)
    return number > 1 and journey is not None and journey.again is not None


def next_time(pack: Pack, event: str, events: Sequence[str]) -> str | None:
    """What to call it when a life event of the route comes once more, if it can."""
    names = (name_of(event, number) for number in range(2, MOST + 1))
    return next((name for name in names if name not in events and may_come_again(pack, name)), None)


@dataclass(frozen=True, slots=True)
class _Release:
    """A pack, known by its release."""

    release: str
    pack: Pack = field(compare=False)


@lru_cache(maxsize=4)
def _extended(release: _Release, again: tuple[str, ...]) -> Pack:
    """It holds nothing of anyone. To check and compile it takes as long as it does for the pack itself."""
    pack, book = release.pack, release.pack.rulebook
    facts, constraints = dict(pack.vocabulary.facts), dict(pack.vocabulary.constraints)
    written = {name: book.rules[name].written for name in book.authored}
    journeys, pages = dict(pack.events.journeys), dict(pack.events.pages)
    for own in dict.fromkeys(numbered(event)[0] for event in again):
        journey = journeys[own] = first_of_several(journeys[own])
        facts |= {name: _about(facts[name], journey.called) for name in _facts_of(journey)}
        written |= {name: _asked_of(written[name], journey.called) for name in _rules_of(pack, journey)}
    for event in again:
        own, number = numbered(event)
        journey = pack.events.journeys[own]
        names = names_then(pack, journey, number)
        journeys[event] = gone_again(journey, number, names)
        called = journeys[event].called
        facts |= {
            names[fact]: _about(_renamed_fact(pack.vocabulary.facts[fact], names), called)
            for fact in _facts_of(journey)
        }
        constraints |= dict(_constraints(pack, names, number))
        written |= {
            names[rule]: _asked_of(renamed_rule(book.rules[rule].written, names), called)
            for rule in _rules_of(pack, journey)
        }
        pages |= dict(_pages(pack, own, event, names))
    vocabulary = Vocabulary(facts, pack.vocabulary.entities, constraints)
    longer = Rulebook(
        vocabulary, book.parameters, written, book.calculators, book.calendar, book.release, book.covered_from
    )
    return replace(pack, rulebook=longer, events=replace(pack.events, journeys=journeys, pages=pages))


def names_then(pack: Pack, journey: Journey, number: int) -> Names:
    """What the facts about the event, and every rule that reads one of them, are called the second or third time."""
    return {name: name_of(name, number) for name in (*_facts_of(journey), *_rules_of(pack, journey))}


def _facts_of(journey: Journey) -> tuple[str, ...]:
    assert journey.again
    return journey.again.facts


def _rules_of(pack: Pack, journey: Journey) -> tuple[str, ...]:
    own, book = set(_facts_of(journey)), pack.rulebook
    return tuple(name for name in book.authored if not own.isdisjoint(book.reads(name)))


def _renamed_fact(declaration: Declaration, names: Names) -> Declaration:
    only_when = renamed_in(declaration.only_when, names)
    return replace(declaration, name=names[declaration.name], only_when=only_when)


def _about(declaration: Declaration, called: str) -> Declaration:
    """A question, and the words for its answer, that say which of several it is about."""
    return replace(
        declaration,
        question=f"{capital(called)}: {_within_a_sentence(declaration.question)}",
        label=declaration.label and f"{declaration.label} ({called})",
        says={answer: f"{says} ({called})" for answer, says in declaration.says.items()},
    )


def _asked_of(written: WrittenRule, called: str) -> WrittenRule:
    """What people come to know, asked of one of several."""
    question = written.question.rstrip("?")
    return replace(written, question=question and f"{question} ({called})?")


def _within_a_sentence(words: str) -> str:
    """Without the capital it begins with, unless that is part of a name such as HMRC."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[:2] == "A " else words


def _constraints(pack: Pack, names: Names, number: int) -> Iterator[tuple[str, Constraint]]:
    for constraint in pack.vocabulary.constraints.values():
        if not names.keys().isdisjoint(pack.rulebook.facts_of_constraint(constraint.name)):
            name = name_of(constraint.name, number)
            yield name, replace(constraint, name=name, holds=renamed_in(constraint.holds, names))


def _pages(pack: Pack, own: str, event: str, names: Names) -> Iterator[tuple[tuple[str, str, str], Page]]:
    for (of, step, language), page in pack.events.pages.items():
        if of == own:
            sections = tuple(replace(each, text=_renamed_slots(each.text, names)) for each in page.sections)
            yield (event, step, language), replace(page, sections=sections)


def _renamed_slots(text: str, names: Names) -> str:
    return _SLOT.sub(lambda slot: slot["open"] + names.get(slot["name"], slot["name"]), text)

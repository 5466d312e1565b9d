"""All that people read of the pack, with the place of each: pages, questions, what can go wrong, choices, rules in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from handrail.domain.content.pages import Page
from handrail.domain.facts.vocabulary import Declaration
from handrail.packs.installed import installed_pack

PACK = installed_pack()
Said = tuple[str, str]
NO_WORDS = re.compile(
    r"\{[^{}]*\}|\{\{[^{}]*\}\}|https?://\S+|\S+@\S+|\b[\w.-]+\.(?:uk|org|com|scot|wales|london)\b\S*"
)


def words_of(page: Page) -> list[str]:
    return [page.title, page.summary, *(section.text for section in page.sections)]


def on_pages() -> Iterator[Said]:
    for page in PACK.events.pages.values():
        yield from ((page.place.file, words) for words in words_of(page))


def questions(declarations: Iterable[Declaration]) -> Iterator[Said]:
    for one in declarations:
        for part in (one.question, one.help, one.why):
            yield one.name, part
        yield from ((one.name, f"If {way.says}, this would be a yes.") for way in one.changeable)
        yield from questions(one.fields.values())


def in_journeys() -> Iterator[Said]:
    for journey in PACK.events.journeys.values():
        for urgent in journey.urgent:
            yield journey.id, urgent.says
        for step in journey.steps:
            for risk in step.risks:
                yield step.id, risk.says
                yield step.id, risk.remedy
            yield from ((step.id, tells.apart) for tells in step.tells)
            if step.deadline:
                yield step.id, step.deadline.if_missed
            for each in step.decision.alternatives if step.decision else ():
                yield from ((step.id, words) for words in (each.title, each.says, each.risk, each.undo))


def what_is_told() -> Iterator[Said]:
    yield from ((news.id, news.title) for news in PACK.events.news.values())
    yield from ((each.id, tells.apart) for each in PACK.events.services.values() for tells in each.tells)


def behind_estimates() -> Iterator[Said]:
    """What is taken to be so, how inputs are derived, and where an amount is not modelled."""
    for outside in PACK.outside.values():
        yield from (("held", held.says) for held in outside.held)
        yield from ((each.name, each.reads_as) for each in outside.inputs.values())
        yield from (
            (each.name, covered.says) for each in outside.outputs.values() for covered in each.coverage.values()
        )


def in_rules() -> Iterator[Said]:
    for name, rule in PACK.rulebook.rules.items():
        written = rule.written
        yield from ((name, words) for words in (written.question, written.says, written.says_no, written.scope))


@cache
def everything() -> tuple[Said, ...]:
    """Each with its place, without what fills slots and without addresses."""
    facts = PACK.vocabulary.facts.values()
    said = (*on_pages(), *questions(facts), *in_journeys(), *what_is_told(), *behind_estimates(), *in_rules())
    return tuple((where, NO_WORDS.sub(" ", words)) for where, words in said if words)

"""Look over a pack that loads: are its sources all there, how well were they read, what is due for review, and what is never used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from handrail.domain.content.pages import Page
from handrail.domain.content.reading_age import reading_age
from handrail.domain.facts.mistakes import Mistake, Place
from handrail.domain.routes.figures_in_words import words_in
from handrail.domain.rules.parameters import Parameter, Source, Version
from handrail.domain.rules.rulebook import WrittenRule
from handrail.packs.entries import SEEN
from handrail.packs.mutants.mutant import is_hidden
from handrail.packs.mutants.places import WrittenPlaces
from handrail.packs.mutants.reach import Reach
from handrail.packs.pack import Pack


@dataclass(frozen=True)
class Sources:
    """How the sources of the figures, or of the rules, were seen, and which are due for review. A thing counts by its weakest source."""

    seen: Mapping[str, int]
    past_review: tuple[str, ...]

    @property
    def total(self) -> int:
        return sum(self.seen.values())


@dataclass(frozen=True)
class PackCheck:
    """What was found. Mistakes have to be put right; the rest is for its authors to weigh.

    `only_in_words` are figures that people read and no rule does, so that no example holds them; `unused` nobody meets at all.
    """

    mistakes: tuple[Mistake, ...]
    figures: Sources
    rules: Sources
    unread_facts: tuple[str, ...] = ()
    only_in_words: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    reading_ages: Mapping[str, float] = field(default_factory=dict)
    """For each page, how old someone must be to read it with ease."""
    past_last_day: Mapping[str, date] = field(default_factory=dict)
    """Figures of which no version is in force any more, with the last day of the last: what follows it has to be read, or never will."""
    without_title: tuple[str, ...] = ()
    """Goals in no topic that has a title, so that people see a bare question for them."""
    hard_to_find: tuple[str, ...] = ()
    """Topics without an area, or without other words to search by."""


def check_pack(pack: Pack, on: date) -> PackCheck:
    """Look over a pack as it stands on a day."""
    reach = Reach.of(pack)
    words = " ".join(_words(pack))
    return PackCheck(
        mistakes=tuple(_missing_sources(pack, reach)),
        figures=_sources_of_figures(pack.rulebook.parameters.values(), on),
        rules=_sources_of_rules(_authored(pack), on),
        unread_facts=tuple(name for name in _unread(pack, reach) if not _is_in(name, words)),
        only_in_words=tuple(name for name in reach.missed if _is_in(name, words)),
        unused=tuple(name for name in reach.missed if not _is_in(name, words)),
        reading_ages={page.place.file: reading_age(_told_on(page)) for page in pack.events.pages.values()},
        past_last_day=dict(_past_last_day(pack.rulebook.parameters.values(), on)),
        without_title=tuple(
            goal for topic in pack.topics.by_id.values() if not topic.has_title for goal in topic.goals
        ),
        hard_to_find=tuple(
            topic.id
            for topic in pack.topics.by_id.values()
            if topic.has_title and not (topic.area and topic.other_words)
        ),
    )


def _told_on(page: Page) -> tuple[str, ...]:
    return (page.title, page.summary, *(section.text for section in page.sections))


def _authored(pack: Pack) -> list[WrittenRule]:
    return [rule.written for name, rule in pack.rulebook.rules.items() if not is_hidden(name)]


# -- sources ---------------------------------------------------------------------------------------------------


def _missing_sources(pack: Pack, reach: Reach) -> Iterator[Mistake]:
    """Whatever a goal or a step rests on says where it was read, how, and when."""
    for rule in _authored(pack):
        if rule.name in reach.rules:
            yield from _incomplete(rule.name, rule.place, rule.sources)
    for calculator in pack.rulebook.calculators.values():
        yield from _incomplete(calculator.name, calculator.place, calculator.sources)
    places = WrittenPlaces(pack.root)
    for parameter in pack.rulebook.parameters.values():
        if parameter.name in reach.figures:
            for version in parameter.versions:
                place = places.of_version(parameter, version)
                yield from _incomplete(parameter.name, place, [version.source] if version.source else [])


def _incomplete(name: str, place: Place, sources: Iterable[Source]) -> Iterator[Mistake]:
    found = list(sources)
    if not found:
        yield Mistake(place, f"'{name}' has no source", "source: {title, provision, seen, checked}")
    for source in found:
        if source.seen not in SEEN:
            yield Mistake(place, f"a source of '{name}' does not say how it was seen", "seen: " + ", ".join(SEEN))
        if source.checked is None:
            yield Mistake(place, f"a source of '{name}' does not say when it was checked", "checked: YYYY-MM-DD")


def _sources_of_figures(parameters: Iterable[Parameter], on: date) -> Sources:
    """Of the figures in force on a day. A figure that is over is history, and is not reviewed again."""
    in_force = {parameter.name: version for parameter in parameters for version in _in_force(parameter, on)}
    seen = Counter(weakest([version.source] if version.source else []) for version in in_force.values())
    past = (name for name, version in in_force.items() if version.review_by is not None and version.review_by < on)
    return Sources(seen, tuple(past))


def _past_last_day(parameters: Iterable[Parameter], on: date) -> Iterator[tuple[str, date]]:
    for parameter in parameters:
        last = parameter.versions[-1].end
        if isinstance(last, int) and last < on.toordinal():
            yield parameter.name, date.fromordinal(last)


def _in_force(parameter: Parameter, on: date) -> Iterable[Version]:
    return parameter.in_force(on.toordinal(), on.toordinal())[0]


def _sources_of_rules(rules: Iterable[WrittenRule], on: date) -> Sources:
    rules = list(rules)
    seen = Counter(weakest(rule.sources) for rule in rules)
    return Sources(seen, tuple(rule.name for rule in rules if rule.review_by is not None and rule.review_by < on))


def weakest(sources: Iterable[Source]) -> str:
    """`text` only where every source was read itself."""
    return max((source.seen for source in sources), key=SEEN.index, default=SEEN[-1])


# -- what is used ----------------------------------------------------------------------------------------------


def _unread(pack: Pack, reach: Reach) -> Iterator[str]:
    """The facts that no rule, journey or outside calculator looks at: nobody should be asked for them."""
    inputs = (each for outside in pack.outside.values() for each in outside.inputs.values())
    looked_at = {*reach.facts, *(fact for each in inputs for fact in each.facts)}
    return (name for name in pack.vocabulary.facts if name not in looked_at)


def _words(pack: Pack) -> Iterator[str]:
    """All that people may read, with the names of what fills its slots."""
    for page in pack.events.pages.values():
        yield page.title
        yield page.summary
        yield from (section.text for section in page.sections)
    for rule in _authored(pack):
        yield from (rule.says, rule.says_no)
    for journey in pack.events.journeys.values():
        yield from words_in((journey.steps, journey.urgent))
    yield from words_in(pack.urgent)


def _is_in(name: str, words: str) -> bool:
    """The name stands in a slot."""
    return re.search(rf"\{{[^{{}}]*(?<![\w.]){re.escape(name)}(?![\w.])[^{{}}]*\}}", words) is not None

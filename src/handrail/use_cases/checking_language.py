"""What is missing in a language: strings of the interface that have no words or no review, and words of the pack, which has none but English yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handrail.domain.facts.vocabulary import Declaration
from handrail.domain.routes.figures_in_words import words_in
from handrail.languages.catalogue import Catalogue, Entry
from handrail.packs.mutants.mutant import is_hidden
from handrail.packs.pack import Pack


@dataclass(frozen=True)
class LanguageCheck:
    """What a translator, or whoever runs an installation, may want to know. Only `unfit` is a mistake."""

    language: str
    name: str
    strings: int
    untranslated: tuple[Entry, ...]
    unreviewed: tuple[Entry, ...]
    unfit: tuple[Entry, ...]
    """Translated with a place or a tag too many or too few, so that they are never shown."""
    pack: Mapping[str, int]
    """For each file of the pack, how many of its strings people read: all are in English."""

    @property
    def reviewed(self) -> int:
        return self.strings - len(self.untranslated) - len(self.unreviewed)


def check_language(pack: Pack, catalogue: Catalogue) -> LanguageCheck:
    """Look over one language beside a pack."""
    return LanguageCheck(
        catalogue.language,
        catalogue.name,
        len(catalogue.entries),
        catalogue.untranslated,
        catalogue.unreviewed,
        catalogue.unfit,
        dict(sorted(Counter(file for file, words in _words(pack) if words).items())),
    )


def _words(pack: Pack) -> Iterator[tuple[str, str]]:
    """Each string that people read, with its file."""
    for page in pack.events.pages.values():
        yield from ((page.place.file, words) for words in (page.title, page.summary))
        yield from ((page.place.file, section.text) for section in page.sections)
    for declaration in pack.vocabulary.facts.values():
        yield from _of_fact(declaration)
    for journey in pack.events.journeys.values():
        yield from ((journey.place.file, words) for words in (journey.title, *words_in(journey.urgent)))
        for step in journey.steps:
            yield from ((step.place.file, risk_words) for risk in step.risks for risk_words in (risk.says, risk.remedy))
    for topic in pack.topics.by_id.values():
        if topic.has_title:
            yield topic.place.file, topic.title
    for name, rule in pack.rulebook.rules.items():
        if not is_hidden(name):
            written = rule.written
            yield from ((written.place.file, words) for words in (written.question, written.says, written.says_no))


def _of_fact(declaration: Declaration) -> Iterator[tuple[str, str]]:
    file = declaration.place.file
    for words in (declaration.label, declaration.question, declaration.help, declaration.why):
        yield file, words
    yield from ((file, choice.label) for choice in declaration.choices)
    for field in declaration.fields.values():
        yield from _of_fact(field)

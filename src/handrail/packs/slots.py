"""Check the slots in a pack's words: each names a figure, a fact or a goal that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from handrail.domain.content.markdown import slots_in
from handrail.domain.facts.mistakes import Place, nearest_name
from handrail.domain.routes.figures_in_words import SLOT, words_in
from handrail.domain.rules.determining import Rulebook
from handrail.domain.rules.explaining import SLOT as SLOT_OF_A_RULE
from handrail.domain.rules.rulebook import WrittenRule
from handrail.packs.entries import Report
from handrail.packs.journeys import Events


def check_slots(events: Events, rulebook: Rulebook, report: Report) -> None:
    """Every slot in the words of pages, journeys and rules."""
    known: Mapping[str, Iterable[str]] = {
        "": rulebook.parameters,
        "fact": rulebook.vocabulary.facts,
        "goal": rulebook.rules,
    }
    for page in events.pages.values():
        _check(slots_in(page.summary), page.summary, page.place, known, report)
        for section in page.sections:
            _check(slots_in(section.text), section.text, section.place, known, report)
    for words, place in _in_journeys(events):
        check_figures((words,), place, rulebook, report)
    for words, place in _in_rules(rulebook):
        _check([("", slot[1]) for slot in SLOT_OF_A_RULE.finditer(words)], words, place, known, report)


def check_figures(words: Iterable[str], place: Place, rulebook: Rulebook, report: Report) -> None:
    """Words that may hold figures, and nothing else."""
    for each in words:
        _check([("", slot["name"]) for slot in SLOT.finditer(each)], each, place, {"": rulebook.parameters}, report)


def _in_journeys(events: Events) -> Iterator[tuple[str, Place]]:
    for journey in events.journeys.values():
        parts = [*((step, step.place) for step in journey.steps), *((each, journey.place) for each in journey.urgent)]
        yield from ((words, place) for part, place in parts for words in words_in(part) if "{{" in words)


def _in_rules(rulebook: Rulebook) -> Iterator[tuple[str, Place]]:
    for rule in rulebook.rules.values():
        yield from ((words, rule.written.place) for words in _words_of(rule.written) if "{" in words)


def _words_of(rule: WrittenRule) -> tuple[str, ...]:
    return (rule.says, rule.says_no, rule.scope)


_WHAT = {"": "figure", "fact": "fact", "goal": "goal"}


def _check(
    slots: Iterable[tuple[str, str]], words: str, place: Place, known: Mapping[str, Iterable[str]], report: Report
) -> None:
    slots = list(slots)
    for kind, name in slots:
        if name not in known[kind]:
            what = _WHAT[kind]
            report.add(
                place, f"there is no {what} '{name}' to say", f"the name of a {what}", nearest_name(name, known[kind])
            )
    if words.count("{{") > len(slots):
        report.add(place, "a slot cannot be read", "{{ figure }}; on a page also {{ fact name }} and {{ goal name }}")

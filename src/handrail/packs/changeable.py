"""Read what a person could change, `changeable:` on a fact, and hold it to what the pack says it never suggests.

`never_suggest` in pack.yaml names areas of life, each with the facts in it and, where a question's own words tell, how it begins:

    never_suggest:
      relationship: {facts: [partner.*, you.lives_alone]}
      the_past: {facts: [lease.*], questions_begin: [Did, Was, Were, Had]}
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from handrail.domain.facts.mistakes import nearest_name
from handrail.domain.facts.possible import Among
from handrail.domain.facts.vocabulary import NUMBER_LIKE, Declaration, FactType, Toward, Vocabulary, Way
from handrail.packs.entries import Report, check_keys, list_of, mappings_in, text_of
from handrail.packs.yaml_lines import Lines

VALUE = "{value}"
"""Where the value comes in the words of a number, an amount or a date."""

_TOO_CLOSE = "special"
"""A fact of this sensitivity is nobody's to suggest a change of."""

_TOWARD = {
    FactType.MONEY: {"less": Toward.LESS, "more": Toward.MORE},
    FactType.WHOLE_NUMBER: {"less": Toward.LESS, "more": Toward.MORE},
    FactType.DATE: {"earlier": Toward.LESS, "later": Toward.MORE},
    FactType.MONTH: {"earlier": Toward.LESS, "later": Toward.MORE},
}


@dataclass(frozen=True, slots=True)
class Area:
    """Something in life that nobody is told to change."""

    name: str
    patterns: tuple[str, ...]
    questions_begin: tuple[str, ...] = ()

    def takes_in(self, fact: Declaration) -> bool:
        """The fact is part of it."""
        by_name = any(fnmatchcase(fact.name, pattern) for pattern in self.patterns)
        return by_name or any(fact.question.startswith(f"{word} ") for word in self.questions_begin)


# -- on a fact -----------------------------------------------------------------------------------------------------------


def read_ways(fact: Declaration, entry: Lines, report: Report) -> tuple[Way, ...]:
    """Every way to change it that its author names: `[{to, if, through, unless}]`."""
    return tuple(_ways(fact, entry, report))


def _ways(fact: Declaration, entry: Lines, report: Report) -> Iterator[Way]:
    for item in list_of(entry, "changeable", report):
        if not isinstance(item, Lines):
            report.add(entry.place("changeable"), f"`changeable` of '{fact.name}' cannot be read", "[{to, if}]")
            continue
        check_keys(item, ("to", "if", "through", "unless"), report)
        to, says = _to(fact, item, report), text_of(item, "if", report)
        has_value = VALUE in says
        if not says or has_value is not (fact.type in NUMBER_LIKE):
            expected = f"words that go on after “If”, {'with' if fact.type in NUMBER_LIKE else 'without'} {VALUE}"
            report.add(item.place("if"), f"a way to change '{fact.name}' does not say what it is", expected)
        if to is not None:
            yield Way(to, says, text_of(item, "through", report), text_of(item, "unless", report))


def _to(fact: Declaration, item: Lines, report: Report) -> Among | Toward | None:
    written = item.get("to")
    if fact.type is FactType.YES_NO and isinstance(written, bool):
        return Among(frozenset({written}))
    if fact.type is FactType.CHOICE and written in fact.options:
        return Among(frozenset({str(written)}))
    toward = _TOWARD.get(fact.type, {})
    if written in toward:
        return toward[str(written)]
    known = fact.options or tuple(toward) or ("true", "false")
    report.add(item.place("to"), f"'{fact.name}' cannot be changed to '{written}'", "one of " + ", ".join(known))
    return None


# -- what is never suggested ---------------------------------------------------------------------------------------------


def read_never_suggested(about: Lines, vocabulary: Vocabulary, report: Report) -> tuple[Area, ...]:
    """The areas of life that the pack keeps out of. A pattern that fits no fact is a mistake."""
    written = about.get("never_suggest")
    if written is None:
        return ()
    if not isinstance(written, Lines):
        report.add(about.place("never_suggest"), "`never_suggest` cannot be read", "areas: {facts, questions_begin}")
        return ()
    return tuple(_area(name, entry, vocabulary, report) for name, entry in mappings_in(written, report, "{facts}"))


def _area(name: str, entry: Lines, vocabulary: Vocabulary, report: Report) -> Area:
    check_keys(entry, ("facts", "questions_begin"), report)
    patterns = tuple(str(each) for each in list_of(entry, "facts", report))
    for pattern in patterns:
        if not any(fnmatchcase(fact, pattern) for fact in vocabulary.facts):
            report.add(
                entry.place("facts"),
                f"there is no fact '{pattern}'",
                "the name of a fact, or a pattern",
                nearest_name(pattern, vocabulary.facts),
            )
    return Area(name, patterns, tuple(str(each) for each in list_of(entry, "questions_begin", report)))


def check_changeable(
    vocabulary: Vocabulary, areas: tuple[Area, ...], programmes: Container[str], report: Report
) -> None:
    """What may be suggested is nobody's private life, lies ahead, and names only what is there."""
    for fact in vocabulary.facts.values():
        for mistake, expected in _mistakes(fact, vocabulary, areas, programmes):
            report.add(fact.place, mistake, expected)


def _mistakes(
    fact: Declaration, vocabulary: Vocabulary, areas: tuple[Area, ...], programmes: Container[str]
) -> Iterator[tuple[str, str]]:
    for name, field in fact.fields.items():
        if field.changeable:
            yield f"'{name}' of '{fact.name}' is changeable", "a fact that is no part of a list"
    if fact.changeable:
        yield from _out_of_bounds(fact, areas)
    for way in fact.changeable:
        if way.through and way.through not in programmes:
            yield f"there is no programme '{way.through}'", "the name of a programme"
        too_late = vocabulary.facts.get(way.unless)
        if way.unless and (too_late is None or too_late.type is not FactType.YES_NO):
            yield f"'{way.unless}' is no yes-or-no fact", "a fact that says it is too late"


def _out_of_bounds(fact: Declaration, areas: tuple[Area, ...]) -> Iterator[tuple[str, str]]:
    if not areas:
        yield f"'{fact.name}' is changeable", "a pack.yaml that says what it will never_suggest"
    if fact.sensitivity == _TOO_CLOSE:
        yield f"'{fact.name}' is changeable and of special sensitivity", "no `changeable`"
    for area in areas:
        if area.takes_in(fact):
            yield f"'{fact.name}' is changeable", f"nothing about {area.name.replace('_', ' ')}"

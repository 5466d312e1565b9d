"""Where each fact and each rule stands in the list of values that generated code reads and writes.

A yes-or-no answer takes one place, as bits 1 (can be no) and 2 (can be yes). A choice takes one, a bit for each option.
A number takes two, its lowest and highest. A collection takes one: its members, and whether there may be others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from handrail.domain.facts.possible import YES, Among, Items, Possible, Ranges
from handrail.domain.facts.vocabulary import Declaration, FactType, Vocabulary
from handrail.domain.rules.syntax import Expression
from handrail.domain.rules.types import Kind, Type

TODAY, GAPS, NOTES = 0, 1, 2
_FIRST = 3

Values = list[object]


def is_pair(kind: Type) -> bool:
    """Numbers and dates take two places."""
    return kind.kind not in (Kind.YES_NO, Kind.CHOICE, Kind.COLLECTION, Kind.TEXT)


@dataclass(frozen=True, slots=True)
class Layout:
    """The place of every fact (first), and of every rule and every part of rules whose result is kept (after them)."""

    facts: Mapping[str, int]
    rules: Mapping[str, int]
    parts: Mapping[Expression, int]
    first_rule: int
    size: int
    _no_results: tuple[None, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_no_results", (None,) * (self.size - self.first_rule))

    @classmethod
    def of(cls, vocabulary: Vocabulary, rules: Mapping[str, Type], parts: Iterable[Expression] = ()) -> Layout:
        """Facts in the order of the vocabulary, then rules, then parts that are numbers or dates."""
        place = _FIRST
        facts: dict[str, int] = {}
        for name, declaration in vocabulary.facts.items():
            facts[name] = place
            place += width(declaration)
        first_rule = place
        rule_places: dict[str, int] = {}
        for name, kind in rules.items():
            rule_places[name] = place
            place += 2 if is_pair(kind) else 1
        part_places = {part: place + 2 * index for index, part in enumerate(parts)}
        return cls(facts, rule_places, part_places, first_rule, place + 2 * len(part_places))

    def without_results(self, values: Values) -> Values:
        """A copy with the same facts, in which no rule has been worked out yet."""
        fresh = values[: self.first_rule]
        fresh[GAPS] = set()
        fresh += self._no_results
        return fresh


def width(declaration: Declaration) -> int:
    """How many places a fact takes."""
    return 1 if declaration.type in (FactType.YES_NO, FactType.CHOICE, FactType.COLLECTION, FactType.TEXT) else 2


def field_places(declaration: Declaration) -> dict[str, int]:
    """Where each field stands in a member of a collection."""
    places: dict[str, int] = {}
    place = 0
    for name, declared in declaration.fields.items():
        places[name] = place
        place += width(declared)
    return places


def is_settled_list(declaration: Declaration, held: object, fields: AbstractSet[str]) -> bool:
    """The list is complete, and each of these fields of each of its members has one value."""
    assert isinstance(held, tuple)
    members, complete = held
    places = field_places(declaration)
    return complete == YES and not any(
        is_open(member[places[name] : places[name] + width(declaration.fields[name])])
        for member in members
        for name in fields
    )


def is_open(held: Sequence[object]) -> bool:
    """More than one value is left of a choice, a yes or no, a number or a date."""
    if len(held) == 2:
        return held[0] != held[1]
    assert isinstance(held[0], int)
    return held[0].bit_count() != 1


def written(declaration: Declaration, possible: Possible) -> Sequence[object]:
    """What a fact may be, as generated code reads it."""
    match possible:
        case Ranges(ranges=ranges):
            return ranges[0][0], ranges[-1][1]
        case Among(values=values) if declaration.type is FactType.YES_NO:
            return ((1 if False in values else 0) | (2 if True in values else 0),)
        case Among(values=values):
            return (sum([1 << place for place, option in enumerate(declaration.options) if option in values]),)
        case Items(items=items, complete=complete):
            return ((tuple(_member(declaration, item) for item in items), complete),)
    return (None,)


def _member(declaration: Declaration, item: Mapping[str, Possible]) -> tuple[object, ...]:
    return tuple(part for name, declared in declaration.fields.items() for part in written(declared, item[name]))

"""Hold a pack against its examples: for each invented person, what the law says must come out against what does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from handrail.domain.rules.determining import Rulebook
from handrail.packs.examples import Example
from handrail.use_cases.answers import write_determination
from handrail.use_cases.reading_people import Person, read_person


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that did not come out as it must."""

    example: Example
    what: str
    expected: object
    got: object

    def __str__(self) -> str:
        return (
            f"{self.example.place} {self.example.identifier}: {self.what} is {self.got!r}, expected {self.expected!r}"
        )


def differences_in_goals(rulebook: Rulebook, example: Example) -> Iterator[Difference]:
    """What comes out otherwise for an example's goals."""
    goals = example.expect.get("goals") or {}
    if not goals:
        return
    person = read_person(rulebook, plain(example.facts), example.on)
    if person.errors:
        yield Difference(example, "its facts", "facts without errors", person.errors)
        return
    for goal, expected in goals.items():
        if goal not in rulebook.rules:
            yield Difference(example, goal, "the name of a rule", "no such rule")
            continue
        yield from _in_goal(rulebook, example, person, goal, expected)


def _in_goal(rulebook: Rulebook, example: Example, person: Person, goal: str, expected: Any) -> Iterator[Difference]:
    assert person.sheet is not None
    answer = write_determination(rulebook.determine_on(goal, person.sheet, person.supposing), None)
    wanted = expected if isinstance(expected, Mapping) else {"status": "settled", "value": expected}
    for key, value in wanted.items():
        got = answer.get(key)
        if not _same(key, got, value):
            yield Difference(example, f"{key} of {goal}", plain(value), got)


def _same(key: str, got: object, wanted: object) -> bool:
    got, wanted = plain(got), plain(wanted)
    if key in ("needs", "assumes", "possible") and isinstance(got, list) and isinstance(wanted, list):
        return sorted(map(str, got)) == sorted(map(str, wanted))
    if isinstance(got, int | float) and isinstance(wanted, int | float) and not isinstance(got, bool):
        return Decimal(str(got)) == Decimal(str(wanted))
    return got == wanted and isinstance(got, bool) == isinstance(wanted, bool)


def plain(value: Any) -> Any:
    """What YAML gives, in the types of JSON."""
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value

"""Hold a pack against its examples: for each invented person, what the law says must come out against what does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from handrail.domain.rules.determining import Rulebook
from handrail.packs.examples import Example
from handrail.packs.pack import Pack
from handrail.use_cases.answers import write_determination
from handrail.use_cases.reading_people import Person, read_person
from handrail.use_cases.write_route import route_row


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
    if isinstance(got, bool) or isinstance(wanted, bool):
        return got is wanted
    return got == wanted


def plain(value: Any) -> Any:
    """What YAML gives, in the types of JSON."""
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def differences_in_route(pack: Pack, example: Example) -> Iterator[Difference]:
    """What comes out otherwise for an example's steps, deadlines, cash and finish."""
    if not {"steps", "dates", "cash", "money", "finish", "next", "refused"} & set(example.expect):
        return
    facts, marks = plain(example.facts), plain(example.marks)
    row: dict[str, Any] = route_row(pack=pack, events=[example.event], facts=facts, marks=marks or None, on=example.on)
    if "refused" in example.expect:
        yield from _in_refusals(pack, example, row["errors"])
        return
    if row["errors"]:
        yield Difference(example, "its facts and marks", "facts and marks without errors", row["errors"])
        return
    steps = {step["id"]: step for step in row["steps"]}
    for what, expected, got in (
        *_in_steps(plain(example.expect.get("steps") or {}), steps),
        *_in_dates(plain(example.expect.get("dates") or {}), steps),
        *_in_cash(plain(example.expect.get("cash") or {}), row["cash"]),
        *_in_money(plain(example.expect.get("money") or {}), row["money"]),
        *_in_finish(example, row),
    ):
        if got != expected:
            yield Difference(example, what, expected, got)


def _in_refusals(pack: Pack, example: Example, errors: list[dict[str, Any]]) -> Iterator[Difference]:
    """Facts that cannot be so are refused: by a constraint, or because one of them cannot be read."""
    constraints = {constraint.says: name for name, constraint in pack.vocabulary.constraints.items()}
    got = sorted(constraints.get(error["expected"], error["fact"]) for error in errors)
    written = plain(example.expect["refused"])
    wanted = sorted(written if isinstance(written, list) else [written])
    if got != wanted:
        yield Difference(example, "refused", wanted, got)


Compared = Iterator[tuple[str, object, object]]


def _in_steps(expected: Mapping[str, Any], steps: Mapping[str, Any]) -> Compared:
    for name, status in expected.items():
        yield f"status of {name}", status, steps[name]["status"] if name in steps else "no such step"


def _in_dates(expected: Mapping[str, Any], steps: Mapping[str, Any]) -> Compared:
    for name, wanted in expected.items():
        deadline = steps[name]["deadline"] if name in steps else None
        got = {key: deadline[key] for key in ("low", "high")} if deadline else None
        yield f"deadline of {name}", wanted if isinstance(wanted, Mapping) else {"low": wanted, "high": wanted}, got


def _in_cash(expected: Mapping[str, Any], cash: list[dict[str, Any]]) -> Compared:
    lines = {line["rule"]: line for line in cash}
    for rule, wanted in expected.items():
        line = lines.get(rule)
        if line is None and wanted.get("amount") == 0:
            continue  # nothing to pay leaves no line
        for key in ("amount", "due"):
            if key in wanted:
                value = wanted[key]
                both = value if isinstance(value, Mapping) else {"low": value, "high": value}
                yield f"{key} of the cash for {rule}", both, line and line[key]


def _in_money(expected: Mapping[str, Any], money: Mapping[str, Any]) -> Compared:
    """What is still to pay and to receive on the whole route: an amount, or either end of a range."""
    for name, wanted in expected.items():
        both = wanted if isinstance(wanted, Mapping) else {"low": wanted, "high": wanted}
        got = money.get(name, {})
        yield f"money to {name}", both, {key: got.get(key) for key in both}


def _in_finish(example: Example, row: Mapping[str, Any]) -> Compared:
    if "finish" in example.expect:
        yield "finish", plain(example.expect["finish"]), row["finish"]
    if "next" in example.expect:
        yield "next question", plain(example.expect["next"]), row["next"]["fact"]

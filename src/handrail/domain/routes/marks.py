"""What a person has done with their route: steps done, skipped, given to someone, put first or put off, and alternatives chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from handrail.domain.facts.mistakes import InputError, nearest_name
from handrail.domain.routes.journey import Decision, Journey, Step
from handrail.domain.routes.naming import steps_by_mark

_MARK = '{"done_on": date}, {"skipped": true}, {"assigned_to": words}, {"first": true} or {"not_before": date}'
_KEYS = ("done_on", "skipped", "assigned_to", "first", "not_before")
_CLASHES = (
    ("done_on", "skipped", "a step that is done or skipped, not both"),
    ("first", "not_before", "a step that comes first or is put off, not both"),
)


@dataclass(frozen=True, slots=True)
class Marks:
    """Names of steps are those of the route. Someone may have done a step and not know the day: then the date is None.

    They may want some steps `first`, and not to start others before a day.
    """

    done: Mapping[str, date | None] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    assigned_to: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    first: frozenset[str] = frozenset()
    not_before: Mapping[str, date] = field(default_factory=dict)

    def renamed(self, names: Mapping[str, str]) -> Marks:
        """The same marks, where several steps have become one. It was done on the last day that either was, and is put off to the
        last to which either is."""
        done: dict[str, date | None] = {}
        for name, day in self.done.items():
            known, new = done.get(names.get(name, name)), names.get(name, name)
            done[new] = max(known, day) if known and day else known or day
        not_before: dict[str, date] = {}
        for name, day in self.not_before.items():
            new = names.get(name, name)
            not_before[new] = max(day, not_before.get(new, day))
        skipped, first = (frozenset(names.get(name, name) for name in marked) for marked in (self.skipped, self.first))
        assigned_to = {names.get(name, name): who for name, who in self.assigned_to.items()}
        return Marks(done, skipped, assigned_to, self.chosen, first, not_before)


NO_MARKS = Marks()


def read_marks(written: object, journeys: Sequence[Journey], on: date) -> tuple[Marks, tuple[InputError, ...]]:
    """The marks in one JSON object, and everything in it that cannot be used."""
    reading = _Reading(journeys, on)
    if written is None:
        return NO_MARKS, ()
    if not isinstance(written, Mapping):
        return NO_MARKS, (InputError("", written, 'one JSON object with "steps" and "chosen"'),)
    for key, value in written.items():
        if key == "steps" and isinstance(value, Mapping):
            reading.read_steps(value)
        elif key == "chosen" and isinstance(value, Mapping):
            reading.read_chosen(value)
        elif key in ("steps", "chosen"):
            reading.wrong(key, value, "one JSON object")
        else:
            reading.wrong(str(key), value, '"steps" or "chosen"', nearest_name(str(key), ("steps", "chosen")))
    return reading.marks, tuple(reading.errors)


class _Reading:
    """One attempt at reading marks, and what it has found so far."""

    def __init__(self, journeys: Sequence[Journey], on: date) -> None:
        self.on = on
        self.steps = steps_by_mark(journeys)
        self.decisions = {decision.id: decision for decision in _decisions(journeys)}
        self.errors: list[InputError] = []
        self.done: dict[str, date | None] = {}
        self.skipped: set[str] = set()
        self.assigned_to: dict[str, str] = {}
        self.chosen: dict[str, str] = {}
        self.first: set[str] = set()
        self.not_before: dict[str, date] = {}

    @property
    def marks(self) -> Marks:
        first, skipped = frozenset(self.first), frozenset(self.skipped)
        return Marks(self.done, skipped, self.assigned_to, self.chosen, first, self.not_before)

    def wrong(self, where: str, got: object, expected: str, nearest: str | None = None) -> None:
        self.errors.append(InputError(where, got, expected, nearest))

    def read_steps(self, written: Mapping[object, object]) -> None:
        for name, mark in written.items():
            where = f"steps.{name}"
            if name not in self.steps:
                self.wrong(where, name, "the id of a step", nearest_name(str(name), self.steps))
            elif not isinstance(mark, Mapping) or not mark:
                self.wrong(where, mark, _MARK)
            else:
                self._read_mark(*self.steps[str(name)], where, mark)

    def _read_mark(self, step: str, written: Step, where: str, mark: Mapping[object, object]) -> None:
        for one, other, expected in _CLASHES:
            if _says(mark, one) and _says(mark, other):
                self.wrong(where, dict(mark), expected)
                return
        for key, value in mark.items():
            match key:
                case "done_on":
                    self._read_done(step, f"{where}.done_on", value)
                case "skipped" if isinstance(value, bool):
                    self.skipped |= {step} if value else set()
                case "assigned_to" if isinstance(value, str) and value.strip():
                    self.assigned_to[step] = value.strip()
                case "first" if isinstance(value, bool):
                    self.first |= {step} if value else set()
                case "not_before":
                    self._read_not_before(step, written, f"{where}.not_before", value)
                case "skipped" | "first" | "assigned_to":
                    expected = "who does it, in words" if key == "assigned_to" else "true or false"
                    self.wrong(f"{where}.{key}", value, expected)
                case _:
                    self.wrong(f"{where}.{key}", value, _MARK, nearest_name(str(key), _KEYS))

    def _read_done(self, step: str, where: str, written: object) -> None:
        try:
            day = _day(written)
        except ValueError:
            self.wrong(where, written, "a date as YYYY-MM-DD, or null when the day is not known")
            return
        if day is not None and day > self.on:
            self.wrong(where, written, f"a day that has come: {self.on.isoformat()} or earlier")
            return
        self.done[step] = day

    def _read_not_before(self, step: str, written: Step, where: str, value: object) -> None:
        try:
            day = _day(value)
        except ValueError:
            self.wrong(where, value, "a date as YYYY-MM-DD, or null when it is not put off")
            return
        if written.happens_on is not None:
            self.wrong(where, value, "a step that does not happen on a day of its own")
        elif day is not None:
            self.not_before[step] = day

    def read_chosen(self, written: Mapping[object, object]) -> None:
        for name, choice in written.items():
            where = f"chosen.{name}"
            decision = self.decisions.get(str(name))
            if decision is None:
                self.wrong(where, name, "the id of a decision", nearest_name(str(name), self.decisions))
                continue
            options = [alternative.id for alternative in decision.alternatives]
            if choice in options:
                self.chosen[decision.id] = str(choice)
            else:
                self.wrong(where, choice, f"one of {', '.join(options)}", nearest_name(str(choice), options))


def _says(mark: Mapping[object, object], key: str) -> bool:
    """A mark says it. That a step was done on a day nobody knows is said with null."""
    return key in mark and (key == "done_on" or mark[key] not in (False, None))


def _day(written: object) -> date | None:
    if written is None or type(written) is date:
        return written
    if not isinstance(written, str) or len(written) != 10:
        raise ValueError
    return date.fromisoformat(written)


def _decisions(journeys: Sequence[Journey]) -> Iterator[Decision]:
    return (step.decision for journey in journeys for step in journey.steps if step.decision)

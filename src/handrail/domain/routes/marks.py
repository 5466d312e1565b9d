"""What a person has done with their route: steps done, skipped or given to someone, and alternatives chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from handrail.domain.facts.mistakes import InputError, nearest_name
from handrail.domain.routes.journey import Decision, Journey
from handrail.domain.routes.naming import steps_by_mark

_MARK = '{"done_on": date}, {"skipped": true} or {"assigned_to": words}'


@dataclass(frozen=True, slots=True)
class Marks:
    """Names of steps are those of the route. Someone may have done a step and not know the day: then the date is None."""

    done: Mapping[str, date | None] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    assigned_to: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)

    def renamed(self, names: Mapping[str, str]) -> Marks:
        """The same marks, where several steps have become one. It was done on the last day that either was."""
        done: dict[str, date | None] = {}
        for name, day in self.done.items():
            known, new = done.get(names.get(name, name)), names.get(name, name)
            done[new] = max(known, day) if known and day else known or day
        skipped = frozenset(names.get(name, name) for name in self.skipped)
        return Marks(done, skipped, {names.get(name, name): who for name, who in self.assigned_to.items()}, self.chosen)


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

    @property
    def marks(self) -> Marks:
        return Marks(self.done, frozenset(self.skipped), self.assigned_to, self.chosen)

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
                self._read_mark(self.steps[str(name)][0], where, mark)

    def _read_mark(self, step: str, where: str, mark: Mapping[object, object]) -> None:
        if "done_on" in mark and mark.get("skipped") is True:
            self.wrong(where, dict(mark), "a step that is done or skipped, not both")
            return
        for key, value in mark.items():
            match key:
                case "done_on":
                    self._read_done(step, f"{where}.done_on", value)
                case "skipped" if isinstance(value, bool):
                    self.skipped |= {step} if value else set()
                case "assigned_to" if isinstance(value, str) and value.strip():
                    self.assigned_to[step] = value.strip()
                case "skipped" | "assigned_to":
                    self.wrong(
                        f"{where}.{key}", value, "true or false" if key == "skipped" else "who does it, in words"
                    )
                case _:
                    self.wrong(
                        f"{where}.{key}", value, _MARK, nearest_name(str(key), ("done_on", "skipped", "assigned_to"))
                    )

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


def _day(written: object) -> date | None:
    if written is None or type(written) is date:
        return written
    if not isinstance(written, str) or len(written) != 10:
        raise ValueError
    return date.fromisoformat(written)


def _decisions(journeys: Sequence[Journey]) -> Iterator[Decision]:
    return (step.decision for journey in journeys for step in journey.steps if step.decision)

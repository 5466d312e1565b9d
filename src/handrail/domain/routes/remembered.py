"""What is remembered of a route that a person has seen: enough to tell later what is different, and no reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.pricing import total
from handrail.domain.routes.route import Route, RouteStep
from handrail.domain.routes.spans import NO_DAYS, Days, Money


@dataclass(frozen=True, slots=True)
class RememberedStep:
    """Where a step stood, by when it was due, and what it cost and gave."""

    title: str
    status: StepStatus
    due: Days
    cost: Money
    gain: Money

    @classmethod
    def of(cls, step: RouteStep, title: str) -> RememberedStep:
        gain = step.gain + total(line.amount for line in step.regular)
        due = step.deadline.days if step.deadline and step.is_to_do else NO_DAYS
        return cls(title, step.status, due, step.cost, gain)


@dataclass(frozen=True, slots=True)
class Remembered:
    """A route as it was seen: on what day, by which release of the pack, and for which state of the answers."""

    on: date
    release: str
    revision: int
    steps: Mapping[str, RememberedStep]
    answers: Mapping[str, str]

    def as_written(self) -> dict[str, Any]:
        """As JSON has it."""
        steps = {
            name: [step.title, step.status.value, *map(_day, (step.due.low, step.due.high)), *_ends(step)]
            for name, step in self.steps.items()
        }
        return {
            "on": self.on.isoformat(),
            "release": self.release,
            "revision": self.revision,
            "steps": steps,
            "answers": dict(self.answers),
        }

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Remembered:
        """What was written."""
        steps = {
            name: RememberedStep(
                title, StepStatus(status), Days(_read_day(first), _read_day(last)), Money(*cost), Money(*gain)
            )
            for name, (title, status, first, last, cost, gain) in written["steps"].items()
        }
        on, release = date.fromisoformat(written["on"]), written["release"]
        return cls(on, release, written["revision"], steps, written["answers"])


@dataclass(frozen=True, slots=True)
class Different:
    """One step as it was remembered and as it is; None where it is on no route. `parts` says what is not the same."""

    step: str
    was: RememberedStep | None
    now: RememberedStep | None
    parts: frozenset[str]


def different(was: Mapping[str, RememberedStep], now: Mapping[str, RememberedStep]) -> Iterator[Different]:
    """The steps that differ, in the order of the route as it is now; what is on no route any more comes last."""
    for name in (*now, *(name for name in was if name not in now)):
        then, since = was.get(name), now.get(name)
        if then is None or since is None:
            yield Different(name, then, since, frozenset({"status"}))
            continue
        parts = frozenset(
            part for part in ("status", "due", "cost", "gain") if getattr(then, part) != getattr(since, part)
        )
        if parts:
            yield Different(name, then, since, parts)


def steps_of(route: Route, titles: Mapping[str, str]) -> dict[str, RememberedStep]:
    """What there is to remember: the steps that are, or may be, part of the route."""
    return {
        step.id: RememberedStep.of(step, titles[step.id])
        for step in route.steps
        if step.status is not StepStatus.DOES_NOT_APPLY
    }


def _ends(step: RememberedStep) -> tuple[list[int | None], list[int | None]]:
    return [step.cost.low, step.cost.high], [step.gain.low, step.gain.high]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read_day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None

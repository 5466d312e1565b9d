"""What bears on the day of each step, and how fast it may all go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handrail.domain.routes.circumstances import UNKNOWN, Ends
from handrail.domain.routes.journey import Lasts


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a step takes, the day that fixes it, the first day it may start, and its deadline."""

    lasts: Lasts
    is_event: bool = False
    happens_on: Ends = UNKNOWN
    not_before: Ends = UNKNOWN
    due: Ends = UNKNOWN

    @property
    def must_end(self) -> float:
        """Past this day it is surely late."""
        return min(self.due[1], self.happens_on[1])


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast it goes: for each step, the days it takes after the one it starts on (`more`), and how many days after its last
    one the next step can start (`gap`)."""

    more: Mapping[str, int]
    gap: Mapping[str, int]

    @classmethod
    def of(cls, timings: Mapping[str, Timing], lasts: Callable[[Lasts], int]) -> Pace:
        """The pace when each step takes its least, its likely or its most days."""
        days = {name: lasts(timing.lasts) for name, timing in timings.items()}
        return cls(
            {name: max(taken - 1, 0) for name, taken in days.items()},
            {name: 0 if timings[name].is_event else min(taken, 1) for name, taken in days.items()},
        )

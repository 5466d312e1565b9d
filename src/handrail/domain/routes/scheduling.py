"""The first and the last day of every step, forward from today and backward from the days that must be kept.

Days are ordinals, with plus and minus infinity where nothing is known. A step that lasts one day is started and finished
on it, and what comes after starts the next day. After a step that takes no time, or happens on a day of its own (getting the
keys), the next can start the same day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isinf

from handrail.domain.routes.circumstances import UNKNOWN, Ends
from handrail.domain.routes.standing import Standing
from handrail.domain.routes.timing import Pace, Timing


@dataclass(frozen=True, slots=True)
class Run:
    """The first day that each step can start, and the day that it is finished, if it all goes at one pace."""

    start: Mapping[str, float]
    finish: Mapping[str, float]


class Schedule:
    """The steps still to do, in an order that keeps to what comes before what, each with those before it that are to do too."""

    def __init__(
        self,
        steps: Sequence[str],
        before: Mapping[str, Sequence[tuple[str, bool]]],
        standing: Mapping[str, Standing],
        timings: Mapping[str, Timing],
        today: int,
    ) -> None:
        self.steps, self.before, self.timings, self.today = steps, before, timings, today
        self.certain = frozenset(name for name in steps if standing[name].is_certain)
        self.fixed = {name: self._fixed(timings[name]) for name in steps}
        self.least = Pace.of(timings, lambda lasts: lasts.least)
        self.likely = Pace.of(timings, lambda lasts: lasts.likely)
        self.most = Pace.of(timings, lambda lasts: lasts.most)

    def _fixed(self, timing: Timing) -> Ends:
        """The day that is fixed for a step. One that has gone by fixes nothing any more."""
        return timing.happens_on if timing.happens_on[1] >= self.today else UNKNOWN

    # -- forward: the first day each step can be done -------------------------------------------------------

    def fastest(self) -> Run:
        """All goes as fast as it can, and nothing is needed but what surely is. The day is no sooner than this."""
        start: dict[str, float] = {}
        finish: dict[str, float] = {}
        free: dict[str, float] = {}
        for name in self.steps:
            ready = max([self.today, *(free[each] for each, surely in self.before[name] if surely)])
            first, _ = self.fixed[name]
            begun = max(ready, self.timings[name].not_before[0])
            finish[name] = max(begun + self.least.more[name], first)
            start[name] = begun if isinf(first) else max(begun, finish[name] - self.most.more[name])
            free[name] = finish[name] + self.least.gap[name] if name in self.certain else ready
        return Run(start, finish)

    def slowest(self, fast: Run, caps: Mapping[str, float]) -> Run:
        """All goes as slowly as it can, and everything that may be needed is. A day that someone has fixed holds if it can."""

        def finish(name: str, begun: float) -> float:
            _, last = self.fixed[name]
            slow = begun + self.most.more[name] if isinf(last) else last
            return max(fast.finish[name], min(slow, caps[name]))

        return self._forward(self.most, finish, not_before=1)

    def likeliest(self, fast: Run, caps: Mapping[str, float]) -> Run:
        """Each step takes the time it is likely to, and everything that may be needed is."""

        def finish(name: str, begun: float) -> float:
            first, last = self.fixed[name]
            return max(fast.finish[name], min(max(begun + self.likely.more[name], first), last, caps[name]))

        return self._forward(self.likely, finish, not_before=0)

    def _forward(self, pace: Pace, finish_of: Callable[[str, float], float], not_before: int) -> Run:
        start: dict[str, float] = {}
        finish: dict[str, float] = {}
        for name in self.steps:
            free = [finish[each] + pace.gap[each] for each, _ in self.before[name]]
            begun = max([self.today, self.timings[name].not_before[not_before], *free])
            finish[name] = finish_of(name, begun)
            start[name] = min(begun, finish[name])
        return Run(start, finish)

    # -- backward: the last day each step can be done -------------------------------------------------------

    def latest(self, pace: Pace) -> dict[str, float]:
        """The last day on which each step can be finished for its deadline, and all that comes after it, to be in time."""
        latest = self._backward(pace, self._due)
        return {name: min(day, self.timings[name].must_end) for name, day in latest.items()}

    def caps(self) -> dict[str, float]:
        """The last day for each step if the days that someone has fixed are to hold."""
        return self._backward(self.least, self._last_fixed, surely=True)

    def spare(self, likely: Run) -> dict[str, float]:
        """The last day for each step that does not put off the finish of what is certain."""
        certain = [likely.finish[name] for name in self.steps if name in self.certain]
        end = max(certain or likely.finish.values(), default=inf)

        def due(name: str) -> float:
            return min(end, self._last_fixed(name)) if likely.finish[name] <= end else inf

        return self._backward(self.likely, due)

    def _due(self, name: str) -> float:
        """The day by which a step must be finished on its own account: its deadline, or the day that is fixed for it."""
        return min(self._safe_end(self.timings[name].due), self._safe_end(self.timings[name].happens_on))

    def _safe_end(self, ends: Ends) -> float:
        """The first day it can be; the last where the first is past. What is past altogether can no longer be kept."""
        first, last = ends
        if last < self.today:
            return inf
        return first if first >= self.today else last

    def _last_fixed(self, name: str) -> float:
        """The last day fixed for a step that surely applies."""
        return self.fixed[name][1] if name in self.certain else inf

    def _backward(self, pace: Pace, due: Callable[[str], float], *, surely: bool = False) -> dict[str, float]:
        """Each step must leave time for what comes after it. A day that is fixed is no earlier for what comes after: that is
        then late on its own account."""
        latest = {name: due(name) for name in self.steps}
        for name in reversed(self.steps):
            latest[name] = max(latest[name], self.fixed[name][0])
            must_start = latest[name] - pace.more[name]
            for each, certain in self.before[name]:
                if certain or not surely:
                    latest[each] = min(latest[each], must_start - pace.gap[each])
        return latest

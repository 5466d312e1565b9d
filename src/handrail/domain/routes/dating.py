"""When each step can be done and must be done, and which steps the finish hangs on.

Days are ordinals, with plus and minus infinity where nothing is known. A step that lasts one day is started and finished
on it, and what comes after starts the next day. After a step that takes no time, or happens on a day of its own (getting the
keys), the next can start the same day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isinf

from handrail.domain.routes.circumstances import UNKNOWN, Circumstances, Ends
from handrail.domain.routes.journey import Lasts
from handrail.domain.routes.ordering import Before
from handrail.domain.routes.standing import Standing


@dataclass(frozen=True, slots=True)
class Timing:
    """What bears on the day of one step: how long it takes, the day that fixes it, the first day it may start, and its deadline."""

    lasts: Lasts
    is_event: bool = False
    happens_on: Ends = UNKNOWN
    not_before: Ends = UNKNOWN
    due: Ends = UNKNOWN

    def gap(self, lasts: int) -> int:
        """How many days after its last day the next step can start."""
        return 0 if self.is_event else min(lasts, 1)

    @property
    def must_end(self) -> float:
        """Past this day it is surely late."""
        return min(self.due[1], self.happens_on[1])


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of one step.

    `start` and `finish` run from all going fast to all going slowly. The latest days are the last on which all that comes
    after can be in time if it goes fast; `start_by`, `expected` and `slack` are for the time that each step is likely to take.
    It is late when even the first day it can be finished is past its deadline, or past the day that someone has fixed.
    """

    start: Ends
    finish: Ends
    latest_start: float
    latest_finish: float
    start_by: float
    expected: float
    slack: float
    is_critical: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """The first day that each step can start, and the day that it is finished, under one assumption on how fast it all goes."""

    start: Mapping[str, float]
    finish: Mapping[str, float]


def dates(
    order: Sequence[str],
    before: Before,
    standing: Mapping[str, Standing],
    timings: Mapping[str, Timing],
    known: Circumstances,
) -> dict[str, Dates]:
    """The days of every step that is to do, or may be. One that was overtaken holds nothing up and has none."""
    steps = [name for name in order if standing[name].is_awaited]
    to_do = {
        name: [(each, surely) for each, surely in before[name].items() if standing[each].is_awaited] for name in steps
    }
    plan = _Plan(steps, to_do, standing, timings, known.on.toordinal())
    fast, caps = plan.fastest(), plan.caps()
    slow, likely = plan.slowest(fast, caps), plan.likeliest(fast, caps)
    latest, in_time = plan.latest_finishes(plan.due, _least), plan.latest_finishes(plan.due, _likely)
    spare = plan.spare(likely)
    latest = {name: min(day, timings[name].must_end) for name, day in latest.items()}
    in_time = {name: min(day, timings[name].must_end) for name, day in in_time.items()}
    return {
        name: Dates(
            start=(fast.start[name], max(fast.start[name], slow.start[name])),
            finish=(fast.finish[name], slow.finish[name]),
            latest_start=latest[name] - _more_days(timings[name].lasts.least),
            latest_finish=latest[name],
            start_by=in_time[name] - _more_days(timings[name].lasts.likely),
            expected=likely.finish[name],
            slack=in_time[name] - likely.finish[name],
            is_critical=min(spare[name], in_time[name]) <= likely.finish[name],
            is_late=standing[name].is_certain and fast.finish[name] > timings[name].must_end,
        )
        for name in steps
    }


def expected_finish(when: Mapping[str, Dates], standing: Mapping[str, Standing]) -> float:
    """The day on which the last step that is certain is expected to be finished; of all steps, when none is certain."""
    certain = [dates.expected for name, dates in when.items() if standing[name].is_certain]
    return max(certain or [dates.expected for dates in when.values()], default=inf)


def _least(lasts: Lasts) -> int:
    return lasts.least


def _likely(lasts: Lasts) -> int:
    return lasts.likely


def _most(lasts: Lasts) -> int:
    return lasts.most


def _more_days(lasts: int) -> int:
    """The days a step takes after the one it starts on."""
    return max(lasts - 1, 0)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The steps still to do, in an order that keeps to what comes before what, each with those before it that are to do too."""

    steps: Sequence[str]
    before: Mapping[str, Sequence[tuple[str, bool]]]
    standing: Mapping[str, Standing]
    timings: Mapping[str, Timing]
    today: int

    # -- forward: the first day each step can be done -------------------------------------------------------

    def fastest(self) -> _Run:
        """All goes as fast as it can, and nothing is needed but what surely is. The day is no sooner than this."""
        start: dict[str, float] = {}
        finish: dict[str, float] = {}
        free: dict[str, float] = {}
        for name in self.steps:
            timing = self.timings[name]
            ready = max([self.today, *(free[each] for each, surely in self.before[name] if surely)])
            first, _ = self.fixed(name)
            begun = max(ready, timing.not_before[0])
            finish[name] = max(begun + _more_days(timing.lasts.least), first)
            start[name] = max(begun, finish[name] - _more_days(timing.lasts.most)) if not isinf(first) else begun
            free[name] = finish[name] + timing.gap(timing.lasts.least) if self.standing[name].is_certain else ready
        return _Run(start, finish)

    def slowest(self, fast: _Run, caps: Mapping[str, float]) -> _Run:
        """All goes as slowly as it can, and everything that may be needed is. A day that someone has fixed holds if it can."""

        def finish(name: str, begun: float) -> float:
            timing = self.timings[name]
            _, last = self.fixed(name)
            slow = begun + _more_days(timing.lasts.most) if isinf(last) else last
            return max(fast.finish[name], min(slow, caps[name]))

        return self._forward(finish, _most, not_before=1)

    def likeliest(self, fast: _Run, caps: Mapping[str, float]) -> _Run:
        """Each step takes the time it is likely to, and everything that may be needed is."""

        def finish(name: str, begun: float) -> float:
            timing = self.timings[name]
            first, last = self.fixed(name)
            return max(fast.finish[name], min(max(begun + _more_days(timing.lasts.likely), first), last, caps[name]))

        return self._forward(finish, _likely, not_before=0)

    def _forward(
        self, finish_of: Callable[[str, float], float], lasts: Callable[[Lasts], int], not_before: int
    ) -> _Run:
        start: dict[str, float] = {}
        finish: dict[str, float] = {}
        for name in self.steps:
            timing = self.timings[name]
            free = [finish[each] + self._gap(each, lasts) for each, _ in self.before[name]]
            begun = max([self.today, timing.not_before[not_before], *free])
            finish[name] = finish_of(name, begun)
            start[name] = min(begun, finish[name])
        return _Run(start, finish)

    # -- backward: the last day each step can be done -------------------------------------------------------

    def fixed(self, name: str) -> Ends:
        """The day that is fixed for a step. One that has gone by fixes nothing any more."""
        return self.timings[name].happens_on if self.timings[name].happens_on[1] >= self.today else UNKNOWN

    def due(self, name: str) -> float:
        """The day by which a step must be finished on its own account: its deadline, or the day that is fixed for it."""
        return min(self._safe_end(self.timings[name].due), self._safe_end(self.timings[name].happens_on))

    def _safe_end(self, ends: Ends) -> float:
        """The first day it can be; the last where the first is past. What is past altogether can no longer be kept."""
        first, last = ends
        if last < self.today:
            return inf
        return first if first >= self.today else last

    def caps(self) -> dict[str, float]:
        """The last day for each step if the days that someone has fixed are to hold."""
        return self.latest_finishes(self._last_fixed, _least, surely=True)

    def _last_fixed(self, name: str) -> float:
        """The last day fixed for a step that surely applies."""
        return self.fixed(name)[1] if self.standing[name].is_certain else inf

    def latest_finishes(
        self, due: Callable[[str], float], lasts: Callable[[Lasts], int], *, surely: bool = False
    ) -> dict[str, float]:
        """The last day on which each step can be finished for all that comes after it to be in time.

        A day that is fixed is no earlier for what comes after it: that is then late on its own account.
        """
        latest = {name: due(name) for name in self.steps}
        for name in reversed(self.steps):
            latest[name] = max(latest[name], self.fixed(name)[0])
            must_start = latest[name] - _more_days(lasts(self.timings[name].lasts))
            for each, certain in self.before[name]:
                if certain or not surely:
                    latest[each] = min(latest[each], must_start - self._gap(each, lasts))
        return latest

    def _gap(self, name: str, lasts: Callable[[Lasts], int]) -> int:
        timing = self.timings[name]
        return timing.gap(lasts(timing.lasts))

    # -- what the finish hangs on --------------------------------------------------------------------------

    def spare(self, likely: _Run) -> dict[str, float]:
        """The last day for each step that does not put off the finish of what is certain."""
        certain = [likely.finish[name] for name in self.steps if self.standing[name].is_certain]
        end = max(certain or likely.finish.values(), default=inf)

        def due(name: str) -> float:
            return min(end, self._last_fixed(name)) if likely.finish[name] <= end else inf

        return self.latest_finishes(due, _likely)

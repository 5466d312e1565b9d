"""When each step can be done and must be done, and which steps the finish hangs on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from handrail.domain.routes.circumstances import Circumstances, Ends
from handrail.domain.routes.ordering import Before
from handrail.domain.routes.scheduling import Schedule
from handrail.domain.routes.standing import Standing
from handrail.domain.routes.timing import Timing


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


def dates(
    order: Sequence[str],
    before: Before,
    standing: Mapping[str, Standing],
    timings: Mapping[str, Timing],
    known: Circumstances,
) -> dict[str, Dates]:
    """The days of every step that is to do, or may be. One that was overtaken holds nothing up and has none."""
    steps = [name for name in order if standing[name].is_awaited]
    awaited = {
        name: [(each, surely) for each, surely in before[name].items() if standing[each].is_awaited] for name in steps
    }
    plan = Schedule(steps, awaited, standing, timings, known.on.toordinal())
    fast, caps = plan.fastest(), plan.caps()
    slow, likely = plan.slowest(fast, caps), plan.likeliest(fast, caps)
    latest, in_time, spare = plan.latest(plan.least), plan.latest(plan.likely), plan.spare(likely)
    return {
        name: Dates(
            start=(fast.start[name], max(fast.start[name], slow.start[name])),
            finish=(fast.finish[name], slow.finish[name]),
            latest_start=latest[name] - plan.least.more[name],
            latest_finish=latest[name],
            start_by=in_time[name] - plan.likely.more[name],
            expected=likely.finish[name],
            slack=in_time[name] - likely.finish[name],
            is_critical=min(spare[name], in_time[name]) <= likely.finish[name],
            is_late=name in plan.certain and fast.finish[name] > timings[name].must_end,
        )
        for name in steps
    }


def expected_finish(when: Mapping[str, Dates], standing: Mapping[str, Standing]) -> float:
    """The day on which the last step that is certain is expected to be finished; of all steps, when none is certain."""
    certain = [dates.expected for name, dates in when.items() if standing[name].is_certain]
    return max(certain or [dates.expected for dates in when.values()], default=inf)

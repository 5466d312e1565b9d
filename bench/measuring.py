"""Time a piece of work many times over, and keep the figures that can be trusted: median, 95th percentile, least."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

MORE_IS_BETTER = ("/s", "×")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. Times are in milliseconds; a rate is per second, and more is better.

    `where_it_goes` says what the time is spent on, for a reader of a target that was missed.
    """

    what: str
    target: float
    median: float
    p95: float
    least: float
    unit: str = "ms"
    counts: str = "p95"
    note: str = ""
    where_it_goes: str = ""

    @property
    def figure(self) -> float:
        """The figure the target is about."""
        return self.p95 if self.counts == "p95" else self.median

    @property
    def is_met(self) -> bool:
        return self.figure >= self.target if self.unit in MORE_IS_BETTER else self.figure <= self.target


def timed(
    what: str, target: float, work: Callable[[int], object], *, times: int, warm: int = 10, where_it_goes: str = ""
) -> Row:
    """Do the work so many times after a warm-up, each with its own number."""
    for number in range(warm):
        work(number)
    gc.collect()
    taken = []
    for number in range(times):
        start = time.perf_counter_ns()
        work(number)
        taken.append((time.perf_counter_ns() - start) / 1e6)
    return replace(row_of(what, target, taken), where_it_goes=where_it_goes)


def row_of(what: str, target: float, taken: Iterable[float], *, note: str = "") -> Row:
    """A row from times in milliseconds."""
    ordered = sorted(taken)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return Row(what, target, statistics.median(ordered), p95, ordered[0], note=note)

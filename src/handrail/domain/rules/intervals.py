"""What generated code calls: exact arithmetic on ranges, and figures read at a date that may be a range.

A number is a pair of ends: integers at the expression's scale, or infinity where unbounded.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import inf, isinf
from typing import Any, TypeVar

from handrail.domain.rules.dates import WorkingDays
from handrail.domain.rules.parameters import Parameter, Version

Number = int | float
Pair = tuple[Number, Number]
T = TypeVar("T")
Gaps = set[tuple[str, str]]

OPEN: Pair = (-inf, inf)

_MOST_KEPT = 10_000
"""How many readings of one figure are kept, whoever asks."""


def times(one: Number, other: Number) -> Number:
    """A product in which nothing times anything is nothing, even times infinity."""
    return 0 if one == 0 or other == 0 else one * other


def product(low: Number, high: Number, other_low: Number, other_high: Number) -> Pair:
    """The range of a product, whatever the signs."""
    ends = (times(low, other_low), times(low, other_high), times(high, other_low), times(high, other_high))
    return min(ends), max(ends)


def down(value: Number, unit: int, result: int) -> Number:
    """Down to a multiple of `unit`, written as so many times `result`."""
    return value if isinf(value) else value // unit * result


def up(value: Number, unit: int, result: int) -> Number:
    """Up to a multiple of `unit`."""
    return value if isinf(value) else -(-value // unit) * result


def half_up(value: Number, unit: int, result: int) -> Number:
    """To the nearest multiple of `unit`; halves go up."""
    return value if isinf(value) else (2 * value + unit) // (2 * unit) * result


@dataclass(frozen=True, slots=True)
class _Slices:
    """A table of rates made ready: thresholds at the amount's scale, rates and what is due below each threshold."""

    above: tuple[int, ...]
    rates: tuple[int, ...]
    below: tuple[int, ...]

    def due(self, amount: Number) -> Number:
        """The sum of each slice of the amount at its own rate."""
        place = bisect_left(self.above, amount) - 1
        if place < 0:
            return 0
        return self.below[place] + times(amount - self.above[place], self.rates[place])


@dataclass(slots=True)
class Figure:
    """A parameter as generated code reads it. Readings are kept, for the same dates come again and again."""

    parameter: Parameter
    scale: int
    amount_scale: int = 1
    _kept: dict[Pair, Any] = field(default_factory=dict)

    def read(self, first: Number, last: Number, gaps: Gaps) -> Pair:
        """The ends of the figure over every version in force on some day between these."""
        kept: Pair | None = self._kept.get((first, last))
        return kept or self._reading((first, last), gaps, self._ends) or OPEN

    def choice(self, first: Number, last: Number, gaps: Gaps) -> int:
        """The choices that the figure may be, one bit each."""
        return self._reading((first, last), gaps, self._mask) or (1 << len(self.parameter.options)) - 1

    def bands(self, first: Number, last: Number, low: Number, high: Number, gaps: Gaps) -> Pair:
        """What is due on an amount, over every version in force."""
        tables = self._reading((first, last), gaps, self._slices)
        if tables is None:
            return 0, inf
        least = min([table.due(low) for table in tables])
        return least, least if low == high and len(tables) == 1 else max([table.due(high) for table in tables])

    def step(self, first: Number, last: Number, low: Number, high: Number, gaps: Gaps) -> Pair:
        """The entries that an amount between these may fall under, over every version in force."""
        tables = self._reading((first, last), gaps, self._rows)
        if tables is None:
            return OPEN
        found = [value for rows in tables for value in _entries(rows, low, high)]
        return min(found), max(found)

    def _reading(self, dates: Pair, gaps: Gaps, make: Callable[[Sequence[Version]], T]) -> T | None:
        """What the versions in force come to, or None, and a gap noted, when there is none for some of the days."""
        kept: T | None = self._kept.get(dates)
        if kept is None:
            versions, problem = self.parameter.in_force(*dates)
            if problem:
                gaps.add((problem, self.parameter.name))
                return None
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            kept = self._kept[dates] = make(versions)
        return kept

    def _ends(self, versions: Sequence[Version]) -> Pair:
        return (
            min(self._at_scale(version.low) for version in versions),
            max(self._at_scale(version.high) for version in versions),
        )

    def _mask(self, versions: Sequence[Version]) -> int:
        mask = 0
        for version in versions:
            mask |= 1 << int(version.low)
        return mask

    def _slices(self, versions: Sequence[Version]) -> tuple[_Slices, ...]:
        return tuple(self._sliced(version) for version in versions)

    def _sliced(self, version: Version) -> _Slices:
        above = tuple(row.above * self.amount_scale for row in version.rows)
        rates = tuple(self._at_scale(row.value) for row in version.rows)
        below = [0]
        for index in range(1, len(above)):
            below.append(below[-1] + (above[index] - above[index - 1]) * rates[index - 1])
        return _Slices(above, rates, tuple(below))

    def _rows(self, versions: Sequence[Version]) -> tuple[tuple[tuple[int, int], ...], ...]:
        return tuple(
            tuple((row.above * self.amount_scale, self._at_scale(row.value)) for row in version.rows)
            for version in versions
        )

    def _at_scale(self, value: Fraction) -> int:
        return int(value * self.scale)


def _entries(rows: tuple[tuple[int, int], ...], low: Number, high: Number) -> list[int]:
    """The entry for each part of a table that the amount may fall in. The first row also holds for nothing at all."""
    ends = [above for above, _ in rows[1:]] + [inf]
    starts = [-inf] + [above for above, _ in rows[1:]]
    return [value for (_, value), start, end in zip(rows, starts, ends, strict=True) if high > start and low <= end]


@dataclass(frozen=True, slots=True)
class WorkingDayCount:
    """`working_days_after` on ranges, for whichever nations are possible."""

    calendar: WorkingDays
    nations: tuple[str, ...]
    _possible: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def __call__(self, first: Number, last: Number, least: Number, most: Number, nations: int) -> Pair:
        possible = self._possible.get(nations) or self._possible.setdefault(nations, self._apart(nations))
        soonest = [self.calendar.after(first, least, nation) for nation in possible]
        is_exact = first == last and least == most
        latest = soonest if is_exact else [self.calendar.after(last, most, nation) for nation in possible]
        return min([early for early, _ in soonest]), max([late for _, late in latest])

    def _apart(self, nations: int) -> tuple[str, ...]:
        """The nations among these whose calendars differ."""
        possible = [nation for place, nation in enumerate(self.nations) if nations >> place & 1]
        return tuple({self.calendar.published(nation): nation for nation in possible}.values())

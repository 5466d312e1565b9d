"""The functions of `dates` over whole columns of days. Each gives for every row what its namesake gives for one day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_EPOCH = date(1970, 1, 1).toordinal()
_APRIL_6 = 3 * 32 + 6
_SOONEST, _LATEST = date(1000, 1, 1).toordinal(), date(5000, 1, 1).toordinal()
_MOST_COUNTED = 900


def are_ordinary(function: str, columns: list[Array]) -> bool:
    """No day is so early or so late, and no count so large, that a result could be without a date."""
    if any(not column.size for column in columns):
        return False
    days, counts = (columns[:1], columns[1:]) if function.startswith("plus_") else (columns, [])
    return all(column.min() >= _SOONEST and column.max() <= _LATEST for column in days) and all(
        np.abs(column).max() <= _MOST_COUNTED for column in counts
    )


def _months(days: Array) -> tuple[Array, Array]:
    """Months since January 1970, and the day of the month."""
    dates = (days - _EPOCH).astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    return months.astype(np.int64), (dates - months.astype("datetime64[D]")).astype(np.int64) + 1


def _first_day(months: Array) -> Array:
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + _EPOCH


def plus_months(days: Array, count: Array) -> Array:
    """The same day of a later month, or its last day."""
    months, day = _months(days)
    later = months + count
    first = _first_day(later)
    return np.asarray(first + np.minimum(day, _first_day(later + 1) - first) - 1)


def age_on(birth: Array, days: Array) -> Array:
    """Whole years."""
    (born, born_day), (now, now_day) = _months(birth), _months(days)
    not_yet = (now % 12) * 32 + now_day < (born % 12) * 32 + born_day
    return np.asarray(now // 12 - born // 12 - not_yet)


def tax_year(days: Array) -> Array:
    """The year in which the tax year began."""
    months, day = _months(days)
    return months // 12 + 1970 - ((months % 12) * 32 + day < _APRIL_6)


def working_days_after(days: Array, counts: Array, holidays: Sequence[int]) -> Array:
    """The count-th weekday after each day, then put off by the holidays on the way until there are no more of them."""
    weekdays = 5 * (days // 7) + np.minimum(days % 7, 5) + counts
    behind = np.searchsorted(holidays, days, side="right")
    skipped: Array = np.zeros_like(behind)
    while True:
        weeks, weekday = np.divmod(weekdays + skipped - 1, 5)
        on = 7 * weeks + weekday + 1
        passed = np.searchsorted(holidays, on, side="right") - behind
        if np.array_equal(passed, skipped):
            return np.asarray(np.where(counts == 0, days, on))
        skipped = passed


COLUMN_FUNCTIONS: Mapping[str, Callable[..., Array]] = {
    "plus_days": lambda days, count: days + count,
    "plus_weeks": lambda days, count: days + 7 * count,
    "plus_months": plus_months,
    "plus_years": lambda days, count: plus_months(days, 12 * count),
    "start_of_week": lambda days: days - days % 7,
    "age_on": age_on,
    "tax_year": tax_year,
    "days_between": lambda first, last: last - first,
}

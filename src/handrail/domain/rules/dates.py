"""Dates as the law counts them, on ordinals. Plus and minus infinity stand for a day that has no bound."""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import inf, isinf

from handrail.domain.rules.types import Kind

DAYS = 1, date.max.toordinal()
"""The first and the last day that a calendar can name."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The kinds a function takes and gives, and for each argument +1 or -1: the way it moves the result."""

    arguments: tuple[Kind, ...]
    result: Kind
    directions: tuple[int, ...]
    function: Callable[..., float | int]


def plus_days(day: float, days: float) -> float:
    """So many days later; earlier when negative."""
    return _clamped(day + days)


def plus_weeks(day: float, weeks: float) -> float:
    """So many weeks later."""
    return _clamped(day + 7 * weeks)


def plus_months(day: float, months: float) -> float:
    """The same day of a later month, or the last day of that month when it has no such day."""
    if isinf(day) or isinf(months):
        return day + months
    start = date.fromordinal(int(day))
    years, month = divmod(start.year * 12 + start.month - 1 + int(months), 12)
    if not date.min.year <= years <= date.max.year:
        return inf if years > date.max.year else -inf
    day_of_month = start.day if start.day <= 28 else min(start.day, monthrange(years, month + 1)[1])
    return date(years, month + 1, day_of_month).toordinal()


def months_later(day: date, months: int) -> date:
    """The same on dates that a calendar can name."""
    return date.fromordinal(int(plus_months(day.toordinal(), months)))


def plus_years(day: float, years: float) -> float:
    """The same day of a later year; 28 February when it has no 29."""
    return plus_months(day, years * 12)


def start_of_week(day: float) -> float:
    """The Sunday on or before: maternity law counts weeks from Sunday to Saturday."""
    return day if isinf(day) else _clamped(day - day % 7)


def age_on(birth: float, day: float) -> float:
    """Whole years. Someone born on 29 February is a year older on 1 March of other years."""
    if isinf(birth) or isinf(day):
        return day - birth
    (year_of_birth, birthday), (year, today) = _year_and_place(birth), _year_and_place(day)
    return year - year_of_birth - (today < birthday)


def tax_year(day: float) -> float:
    """The year in which the tax year that holds the day began, on 6 April."""
    if isinf(day):
        return day
    year, place = _year_and_place(day)
    return year - (place < _SIXTH_OF_APRIL)


def days_between(first: float, last: float) -> float:
    """Whole days from the first to the last; negative when the last comes first."""
    return last - first


_A_MONTH = 32
_SIXTH_OF_APRIL = 4 * _A_MONTH + 6


@lru_cache(maxsize=2**15)
def _year_and_place(day: float) -> tuple[int, int]:
    """The year of a day, and a number that grows from day to day within every year and is the same for the same day."""
    on = date.fromordinal(int(day))
    return on.year, on.month * _A_MONTH + on.day


def _clamped(day: float) -> float:
    first, last = DAYS
    if day > last:
        return inf
    return -inf if day < first else day


FUNCTIONS: Mapping[str, Signature] = {
    "plus_days": Signature((Kind.DATE, Kind.NUMBER), Kind.DATE, (1, 1), plus_days),
    "plus_weeks": Signature((Kind.DATE, Kind.NUMBER), Kind.DATE, (1, 1), plus_weeks),
    "plus_months": Signature((Kind.DATE, Kind.NUMBER), Kind.DATE, (1, 1), plus_months),
    "plus_years": Signature((Kind.DATE, Kind.NUMBER), Kind.DATE, (1, 1), plus_years),
    "start_of_week": Signature((Kind.DATE,), Kind.DATE, (1,), start_of_week),
    "age_on": Signature((Kind.DATE, Kind.DATE), Kind.NUMBER, (-1, 1), age_on),
    "tax_year": Signature((Kind.DATE,), Kind.NUMBER, (1,), tax_year),
    "days_between": Signature((Kind.DATE, Kind.DATE), Kind.NUMBER, (-1, 1), days_between),
    "working_days_after": Signature((Kind.DATE, Kind.NUMBER, Kind.CHOICE), Kind.DATE, (1, 1, 0), days_between),
}
"""Every function the language knows. `working_days_after` needs the pack's calendar and is evaluated apart."""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Bank holidays by nation, and the last and first days for which each calendar is published."""

    holidays: Mapping[str, frozenset[int]]
    published_to: Mapping[str, int]
    published_from: Mapping[str, int] = field(default_factory=dict)

    def published(self, nation: str) -> tuple[frozenset[int], int, int]:
        """A nation's holidays, and the first and last days for which they are published."""
        return self.holidays[nation], self.published_from.get(nation, 1), self.published_to[nation]

    def after(self, day: float, count: float, nation: str) -> tuple[float, float]:
        """The count-th working day after a day, earliest and latest. The two differ past the published calendar, where
        a bank holiday for every month and two at Christmas are allowed for. From before it there is no latest."""
        if isinf(day) or isinf(count) or count < 0:
            return (-inf, inf) if count < 0 else (day + count, day + count)
        holidays, first, last = self.published(nation)
        on = _working_day(int(day), int(count), holidays) if count else int(day)
        if day < first:
            return on, inf
        return on, on if on <= last else _latest_beyond(on, last)


def _working_day(day: int, count: int, holidays: frozenset[int]) -> int:
    """The count-th weekday after a day, then put off by the holidays on the way until there are no more of them."""
    skippable = on_weekdays(holidays)
    behind = bisect_right(skippable, day)
    weekdays, skipped = 5 * (day // 7) + min(day % 7, 5) + count, 0
    while True:
        weeks, weekday = divmod(weekdays + skipped - 1, 5)
        on = 7 * weeks + weekday + 1
        passed = bisect_right(skippable, on) - behind
        if passed == skipped:
            return on
        skipped = passed


@lru_cache(maxsize=64)
def on_weekdays(holidays: frozenset[int]) -> tuple[int, ...]:
    """The holidays that would have been working days, in order."""
    return tuple(sorted(day for day in holidays if day % 7 not in (0, 6)))


def _latest_beyond(on: int, last: int) -> int:
    """The same day put off by as many holidays as could fall after the published calendar ends."""
    unpublished = on - last
    allowed = 2 + unpublished // 20
    later = on
    while allowed:
        later += 1
        allowed -= later % 7 not in (0, 6)
    return later

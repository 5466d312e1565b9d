"""How many times something that is paid every week or month is paid between two days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from handrail.domain.routes.spans import Days
from handrail.domain.rules.dates import months_later

_DAYS = {"day": 1, "week": 7, "fortnight": 14, "four_weeks": 28}
_LONGEST = 31


def is_spread(every: str) -> bool:
    """What is paid or taken off over a whole year falls in no month of it."""
    return every == "year"


def count_in(every: str, begins: Days, first: date, last: date, *, goes_on: bool) -> tuple[int, int]:
    """The least and the most payments between two days, both included, of one that begins on some day.

    Where nothing says that it goes on, it may have stopped: only the first payment is sure.
    """
    counts = list(_counts(every, begins, first, last))
    most = max(counts)
    if goes_on:
        return min(counts), most
    surely_begins = begins.is_known and begins.low is not None and first <= begins.low <= last
    return int(surely_begins), most


def _counts(every: str, begins: Days, first: date, last: date) -> Iterator[int]:
    """For each day it may begin on that makes a difference."""
    latest = begins.high
    if latest is None or latest > last:
        yield 0
    # Of the days long before, only where in a week or month they lie matters.
    long_before = min(latest or first, first) - timedelta(days=_LONGEST)
    start = max(begins.low or long_before, long_before)
    while start <= min(latest or last, last):
        yield payments(every, start, first, last)
        start += timedelta(days=1)


def payments(every: str, begins: date, first: date, last: date) -> int:
    """Payments between two days, of one that begins on a certain day."""
    if every == "month":
        return _monthly(begins, first, last)
    if last < begins:
        return 0
    days = _DAYS[every]
    before = max(0, -((begins - first).days // days)) if begins < first else 0
    return (last - begins).days // days - before + 1


def _monthly(begins: date, first: date, last: date) -> int:
    """One on the same day of each month, or on its last day where it has no such day."""
    months = (first.year - begins.year) * 12 + first.month - begins.month
    days = [months_later(begins, each) for each in (months, months + 1) if each >= 0]
    return sum(first <= day <= last for day in days)

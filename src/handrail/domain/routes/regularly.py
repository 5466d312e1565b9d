"""How many times something that is paid every week or month is paid between two days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from handrail.domain.routes.spans import NO_DAYS, Days
from handrail.domain.rules.dates import months_later

_DAYS = {"day": 1, "week": 7, "fortnight": 14, "four_weeks": 28}
_LONGEST = 62
"""Any so many days hold each day of a month, the 31st among them."""


def is_spread(every: str) -> bool:
    """What is paid or taken off over a whole year falls in no month of it."""
    return every == "year"


@dataclass(frozen=True, slots=True)
class Course:
    """How long something that is paid every week or month goes on, while nothing changes for the person.

    It `goes_on` where the law sets it no last day. Elsewhere it `ends` on some day, and is `sure_until` a day before that where it
    may stop sooner. `at_most` is how many payments there are in all.
    """

    goes_on: bool = False
    ends: Days = NO_DAYS
    sure_until: Days = NO_DAYS
    at_most: int | None = None


NOT_SAID = Course()


def count_in(every: str, begins: Days, first: date, last: date, course: Course) -> tuple[int, int]:
    """The least and the most payments between two days, both included, of one that begins on some day.

    Where nothing says how long it goes on, it may have stopped: only the first payment is sure.
    """
    most = _most(every, begins, first, min(last, course.ends.high or last))
    if course.at_most is not None:
        most = min(most, course.at_most)
    surely_paid = int(_surely_begins(begins, first, min(last, course.ends.low or last)))
    return min(most, max(surely_paid, _least(every, begins, first, last, course))), most


def _surely_begins(begins: Days, first: date, last: date) -> bool:
    return begins.is_known and begins.low is not None and first <= begins.low <= last


def _most(every: str, begins: Days, first: date, last: date) -> int:
    return max(_counts(every, begins, first, last)) if first <= last else 0


def _least(every: str, begins: Days, first: date, last: date, course: Course) -> int:
    """What surely runs: to the end of these days where it goes on, else up to the day that is sure."""
    until = last if course.goes_on else course.sure_until.low
    if until is None or until < first:
        return 0
    return min(_counts(every, begins, first, min(last, until)))


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

"""Which days of a time off sick are paid by Statutory Sick Pay, and what they come to, before and after 6 April 2026.

Times off sick that count together are worked out one after the other, the earliest first: each takes over how many days were
paid and waited for before it. Days of the week are told as one number: 1 for Monday, 2 for Tuesday, 4 for Wednesday and so on
to 64 for Sunday, added up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

DAY = timedelta(days=1)
REFORM = date(2026, 4, 6)
# Until the reform: nothing for the first three days, and nothing for a time of less than four days.
WAITING_DAYS = 3
SHORTEST_SPELL = 4
# Whoever earned too little and was ill without a break since before this day gets nothing by the reform.
ILL_TOO_LONG = date(2025, 9, 22)
# No time off sick is paid for longer than 28 weeks, and none waits longer than 28 weeks for the reform.
LONGEST = timedelta(weeks=60)


@dataclass(frozen=True)
class Spell:
    """A time off sick: the days that are paid and the days that were waited for, in order."""

    paid: tuple[date, ...]
    waited: int


def _work_days(first: date, last: date, days: int) -> Iterator[date]:
    day = first
    while day <= last:
        if days >> day.weekday() & 1:
            yield day
        day += DAY


def _spell(first: date, last: date, until: date, days: int, earns_enough: bool, most: int, waited_before: int) -> Spell:
    """The days of one time off sick, when so many were waited for before, and no more than so many can still be paid."""
    paid: list[date] = []
    waited = waited_before
    old_law_counts = earns_enough and (last - first).days + 1 >= SHORTEST_SPELL
    new_law_counts = earns_enough or first >= ILL_TOO_LONG
    for day in _work_days(first, min(last, until, first + LONGEST), days):
        if len(paid) >= most:
            break
        if day >= REFORM and new_law_counts:
            paid.append(day)
        elif day < REFORM and old_law_counts and waited < WAITING_DAYS:
            waited += 1
        elif day < REFORM and old_law_counts:
            paid.append(day)
    return Spell(tuple(paid), waited - waited_before)


def _days_left(days: int, most_weeks: int, paid_before: int) -> int:
    return most_weeks * days.bit_count() - paid_before


def sick_pay_days(
    first_day: date,
    last_day: date,
    until: date,
    days: int,
    earns_enough: bool,
    most_weeks: int,
    paid_before: int,
    waited_before: int,
) -> int:
    """How many days of this time off sick are paid."""
    most = _days_left(days, most_weeks, paid_before)
    return len(_spell(first_day, last_day, until, days, earns_enough, most, waited_before).paid)


def sick_pay_waiting_days(
    first_day: date,
    last_day: date,
    until: date,
    days: int,
    earns_enough: bool,
    most_weeks: int,
    paid_before: int,
    waited_before: int,
) -> int:
    """How many work days of this time off sick go unpaid first."""
    most = _days_left(days, most_weeks, paid_before)
    return _spell(first_day, last_day, until, days, earns_enough, most, waited_before).waited


def sick_pay_first_day(
    first_day: date,
    last_day: date,
    until: date,
    days: int,
    earns_enough: bool,
    waited_before: int,
) -> date:
    """The first day that is paid if any is left to be paid, or the first day of the sickness where none is."""
    paid = _spell(first_day, last_day, until, days, earns_enough, 1, waited_before).paid
    return paid[0] if paid else first_day


def sick_pay_last_day(
    first_day: date,
    last_day: date,
    until: date,
    days: int,
    earns_enough: bool,
    most_weeks: int,
    paid_before: int,
    waited_before: int,
) -> date:
    """The last day that is paid, or the first day of the sickness where none is."""
    most = _days_left(days, most_weeks, paid_before)
    paid = _spell(first_day, last_day, until, days, earns_enough, most, waited_before).paid
    return paid[-1] if paid else first_day


def sick_pay_in_all(
    first_day: date,
    last_day: date,
    until: date,
    days: int,
    earns_enough: bool,
    most_weeks: int,
    paid_before: int,
    waited_before: int,
    rate: int,
    later_rate: int,
    share_of_pay: int,
) -> int:
    """What all paid days come to: for each week from Sunday to Saturday its days, rounded up to the penny."""
    most = _days_left(days, most_weeks, paid_before)
    paid = _spell(first_day, last_day, until, days, earns_enough, most, waited_before).paid
    # Whoever was paid before the reform keeps the full rate for as long as this sickness lasts.
    keeps_full_rate = bool(paid) and paid[0] < REFORM
    next_april = date(first_day.year + (first_day >= date(first_day.year, 4, 6)), 4, 6)

    def week_rate(day: date) -> int:
        flat = later_rate if day >= next_april else rate
        return flat if day < REFORM or keeps_full_rate else min(flat, share_of_pay)

    weeks = groupby(paid, key=lambda day: day.toordinal() // 7)
    return sum(_shared_out(sum(map(week_rate, week)), days) for _, week in weeks)


def _shared_out(rates: int, days: int) -> int:
    """The weekly rates of some days, each shared out over the days worked in a week: all together rounded up to the penny."""
    return -(-rates // days.bit_count())


def sick_pay_for_a_day(week_rate: int, days: int) -> int:
    """A week's pay shared out over the days that are worked in a week, rounded up to the penny."""
    return _shared_out(week_rate, days) if days else 0

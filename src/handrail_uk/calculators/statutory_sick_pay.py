"""Which days of a time off sick are paid by Statutory Sick Pay, and what they come to, before and after 6 April 2026.

Days of the week are told as one number: 1 for Monday, 2 for Tuesday, 4 for Wednesday and so on to 64 for Sunday, added up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby
from math import ceil

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


def _spell(first: date, last: date, days: int, earns_enough: bool, waited: int, most: int) -> Spell:
    """The days of one time off sick, when so many were waited for before, and no more than so many can be paid."""
    paid: list[date] = []
    old_law_counts = earns_enough and (last - first).days + 1 >= SHORTEST_SPELL
    new_law_counts = earns_enough or first >= ILL_TOO_LONG
    for day in _work_days(first, min(last, first + LONGEST), days):
        if len(paid) >= most:
            break
        if day >= REFORM and new_law_counts:
            paid.append(day)
        elif day < REFORM and old_law_counts and waited < WAITING_DAYS:
            waited += 1
        elif day < REFORM and old_law_counts:
            paid.append(day)
    return Spell(tuple(paid), waited)


def _this_spell(
    first_day: date,
    last_day: date,
    linked: bool,
    earlier_first_day: date,
    earlier_last_day: date,
    days: int,
    earns_enough: bool,
    most_weeks: int,
) -> Spell:
    """The days of this time off sick, after those of an earlier one that counts together with it."""
    most = most_weeks * days.bit_count()
    if not linked:
        return _spell(first_day, last_day, days, earns_enough, 0, most)
    earlier = _spell(earlier_first_day, earlier_last_day, days, earns_enough, 0, most)
    this = _spell(first_day, last_day, days, earns_enough, earlier.waited, most - len(earlier.paid))
    return Spell(this.paid, this.waited - earlier.waited)


def sick_pay_days(
    first_day: date,
    last_day: date,
    linked: bool,
    earlier_first_day: date,
    earlier_last_day: date,
    days: int,
    earns_enough: bool,
    most_weeks: int,
) -> int:
    """How many days of this time off sick are paid."""
    return len(
        _this_spell(
            first_day, last_day, linked, earlier_first_day, earlier_last_day, days, earns_enough, most_weeks
        ).paid
    )


def sick_pay_waiting_days(
    first_day: date,
    last_day: date,
    linked: bool,
    earlier_first_day: date,
    earlier_last_day: date,
    days: int,
    earns_enough: bool,
    most_weeks: int,
) -> int:
    """How many work days of this time off sick go unpaid first."""
    return _this_spell(
        first_day, last_day, linked, earlier_first_day, earlier_last_day, days, earns_enough, most_weeks
    ).waited


def sick_pay_first_day(
    first_day: date,
    last_day: date,
    linked: bool,
    earlier_first_day: date,
    earlier_last_day: date,
    days: int,
    earns_enough: bool,
    most_weeks: int,
) -> date:
    """The first day that is paid, or the first day of the sickness where none is."""
    paid = _this_spell(
        first_day, last_day, linked, earlier_first_day, earlier_last_day, days, earns_enough, most_weeks
    ).paid
    return paid[0] if paid else first_day


def sick_pay_last_day(
    first_day: date,
    last_day: date,
    linked: bool,
    earlier_first_day: date,
    earlier_last_day: date,
    days: int,
    earns_enough: bool,
    most_weeks: int,
) -> date:
    """The last day that is paid, or the first day of the sickness where none is."""
    paid = _this_spell(
        first_day, last_day, linked, earlier_first_day, earlier_last_day, days, earns_enough, most_weeks
    ).paid
    return paid[-1] if paid else first_day


def sick_pay_in_all(
    first_day: date,
    last_day: date,
    linked: bool,
    earlier_first_day: date,
    earlier_last_day: date,
    days: int,
    earns_enough: bool,
    most_weeks: int,
    rate: int,
    later_rate: int,
    share_of_pay: int,
) -> int:
    """What all paid days come to: for each week from Sunday to Saturday its days, rounded up to the penny."""
    paid = _this_spell(
        first_day, last_day, linked, earlier_first_day, earlier_last_day, days, earns_enough, most_weeks
    ).paid
    # Whoever was paid before the reform keeps the full rate for as long as this sickness lasts.
    keeps_full_rate = bool(paid) and paid[0] < REFORM
    next_april = date(first_day.year + (first_day >= date(first_day.year, 4, 6)), 4, 6)

    def week_rate(day: date) -> int:
        flat = later_rate if day >= next_april else rate
        return flat if day < REFORM or keeps_full_rate else min(flat, share_of_pay)

    weeks = groupby(paid, key=lambda day: (day + DAY).isocalendar()[:2])
    return sum(ceil(sum(Fraction(week_rate(day), days.bit_count()) for day in week)) for _, week in weeks)


def sick_pay_for_a_day(week_rate: int, days: int) -> int:
    """A week's pay shared out over the days that are worked in a week, rounded up to the penny."""
    return -(-week_rate // days.bit_count()) if days else 0

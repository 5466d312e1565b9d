"""What must hold of Statutory Sick Pay for any times off sick, by the old law, the new one, or across both."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spec.searching import Told, searching, settled, sheet_of

pytestmark = pytest.mark.property
search = searching()

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FLAT_RATES = (11875, 12325)
COVERED_FROM = date(2025, 4, 6)
PENCE = st.integers(0, 60000) | st.sampled_from([12499, 12500, 15405, 15406])
FIRST_DAYS = st.dates(date(2025, 9, 1), date(2026, 6, 30)) | st.dates(date(2026, 3, 20), date(2026, 4, 20))
NAMES = ("", "earlier_", "second_earlier_", "third_earlier_")
Times = list[tuple[date, date]]


@st.composite
def times(draw: st.DrawFn) -> Times:
    """One to four times off sick, the last first: some linked to the next, some not. The last is over before April 2027."""
    first = draw(FIRST_DAYS)
    found = [(first, first + timedelta(draw(st.integers(0, 270))))]
    for _ in range(draw(st.integers(0, 3))):
        last = found[-1][0] - timedelta(draw(st.integers(2, 62)))
        found.append((last - timedelta(draw(st.integers(0, 6) | st.integers(0, 200))), last))
    return found


def told_of(those: Times) -> Told:
    """The last of these times as the one that is going on, and each before it, with nothing before the first."""
    told: Told = {}
    for name, (first, last) in zip(NAMES, those, strict=False):
        told |= {f"sickness.{name}first_day": first.isoformat(), f"sickness.{name}last_day": last.isoformat()}
    asked = [f"sickness.has_{name}spell" for name in NAMES[1:]] + ["sickness.has_still_earlier_spells"]
    return told | {name: place + 1 < len(those) for place, name in enumerate(asked[: len(those)])}


@st.composite
def still_earlier(draw: st.DrawFn, next_first: date) -> Told:
    """What lies before the times that are told one by one."""
    last = next_first - timedelta(draw(st.integers(2, 62)))
    first = last - timedelta(draw(st.integers(0, 390)))
    paid = draw(st.integers(0, 3) | st.integers(0, 196))
    return {
        "sickness.has_still_earlier_spells": True,
        "sickness.still_earlier_first_day": first.isoformat(),
        "sickness.still_earlier_last_day": last.isoformat(),
        "sickness.still_earlier_paid_days": paid,
        **({} if paid else {"sickness.still_earlier_waiting_days": draw(st.integers(0, 3))}),
    }


@st.composite
def workers(draw: st.DrawFn) -> Told:
    """What they earn and when they work."""
    works = draw(st.integers(0, 127))
    return {
        "sickness.average_week_pay": draw(PENCE) / 100,
        "sickness.has_employer": True,
        "sickness.has_started_work": True,
        "sickness.usual_days": "other_days",
        **{f"sickness.works_{day}": bool(works >> place & 1) for place, day in enumerate(DAYS)},
        **{
            f"sickness.{name}": False
            for name in ("had_employment_and_support_allowance", "is_in_maternity_pay_time", "is_on_strike_or_held")
        },
    }


@st.composite
def spells(draw: st.DrawFn) -> Told:
    """Everything about a time off sick, and all that can count together with it."""
    those = draw(times())
    told = {**draw(workers()), **told_of(those)}
    return {**told, **draw(still_earlier(those[-1][0]))} if len(those) == len(NAMES) and draw(st.booleans()) else told


def days_in_a_week(told: Told) -> int:
    return sum(told[f"sickness.works_{day}"] for day in DAYS)


@search
@given(spells())
def test_it_is_never_more_than_28_weeks_or_than_its_days_at_the_flat_rate(told: Told) -> None:
    in_a_week = days_in_a_week(told)
    sheet = sheet_of(told)
    paid, total = settled("statutory_sick_pay.paid_days", sheet), settled("statutory_sick_pay.total", sheet)

    assert paid <= 28 * in_a_week
    weeks_touched = paid // max(in_a_week, 1) + 2
    assert total * in_a_week <= paid * max(FLAT_RATES) + weeks_touched * in_a_week


@search
@given(workers(), times(), PENCE)
def test_whoever_earns_more_never_gets_less(worker: Told, those: Times, pence: int) -> None:
    # Earlier times are left out: whoever earned too little then has more of the 28 weeks left.
    told = {**worker, **told_of(those[:1])}
    less, more = sorted([told["sickness.average_week_pay"], pence / 100])

    assert settled("statutory_sick_pay.total", {**told, "sickness.average_week_pay": less}) <= settled(
        "statutory_sick_pay.total", {**told, "sickness.average_week_pay": more}
    )


@search
@given(spells())
def test_a_longer_sickness_never_brings_less(told: Told) -> None:
    longer = (date.fromisoformat(told["sickness.last_day"]) + timedelta(1)).isoformat()

    assert settled("statutory_sick_pay.total", told) <= settled(
        "statutory_sick_pay.total", {**told, "sickness.last_day": longer}
    )


@search
@given(workers(), times())
def test_all_times_that_count_together_bring_no_more_than_28_weeks(worker: Told, those: Times) -> None:
    """Each time is asked about as the one that is going on, as far back as the law that the pack holds."""
    counts_from = settled("statutory_sick_pay.counts_from", {**worker, **told_of(those)})
    paid = [
        settled("statutory_sick_pay.paid_days", {**worker, **told_of(those[place:])})
        for place, (first, _) in enumerate(those)
        if first >= max(COVERED_FROM, date.fromordinal(counts_from))
    ]

    assert sum(paid) <= 28 * days_in_a_week(worker)

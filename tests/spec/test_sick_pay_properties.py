"""What must hold of Statutory Sick Pay for any time off sick, by the old law, the new one, or across both."""

from __future__ import annotations

import os
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spec.searching import Told, comes_to, searching, settled

pytestmark = pytest.mark.property
EXAMPLES = int(os.environ.get("HANDRAIL_EXAMPLES", "150"))
search = searching(EXAMPLES)

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FLAT_RATES = (11875, 12325)
PENCE = st.integers(0, 60000) | st.sampled_from([12499, 12500, 15405, 15406])


@st.composite
def spells(draw: st.DrawFn) -> Told:
    """Everything about one time off sick that is over before the rates of April 2027."""
    first = draw(st.dates(date(2025, 9, 1), date(2026, 6, 30)) | st.dates(date(2026, 3, 20), date(2026, 4, 20)))
    told: Told = {
        "sickness.first_day": first.isoformat(),
        "sickness.last_day": (first + timedelta(draw(st.integers(0, 270)))).isoformat(),
        "sickness.average_week_pay": draw(PENCE) / 100,
        "sickness.has_employer": True,
        "sickness.has_started_work": True,
        "sickness.usual_days": "other_days",
        **{f"sickness.works_{day}": draw(st.booleans()) for day in DAYS},
        **{
            f"sickness.{name}": False
            for name in ("had_employment_and_support_allowance", "is_in_maternity_pay_time", "is_on_strike_or_held")
        },
        "sickness.has_earlier_spell": draw(st.booleans()),
    }
    if told["sickness.has_earlier_spell"]:
        ended = first - timedelta(draw(st.integers(2, 70)))
        told["sickness.earlier_last_day"] = ended.isoformat()
        told["sickness.earlier_first_day"] = (ended - timedelta(draw(st.integers(0, 200)))).isoformat()
    return told


@search
@given(spells())
def test_it_is_never_more_than_28_weeks_or_than_its_days_at_the_flat_rate(told: Told) -> None:
    in_a_week = sum(told[f"sickness.works_{day}"] for day in DAYS)
    paid = settled("statutory_sick_pay.paid_days", told)

    assert paid <= 28 * in_a_week
    weeks_touched = paid // max(in_a_week, 1) + 2
    assert settled("statutory_sick_pay.total", told) * in_a_week <= paid * max(FLAT_RATES) + weeks_touched * in_a_week


@search
@given(spells(), PENCE)
def test_whoever_earns_more_never_gets_less(told: Told, pence: int) -> None:
    # An earlier time is left out: whoever earned too little then has more of the 28 weeks left.
    told = {
        **{name: value for name, value in told.items() if ".earlier_" not in name},
        "sickness.has_earlier_spell": False,
    }
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
@given(spells(), st.data())
def test_what_is_told_in_part_never_shuts_out_the_truth(told: Told, data: st.DataObject) -> None:
    hidden = data.draw(st.sets(st.sampled_from(sorted(told)), max_size=4))
    partly = {name: value for name, value in told.items() if name not in hidden}

    for goal in ("statutory_sick_pay.total", "statutory_sick_pay.amount", "statutory_sick_pay.paid_days"):
        known, truth = comes_to(goal, partly).value, settled(goal, told)
        assert isinstance(known, tuple)
        assert known[0] <= truth <= known[1]

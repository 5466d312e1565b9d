"""What must hold of the calculations for anyone: shares add up to the estate, and more never comes to less."""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spec.searching import Told, comes_to, searching, settled

pytestmark = pytest.mark.property
EXAMPLES = int(os.environ.get("HANDRAIL_EXAMPLES", "150"))
search = searching(EXAMPLES)

LIMITS = (50_000, 89_000, 250_000, 322_000, 450_000, 473_000)
PENCE = st.integers(0, 100_000_000) | st.sampled_from(LIMITS).flatmap(
    lambda limit: st.integers(limit * 100 - 2, limit * 100 + 2)
)
YES_NO = st.booleans()
SCOTTISH = ("scottish_home", "scottish_furniture", "scottish_other_land", "scottish_movables")


@st.composite
def families(draw: st.DrawFn) -> Told:
    """Someone who left no will, whoever and whatever they left."""
    nation, children = (
        draw(st.sampled_from(["england", "wales", "scotland", "northern_ireland"])),
        draw(st.integers(0, 4)),
    )
    told: Told = {
        "deceased.home_nation": nation,
        "deceased.death_date": draw(st.dates(date(2019, 1, 1), date(2026, 11, 1))).isoformat(),
        "deceased.had_spouse": draw(YES_NO),
        "deceased.children_who_count": children,
    }
    if told["deceased.had_spouse"]:
        told["deceased.spouse_lived_on"] = draw(YES_NO)
    if not children:
        names = ("has_parents", "has_siblings", "has_half_siblings")
        told |= {f"deceased.{name}": draw(YES_NO) for name in names}
    parts = SCOTTISH if nation == "scotland" else ("left_to_share",)
    return told | {f"deceased.{part}": draw(PENCE) / 100 for part in parts}


@search
@given(families())
def test_what_a_spouse_and_others_inherit_is_the_whole_estate(told: Told) -> None:
    share, rest = settled("who_inherits.spouse_share", told), settled("who_inherits.rest", told)

    assert share + rest == settled("who_inherits.estate", told)
    assert share >= 0
    assert rest >= 0


@search
@given(families(), st.data())
def test_a_larger_estate_never_gives_a_spouse_less(told: Told, data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(sorted(name for name in told if isinstance(told[name], float))))
    larger = {**told, part: round(told[part] + data.draw(PENCE) / 100, 2)}

    assert settled("who_inherits.spouse_share", told) <= settled("who_inherits.spouse_share", larger)


@search
@given(families(), st.data())
def test_what_is_told_in_part_never_shuts_out_the_truth(told: Told, data: st.DataObject) -> None:
    hidden = data.draw(st.sets(st.sampled_from(sorted(told)), max_size=3))
    partly = {name: value for name, value in told.items() if name not in hidden}

    for goal in ("who_inherits.spouse_share", "who_inherits.rest"):
        known, truth = comes_to(goal, partly).value, settled(goal, told)
        assert isinstance(known, tuple)
        assert known[0] <= truth <= known[1]


BORN = st.dates(date(1953, 12, 6), date(1990, 1, 1)) | st.dates(date(1960, 3, 1), date(1961, 4, 1))


@search
@given(BORN, BORN)
def test_whoever_is_born_later_never_reaches_state_pension_age_sooner(one: date, other: date) -> None:
    first, second = sorted([one, other])

    assert settled("state_pension_age.day", {"you.birth_date": first.isoformat()}) <= settled(
        "state_pension_age.day", {"you.birth_date": second.isoformat()}
    )


@search
@given(st.integers(0, 300), st.integers(0, 59), PENCE, YES_NO, st.integers(0, 31), PENCE)
def test_whoever_is_paid_more_is_never_owed_more(
    hours: int, minutes: int, pence: int, is_young: bool, days: int, charge: int
) -> None:
    told: Told = {
        "you.birth_date": "2008-01-01" if is_young else "1990-01-01",
        "pay.first_day": "2026-05-01",
        "pay.hours": hours,
        "pay.more_minutes": minutes,
        "pay.amount": pence / 100,
        "pay.is_worker": True,
        "pay.is_over_school_age": True,
        "pay.is_apprentice": False,
        "pay.days_with_accommodation": days,
        **({"pay.accommodation_charge": charge / 100} if days else {}),
    }
    more = {**told, "pay.amount": (pence + 1) / 100}

    assert settled("minimum_wage.owed_today", told) >= settled("minimum_wage.owed_today", more)
    assert settled("minimum_wage.owed_today", told) >= settled("minimum_wage.underpaid_by", told)

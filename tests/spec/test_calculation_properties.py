"""What must hold of the calculations for anyone: shares add up to the estate, and more never comes to less."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.domain.rules import syntax
from handrail.packs.installed import installed_pack
from tests.spec.searching import Told, never_shut_out, partly, searching, settled, sheet_of
from tests.spec.test_sick_pay_properties import spells

pytestmark = pytest.mark.property
search = searching()

LIMITS = (50_000, 89_000, 250_000, 322_000, 450_000, 473_000)
PENCE = st.integers(0, 100_000_000) | st.sampled_from(LIMITS).flatmap(
    lambda limit: st.integers(limit * 100 - 2, limit * 100 + 2)
)
YES_NO = st.booleans()
SCOTTISH = ("scottish_home", "scottish_furniture", "scottish_other_land", "scottish_movables")
BORN = st.dates(date(1953, 12, 6), date(1990, 1, 1)) | st.dates(date(1960, 3, 1), date(1961, 4, 1))


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


@st.composite
def pays(draw: st.DrawFn) -> Told:
    """Someone paid by the hour for a time in 2025 or 2026, young or not, with a place to live or not."""
    days = draw(st.integers(0, 31))
    told: Told = {
        "you.birth_date": draw(st.sampled_from(["2008-01-01", "2005-05-02", "1990-01-01"])),
        "pay.first_day": draw(st.dates(date(2025, 4, 1), date(2026, 11, 1))).isoformat(),
        "pay.hours": draw(st.integers(0, 300)),
        "pay.more_minutes": draw(st.integers(0, 59)),
        "pay.amount": draw(PENCE) / 100,
        "pay.is_worker": True,
        "pay.is_over_school_age": True,
        "pay.is_apprentice": draw(YES_NO),
        "pay.days_with_accommodation": days,
    }
    if told["pay.is_apprentice"]:
        told["pay.in_first_apprentice_year"] = draw(YES_NO)
    if days:
        told["pay.accommodation_charge"] = draw(PENCE) / 100
    return told


@st.composite
def students(draw: st.DrawFn) -> Told:
    """Someone at university from England or Wales in 2025 or 2026, on both sides of the limits of income."""
    nation, away = draw(st.sampled_from(["england", "wales"])), ["away_elsewhere", "away_in_london"]
    # How the grant falls in Wales for those at home, or who can get benefits, was not read: those are ranges.
    return {
        "you.nation": nation,
        "student.year_starts_on": draw(st.sampled_from(["2025-09-01", "2026-09-01"])),
        "student.lives": draw(st.sampled_from(away if nation == "wales" else ["with_parents", *away])),
        "student.household_income": draw(st.integers(0, 9_000_000) | st.integers(2_490_000, 2_510_000)) / 100,
        "student.was_60_or_over": False,
        "student.was_in_care": False,
        "student.can_get_benefits": nation == "england" and draw(YES_NO),
        "student.is_in_last_year": False,
        "student.studies_in": "england",
        "student.kind_of_course": "ordinary",
    }


def deaths() -> st.SearchStrategy[Told]:
    """A death whose inheritance tax is due on one of the days that the rates of interest cover."""
    return st.fixed_dictionaries(
        {"deceased.death_date": st.dates(date(2025, 4, 6), date(2026, 3, 31)).map(date.isoformat)}
    )


CALCULATIONS = {
    "who_inherits": (families(), ["who_inherits.spouse_share", "who_inherits.rest", "who_inherits.child_share"]),
    "minimum_wage": (pays(), ["minimum_wage.owed_today", "minimum_wage.least_pay", "minimum_wage.pay_that_counts"]),
    "state_pension_age": (BORN.map(lambda day: {"you.birth_date": day.isoformat()}), ["state_pension_age.day"]),
    "end_of_month": (deaths(), ["inheritance_tax.pay_by"]),
    "support_after_income": (students(), ["student_finance.maintenance_loan"]),
    "statutory_sick_pay": (
        spells(),
        [f"statutory_sick_pay.{goal}" for goal in ("total", "amount_a_day", "paid_days", "waiting_days", "ends")],
    ),
}


@pytest.mark.parametrize("calculation", CALCULATIONS)
@search
@given(st.data())
def test_what_is_told_in_part_never_shuts_out_the_truth(calculation: str, data: st.DataObject) -> None:
    people, goals = CALCULATIONS[calculation]
    told = data.draw(people)

    never_shut_out(goals, told, data.draw(partly(told)))


def test_every_calculator_is_searched() -> None:
    rules = installed_pack().rulebook.rules
    asked: set[str] = set()
    waiting = [goal for _, goals in CALCULATIONS.values() for goal in goals]
    seen: set[str] = set()
    while waiting:
        seen.add(name := waiting.pop())
        for part in syntax.everything_in(rules[name].expression):
            asked |= {part.calculator} if isinstance(part, syntax.Calculation) else set()
            waiting += [part.name] if isinstance(part, syntax.RuleRead) and part.name not in seen else []

    assert set(installed_pack().rulebook.calculators) <= asked


@search
@given(families())
def test_what_a_spouse_and_others_inherit_is_the_whole_estate(told: Told) -> None:
    sheet = sheet_of(told)
    share, rest = settled("who_inherits.spouse_share", sheet), settled("who_inherits.rest", sheet)

    assert share + rest == settled("who_inherits.estate", sheet)
    assert share >= 0
    assert rest >= 0


@search
@given(families(), st.data())
def test_a_larger_estate_never_gives_a_spouse_less(told: Told, data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(sorted(name for name in told if isinstance(told[name], float))))
    larger = {**told, part: round(told[part] + data.draw(PENCE) / 100, 2)}

    assert settled("who_inherits.spouse_share", told) <= settled("who_inherits.spouse_share", larger)


@search
@given(BORN, BORN)
def test_whoever_is_born_later_never_reaches_state_pension_age_sooner(one: date, other: date) -> None:
    first, second = sorted([one, other])

    assert settled("state_pension_age.day", {"you.birth_date": first.isoformat()}) <= settled(
        "state_pension_age.day", {"you.birth_date": second.isoformat()}
    )


@search
@given(pays())
def test_whoever_is_paid_more_is_never_owed_more(told: Told) -> None:
    sheet, more = sheet_of(told), {**told, "pay.amount": round(told["pay.amount"] + 0.01, 2)}

    assert settled("minimum_wage.owed_today", sheet) >= settled("minimum_wage.owed_today", more)
    assert settled("minimum_wage.owed_today", sheet) >= settled("minimum_wage.underpaid_by", sheet)


@search
@given(st.dates(date(2025, 4, 6), date(2029, 1, 1)), st.integers(0, 364), st.integers(0, 364), st.integers(1, 7))
def test_holiday_earned_by_the_end_of_a_job_is_holiday_entitlement_for_that_time(
    year_starts: date, came: int, stayed: int, days_a_week: int
) -> None:
    came_on = year_starts + timedelta(days=came)
    left_on = min(came_on + timedelta(days=stayed), year_starts + timedelta(days=364))
    entitlement = {
        "leave_year.nation": "england",
        "leave_year.hours_are_irregular": False,
        "leave_year.first_day": year_starts.isoformat(),
        "leave_year.days_a_week": days_a_week,
        "leave_year.starts_in_it": True,
        "leave_year.started_on": came_on.isoformat(),
        "leave_year.ends_in_it": True,
        "leave_year.leaving_on": left_on.isoformat(),
    }
    ending = {
        "job_ending.holiday_year_start": year_starts.isoformat(),
        "job_ending.start_date": came_on.isoformat(),
        "job_ending.end_date": left_on.isoformat(),
        "job_ending.days_a_week": days_a_week,
    }

    earned = exactly("holiday_days_earned", ending)

    assert earned == exactly("holiday_entitlement.exact_weeks", entitlement) * days_a_week


def exactly(rule: str, told: Told) -> Fraction:
    """The settled number, as it is carried."""
    return Fraction(settled(rule, told), installed_pack().rulebook.rules[rule].expression.type.scale)

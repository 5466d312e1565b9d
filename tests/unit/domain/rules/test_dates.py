"""Dates as the law counts them."""

from __future__ import annotations

from datetime import date
from math import inf

import pytest

from handrail.domain.rules import dates
from tests.unit.domain.invented import ON, a_rule, calendar, day, determined, rulebook, told


def on(text):
    return day(text)


def written(ordinal):
    return date.fromordinal(int(ordinal)).isoformat()


@pytest.mark.parametrize(
    ("function", "start", "count", "end"),
    [
        (dates.plus_days, "2026-02-28", 1, "2026-03-01"),
        (dates.plus_days, "2028-02-28", 1, "2028-02-29"),
        (dates.plus_days, "2026-11-20", -20, "2026-10-31"),
        (dates.plus_days, "2026-11-20", 0, "2026-11-20"),
        (dates.plus_weeks, "2026-11-20", 6, "2027-01-01"),
        (dates.plus_weeks, "2026-11-20", -1, "2026-11-13"),
        (dates.plus_months, "2026-11-20", 3, "2027-02-20"),
        (dates.plus_months, "2026-01-31", 1, "2026-02-28"),
        (dates.plus_months, "2028-01-31", 1, "2028-02-29"),
        (dates.plus_months, "2026-03-31", 1, "2026-04-30"),
        (dates.plus_months, "2026-03-31", -1, "2026-02-28"),
        (dates.plus_months, "2026-01-15", -1, "2025-12-15"),
        (dates.plus_months, "2026-12-31", 12, "2027-12-31"),
        (dates.plus_years, "2024-02-29", 1, "2025-02-28"),
        (dates.plus_years, "2024-02-29", 4, "2028-02-29"),
        (dates.plus_years, "2026-02-28", 2, "2028-02-28"),
        (dates.plus_years, "2026-11-20", -100, "1926-11-20"),
    ],
)
def test_a_date_moves_and_month_ends_clamp(function, start, count, end):
    assert written(function(on(start), count)) == end


@pytest.mark.parametrize("function", [dates.plus_days, dates.plus_weeks, dates.plus_months, dates.plus_years])
def test_what_has_no_bound_stays_without_one(function):
    assert function(inf, 1) == inf
    assert function(-inf, 1) == -inf
    assert function(on("2026-11-20"), inf) == inf
    assert function(on("2026-11-20"), -inf) == -inf


@pytest.mark.parametrize("function", [dates.plus_days, dates.plus_weeks, dates.plus_months, dates.plus_years])
def test_a_day_past_the_last_or_before_the_first_that_has_a_date_has_no_bound(function):
    assert function(on("2026-11-20"), 10_000_000) == inf
    assert function(on("2026-11-20"), -10_000_000) == -inf


@pytest.mark.parametrize(
    ("any_day", "sunday"),
    [
        ("2026-11-22", "2026-11-22"),
        ("2026-11-23", "2026-11-22"),
        ("2026-11-28", "2026-11-22"),
        ("2026-03-01", "2026-03-01"),
    ],
)
def test_a_week_begins_on_the_sunday_on_or_before(any_day, sunday):
    assert written(dates.start_of_week(on(any_day))) == sunday


def test_the_week_of_a_day_without_a_bound_has_none():
    assert dates.start_of_week(inf) == inf


@pytest.mark.parametrize(
    ("born", "today", "age"),
    [
        ("2008-11-20", "2026-11-19", 17),
        ("2008-11-20", "2026-11-20", 18),
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2028-02-28", 19),
        ("2008-02-29", "2028-02-29", 20),
        ("2026-11-20", "2026-11-20", 0),
    ],
)
def test_age_is_counted_in_whole_years(born, today, age):
    assert dates.age_on(on(born), on(today)) == age


def test_age_without_a_known_birth_or_day_has_no_bound():
    assert dates.age_on(-inf, on("2026-11-20")) == inf
    assert dates.age_on(on("2008-11-20"), inf) == inf


@pytest.mark.parametrize(
    ("any_day", "year"),
    [("2026-04-05", 2025), ("2026-04-06", 2026), ("2026-12-31", 2026), ("2027-01-01", 2026), ("2027-04-05", 2026)],
)
def test_the_tax_year_begins_on_6_april(any_day, year):
    assert dates.tax_year(on(any_day)) == year


def test_a_day_without_a_bound_is_in_no_tax_year():
    assert dates.tax_year(-inf) == -inf


def test_days_between_counts_backwards_too():
    assert dates.days_between(on("2026-11-20"), on("2026-12-01")) == 11
    assert dates.days_between(on("2026-12-01"), on("2026-11-20")) == -11


# -- working days --------------------------------------------------------------------------------------------------------


def after(days, start, count, nation="england"):
    earliest, latest = days.after(on(start), count, nation)
    return written(earliest), latest if latest == inf else written(latest)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-20", 5, "2026-11-27"),
        ("2026-11-21", 1, "2026-11-23"),
        ("2026-11-20", 0, "2026-11-20"),
        ("2026-11-21", 0, "2026-11-21"),
        ("2026-12-24", 1, "2026-12-29"),
    ],
    ids=[
        "over a weekend", "a whole week", "from a Saturday", "none", "none from a Saturday",
        "over Christmas, when Boxing Day is moved to Monday 28 December",
    ],
)  # fmt: skip
def test_weekends_and_bank_holidays_do_not_count(start, count, end):
    days = calendar("2026-12-25", "2026-12-28")

    assert after(days, start, count) == (end, end)


def test_past_the_published_calendar_the_last_day_is_later_than_the_first():
    days = calendar(last="2026-12-31")

    assert after(days, "2026-12-31", 2) == ("2027-01-04", "2027-01-06")


def test_the_last_published_day_is_still_certain():
    assert after(calendar(last="2026-12-31"), "2026-12-30", 1) == ("2026-12-31", "2026-12-31")


def test_the_further_past_the_calendar_the_more_holidays_are_allowed_for():
    # The 260th weekday after Thursday 31 December 2026 is 30 December 2027, 364 days on: 2 and 364 // 20 = 18 days may be holidays.
    assert after(calendar(last="2026-12-31"), "2026-12-31", 260) == ("2027-12-30", "2028-01-27")


def test_before_the_published_calendar_there_is_no_latest_day():
    assert after(calendar(first="2020-01-01"), "2019-12-30", 1) == ("2019-12-31", inf)


@pytest.mark.parametrize(("start", "count"), [(inf, 1), (-inf, 1), (1, inf)])
def test_a_working_day_without_a_bound_has_none(start, count):
    assert calendar().after(start, count, "england") == (start + count, start + count)


def test_counting_working_days_backwards_is_left_open():
    assert calendar().after(on("2026-11-20"), -1, "england") == (-inf, inf)


# -- as rules read them --------------------------------------------------------------------------------------------------


def test_a_date_that_is_a_range_is_moved_at_both_ends():
    moved = determined(
        "plus_months(home.moving_date, 1)", {"home.moving_date": {"between": ["2026-01-29", "2026-01-31"]}}
    )

    assert (written(moved.low), written(moved.high)) == ("2026-02-28", "2026-02-28")
    assert moved.is_settled


def test_someone_born_between_two_days_has_two_ages():
    age = determined("age_on(you.born, today)", {"you.born": {"between": ["2008-11-20", "2008-11-21"]}})

    assert (age.low, age.high) == (17, 18)


def test_a_deadline_in_a_nation_that_is_not_known_takes_the_earliest_and_the_latest():
    days = calendar()
    holidays = {**days.holidays, "scotland": frozenset({on("2026-11-30")})}
    published = dates.WorkingDays(holidays, days.published_to)
    facts = {"home.moving_date": "2026-11-27", "home.nation": {"one_of": ["england", "scotland"]}}

    deadline = determined_with(published, "working_days_after(home.moving_date, 1, home.nation)", facts)

    assert (written(deadline.low), written(deadline.high)) == ("2026-11-30", "2026-12-01")
    assert deadline.needs == ("home.nation",)


def determined_with(days, text, facts):
    return rulebook(a_rule("goal", text), days=days).determine("goal", told(facts), ON)


def test_a_number_of_working_days_below_nothing_is_left_open():
    facts = {"home.moving_date": "2026-11-27", "home.nation": "england"}

    assert determined_with(calendar(), "working_days_after(home.moving_date, -1, home.nation)", facts).low == -inf

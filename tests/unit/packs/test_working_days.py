"""The bank holidays of each nation, as the Ministry of Justice publishes them."""

from __future__ import annotations

from datetime import date
from math import inf

import pytest

from handrail.packs.working_days import working_days
from tests.unit.domain.invented import day

NATIONS = ("england", "wales", "scotland", "northern_ireland")


def after(start, count, nation):
    earliest, latest = working_days().after(day(start), count, nation)
    assert earliest == latest
    return date.fromordinal(int(earliest)).isoformat()


@pytest.mark.parametrize("nation", NATIONS)
def test_good_friday_is_a_holiday_everywhere_and_easter_monday_everywhere_but_in_scotland(nation):
    # Easter Sunday was 5 April 2026.
    assert after("2026-04-02", 1, nation) == ("2026-04-06" if nation == "scotland" else "2026-04-07")


@pytest.mark.parametrize("nation", NATIONS)
def test_st_patricks_day_is_a_holiday_only_in_northern_ireland(nation):
    assert after("2026-03-16", 1, nation) == ("2026-03-18" if nation == "northern_ireland" else "2026-03-17")


@pytest.mark.parametrize("nation", NATIONS)
def test_the_second_of_january_is_a_holiday_only_in_scotland(nation):
    # 1 January 2026 was a Thursday: a holiday everywhere.
    assert after("2025-12-31", 1, nation) == ("2026-01-05" if nation == "scotland" else "2026-01-02")


@pytest.mark.parametrize("nation", NATIONS)
def test_st_andrews_day_is_a_holiday_only_in_scotland(nation):
    # 30 November 2026 is a Monday.
    assert after("2026-11-27", 1, nation) == ("2026-12-01" if nation == "scotland" else "2026-11-30")


@pytest.mark.parametrize("nation", NATIONS)
def test_christmas_and_boxing_day_are_holidays_everywhere_moved_from_the_weekend(nation):
    # In 2026 they fall on a Friday and a Saturday: Monday 28 December is given for the second.
    assert after("2026-12-24", 1, nation) == "2026-12-29"


def test_the_battle_of_the_boyne_is_remembered_only_in_northern_ireland():
    assert after("2027-07-09", 1, "northern_ireland") == "2027-07-13"
    assert after("2027-07-09", 1, "wales") == "2027-07-12"


@pytest.mark.parametrize("nation", NATIONS)
def test_past_the_published_calendar_a_working_day_is_a_range(nation):
    last = working_days().published_to[nation]

    earliest, latest = working_days().after(last, 10, nation)

    assert last < earliest < latest < inf


@pytest.mark.parametrize("nation", NATIONS)
def test_before_the_published_calendar_there_is_no_latest_day(nation):
    assert working_days().after(day("2001-01-01"), 10, nation) == (day("2001-01-15"), inf)


def test_the_calendar_is_read_once():
    assert working_days() is working_days()

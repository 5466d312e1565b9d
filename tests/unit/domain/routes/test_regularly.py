"""How often something that is paid every week or month is paid. Each count was made on a calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.domain.routes.regularly import NOT_SAID, Course, count_in, is_spread, payments
from handrail.domain.routes.spans import Days
from tests.unit.domain.rules.test_properties import EXAMPLES, searching

fewer = settings(searching, max_examples=max(20, EXAMPLES // 4))
MARCH = (date(2027, 3, 1), date(2027, 3, 31))
GOES_ON = Course(goes_on=True)
APRIL = (date(2027, 4, 1), date(2027, 4, 30))


@pytest.mark.parametrize(
    ("every", "begins", "in_march"),
    [
        # Mondays in March 2027: 1, 8, 15, 22, 29. Tuesdays: 2, 9, 16, 23, 30. Thursdays: 4, 11, 18, 25.
        ("week", date(2027, 3, 1), 5),
        ("week", date(2027, 2, 1), 5),
        ("week", date(2027, 2, 4), 4),
        ("week", date(2027, 3, 16), 3),
        ("week", date(2027, 3, 31), 1),
        ("week", date(2027, 4, 1), 0),
        # 1 March and 14 days on: 1, 15, 29. From 8 March: 8, 22.
        ("fortnight", date(2027, 3, 1), 3),
        ("fortnight", date(2027, 3, 8), 2),
        # 1 March and 28 days on: 1, 29. From 5 February: 5 March. From 4 March: 4 March alone, for 1 April is the next.
        ("four_weeks", date(2027, 3, 1), 2),
        ("four_weeks", date(2027, 2, 5), 1),
        ("four_weeks", date(2027, 3, 4), 1),
        ("day", date(2027, 3, 30), 2),
        ("day", date(2026, 3, 30), 31),
        # On the 31st of each month, or its last day: 28 February and 31 March.
        ("month", date(2027, 1, 31), 1),
        ("month", date(2027, 3, 31), 1),
        ("month", date(2027, 4, 1), 0),
    ],
)
def test_payments_that_begin_on_a_certain_day(every: str, begins: date, in_march: int):
    assert payments(every, begins, *MARCH) == in_march


def test_what_is_left_of_a_month_has_the_payments_that_are_left():
    assert payments("month", date(2027, 1, 15), date(2027, 3, 20), MARCH[1]) == 0
    assert payments("month", date(2027, 1, 25), date(2027, 3, 20), MARCH[1]) == 1
    assert payments("week", date(2027, 3, 1), date(2027, 3, 20), MARCH[1]) == 2  # 22 and 29


def test_what_goes_on_is_sure_from_the_day_it_surely_begins():
    known = Days(date(2027, 3, 16), date(2027, 3, 16))

    assert count_in("week", known, *MARCH, GOES_ON) == (3, 3)  # 16, 23, 30
    assert count_in("week", known, *APRIL, GOES_ON) == (4, 4)  # 6, 13, 20, 27


def test_where_it_may_begin_on_any_of_several_days_the_count_is_a_range():
    # Begun on 1 March there are five in March; on 31 March there is one. In April a Thursday (1 April) has five, a Wednesday four.
    begins = Days(date(2027, 3, 1), date(2027, 3, 31))

    assert count_in("week", begins, *MARCH, GOES_ON) == (1, 5)
    assert count_in("week", begins, *APRIL, GOES_ON) == (4, 5)
    assert count_in("week", Days(date(2027, 3, 8), date(2027, 4, 2)), *MARCH, GOES_ON) == (0, 4)
    assert count_in("week", Days(date(2027, 3, 8), None), *APRIL, GOES_ON) == (0, 5)
    assert count_in("week", Days(None, date(2027, 3, 1)), *APRIL, GOES_ON) == (4, 5)
    assert count_in("week", Days(date(2027, 4, 2), date(2027, 4, 9)), *MARCH, GOES_ON) == (0, 0)


def test_what_may_have_stopped_is_sure_only_once():
    known = Days(date(2027, 3, 16), date(2027, 3, 16))

    assert count_in("week", known, *MARCH, NOT_SAID) == (1, 3)
    assert count_in("week", known, *APRIL, NOT_SAID) == (0, 4)


def test_what_has_a_last_day_is_sure_up_to_it_and_not_paid_after():
    # Tuesdays from 16 March: 16, 23, 30 March; 6, 13, 20, 27 April. Up to and with Tuesday 13 April, two in April.
    known = Days(date(2027, 3, 16), date(2027, 3, 16))
    until = Days(date(2027, 4, 13), date(2027, 4, 13))
    ends = Course(ends=until, sure_until=until)

    assert count_in("week", known, *MARCH, ends) == (3, 3)
    assert count_in("week", known, *APRIL, ends) == (2, 2)
    assert count_in("week", known, date(2027, 5, 1), date(2027, 5, 31), ends) == (0, 0)


def test_where_it_may_end_on_any_of_several_days_the_count_is_a_range():
    # From Tuesday 16 March, ending between 12 and 13 April: 6 April alone, or 6 and 13 April.
    known = Days(date(2027, 3, 16), date(2027, 3, 16))
    until = Days(date(2027, 4, 12), date(2027, 4, 13))

    assert count_in("week", known, *APRIL, Course(ends=until, sure_until=until)) == (1, 2)


def test_what_may_stop_after_a_sure_day_is_sure_up_to_it():
    known = Days(date(2027, 3, 16), date(2027, 3, 16))
    sure_until = Days(date(2027, 4, 13), date(2027, 4, 13))

    assert count_in("week", known, *APRIL, Course(sure_until=sure_until)) == (2, 4)


def test_what_is_taken_in_pieces_is_never_more_than_there_is_in_all():
    known = Days(date(2027, 3, 16), date(2027, 3, 16))
    window = Course(ends=Days(date(2028, 3, 13), date(2028, 3, 13)), at_most=2)

    assert count_in("week", known, *MARCH, window) == (1, 2)
    assert count_in("week", known, *APRIL, window) == (0, 2)


def test_only_what_is_paid_over_a_year_falls_in_no_month():
    assert is_spread("year")
    assert not is_spread("month")


@pytest.mark.property
@fewer
@given(
    st.sampled_from(["day", "week", "fortnight", "four_weeks", "month"]),
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    st.integers(0, 60),
    st.dates(date(2026, 6, 1), date(2027, 12, 1)),
    st.integers(0, 40),
    st.sampled_from(["goes on", "ends", "not said"]),
    st.integers(-40, 400),
    st.integers(0, 60),
)
def test_every_day_it_may_begin_and_end_on_is_within_the_range(
    every, soonest, spread, first, length, course, lasts, later
):
    latest, last = soonest + timedelta(days=spread), first + timedelta(days=length)
    ends = Days(soonest + timedelta(days=lasts), soonest + timedelta(days=lasts + later))
    courses = {"goes on": GOES_ON, "ends": Course(ends=ends, sure_until=ends), "not said": NOT_SAID}

    least, most = count_in(every, Days(soonest, latest), first, last, courses[course])

    until = {last} if course != "ends" else {min(last, ends.low), min(last, ends.high)}
    true = [
        payments(every, soonest + timedelta(days=each), first, day) if day >= first else 0
        for each in range(spread + 1)
        for day in until
    ]
    assert most == max(true)
    assert least == min(true) if course != "not said" else least <= min(true)

"""Dates over columns are the dates of each row."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.domain.rules.date_columns import COLUMN_FUNCTIONS, are_ordinary, working_days_after
from handrail.domain.rules.dates import FUNCTIONS, WorkingDays, on_weekdays

DAYS = st.dates(date(1850, 1, 1), date(2200, 12, 31)).map(date.toordinal)
COUNTS = st.integers(-800, 800)


@pytest.mark.parametrize("name", sorted(COLUMN_FUNCTIONS))
@given(days=st.lists(DAYS, min_size=1), others=st.data())
def test_every_row_is_what_the_function_gives_for_one_day(name: str, days: list[int], others: st.DataObject) -> None:
    arguments = [days]
    for kind in FUNCTIONS[name].arguments[1:]:
        each = COUNTS if kind.value == "number" else DAYS
        arguments.append(others.draw(st.lists(each, min_size=len(days), max_size=len(days))))
    columns = [np.array(column, dtype=np.int64) for column in arguments]

    assert are_ordinary(name, columns)
    assert COLUMN_FUNCTIONS[name](*columns).tolist() == [
        FUNCTIONS[name].function(*row) for row in zip(*arguments, strict=True)
    ]


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("plus_days", [[1], [1]]),
        ("plus_years", [[739000], [5000]]),
        ("days_between", [[739000], [10**9]]),
        ("start_of_week", [[]]),
    ],
)
def test_what_may_have_no_date_is_left_to_the_function_for_one_day(name: str, columns: list[list[int]]) -> None:
    assert not are_ordinary(name, [np.array(column, dtype=np.int64) for column in columns])


@given(
    st.lists(st.tuples(DAYS, st.integers(0, 400)), min_size=1),
    st.lists(DAYS, max_size=200),
)
def test_working_days_are_those_of_each_row(rows: list[tuple[int, int]], holidays: list[int]) -> None:
    calendar = WorkingDays({"wales": frozenset(holidays)}, {"wales": 10**6})
    days, counts = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))

    found = working_days_after(days, counts, on_weekdays(frozenset(holidays)))

    assert found.tolist() == [calendar.after(day, count, "wales")[0] for day, count in rows]


def test_a_count_below_nothing_comes_to_an_end() -> None:
    holidays = on_weekdays(frozenset(range(738000, 738100)))

    assert working_days_after(np.array([738050]), np.array([-3]), holidays) < 738050

"""Which version of a figure holds on a day."""

from __future__ import annotations

from math import inf

import pytest

from tests.unit.domain.invented import PARAMETERS, day

LIMIT, BENEFIT = PARAMETERS["law.limit"], PARAMETERS["law.benefit"]


def in_force(parameter, first, last):
    versions, missing = parameter.in_force(first, last)
    return [int(version.low) for version in versions], missing


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2026-04-05", "2026-04-05", [100_000]),
        ("2026-04-06", "2026-04-06", [200_000]),
        ("2026-04-05", "2026-04-06", [100_000, 200_000]),
        ("2019-01-01", "2021-01-01", [100_000]),
        ("2099-01-01", "2099-01-01", [200_000]),
    ],
    ids=[
        "the day before a change",
        "the day of it",
        "both",
        "from before it was first covered",
        "standing law goes on",
    ],
)
def test_every_version_in_force_on_some_day_counts(first, last, found):
    assert in_force(LIMIT, day(first), day(last)) == (found, None)


def test_a_day_that_may_be_any_takes_every_version():
    assert in_force(LIMIT, -inf, inf) == ([100_000, 200_000], None)


def test_before_the_first_version_nothing_is_covered():
    assert in_force(LIMIT, day("2019-01-01"), day("2020-04-05")) == ([], "not_covered")


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2027-04-06", "2027-04-06", []),
        ("2027-04-05", "2027-04-06", [1100]),
        ("2026-01-01", "2028-01-01", [1000, 1100]),
    ],
)
def test_after_the_last_day_of_a_yearly_figure_nothing_is_known_yet(first, last, found):
    assert in_force(BENEFIT, day(first), day(last)) == (found, "not_known_yet")


def test_on_the_last_day_of_a_yearly_figure_it_is_known():
    assert in_force(BENEFIT, day("2027-04-05"), day("2027-04-05")) == ([1100], None)

"""Days and money between two ends."""

from __future__ import annotations

from math import inf

from handrail.domain.routes.spans import NO_DAYS, Days, Money, day_of
from tests.unit.domain.routes.small_journey import ON


def test_a_day_without_bound_is_no_day():
    assert Days.between(-inf, inf) == NO_DAYS
    assert Days.between(ON.toordinal(), 4_000_000) == Days(ON, None)
    assert day_of(0) is None


def test_a_day_is_known_when_both_ends_are_the_same_day():
    assert Days(ON, ON).is_known
    assert not Days(None, ON).is_known
    assert not NO_DAYS.is_known


def test_a_cost_is_never_below_nothing():
    assert Money.between(-inf, inf) == Money(0, None)
    assert Money.between(-5, -3) == Money(0, 0)


def test_amounts_without_an_end_stay_without_one():
    assert Money(1, None) + Money(2, 3) == Money(3, None)
    assert Money(1, None).or_else(Money(0, 3)) == Money(0, None)
    assert Money(5, 7).or_else(Money(6, 9)) == Money(5, 9)

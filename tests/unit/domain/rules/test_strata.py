"""Worlds for an estimate: every end and every limit is among them, they are the same each time, and unknowns meet every way."""

from __future__ import annotations

from itertools import combinations

from handrail.domain.rules import strata

LOW, HIGH, LIMITS = 0, 3_000_000, (600_000, 1_600_000)
UNKNOWN = {f"amount_{place}": (LOW, HIGH, LIMITS) for place in range(12)}


def test_ends_and_limits_and_their_neighbours_are_all_there():
    for values in strata.spread_numbers(UNKNOWN).values():
        wanted = {LOW, HIGH, *(limit + step for limit in LIMITS for step in (-1, 0, 1))}

        assert wanted <= set(values.tolist())
        assert LOW <= values.min() <= values.max() <= HIGH
        assert len(values) == strata.WORLDS == 256


def test_the_same_facts_give_the_same_worlds():
    one, other = (strata.spread_numbers(UNKNOWN) for _ in range(2))

    assert all((one[name] == other[name]).all() for name in UNKNOWN)


def test_values_are_spread_evenly_over_what_is_possible():
    values = strata.spread_numbers({"amount": (0, 12_799, ())})["amount"][128:]

    assert sorted(int(value) // 100 for value in values) == list(range(128))


def test_any_two_unknowns_meet_at_all_four_corners():
    spread = strata.spread_numbers(UNKNOWN)
    for one, other in combinations(UNKNOWN, 2):
        corners = set(zip(spread[one][:128].tolist(), spread[other][:128].tolist(), strict=True))

        assert corners == {(LOW, LOW), (LOW, HIGH), (HIGH, LOW), (HIGH, HIGH)}


def test_all_at_once_are_at_their_lowest_and_at_their_highest():
    spread = strata.spread_numbers(UNKNOWN)

    assert {int(values[0]) for values in spread.values()} == {LOW}
    assert {int(values[127]) for values in spread.values()} == {HIGH}


def test_each_option_of_a_choice_comes_up_as_often_as_any_other():
    spread = strata.spread_options({"yes_no": 2, "tenure": 5}, first=3)

    for name, options in (("yes_no", 2), ("tenure", 5)):
        counts = [int((spread[name] == option).sum()) for option in range(options)]
        assert sum(counts) == 256
        assert max(counts) - min(counts) <= 2


def test_a_narrow_range_has_every_value_in_it():
    assert set(strata.spread_numbers({"amount": (5, 8, (6,))})["amount"].tolist()) == {5, 6, 7, 8}

"""Arithmetic on ranges whose ends may be missing."""

from __future__ import annotations

from math import inf

import pytest

from handrail.domain.rules import intervals
from handrail.domain.rules.intervals import OPEN, Figure, half_up, product, times, up
from tests.unit.domain.invented import PARAMETERS, day


def test_nothing_times_anything_is_nothing():
    assert times(0, inf) == 0
    assert times(-inf, 0) == 0
    assert times(3, 4) == 12


@pytest.mark.parametrize(
    ("one", "other", "ends"),
    [
        ((2, 3), (4, 5), (8, 15)),
        ((-2, 3), (4, 5), (-10, 15)),
        ((-3, -2), (-5, -4), (8, 15)),
        ((-2, 3), (-5, 4), (-15, 12)),
        ((0, inf), (0, 5), (0, inf)),
        ((-inf, inf), (0, 0), (0, 0)),
    ],
)
def test_a_product_of_ranges_takes_the_least_and_most_of_its_ends(one, other, ends):
    assert product(*one, *other) == ends


def test_what_has_no_end_is_not_rounded():
    assert up(inf, 100, 1) == inf
    assert half_up(-inf, 100, 1) == -inf


def test_a_figure_that_is_missing_leaves_a_note_of_what_and_why_each_time():
    figure = Figure(PARAMETERS["law.limit"], 1)
    first: set[tuple[str, str]] = set()
    second: set[tuple[str, str]] = set()

    assert figure.read(day("2019-01-01"), day("2019-01-01"), first) == OPEN
    assert figure.read(day("2019-01-01"), day("2019-01-01"), second) == OPEN
    assert first == second == {("not_covered", "law.limit")}


def test_readings_are_not_kept_without_end(monkeypatch):
    monkeypatch.setattr(intervals, "_MOST_KEPT", 1)
    figure = Figure(PARAMETERS["law.limit"], 1)

    found = [figure.read(day(text), day(text), set()) for text in ("2025-01-01", "2026-06-01", "2025-01-01")]

    assert found == [(100_000, 100_000), (200_000, 200_000), (100_000, 100_000)]


def test_what_is_due_on_an_amount_without_end_is_at_least_what_is_due_below_the_last_band():
    free_above = PARAMETERS["law.bands"]
    figure = Figure(free_above, 100)
    gaps: set[tuple[str, str]] = set()

    assert figure.bands(day("2025-01-01"), day("2025-01-01"), inf, inf, gaps) == (inf, inf)
    assert figure.bands(day("2025-01-01"), day("2025-01-01"), -inf, 0, gaps) == (0, 0)
    assert gaps == set()

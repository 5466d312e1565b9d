"""How an amount changes with one fact: exact where it is looked at, and bent where the rules say."""

from __future__ import annotations

import pytest

from handrail.domain.facts.possible import Ranges
from handrail.domain.rules.curve import Along, Curve, Point
from handrail.domain.rules.rulebook import Calculator
from tests.unit.domain.invented import ON, RULES_FILE, VOCABULARY, a_rule, day, rulebook, told, with_constraints


def curve(text: str, fact: str, low: int, high: int, *also: int, facts=None, vocabulary=VOCABULARY, **more) -> Curve:
    rules = rulebook(a_rule("goal", text), vocabulary=vocabulary, **more)
    along = Along(rules, rules.sheet(told(facts or {}, vocabulary=vocabulary), ON), fact)
    return along.curve("goal", low, high, *also)


def bends(found: Curve) -> list[tuple[int, bool]]:
    return [(bend.at.at, bend.jumps) for bend in found.bends]


def at(found: Curve, value: int) -> Point:
    return next(point for point in found.points if point.at == value)


def test_bands_bend_where_a_band_begins():
    """1% up to £2,000 and 10% of what is above: £10 a thousand, then £100."""
    found = curve("round_half_up(bands(home.price, law.bands), 1p)", "home.price", 100, 1_000_000)

    assert bends(found) == [(200_001, False)]
    assert at(found, 200_000).ends == (2_000, 2_000)
    assert at(found, 1_000_000).ends == (82_000, 82_000)


def test_a_limit_is_a_jump_and_the_step_before_it_is_not_rounded_away():
    found = curve("£0 if home.price > law.limit else £500", "home.price", 100, 400_000, 123_456)

    assert bends(found) == [(200_001, True)]
    assert (at(found, 200_000).ends, at(found, 200_001).ends) == ((50_000, 50_000), (0, 0))
    assert at(found, 123_456).ends == (50_000, 50_000)


def test_a_taper_bends_where_it_begins_and_the_line_is_right_where_it_ends():
    """£100 for those with no more than £2,000, and a tenth less of what is above, so nothing from £3,000 on."""
    found = curve(
        "round_half_up(max(£0, £100 - (max(home.price, law.limit) - law.limit) * 0.1), 1p)", "home.price", 100, 500_000
    )

    assert bends(found) == [(200_000, False)]
    assert at(found, 500_000).ends == (0, 0)
    for one, other in zip(found.points, found.points[1:], strict=False):
        middle = (one.at + other.at) // 2
        truth = max(0, 10_000 - max(0, middle - 200_000) // 10)
        straight = one.low + (other.low - one.low) * (middle - one.at) / max(other.at - one.at, 1)
        assert abs(truth - straight) <= 201


def test_days_and_numbers_jump_where_a_rule_looks_at_them():
    first, last = day("2026-01-01"), day("2026-12-31")
    by_day = curve("£100 if home.moving_date < law.opens else £300", "home.moving_date", first, last)
    by_number = curve("£5 * you.age if you.age < 18 else £500", "you.age", 0, 60)

    assert bends(by_day) == [(day("2026-09-01"), True)]
    assert bends(by_number) == [(18, True)]


def test_a_calculator_says_where_it_bends_by_itself():
    def tapered(amount: int, spent: int) -> int:
        return amount if amount <= 500_000 else 1_000_000 - amount

    calculator = Calculator(
        "worked_out",
        {"amount": "money", "spent": "money"},
        "money",
        tapered,
        RULES_FILE,
        break_points={"amount": (500_001,)},
    )

    found = curve(
        "worked_out(amount=home.price, spent=£0) if you.employed else £0",
        "home.price",
        100,
        900_000,
        facts={"you.employed": True},
        calculators={"worked_out": calculator},
    )

    assert bends(found) == [(500_001, False)]


def test_what_else_is_not_known_makes_a_band():
    found = curve("£200 if you.employed else home.price", "home.price", 100, 50_000)

    assert at(found, 50_000).ends == (20_000, 50_000)


def test_where_no_figure_is_known_and_where_answers_do_not_fit_there_is_a_gap():
    first, last = day("2025-01-01"), day("2027-12-31")
    figures = curve("law.benefit", "home.moving_date", first, last)
    fits = curve(
        "£100 if home.moving_date < law.opens else £200",
        "home.moving_date",
        day("2026-01-01"),
        last,
        facts={"home.offer_date": "2026-06-01"},
        vocabulary=with_constraints(("in_order", "home.moving_date >= home.offer_date")),
    )

    assert {point.ends for point in figures.points} == {(1100, 1100)}
    assert [point.at for point in fits.points if point.is_gap][-1] == day("2026-05-31")
    assert bends(fits) == [(day("2026-06-01"), True), (day("2026-09-01"), True)]


def test_a_figure_that_is_not_set_yet_is_a_gap_on_the_day_the_law_names():
    rules = rulebook(a_rule("goal", "law.benefit", as_at="home.moving_date"))
    along = Along(rules, rules.sheet(told({}), ON), "home.moving_date")

    found = along.curve("goal", day("2026-10-01"), day("2027-10-01"))

    assert bends(found) == [(day("2027-04-06"), True)]
    assert at(found, day("2027-10-01")).is_gap


@pytest.mark.parametrize("told_before", [{}, {"home.price": 700}, {"home.price": {"between": [1, 900]}}])
def test_what_was_told_of_the_fact_itself_makes_no_difference(told_before):
    found = curve("home.price", "home.price", 100, 100_000, facts=told_before)

    assert all(point.ends == (point.at, point.at) for point in found.points)
    assert found.bends == ()
    assert Ranges.exactly(100).low == found.points[0].low

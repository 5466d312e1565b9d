"""Which numbers can never be below zero, so that a longer list can only add to them."""

from __future__ import annotations

from math import inf

import pytest

from tests.unit.domain.invented import determined

ONE_MORE = {"children": {"items": [], "complete": False}, "you.balance": 1, "partner.exists": True, "partner.age": 3}


@pytest.mark.parametrize(
    "number",
    [
        "1", "x.costs", "x.age + 1", "x.age * 2", "x.age / 2", "you.savings", "x.costs + you.savings",
        "round_down(x.costs / 2, 1p)", "(x.costs if x.ill else £1)", "round_down(bands(x.balance, law.bands), 1p)",
        "(x.age + 0.5)",
    ],
)  # fmt: skip
def test_a_sum_of_these_only_grows(number):
    assert lowest(number) == 0


@pytest.mark.parametrize(
    "number",
    [
        "-1",
        "x.balance",
        "x.age - 1",
        "you.balance",
        "x.age * -1",
        "x.costs + x.balance",
        "(x.costs if x.ill else x.balance)",
        "min(x.age, 1)",
    ],
)
def test_a_sum_of_these_may_shrink(number):
    assert lowest(number) == -inf


def lowest(number):
    return determined(
        f"round_down(sum({number} for x in children), {'1' if is_number(number) else '1p'})", ONE_MORE
    ).low


def is_number(number):
    return not any(money in number for money in ("costs", "balance", "savings"))

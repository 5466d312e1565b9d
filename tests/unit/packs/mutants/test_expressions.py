"""Every slip that an author could make in one place of an expression, and no other."""

from __future__ import annotations

import pytest

from handrail.packs.mutants.expressions import Variation, variations_of


def changed(text: str) -> set[str]:
    """What stands there afterwards, with money and percentage signs as Python has them."""
    return {variation.text for variation in variations_of(text)}


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("a < b", "a <= b"),
        ("a <= b", "a < b"),
        ("a > b", "a >= b"),
        ("a >= b", "a > b"),
        ("a == b", "a != b"),
        ("a != b", "a == b"),
    ],
)
def test_a_comparison_takes_in_or_leaves_out_its_edge(text: str, other: str) -> None:
    assert changed(text) == {other}


def test_each_clause_is_dropped() -> None:
    assert changed("a and b and c") == {"b and c", "a and c", "a and b"}
    assert changed("a or b") == {"a", "b"}
    assert changed("not a") == {"a"}


def test_each_choice_of_a_list_is_dropped() -> None:
    assert changed("k in ('x', 'y')") == {"k not in ('x', 'y')", "k in ('y',)", "k in ('x',)"}


def test_the_branches_of_an_if_are_swapped() -> None:
    assert changed("a if b else c") == {"c if b else a"}


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("3", {"4", "2"}),
        ("£40_000", {"money('40000.01')", "money('39999.99')"}),
        ("1p", {"money('0.02')", "money('0.00')"}),
        ("5%", {"rate('5.1')", "rate('4.9')"}),
        ("1.25%", {"rate('1.26')", "rate('1.24')"}),
        ("date('2024-03-01')", {"date('2024-03-02')", "date('2024-02-29')"}),
    ],
)
def test_a_literal_is_off_by_its_smallest_unit(text: str, others: set[str]) -> None:
    assert changed(text) == others


def test_an_argument_of_min_is_dropped_and_min_becomes_max() -> None:
    assert changed("min(a, b)") == {"a", "b", "max(a, b)"}


def test_the_condition_of_a_count_is_dropped() -> None:
    assert "count((x for x in c))" in changed("count(x for x in c if x.f)")


def test_rounding_goes_the_other_way() -> None:
    assert "round_up(a, money('0.01'))" in changed("round_down(a, 1p)")


def test_a_change_is_named_by_its_place_and_not_by_its_line() -> None:
    found = list(variations_of("a and b < 3"))

    assert [variation.where for variation in found] == [
        "clause-1/part-1-dropped",
        "clause-1/part-2-dropped",
        "comparison-1/lt-to-le",
        "literal-1/up",
        "literal-1/down",
    ]


def test_a_change_is_told_as_its_author_wrote_it() -> None:
    found: list[Variation] = list(variations_of("a > £40_000"))

    assert [(variation.was, variation.now) for variation in found][1:] == [
        ("£40000", "£40000.01"),
        ("£40000", "£39999.99"),
    ]


def test_names_have_no_other_form() -> None:
    assert changed("purchase.nation") == set()
    assert changed("purchase.nation == 'wales'") == {"purchase.nation != 'wales'"}

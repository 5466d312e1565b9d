"""Sets of possible values: two that may both hold, and the part of a range that is left."""

from __future__ import annotations

from math import inf

import pytest

from handrail.domain.facts.possible import EITHER, NO, YES, Among, Items, Ranges, Words


def among(*values):
    return Among(frozenset(values))


def test_one_answer_is_known_and_two_are_not():
    assert among(True).is_known
    assert not among(True, False).is_known


def test_answers_that_disagree_are_both_possible():
    assert among("wales").union(among("england")) == among("england", "wales")


def test_a_range_with_one_value_in_it_is_known():
    assert Ranges.exactly(5).is_known
    assert not Ranges.between(5, 6).is_known


def test_a_range_knows_its_ends_however_many_pieces_it_has():
    pieces = Ranges(((1, 2), (7, 9)))

    assert (pieces.low, pieces.high) == (1, 9)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (((1, 2),), ((5, 6),), ((1, 2), (5, 6))),
        (((5, 6),), ((1, 2),), ((1, 2), (5, 6))),
        (((1, 4),), ((3, 6),), ((1, 6),)),
        (((1, 2),), ((3, 4),), ((1, 4),)),
        (((1, 9),), ((3, 4),), ((1, 9),)),
        (((-inf, 3),), ((9, inf),), ((-inf, 3), (9, inf))),
        (((1, 2), (8, 9)), ((4, 5),), ((1, 2), (4, 5), (8, 9))),
    ],
    ids=["apart", "in order", "overlapping", "touching", "one inside the other", "unbounded", "between two pieces"],
)
def test_ranges_that_disagree_are_both_possible_and_kept_sorted_and_apart(one, other, both):
    assert Ranges(one).union(Ranges(other)) == Ranges(both)


def test_a_range_is_cut_to_what_lies_between_two_ends():
    assert Ranges(((1, 4), (7, 9))).within(3, 8) == Ranges(((3, 4), (7, 8)))


def test_nothing_is_left_of_a_range_that_lies_elsewhere():
    assert Ranges(((1, 4), (7, 9))).within(5, 6) is None


def test_words_are_known_once_there_are_any():
    assert Words("hello").is_known
    assert not Words().is_known


def test_words_that_differ_leave_nothing_known():
    assert Words("hello").union(Words("hello")) == Words("hello")
    assert Words("hello").union(Words("goodbye")) == Words()


def test_a_list_is_known_when_it_is_complete_and_so_is_every_member():
    assert Items(({"ill": among(True)},), YES).is_known
    assert Items((), YES).is_known


@pytest.mark.parametrize(
    "items",
    [Items(({"ill": among(True)},), EITHER), Items((), NO), Items(({"ill": among(True, False)},), YES)],
    ids=["it may be longer", "it is longer", "a member is not known"],
)
def test_a_list_with_anything_missing_is_not_known(items):
    assert not items.is_known


def test_lists_that_differ_leave_the_list_open():
    one, none = Items(({"ill": among(True)},), YES), Items((), YES)

    assert one.union(one) == one
    assert one.union(none) == Items((), EITHER)

"""A return code is hard to guess, easy to copy, and says when it was copied wrongly."""

from __future__ import annotations

import pprint

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.records.return_codes import ALPHABET, BITS, ReturnCode, new_code, read_code

WIDTHS = st.integers(0, 34)
LETTERS = st.sampled_from(ALPHABET)


def letters_of(code: str) -> list[str]:
    return list(code.replace("-", ""))


def test_a_code_has_more_chance_in_it_than_anyone_could_try():
    assert BITS >= 160
    assert len({new_code() for _ in range(1_000)}) == 1_000


def test_a_code_is_written_in_groups_of_five_without_letters_that_look_like_digits():
    code = new_code()

    assert [len(group) for group in code.split("-")] == [5] * 7
    assert not set("ILOU") & set(code)


def test_every_letter_comes_up_about_as_often():
    drawn = [letter for _ in range(1_000) for letter in letters_of(new_code())]

    assert {letter: 900 < drawn.count(letter) < 1_300 for letter in ALPHABET} == dict.fromkeys(ALPHABET, True)


@pytest.mark.parametrize(
    "typed",
    [
        lambda code: code,
        lambda code: code.lower(),
        lambda code: code.replace("-", ""),
        lambda code: f"  {code.replace('-', ' ')}\n",
        lambda code: code.replace("-", "–"),
        lambda code: code.replace("0", "o").replace("1", "l"),
        lambda code: code.replace("1", "I") + ".",
    ],
)
def test_it_does_not_matter_how_a_code_is_typed(typed):
    code = new_code()

    assert read_code(typed(code)) == code


@given(st.builds(new_code), WIDTHS, LETTERS)
def test_any_one_wrong_letter_is_noticed(code: ReturnCode, position: int, wrong: str):
    letters = letters_of(code)
    if letters[position] == wrong:
        return
    letters[position] = wrong

    assert read_code("".join(letters)) is None


@given(st.builds(new_code), st.integers(0, 33))
def test_any_two_neighbours_swapped_are_noticed(code: ReturnCode, position: int):
    letters = letters_of(code)
    letters[position], letters[position + 1] = letters[position + 1], letters[position]

    assert read_code("".join(letters)) in ({code} if "".join(letters) == code.replace("-", "") else {None})


@pytest.mark.parametrize("typed", ["", "-", "link", "ABCDE", "0" * 34, "0" * 36, "0" * 1_000_000, "٠" * 35, "U" * 35])
def test_what_cannot_be_a_code_is_none(typed: str):
    assert read_code(typed) is None


@given(st.text(max_size=60))
def test_no_text_at_all_makes_reading_fail(typed: str):
    assert read_code(typed) is None


def test_a_code_does_not_show_itself():
    code = new_code()

    shown = (repr(code), repr([code]), pprint.pformat({"code": code}), f"{code!r}")

    assert not any(code in one for one in shown)
    assert f"{code}" == code

"""Values as people write them."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from handrail.domain.facts.possible import EITHER, NO, YES, Items, Ranges, Words
from handrail.domain.facts.reading import read_value
from handrail.domain.facts.wording import say_day, say_fact, say_money, say_month, say_number, say_possible, say_range
from tests.unit.domain.invented import VOCABULARY, choices, day, declared


def held(name, written):
    return VOCABULARY.facts[name], read_value(VOCABULARY.facts[name], written)


@pytest.mark.parametrize(
    ("pence", "words"),
    [
        (28_000_000, "£280,000"),
        (28_000_007, "£280,000.07"),
        (50, "£0.50"),
        (0, "£0"),
        (-1250, "-£12.50"),
        (-5, "-£0.05"),
    ],
)
def test_money_is_in_pounds_with_pence_only_where_there_are_any(pence, words):
    assert say_money(pence) == words


def test_a_day_and_a_month_are_written_out():
    assert say_day(day("2026-11-20")) == "20 November 2026"
    assert say_month(2026 * 12) == "January 2026"
    assert say_month(2026 * 12 + 11) == "December 2026"


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("money", 100, "£1"),
        ("date", day("2026-11-20"), "20 November 2026"),
        ("month", 2026 * 12 + 10, "November 2026"),
        ("whole_number", 12345, "12,345"),
    ],
)
def test_a_number_is_written_after_its_type(kind, value, words):
    assert say_number(kind, value) == words


@pytest.mark.parametrize(
    ("kind", "low", "high", "words"),
    [
        ("money", 100, 100, "£1"),
        ("money", 100, 200, "between £1 and £2"),
        ("money", -inf, inf, "not known"),
        ("money", -inf, 200, "£2 or less"),
        ("money", 100, inf, "£1 or more"),
        ("date", -inf, day("2026-11-20"), "20 November 2026 or earlier"),
        ("date", day("2026-11-20"), inf, "20 November 2026 or later"),
        ("month", 2026 * 12, inf, "January 2026 or later"),
        ("whole_number", 3, inf, "3 or more"),
    ],
)
def test_a_range_names_the_ends_it_has(kind, low, high, words):
    assert say_range(kind, low, high) == words


@pytest.mark.parametrize(
    ("name", "written", "words"),
    [
        ("you.employed", True, "yes"),
        ("you.employed", False, "no"),
        ("you.employed", {"one_of": [True, False]}, "not known"),
        ("home.nation", "northern_ireland", "Northern Ireland"),
        ("home.nation", {"one_of": ["wales", "england"]}, "England or Wales"),
        ("home.nation", {"one_of": ["england", "wales", "scotland", "northern_ireland"]}, "not known"),
        ("you.age", {"one_of": [30, 40]}, "30 or 40"),
        ("you.age", {"between": [0, 120]}, "not known"),
        ("home.price", {"between": [1, 2]}, "between £1 and £2"),
        ("you.nickname", "Bo", "Bo"),
        ("you.nickname", {"one_of": ["Bo", "Jo"]}, "not known"),
        ("children", [], "none"),
        ("children", {"items": [], "complete": False}, "not known"),
        ("children", [{}], "1 child"),
    ],
)
def test_what_a_fact_may_be_is_said_in_the_words_of_its_declaration(name, written, words):
    assert say_possible(*held(name, written)) == words


def test_several_members_are_counted():
    buyers = declared("home.other_buyers", "collection", item="buyer")

    assert say_possible(buyers, Items(({}, {}), YES)) == "2 buyers"


@pytest.mark.parametrize("complete", [YES, NO, EITHER])
def test_members_of_a_collection_that_has_no_word_for_one_are_items(complete):
    more = "" if complete == YES else ", perhaps more"

    assert say_possible(declared("pets", "collection"), Items(({},), complete)) == f"1 item{more}"


@pytest.mark.parametrize(
    ("name", "written", "words"),
    [
        ("you.employed", True, "you have a job"),
        ("you.employed", False, "you have no job"),
        ("partner.employed", True, "partner.employed is yes"),
        ("you.employed", {"one_of": [True, False]}, "you.employed is not known"),
        ("home.price", 280000, "the price is £280,000"),
        ("home.nation", "wales", "the nation is Wales"),
    ],
)
def test_a_fact_is_part_of_a_sentence(name, written, words):
    assert say_fact(*held(name, written)) == words


def test_an_answer_that_its_author_gave_no_words_for_is_said_plainly():
    only_yes = declared("you.rent", "yes_no", label="renting", says={True: "you rent your home"})

    assert say_fact(only_yes, read_value(only_yes, True)) == "you rent your home"  # type: ignore[arg-type]
    assert say_fact(only_yes, read_value(only_yes, False)) == "renting is no"  # type: ignore[arg-type]


def test_a_choice_is_never_said_as_a_yes_or_no():
    odd = declared(
        "home.kind", "choice", label="the home", choices=choices("flat", "house"), says={True: "you have a home"}
    )

    assert say_fact(odd, read_value(odd, "flat")) == "the home is Flat"  # type: ignore[arg-type]


def test_words_that_are_empty_are_not_known():
    assert say_possible(VOCABULARY.facts["you.nickname"], Words("")) == "not known"


@pytest.mark.parametrize(
    ("unit", "low", "high", "words"),
    [
        ("pounds", 30_000, 30_000, "£30,000"),
        ("pounds", 30_000, 60_000, "between £30,000 and £60,000"),
        ("pounds", 30_000, inf, "£30,000 or more"),
        ("year", 2024, 2024, "2024"),
        ("year", 2024, 2025, "between 2024 and 2025"),
        ("weeks", 1024, 1024, "1,024"),
    ],
)
def test_a_whole_number_of_pounds_is_an_amount_and_a_year_is_no_count(unit, low, high, words):
    assert say_possible(replace(declared("told", "whole_number"), unit=unit), Ranges(((low, high),))) == words

"""What people type becomes an answer, or a message that helps; nothing is lost on the way."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import InvalidOperation
from math import inf
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import strategies as some

from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.possible import Ranges
from handrail.domain.facts.vocabulary import Choice, Declaration, FactType, Likely, Vocabulary
from handrail.use_cases.answering import (
    Answered,
    CannotBeRead,
    answer,
    given_before,
    keeping,
    read_given,
    read_month,
    read_number,
    read_year,
)
from handrail.use_cases.kept_contents import Answer, Contents

ON = date(2026, 11, 22)


def a_fact(kind: FactType, **more: Any) -> Declaration:
    return Declaration("home.fact", kind, Place(""), label="the price", **more)


PRICE = a_fact(FactType.MONEY, low=1, likely=(Likely(Ranges.between(4_000_000, 12_500_000), 1),))
DAY = a_fact(FactType.DATE, low=date(2021, 10, 1).toordinal())
YES_NO = a_fact(FactType.YES_NO)
NATION = a_fact(FactType.CHOICE, choices=(Choice("england", "England"), Choice("unsure", "Unsure")))
COUNT = a_fact(FactType.WHOLE_NUMBER, low=0, high=20)


def problems(declaration: Declaration, **given: str) -> dict[str, str]:
    with pytest.raises(CannotBeRead) as wrong:
        read_given(declaration, given)
    return {problem.field: problem.says for problem in wrong.value.problems}


# --- What can be answered ---------------------------------------------------------------------------------------------


def test_yes_and_no():
    assert read_given(YES_NO, {"answer": "is:yes"}) is True
    assert read_given(YES_NO, {"answer": "is:no"}) is False


@pytest.mark.parametrize("declaration", [YES_NO, NATION, PRICE, DAY, COUNT])
def test_i_dont_know_and_id_rather_not_say_are_answers_to_everything(declaration: Declaration):
    assert read_given(declaration, {"answer": "unsure"}) is None
    assert read_given(declaration, {"answer": "declined"}) == "declined"


def test_a_choice_called_unsure_is_not_taken_for_i_dont_know():
    assert read_given(NATION, {"answer": "is:unsure"}) == "unsure"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("280000", 280000),
        ("280,000", 280000),
        ("£280k", 280000),
        ("1.2m", 1200000),
        (" 280 000 ", 280000),
        ("£280000.50", 280000.5),
    ],
)
def test_an_amount_may_be_typed_as_people_type_it(typed: str, read: float):
    assert read_given(PRICE, {"answer": "exact", "exact": typed}) == read


def test_who_fills_in_a_field_and_forgets_to_pick_it_has_said_enough():
    assert read_given(PRICE, {"exact": "280000"}) == 280000
    assert read_given(PRICE, {"between_low": "250k", "between_high": "300k"}) == {"between": [250000, 300000]}


def test_a_range_of_one_value_is_that_value():
    assert read_given(PRICE, {"answer": "between", "between_low": "250k", "between_high": "250k"}) == 250000


def test_a_month_is_all_of_its_days():
    given = {"answer": "month", "month_month": "February", "month_year": "2028"}

    assert read_given(DAY, given) == {"between": ["2028-02-01", "2028-02-29"]}


def test_a_day_may_name_its_month_and_shorten_its_year():
    given = {"answer": "exact", "exact_day": "7", "exact_month": "mar", "exact_year": "27"}

    assert read_given(DAY, given) == "2027-03-07"


# --- What cannot --------------------------------------------------------------------------------------------------------


def test_nothing_picked_asks_to_pick():
    assert problems(YES_NO) == {"answer": "Choose one of the answers. “I don’t know” is an answer too."}
    assert "answer" in problems(PRICE)


@pytest.mark.parametrize("typed", ["lots", "-5", "1e9", "12.345k5", "9" * 40, "NaN", "Infinity"])
def test_an_amount_that_is_none_says_what_one_looks_like(typed: str):
    assert "like 250,000" in problems(PRICE, answer="exact", exact=typed)["exact"]


def test_an_empty_field_offers_i_dont_know():
    assert "I don’t know" in problems(PRICE, answer="exact", exact=" ")["exact"]


def test_an_amount_is_whole_pence_and_a_count_is_whole():
    assert problems(PRICE, answer="exact", exact="1.005") == {"exact": "Enter whole pence."}
    assert problems(COUNT, answer="exact", exact="1.5") == {"exact": "Enter a whole number."}


def test_beyond_the_limits_names_them():
    assert problems(COUNT, answer="exact", exact="21") == {"exact": "The price must be from 0 to 20."}
    late = {"answer": "exact", "exact_day": "1", "exact_month": "1", "exact_year": "2020"}
    assert problems(DAY, **late) == {"exact_day": "The price must be 1 October 2021 or later."}


def test_each_box_of_a_date_has_its_own_message():
    assert problems(DAY, answer="exact", exact_day="7") == {"exact_month": "Enter the day, the month and the year."}
    assert problems(DAY, answer="exact", exact_day="7", exact_month="3") == {"exact_year": "Enter the year too."}
    assert (
        "no such day" in problems(DAY, answer="exact", exact_day="31", exact_month="2", exact_year="2027")["exact_day"]
    )
    wrong = problems(DAY, answer="month", month_month="13", month_year="207")
    assert set(wrong) == {"month_month", "month_year"}


def test_both_ends_of_a_range_are_checked_at_once():
    assert set(problems(PRICE, answer="between", between_low="x", between_high="")) == {"between_low", "between_high"}
    assert (
        "must not come before" in problems(PRICE, answer="between", between_low="3", between_high="2")["between_high"]
    )


def test_an_unlikely_amount_is_asked_about_once():
    assert "Did you mean £280,000?" in problems(PRICE, answer="exact", exact="280")["exact"]
    assert read_given(PRICE, {"answer": "exact", "exact": "280", "sure": "280"}) == 280
    assert "exact" in problems(PRICE, answer="exact", exact="290", sure="280")


@examples(some.text(max_size=30))
def test_nothing_that_is_typed_breaks_the_reader(typed: str):
    for declaration in (PRICE, COUNT, DAY, YES_NO, NATION):
        given = {"answer": "exact", "exact": typed, "exact_day": typed, "exact_month": typed, "exact_year": typed}
        with suppress(CannotBeRead):
            read_given(declaration, given)


@examples(some.text(max_size=12))
def test_numbers_months_and_years_are_read_or_refused(typed: str):
    assert read_month(typed) in {None, *range(1, 13)}
    assert read_year(typed) is None or 1900 <= (read_year(typed) or 0) <= 2200
    with suppress(InvalidOperation):
        assert read_number(typed) >= 0


# --- What is kept, and shown again --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declaration", "given"),
    [
        (PRICE, {"answer": "exact", "exact": "280,000"}),
        (PRICE, {"answer": "between", "between_low": "250,000", "between_high": "300,000"}),
        (DAY, {"answer": "exact", "exact_day": "7", "exact_month": "3", "exact_year": "2027"}),
        (DAY, {"answer": "month", "month_month": "2", "month_year": "2028"}),
        (YES_NO, {"answer": "is:no"}),
        (NATION, {"answer": "is:england"}),
        (NATION, {"answer": "is:unsure"}),
        (PRICE, {"answer": "unsure"}),
        (DAY, {"answer": "declined"}),
    ],
)
def test_an_answer_comes_back_into_the_form_as_it_was_given(declaration: Declaration, given: dict[str, str]):
    contents = keeping(Contents(), declaration.name, read_given(declaration, given), ON)

    assert given_before(declaration, contents) == given


def test_a_change_keeps_its_place_and_remembers_what_was_before():
    before = Contents((Answer("a", 1), Answer("b", 2), Answer("c", 3)))

    after = keeping(before, "b", 5, ON)

    assert [(answer.fact, answer.value) for answer in after.answers] == [("a", 1), ("b", 5), ("c", 3)]
    assert after.earlier == before


def test_the_same_answer_again_is_no_change():
    before = Contents((Answer("a", 1),)).since(Contents())

    assert keeping(before, "a", 1, ON) is before


def test_what_a_person_does_not_know_is_remembered_and_tells_nothing():
    contents = keeping(Contents(), "a", None, ON)

    assert contents.unsure == ("a",)


# --- A day that has not come yet --------------------------------------------------------------------------------------


AHEAD_DAY = a_fact(FactType.DATE, may_be_ahead=True)


def answered(declaration: Declaration, on: date, **given: str) -> Answered:
    pack = SimpleNamespace(vocabulary=Vocabulary({declaration.name: declaration}))
    return answer(pack=pack, contents=Contents(), fact=declaration.name, given=given, on=on)  # type: ignore[arg-type]


def test_what_has_not_happened_yet_is_today_or_later_and_nothing_more():
    told = answered(AHEAD_DAY, ON, answer="ahead").contents

    assert [held.value for held in told.answers] == [{"between": ["2026-11-22", None]}]
    facts, _ = told.facts(Vocabulary({"home.fact": AHEAD_DAY}))
    assert facts.possible("home.fact", Vocabulary({"home.fact": AHEAD_DAY})) == Ranges.between(ON.toordinal(), inf)
    assert given_before(AHEAD_DAY, told) == {"answer": "ahead"}


def test_not_yet_is_no_answer_to_what_must_lie_behind():
    assert answered(DAY, ON, answer="ahead").problems

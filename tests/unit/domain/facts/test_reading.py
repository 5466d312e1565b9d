"""Facts in, in every form of the outside contract, and out again in one canonical form."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.domain.facts.held import Fact, Facts, Standing
from handrail.domain.facts.mistakes import InputError
from handrail.domain.facts.possible import EITHER, NO, YES, Among, Items, Ranges, Words
from handrail.domain.facts.reading import expected_of, read_fact, read_facts, read_value, write_facts, write_possible
from tests.unit.domain.invented import VOCABULARY, choices, day, declared, told

MONEY = "an amount in pounds with at most two decimals"


def read(name, written):
    return read_value(VOCABULARY.facts[name], written)


def among(*values):
    return Among(frozenset(values))


# -- what can be said ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "written", "possible"),
    [
        ("you.employed", True, among(True)),
        ("you.employed", False, among(False)),
        ("home.nation", "wales", among("wales")),
        ("you.age", 40, Ranges.exactly(40)),
        ("you.age", Decimal("40.0"), Ranges.exactly(40)),
        ("home.price", 450000, Ranges.exactly(45_000_000)),
        ("home.price", 450000.5, Ranges.exactly(45_000_050)),
        ("home.price", Decimal("450000.07"), Ranges.exactly(45_000_007)),
        ("you.balance", -12.34, Ranges.exactly(-1234)),
        ("home.offer_date", "2026-11-20", Ranges.exactly(day("2026-11-20"))),
        ("home.offer_date", date(2026, 11, 20), Ranges.exactly(day("2026-11-20"))),
        ("home.offer_date", "2028-02-29", Ranges.exactly(day("2028-02-29"))),
        ("you.started", "2026-11", Ranges.exactly(2026 * 12 + 10)),
        ("you.nickname", "Bo", Words("Bo")),
        ("home.price", {"between": [250000, 300000]}, Ranges.between(25_000_000, 30_000_000)),
        ("home.price", {"between": [250000, 250000]}, Ranges.exactly(25_000_000)),
        ("home.price", {"between": [250000, None]}, Ranges.between(25_000_000, inf)),
        (
            "home.offer_date",
            {"between": ["2026-03-01", "2026-03-31"]},
            Ranges.between(day("2026-03-01"), day("2026-03-31")),
        ),
        ("you.started", {"between": ["2026-01", "2026-03"]}, Ranges.between(2026 * 12, 2026 * 12 + 2)),
        ("you.age", {"between": [None, 40]}, Ranges.between(0, 40)),
        ("home.price", {"between": [100, None]}, Ranges.between(10_000, inf)),
        ("home.nation", {"one_of": ["england", "wales"]}, among("england", "wales")),
        ("you.employed", {"one_of": [True]}, among(True)),
        ("you.age", {"one_of": [30, 40]}, Ranges(((30, 30), (40, 40)))),
        ("you.age", {"one_of": [30, 31, 32]}, Ranges.between(30, 32)),
        ("children", [], Items((), YES)),
        ("children", {"items": [], "complete": True}, Items((), YES)),
        ("children", {"items": [], "complete": False}, Items((), NO)),
        ("children", {"items": [], "complete": "unknown"}, Items((), EITHER)),
    ],
)
def test_each_form_is_read_as_the_values_it_leaves_possible(name, written, possible):
    assert read(name, written) == possible


@pytest.mark.parametrize(("until", "begins"), [("2026-07-01", "2026-04-06"), ("2025-07-01", None)])
def test_a_range_with_no_start_begins_where_the_law_that_is_held_does_unless_it_ends_before(until, begins):
    due = declared("home.due", "date", covered_from=day("2026-04-06"))

    found = read_fact(due, {"between": [None, until]}).possible

    assert found == Ranges.between(day(begins) if begins else -inf, day(until))


def test_the_largest_amount_that_can_be_told_is_exact():
    assert read("home.price", 10**15) == Ranges.exactly(10**17)


def test_a_member_has_every_declared_field_and_what_is_left_out_is_not_known():
    items = read("children", [{"ill": True, "age": {"between": [3, 5]}, "school": "declined"}])

    assert items == Items(
        (
            {
                "ill": among(True),
                "age": Ranges.between(3, 5),
                "costs": Ranges.between(0, inf),
                "balance": Ranges.between(-inf, inf),
                "born": Ranges.between(-inf, inf),
                "school": among("state", "private"),
                "name": Words(),
            },
        ),
        YES,
    )


def test_declined_and_assumed_are_read_with_their_standing():
    declined = read_fact(VOCABULARY.facts["you.age"], "declined")
    assumed = read_fact(VOCABULARY.facts["you.age"], {"assume": 40})

    assert (declined.standing, declined.possible) == (Standing.DECLINED, None)
    assert (assumed.standing, assumed.possible) == (Standing.ASSUMED, Ranges.exactly(40))


def test_a_range_can_be_assumed_too():
    assumed = read_fact(VOCABULARY.facts["you.age"], {"assume": {"between": [40, 50]}})

    assert assumed.possible == Ranges.between(40, 50)


def test_a_choice_that_offers_declined_takes_it_as_an_answer():
    offer = declared("home.offer", "choice", choices=choices("accepted", "declined"))

    assert read_fact(offer, "declined").possible == among("declined")


def test_what_is_absent_is_not_known():
    facts, errors = read_facts({}, VOCABULARY)

    assert facts == Facts()
    assert errors == ()


# -- what cannot be used ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "written", "expected"),
    [
        ("you.employed", "yes", "true or false"),
        ("you.age", {"between": [None, None]}, "a range with at least one end"),
        ("you.employed", 1, "true or false"),
        ("you.employed", None, "true or false"),
        ("you.employed", {"between": [False, True]}, "true or false"),
        ("you.age", True, "a whole number, from 0 to 120"),
        ("you.age", "40", "a whole number, from 0 to 120"),
        ("you.age", 40.5, "a whole number, from 0 to 120"),
        ("you.age", -1, "a whole number, from 0 to 120"),
        ("you.age", 121, "a whole number, from 0 to 120"),
        ("you.age", {"one_of": []}, "a whole number, from 0 to 120"),
        ("you.age", {"one_of": [40, 400]}, "a whole number, from 0 to 120"),
        ("you.age", {"one_of": [40], "between": [1, 2]}, "a whole number, from 0 to 120"),
        ("you.age", {"between": [40]}, "a whole number, from 0 to 120"),
        ("you.age", {"between": [40, 50], "why": "a guess"}, "a whole number, from 0 to 120"),
        ("you.age", {"assume": {"assume": 40}}, "a whole number, from 0 to 120"),
        ("you.age", {"assume": "declined"}, "a whole number, from 0 to 120"),
        ("you.age", [40], "a whole number, from 0 to 120"),
        ("you.age", {"between": [50, 40]}, "a range whose first end is not above its second"),
        ("home.price", True, f"{MONEY}, 1 or more"),
        ("home.price", "280000", f"{MONEY}, 1 or more"),
        ("home.price", 280000.125, f"{MONEY}, 1 or more"),
        ("home.price", Decimal("0.001"), f"{MONEY}, 1 or more"),
        ("home.price", Decimal("280000.0000000000000000000000000001"), f"{MONEY}, 1 or more"),
        ("home.price", Decimal("1E-999999"), f"{MONEY}, 1 or more"),
        ("home.price", nan, f"{MONEY}, 1 or more"),
        ("home.price", inf, f"{MONEY}, 1 or more"),
        ("home.price", Decimal("sNaN"), f"{MONEY}, 1 or more"),
        ("home.price", 10**15 + 1, f"{MONEY}, 1 or more"),
        pytest.param("home.price", 10**5000, f"{MONEY}, 1 or more", id="a number of 5,001 digits"),
        ("home.price", 1e300, f"{MONEY}, 1 or more"),
        ("home.price", 0, f"{MONEY}, 1 or more"),
        ("home.offer_date", "2026-02-30", "a date as YYYY-MM-DD"),
        ("home.offer_date", "2026-02-29", "a date as YYYY-MM-DD"),
        ("home.offer_date", "2026-13-01", "a date as YYYY-MM-DD"),
        ("home.offer_date", "20261120", "a date as YYYY-MM-DD"),
        ("home.offer_date", "2026-W47-5", "a date as YYYY-MM-DD"),
        ("home.offer_date", "2026-11-20T09:00", "a date as YYYY-MM-DD"),
        ("home.offer_date", "20/11/2026", "a date as YYYY-MM-DD"),
        ("home.offer_date", "", "a date as YYYY-MM-DD"),
        ("home.offer_date", 20261120, "a date as YYYY-MM-DD"),
        ("home.offer_date", True, "a date as YYYY-MM-DD"),
        ("you.started", "2026-13", "a month as YYYY-MM"),
        ("you.started", "2026-11-20", "a month as YYYY-MM"),
        ("you.started", "November", "a month as YYYY-MM"),
        ("you.started", 202611, "a month as YYYY-MM"),
        ("you.nickname", 5, "text in quotation marks"),
        ("home.nation", 5, "one of england, wales, scotland, northern_ireland"),
        ("home.nation", {"between": ["england", "wales"]}, "one of england, wales, scotland, northern_ireland"),
        ("home.nation", {"one_of": ["england", "ruritania"]}, "one of england, wales, scotland, northern_ireland"),
    ],
)
def test_what_does_not_fit_its_declaration_is_told_with_what_was_expected(name, written, expected):
    error = read(name, written)

    assert isinstance(error, InputError)
    assert (error.fact, error.expected) == (name, expected)
    assert error.got is written


COLLECTION = "a list of objects with the fields ill, age, costs, balance, born, school, name, or an object with items and complete"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (3, COLLECTION),
        ("none", COLLECTION),
        ([3], COLLECTION),
        ({"one_of": [[], [{}]]}, COLLECTION),
        ({"items": []}, COLLECTION),
        ({"items": 3, "complete": True}, COLLECTION),
        ({"items": "none", "complete": True}, COLLECTION),
        ({"items": [], "complete": "perhaps"}, COLLECTION),
        ({"items": [], "complete": 1}, COLLECTION),
        ({"items": [], "complete": None}, COLLECTION),
        ({"items": [], "complete": []}, COLLECTION),
        ([{"age": 40}], "a whole number, from 0 to 20"),
        ([{"ill": "yes"}], "true or false"),
        ([{"ill": {"assume": True}}], "true or false"),
        ([{"age": {"between": [5, 3]}}], "a range whose first end is not above its second"),
    ],
)
def test_a_collection_that_cannot_be_read_is_told_with_what_was_expected(written, expected):
    error = read("children", written)

    assert error == InputError("children", written, expected)


def test_a_field_that_a_member_does_not_have_is_told_with_the_nearest():
    error = read("children", [{"il": True}])

    assert error.expected == "only the fields ill, age, costs, balance, born, school, name"
    assert error.nearest == "ill"


def test_a_choice_that_does_not_exist_is_told_with_the_nearest():
    assert read("home.nation", "Wales").nearest == "wales"
    assert read("home.nation", "ruritania").nearest is None


def test_a_fact_that_does_not_exist_is_told_with_the_nearest():
    facts, errors = read_facts({"home.prise": 280000}, VOCABULARY)

    assert facts == Facts()
    assert errors == (InputError("home.prise", 280000, "the name of a fact", "home.price"),)


def test_everything_that_is_wrong_is_told_at_once_and_the_rest_is_kept():
    facts, errors = read_facts({"home.prise": 1, "you.age": "old", "you.employed": True}, VOCABULARY)

    assert [error.fact for error in errors] == ["home.prise", "you.age"]
    assert list(facts.by_name) == ["you.employed"]


@pytest.mark.parametrize("written", [[], "home.price", None, 3])
def test_what_is_not_one_object_is_refused_as_a_whole(written):
    facts, errors = read_facts(written, VOCABULARY)

    assert facts == Facts()
    assert errors == (InputError("", written, "one JSON object whose keys are fact names"),)


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        (declared("f", "date", low=day("2017-04-06")), "a date as YYYY-MM-DD, 2017-04-06 or later"),
        (declared("f", "month", low=2017 * 12 + 3), "a month as YYYY-MM, 2017-04 or later"),
        (declared("f", "money", low=100), f"{MONEY}, 1 or more"),
        (declared("f", "money", high=4_000_050), f"{MONEY}, at most 40000.5"),
        (declared("f", "whole_number", low=1, high=9), "a whole number, from 1 to 9"),
        (declared("f", "whole_number"), "a whole number"),
    ],
)
def test_what_is_expected_says_the_limits(declaration, expected):
    assert expected_of(declaration) == expected


# -- out again ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("you.employed", False),
        ("home.nation", "wales"),
        ("home.nation", {"one_of": ["england", "wales"]}),
        ("you.age", 40),
        ("you.age", {"one_of": [30, 40]}),
        ("home.price", 280000),
        ("home.price", 280000.37),
        ("you.balance", -0.01),
        ("home.price", {"between": [250000, 300000.5]}),
        ("home.offer_date", "2026-11-20"),
        ("home.offer_date", {"between": ["2026-03-01", "2026-03-31"]}),
        ("you.started", "0999-01"),
        ("you.nickname", "Bo"),
        ("children", []),
        ("children", {"items": [{"ill": True}], "complete": False}),
        ("children", {"items": [{"costs": {"between": [1, 2]}}], "complete": "unknown"}),
        ("children", [{"ill": False, "age": 3, "born": "2023-01-31", "school": "state", "name": "Bo"}, {}]),
    ],
)
def test_what_was_told_is_written_back_as_it_was_told(name, written):
    assert write_possible(VOCABULARY.facts[name], read(name, written)) == written


@pytest.mark.parametrize(
    ("name", "written", "canonical"),
    [
        ("home.price", 280000.0, 280000),
        ("home.price", {"between": [280000, 280000]}, 280000),
        ("home.nation", {"one_of": ["wales", "england", "wales"]}, {"one_of": ["england", "wales"]}),
        ("you.age", {"one_of": [31, 30]}, {"between": [30, 31]}),
        ("you.employed", {"one_of": [True, False]}, None),
        ("children", {"items": [], "complete": True}, []),
        ("children", {"items": [], "complete": "unknown"}, None),
        ("children", [{"ill": "declined"}], [{}]),
    ],
)
def test_what_means_the_same_is_written_the_same_way(name, written, canonical):
    assert write_possible(VOCABULARY.facts[name], read(name, written)) == canonical


def test_ranges_from_two_sources_are_written_from_the_lowest_to_the_highest():
    facts = Facts.of([
        Fact("you.age", Ranges.between(20, 25)),
        *told({"you.age": 40}, by="organisation").by_name["you.age"],
    ])  # fmt: skip

    assert write_facts(facts, VOCABULARY) == {"you.age": {"between": [20, 40]}}


def test_facts_are_written_in_the_order_of_their_names_without_what_is_declined_or_assumed():
    facts = told({"you.age": 40, "home.price": {"assume": 1}, "you.employed": "declined", "home.nation": "wales"})

    assert list(write_facts(facts, VOCABULARY).items()) == [("home.nation", "wales"), ("you.age", 40)]


def test_assumptions_are_written_when_they_are_asked_for():
    facts = told({"home.price": {"assume": 300000}})

    assert write_facts(facts, VOCABULARY, with_assumptions=True) == {"home.price": 300000}


_DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat)
_POUNDS = st.integers(100, 10**12).map(lambda pence: pence // 100 if pence % 100 == 0 else pence / 100)
_CHILDREN = st.lists(
    st.fixed_dictionaries({}, optional={"ill": st.booleans(), "age": st.integers(0, 20), "born": _DAYS}), max_size=3
)
_WRITTEN = st.fixed_dictionaries(
    {},
    optional={
        "you.employed": st.booleans(),
        "home.nation": st.sampled_from(["england", "wales", "scotland", "northern_ireland"]),
        "you.age": st.integers(0, 120),
        "home.price": _POUNDS
        | st.lists(_POUNDS, min_size=2, max_size=2, unique=True).map(sorted).map(lambda ends: {"between": ends}),
        "home.offer_date": _DAYS,
        "children": _CHILDREN,
    },
)


@given(_WRITTEN)
def test_facts_survive_being_written_as_json_and_read_again(written):
    facts = told(written)

    again = told(json.loads(json.dumps(write_facts(facts, VOCABULARY)), parse_float=Decimal))

    assert again == facts

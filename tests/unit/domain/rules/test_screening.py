"""One rule over many people at once gives each of them what it gives them alone."""

from __future__ import annotations

from datetime import date
from math import inf

import numpy as np
import pytest

from handrail.domain.facts.possible import EITHER, YES, Items, Ranges
from handrail.domain.rules.determination import possible_of
from handrail.domain.rules.rulebook import Calculator
from handrail.domain.rules.screening import LARGEST, Members, Screen, Table, column_of
from handrail.domain.rules.types import Kind
from tests.unit.domain.invented import (
    ON,
    PARAMETERS,
    RULES_FILE,
    VOCABULARY,
    a_rule,
    calendar,
    day,
    figure,
    rulebook,
    told,
    version,
)


def screened(rules, people, goal="goal", on=ON):
    """A rule's values over these people. Each tells every fact that the first one tells."""
    facts = [told(person) for person in people]
    columns = {
        name: column_of(VOCABULARY.facts[name], [each.possible(name, VOCABULARY) for each in facts])
        for name in people[0]
    }
    return Screen(rules, Table(len(people), on, columns)).rule(goal)


PEOPLE = [
    {
        "you.employed": True, "partner.exists": False, "home.nation": "wales", "you.age": 40, "home.price": 3000, "you.balance": -12.5,
        "home.moving_date": "2026-04-05", "home.offer_date": "2026-03-31", "you.started": "2026-01", "home.rooms": 3, "children": [],
    },
    {
        "you.employed": False, "partner.exists": True, "home.nation": "scotland", "you.age": 18, "home.price": 999.99, "you.balance": 2.5,
        "home.moving_date": "2026-04-06", "home.offer_date": "2026-02-28", "you.started": "2026-02", "home.rooms": 4,
        "children": [
            {"ill": True, "age": 5, "costs": 10, "balance": -3, "born": "2021-05-01", "school": "state"},
            {"ill": False, "age": 9, "costs": 2.5, "balance": 1, "born": "2017-01-01", "school": "private"},
        ],
    },
    {
        "you.employed": True, "partner.exists": True, "home.nation": "england", "you.age": 70, "home.price": 90_000, "you.balance": 0,
        "home.moving_date": "2028-02-29", "home.offer_date": "2026-12-30", "you.started": "2025-12", "home.rooms": 0,
        "children": [{"ill": False, "age": 0, "costs": 0, "balance": 0, "born": "2026-11-20", "school": "state"}],
    },
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "you.employed", "not you.employed", "you.employed and partner.exists", "you.employed or partner.exists", "True", "not False",
        "you.age < 40", "you.age <= 40", "you.age == 40", "you.age != 40", "home.nation == 'wales'", "home.nation not in ('wales', 'england')",
        "home.nation", "you.age if you.employed else 5", "home.nation == 'wales' if you.employed else partner.exists",
        "you.age + 1", "100 - you.age", "you.age * 3", "you.age / 3", "min(you.age, 30)", "max(you.age, 30, home.rooms)", "5",
        "round_down(you.balance, £1)", "round_up(you.balance, £1)", "round_half_up(you.balance, £1)", "round_half_up(you.age / 7, 0.01)",
        "home.price > law.limit", "law.limit", "round_down(bands(home.price, law.bands), 1p)", "round_down(bands(you.balance, law.bands), 1p)",
        "round_down(bands(£5, law.bands), 1p)", "step(home.price, law.fees)", "step(you.balance, law.fees)", "step(home.rooms, law.by_room)",
        "law.office == 'new'", "today > home.offer_date", "plus_days(home.offer_date, you.age)", "plus_months(home.offer_date, 1)",
        "start_of_week(home.moving_date)", "age_on(home.offer_date, home.moving_date)", "tax_year(home.moving_date)", "you.started",
        "days_between(home.offer_date, home.moving_date)", "working_days_after(home.offer_date, 3, home.nation)",
        "any(x.ill for x in children)", "all(x.ill for x in children)", "any(x.ill for x in children if x.age > 5)",
        "all(x.ill for x in children if x.school == 'state')", "count(x for x in children)", "count(x for x in children if not x.ill)",
        "sum(x.costs for x in children)", "sum(x.balance for x in children if x.age < 9)", "any(x.age > you.age - 15 for x in children)",
        "any(x.costs > law.limit for x in children)", "sum(step(x.age, law.by_room) for x in children)", "any(worker for x in children)",
        "any(age_on(x.born, home.moving_date) < 5 for x in children)", "worker and you.age > 30", "worker or worker",
        "half(amount=home.price)", "any(x.ill and you.employed for x in children)", "any(x.school == 'state' for x in children)",
    ],
)  # fmt: skip
@pytest.mark.parametrize("as_at", ["today", "home.moving_date"])
def test_each_person_is_given_what_they_are_given_alone(text, as_at):
    half = Calculator("half", {"amount": "money"}, "money", lambda amount: amount // 2, RULES_FILE)
    rules = rulebook(
        a_rule("goal", text, as_at=as_at),
        a_rule("worker", "you.employed"),
        calculators={"half": half},
        days=calendar("2026-04-03", "2026-04-06"),
    )

    found = screened(rules, PEOPLE)

    kind = rules.rules["goal"].expression.type
    alone = [possible_of(rules.outcome("goal", rules.sheet(told(person), ON)), kind) for person in PEOPLE]
    assert not found.gaps.any()
    assert [_known(kind, value) for value in found.values] == [_only(possible) for possible in alone]


def _known(kind, value):
    return kind.options[value] if kind.kind is Kind.CHOICE else value.item()


def _only(possible):
    return possible.low if isinstance(possible, Ranges) else next(iter(possible.values))


def test_a_choice_that_hangs_on_a_condition_is_given_as_its_place():
    rules = rulebook(a_rule("goal", "'flat' if you.employed else 'house'", type="choice", choices=("house", "flat")))

    assert screened(rules, PEOPLE).values.tolist() == [1, 0, 1]


def gaps(text, people, *, on=ON, as_at="today", **more):
    return screened(rulebook(a_rule("goal", text, as_at=as_at), **more), people, on=on).gaps.tolist()


MOVING = [{"home.moving_date": moving, "you.employed": employed} for moving, employed in [
    ("2025-04-05", True), ("2025-04-06", True), ("2027-04-05", False), ("2027-04-06", False), ("2027-04-06", True),
]]  # fmt: skip


def test_rows_on_whose_day_no_figure_holds_are_marked():
    assert gaps("law.benefit > £5", MOVING, as_at="home.moving_date") == [True, False, False, True, True]


@pytest.mark.parametrize(
    "text",
    [
        "you.employed or law.benefit > £5",
        "not you.employed and law.benefit > £5",
        "£1 > £2 if you.employed else law.benefit > £5",
        "worker or late",
    ],
)
def test_rows_that_do_not_look_at_the_figure_are_not_marked(text):
    rules = rulebook(
        a_rule("goal", text, as_at="home.moving_date"),
        a_rule("worker", "you.employed"),
        a_rule("late", "law.benefit > £5", as_at="home.moving_date"),
    )

    assert screened(rules, MOVING).gaps.tolist() == [False, False, False, True, False]


def test_rows_under_a_figure_that_is_a_range_are_marked():
    parameters = {
        **PARAMETERS,
        "law.fee": figure("law.fee", Kind.MONEY, version("2020-01-01", 5), version("2026-01-01", (6, 7))),
    }
    people = [{"home.moving_date": "2025-12-31"}, {"home.moving_date": "2026-01-01"}]

    assert gaps("law.fee > £5", people, as_at="home.moving_date", parameters=parameters) == [False, True]


def test_all_rows_are_marked_when_todays_figure_is_missing():
    assert gaps("law.benefit > £5", MOVING[:2], on=date(2030, 1, 1)) == [True, True]


def test_rows_whose_working_day_is_past_the_calendar_are_marked():
    people = [{"home.moving_date": moving, "home.nation": "wales"} for moving in ("2026-12-23", "2026-12-31")]

    assert gaps(
        "working_days_after(home.moving_date, 1, home.nation) > today", people, days=calendar(last="2026-12-31")
    ) == [False, True]


def test_a_row_with_a_member_that_looks_at_a_missing_figure_is_marked():
    people = [
        {"children": []},
        {"children": [{"costs": 1, "ill": False, "age": 1, "balance": 1, "born": "2020-01-01", "school": "state"}]},
    ]

    assert gaps("any(x.costs > law.benefit for x in children)", people, on=date(2030, 1, 1)) == [False, True]


def test_days_past_all_others_stay_past_all_others():
    people = [
        {"home.rooms": 1_000_000, "home.moving_date": "2026-01-01"},
        {"home.rooms": -1_000_000, "home.moving_date": "2026-01-01"},
    ]

    found = screened(rulebook(a_rule("goal", "plus_years(home.moving_date, home.rooms) > home.moving_date")), people)

    assert found.values.tolist() == [True, False]


def test_working_days_counted_backwards_are_marked():
    people = [{"home.moving_date": "2026-01-01", "home.nation": "wales", "home.rooms": rooms} for rooms in (1, -1)]

    assert gaps("working_days_after(home.moving_date, home.rooms, home.nation) > today", people, days=calendar()) == [
        False,
        True,
    ]


def test_a_rule_that_two_others_read_is_worked_out_once():
    rules = rulebook(a_rule("goal", "worker"), a_rule("worker", "you.employed"))
    screen = Screen(rules, Table(1, ON, {"you.employed": np.array([True])}))

    assert screen.rule("worker") is screen.rule("worker")
    assert screen.rule("goal").values.tolist() == [True]


@pytest.mark.parametrize(
    ("name", "possible"),
    [
        ("you.employed", VOCABULARY.facts["you.employed"].domain),
        ("home.price", Ranges.between(1, 2)),
        ("home.price", Ranges.exactly(LARGEST + 1)),
        ("home.moving_date", Ranges.between(-inf, inf)),
    ],
)
def test_only_exact_facts_of_a_size_that_stays_exact_have_a_column(name, possible):
    with pytest.raises(ValueError, match=f"{name} is not one value of a size that can be screened"):
        column_of(VOCABULARY.facts[name], [possible])


def test_columns_hold_truths_places_whole_numbers_and_members():
    def column(name, *written):
        return column_of(VOCABULARY.facts[name], [told({name: each}).possible(name, VOCABULARY) for each in written])

    assert column("you.employed", True, False).tolist() == [True, False]
    assert column("home.nation", "wales", "england").tolist() == [1, 0]
    assert column("home.price", 1.5).tolist() == [150]
    assert column("home.offer_date", "2026-11-20").tolist() == [day("2026-11-20")]


def test_a_member_knows_its_row():
    child = {"ill": True, "age": 5, "costs": 1, "balance": 1, "born": "2020-01-01", "school": "private"}
    lists = [told({"children": items}).possible("children", VOCABULARY) for items in ([], [child, child], [child])]

    column = column_of(VOCABULARY.facts["children"], lists)

    assert isinstance(column, Members)
    assert column.rows.tolist() == [1, 1, 2]
    assert column.fields["school"].tolist() == [1, 1, 1]


def test_free_text_about_a_member_has_no_column_for_no_rule_reads_it():
    column = column_of(VOCABULARY.facts["children"], [Items((), YES)])

    assert isinstance(column, Members)
    assert set(column.fields) == {"ill", "age", "costs", "balance", "born", "school"}


def test_what_is_no_list_has_no_members():
    column = column_of(VOCABULARY.facts["children"], [Items((), EITHER), Ranges.exactly(1)])

    assert isinstance(column, Members)
    assert column.rows.tolist() == []

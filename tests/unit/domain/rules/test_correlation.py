"""Which facts a rule reads, which it reads in opposite ways, and where their values change what follows."""

from __future__ import annotations

import pytest

from tests.unit.domain.invented import a_rule, calendar, day, rulebook


def rules_for(text, **more):
    return rulebook(a_rule("goal", text, **more), days=calendar())


@pytest.mark.parametrize(
    ("text", "needs_cases"),
    [
        ("you.employed and partner.exists", set()),
        ("you.employed or you.employed", set()),
        ("you.employed or not you.employed", {"you.employed"}),
        ("you.employed and (partner.exists or not you.employed)", {"you.employed"}),
        ("you.age > 18 and you.age > 60", set()),
        ("you.age > 18 and you.age < 60", {"you.age"}),
        ("you.age + you.age > 5", set()),
        ("you.age - you.age > 5", {"you.age"}),
        ("you.age == 5", {"you.age"}),
        ("you.age * 2 + you.age > 5", set()),
        ("you.age * -2 + you.age > 5", {"you.age"}),
        ("you.age * you.age > 5", {"you.age"}),
        ("home.nation == 'wales'", set()),
        ("home.nation == 'wales' or home.nation == 'wales'", set()),
        ("home.nation == 'wales' or home.nation == 'england'", {"home.nation"}),
        ("home.nation == 'wales' or home.nation != 'wales'", {"home.nation"}),
        ("home.nation", set()),
        ("you.savings if you.employed else you.balance", set()),
        ("you.savings if you.savings > £5 else £5", {"you.savings"}),
        ("max(you.savings, you.savings + £1)", set()),
        ("step(you.savings, law.fees) > £1", set()),
        ("step(you.savings, law.fees) > £1 and step(you.savings, law.fees) > £2", {"you.savings"}),
        ("bands(you.savings, law.bands) > you.savings", {"you.savings"}),
        ("any(x.age > you.age for x in children)", set()),
        ("any(x.age == you.age for x in children)", {"you.age"}),
        ("any(x.ill for x in children if x.age > you.age)", set()),
        ("all(x.age > you.age for x in children if x.age > you.age)", {"you.age"}),
        ("sum(x.costs for x in children if x.age > you.age) > £5", {"you.age"}),
        ("days_between(you.born, you.born) > 5", {"you.born"}),
        ("age_on(you.born, today) > 5 and plus_days(you.born, 5) < today", set()),
        ("age_on(you.born, today) > 5 and plus_days(you.born, 5) > today", {"you.born"}),
        (
            "working_days_after(today, 5, home.nation) > today and working_days_after(today, 6, home.nation) > today",
            {"home.nation"},
        ),
        ("law.limit > £5", set()),
    ],
)
def test_what_is_read_in_opposite_ways_has_to_be_tried_case_by_case(text, needs_cases):
    rules = rules_for(text)

    assert set(rules.case_facts("goal")) == needs_cases


def test_a_date_at_which_two_figures_are_read_is_tried_case_by_case():
    assert rules_for("home.price > law.limit and home.price > law.benefit", as_at="home.moving_date").case_facts(
        "goal"
    ) == ("home.moving_date",)


def test_what_a_rule_reads_through_another_counts_with_the_sign_in_which_it_reads_it():
    rules = rulebook(
        a_rule("worker", "you.employed"), a_rule("goal", "worker or not worker"), a_rule("twice", "worker and worker")
    )

    assert rules.case_facts("goal") == ("you.employed",)
    assert rules.case_facts("twice") == ()


def test_a_rule_reads_nothing_but_the_facts_it_reaches():
    rules = rulebook(
        a_rule("first", "you.employed and any(x.age > you.age for x in children)"),
        a_rule("goal", "first or home.price > law.limit", as_at="home.moving_date"),
        a_rule("beside", "partner.exists"),
    )

    assert set(rules.reads("goal")) == {"you.employed", "you.age", "children", "home.price", "home.moving_date"}


def cuts(text, fact, **more):
    return rules_for(text, **more).machine.cuts[fact]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("you.age > 60", (60, 61)),
        ("60 < you.age", (60, 61)),
        ("you.age == 60 or you.age < 18", (18, 19, 60, 61)),
        ("you.age < 7 / 2", (4,)),
        ("you.savings > law.benefit", (1000, 1001, 1100, 1101)),
        ("step(you.savings, law.fees) > £5", (1, 100_001, 500_001)),
        ("you.savings > £1 + £2", (100, 101, 200, 201)),
    ],
)
def test_values_are_cut_where_the_rules_begin_to_treat_them_otherwise(text, values):
    found = cuts(text, "you.age" if "age" in text else "you.savings")

    assert set(values) <= set(found.values)


def test_a_date_is_cut_on_each_day_a_version_begins_and_after_the_day_one_ends():
    found = cuts("law.benefit > £5", "home.moving_date", as_at="home.moving_date")

    assert found.values == (day("2025-04-06"), day("2026-04-06"), day("2027-04-06"))


def test_two_facts_that_are_compared_are_cut_at_each_other():
    rules = rules_for("home.moving_date > home.offer_date")

    assert rules.machine.cuts["home.moving_date"].facts == ("home.offer_date",)
    assert rules.machine.cuts["home.offer_date"].facts == ("home.moving_date",)

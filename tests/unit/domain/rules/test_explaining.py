"""Why an answer is what it is, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handrail.domain.facts.vocabulary import Vocabulary
from handrail.domain.rules.determination import Reason
from handrail.domain.rules.explaining import say_version, version_on
from handrail.domain.rules.rulebook import Calculator
from handrail.domain.rules.types import Kind
from tests.unit.domain.invented import (
    ACT,
    GUIDE,
    ON,
    PARAMETERS,
    RULES_FILE,
    VOCABULARY,
    a_rule,
    determined,
    figure,
    rulebook,
    told,
    version,
)


def because(text, facts, **more):
    """What is said, one line for each reason."""
    return [reason.says for reason in determined(text, facts, **more).because]


@pytest.mark.parametrize(
    ("text", "facts", "said"),
    [
        ("you.employed", {"you.employed": True}, ["you have a job"]),
        ("you.employed", {}, []),
        ("home.nation == 'wales'", {"home.nation": "wales"}, ["the nation is Wales"]),
        ("home.nation == 'wales'", {"home.nation": {"one_of": ["england", "scotland"]}}, []),
        ("you.age > 18", {"you.age": 40}, ["your age is 40"]),
        ("home.moving_date < today", {"home.moving_date": "2026-11-01"}, ["the moving day is 1 November 2026"]),
        ("you.started", {"you.started": "2026-11"}, ["the month you started is November 2026"]),
        ("you.employed and you.age > 18", {"you.employed": True, "you.age": 40}, ["you have a job", "your age is 40"]),
        ("you.employed and you.age > 18", {"you.employed": True, "you.age": 10}, ["your age is 10"]),
        ("you.employed and you.age > 18", {"you.employed": False, "you.age": 40}, ["you have no job"]),
        ("you.age > 18 and you.employed", {"you.employed": False}, ["you have no job"]),
        ("you.employed or you.age > 18", {"you.employed": True, "you.age": 40}, ["you have a job"]),
        ("you.age > 18 or you.employed", {"you.age": 10, "you.employed": True}, ["you have a job"]),
        ("you.employed or you.age > 18", {"you.employed": False, "you.age": 10}, ["you have no job", "your age is 10"]),
        ("not (you.employed and you.age > 18)", {"you.age": 10}, ["your age is 10"]),
        (
            "you.savings if you.employed else £0",
            {"you.employed": True, "you.savings": 5},
            ["you have a job", "what you have saved is £5"],
        ),
        ("you.savings if you.employed else £0", {"you.employed": False, "you.savings": 5}, ["you have no job"]),
        ("any(x.ill for x in children)", {"children": [{"ill": True}]}, ["the children you told us about: 1 child"]),
        ("count(x for x in children)", {}, ["the children you told us about: not known"]),
    ],
)
def test_only_what_decided_it_is_told(text, facts, said):
    assert because(text, facts) == said


def test_what_is_read_beside_the_members_of_a_list_is_told_too():
    found = determined(
        "any(x.age > you.age and x.costs > law.limit for x in children)",
        {"children": [{"age": 9, "costs": 5000}], "you.age": 3},
    )

    assert {reason.says for reason in found.because} == {
        "the children you told us about: 1 child",
        "your age is 3",
        "The limit: £2,000",
    }
    assert found.sources == (ACT,)


def test_a_fact_is_told_once_however_often_it_is_read():
    assert because("you.age > 18 and you.age > 20", {"you.age": 40}) == ["your age is 40"]


def test_a_collection_without_words_of_its_own_is_named():
    vocabulary = Vocabulary({**VOCABULARY.facts, "children": replace(VOCABULARY.facts["children"], label="")})
    rules = rulebook(a_rule("goal", "any(x.ill for x in children)"), vocabulary=vocabulary)

    assert rules.determine("goal", told({}), ON).because == (Reason("fact", "children", "children: not known"),)


# -- rules ---------------------------------------------------------------------------------------------------------------


def test_a_rule_is_told_in_its_own_words_with_its_first_source():
    found = determined("you.employed", {"you.employed": True}, says="People in work", sources=(GUIDE, ACT))

    assert found.because == (
        Reason("rule", "goal", "People in work", GUIDE),
        Reason("fact", "you.employed", "you have a job"),
    )


def test_a_rule_that_is_no_is_told_in_its_words_for_no_or_not_at_all():
    assert because("you.employed", {"you.employed": False}, says="In work", says_no="Out of work") == [
        "Out of work",
        "you have no job",
    ]
    assert because("you.employed", {"you.employed": False}, says="In work") == ["you have no job"]


def test_a_rule_that_is_open_is_not_told():
    assert because("you.employed", {}, says="In work", says_no="Out of work") == []


def test_an_amount_is_told_in_its_words_whatever_it_comes_to():
    assert because("you.savings", {}, says="What you have") == ["What you have"]


def test_the_rules_that_a_rule_reads_are_told_after_it():
    rules = rulebook(
        a_rule("goal", "worker and you.age > 18", says="You can have it"),
        a_rule("worker", "you.employed", says="You are a worker"),
    )

    found = rules.determine("goal", told({"you.employed": True, "you.age": 40}), ON)

    assert [reason.says for reason in found.because] == [
        "You can have it",
        "You are a worker",
        "you have a job",
        "your age is 40",
    ]


def test_a_calculator_is_told_by_its_arguments():
    double = Calculator("double", {"amount": "money"}, "money", lambda amount: 2 * amount, RULES_FILE)
    rules = rulebook(a_rule("goal", "double(amount=home.price)"), calculators={"double": double})

    assert [reason.says for reason in rules.determine("goal", told({"home.price": 5}), ON).because] == [
        "the price is £5"
    ]


# -- figures -------------------------------------------------------------------------------------------------------------


def test_a_figure_is_told_with_its_source():
    found = determined("home.price > law.limit", {"home.price": 5000})

    assert set(found.because) == {
        Reason("fact", "home.price", "the price is £5,000"),
        Reason("parameter", "law.limit", "The limit: £2,000", ACT),
    }


def test_a_figure_is_told_as_it_was_on_the_date_that_the_law_names():
    said = because(
        "home.price > law.limit", {"home.price": 5000, "home.moving_date": "2026-04-05"}, as_at="home.moving_date"
    )

    assert set(said) == {"the price is £5,000", "The limit: £1,000", "the moving day is 5 April 2026"}


def test_every_version_that_may_hold_is_told():
    said = because("home.price > law.limit", {"home.price": 5000}, as_at="home.moving_date")

    assert set(said) == {"the price is £5,000", "The limit: £1,000", "The limit: £2,000"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("round_down(bands(home.price, law.bands), 1p)", ["The bands", "the price is £5,000"]),
        ("step(home.price, law.fees)", ["The fees", "the price is £5,000"]),
    ],
)
def test_a_table_is_named_and_not_spelt_out(text, said):
    assert because(text, {"home.price": 5000}) == said


def test_a_figure_without_words_of_its_own_is_named():
    parameters = {"law.fee": figure("law.fee", Kind.MONEY, version("2020-01-01", 500))}
    rules = rulebook(a_rule("goal", "law.fee"), parameters=parameters)

    assert [reason.says for reason in rules.determine("goal", told({}), ON).because] == ["law.fee: £5"]


# -- slots ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slot", ["{law.limit}", "{{ law.limit }}", "{ law.limit }"])
def test_words_may_hold_a_figure(slot):
    assert because("home.price > law.limit", {"home.price": 5000}, says=f"More than {slot}")[0] == "More than £2,000"


def test_a_figure_in_words_is_the_one_that_the_rule_read_and_not_todays():
    facts = {"home.price": 5000, "home.moving_date": "2026-04-05"}

    said = because("home.price > law.limit", facts, as_at="home.moving_date", says="More than {law.limit}")

    assert said[0] == "More than £1,000"


def test_where_the_rule_may_have_read_several_all_are_told_each_once():
    facts = {"home.price": 5000}

    said = because("home.price > law.limit", facts, as_at="home.moving_date", says="More than {law.limit}")

    assert said[0] == "More than £1,000 or £2,000"


def test_a_figure_that_the_rule_does_not_read_itself_is_todays():
    said = because("home.price > £1", {"home.price": 5000}, on=date(2025, 1, 1), says="The limit is {law.limit}")

    assert said[0] == "The limit is £1,000"


def test_a_figure_that_was_not_looked_at_or_not_covered_is_the_nearest():
    unread = because("not you.employed or home.price > law.limit", {"you.employed": False}, says="{law.limit}")
    uncovered = because(
        "£1 if you.employed else law.limit",
        {"you.employed": False, "home.moving_date": "2019-01-01"},
        as_at="home.moving_date",
        says="{law.limit}",
    )

    assert unread[0] == "£2,000"
    assert uncovered[0] == "£2,000"


def test_a_slot_that_is_no_figure_keeps_its_name():
    assert because("you.employed", {"you.employed": True}, says="The {limit}")[0] == "The limit"


# -- figures as people write them --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (Kind.MONEY, 50_000_000, "£500,000"),
        (Kind.MONEY, (40_000, 150_000), "between £400 and £1,500"),
        (Kind.RATE, "1/20", "5%"),
        (Kind.RATE, "1/40", "2.5%"),
        (Kind.RATE, ("1/20", "1/10"), "5% to 10%"),
        (Kind.NUMBER, 14, "14"),
        (Kind.NUMBER, 1_500_000, "1,500,000"),
        (Kind.NUMBER, "5/2", "2.5"),
        (Kind.NUMBER, (28, 42), "28 to 42"),
        (Kind.DATE, date(2026, 9, 1).toordinal(), "1 September 2026"),
        (Kind.CHOICE, 1, "new"),
    ],
)
def test_a_figure_is_written_as_people_write_it(kind, value, words):
    assert (
        say_version(
            figure("law.x", kind, version("2020-01-01", value), options=("old", "new")), version("2020-01-01", value)
        )
        == words
    )


def test_the_version_of_a_day_is_the_nearest_when_none_is_in_force():
    benefit = PARAMETERS["law.benefit"]

    assert version_on(benefit, date(2026, 4, 5)).low == 1000
    assert version_on(benefit, date(2019, 1, 1)).low == 1000
    assert version_on(benefit, date(2030, 1, 1)).low == 1100


def test_two_people_asked_about_in_turn_each_have_their_own_reasons():
    rules = rulebook(a_rule("goal", "you.employed or you.age > 18"))

    first = rules.determine("goal", told({"you.employed": True}), ON)
    second = rules.determine("goal", told({"you.employed": False, "you.age": 40}), ON)

    assert [reason.says for reason in first.because] == ["you have a job"]
    assert [reason.says for reason in second.because] == ["your age is 40"]

"""Asking a pack's rules: how far an answer is known, what it needs, what it stands on, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import inf

import pytest

from handrail.domain.facts.held import Facts
from handrail.domain.facts.possible import Among, Ranges
from handrail.domain.facts.vocabulary import Vocabulary
from handrail.domain.rules import determining
from handrail.domain.rules.cases import Split
from handrail.domain.rules.determination import Status
from handrail.domain.rules.types import Kind
from tests.unit.domain.invented import (
    ACT,
    GUIDE,
    ON,
    PARAMETERS,
    VOCABULARY,
    a_rule,
    by_cases,
    day,
    declared,
    determined,
    figure,
    rulebook,
    told,
    version,
    with_constraints,
)

YES, NO, EITHER = (Among(frozenset(values)) for values in ({True}, {False}, {True, False}))


# -- every row of the table of what we hold ------------------------------------------------------------------------------


def test_with_nothing_told_the_answer_is_open_and_needs_the_fact():
    found = determined("home.price > £500")

    assert (found.status, found.possible, found.needs) == (Status.OPEN, EITHER, ("home.price",))


def test_an_answer_settles_it():
    found = determined("home.price > £500", {"home.price": 501})

    assert (found.status, found.possible, found.needs) == (Status.SETTLED, YES, ())


def test_a_range_settles_it_when_all_of_it_falls_on_one_side():
    assert determined("home.price > £500", {"home.price": {"between": [501, 900]}}).is_yes
    assert determined("home.price > £500", {"home.price": {"between": [1, 500]}}).is_no
    assert determined("home.price > £500", {"home.price": {"between": [500, 501]}}).status is Status.OPEN


def test_two_sources_that_disagree_settle_it_only_where_they_come_to_the_same():
    facts = told({"home.price": 400}).plus(told({"home.price": 600}, by="conveyancer").by_name["home.price"][0])
    rules = rulebook(a_rule("over_500", "home.price > £500"), a_rule("over_300", "home.price > £300"))

    assert rules.determine("over_300", facts, ON).is_yes
    assert rules.determine("over_500", facts, ON).needs == ("home.price",)


def test_what_the_person_would_rather_not_say_is_still_needed_and_is_told_apart():
    rules = rulebook(a_rule("goal", "home.price > £500"))
    facts = told({"home.price": "declined"})

    assert rules.determine("goal", facts, ON).needs == ("home.price",)
    assert rules.declined(facts) == ("home.price",)


def test_a_supposition_gives_an_estimate_and_never_settles():
    found = determined("home.price > £500", {"home.price": {"assume": 501}})

    assert (found.status, found.possible, found.assumes) == (Status.ESTIMATE, YES, ("home.price",))


def test_a_supposition_may_leave_the_answer_open_still():
    found = determined("home.price > £500 and you.employed", {"home.price": {"assume": 501}})

    assert (found.status, found.assumes, found.needs) == (Status.OPEN, ("home.price",), ("you.employed",))


def test_what_is_settled_without_a_supposition_does_not_stand_on_it():
    found = determined("home.price > £500 or you.employed", {"home.price": {"assume": 501}, "you.employed": True})

    assert (found.status, found.assumes) == (Status.SETTLED, ())


def test_a_supposition_about_something_else_changes_nothing():
    found = determined("home.price > £500", {"you.age": {"assume": 40}})

    assert (found.status, found.assumes, found.needs) == (Status.OPEN, (), ("home.price",))


def test_facts_with_no_supposition_need_no_second_sheet():
    rules = rulebook(a_rule("goal", "you.employed"))

    assert rules.sheet_supposing(told({"you.employed": True}), ON) is None
    assert rules.sheet_supposing(told({"you.employed": {"assume": True}}), ON) is not None


# -- facts that hang on others -------------------------------------------------------------------------------------------

PARTNER_IS_OLDER = "partner.exists and partner.age > you.age"


def sheet_of(rules, facts):
    return rules.sheet(told(facts), ON)


def test_a_fact_whose_guard_is_no_lies_dormant_and_is_not_read():
    rules = rulebook(a_rule("goal", PARTNER_IS_OLDER))
    facts = {"partner.exists": False, "partner.age": 70, "you.age": 30}

    assert sheet_of(rules, facts).dormant == {"partner.age"}
    assert rules.determine("goal", told(facts), ON).is_no


def test_a_fact_whose_guard_is_not_known_is_kept():
    rules = rulebook(a_rule("goal", PARTNER_IS_OLDER))

    assert sheet_of(rules, {"partner.age": 70}).dormant == frozenset()


def test_a_dormant_fact_comes_back_when_its_guard_does():
    rules = rulebook(a_rule("goal", PARTNER_IS_OLDER))
    before = told({"partner.exists": False, "partner.age": 70, "you.age": 30})

    after = before.plus(told({"partner.exists": True}).by_name["partner.exists"][0])

    assert rules.determine("goal", before, ON).is_no
    assert rules.determine("goal", after, ON).is_yes


def test_a_fact_is_asked_unless_its_guard_is_no_and_surely_only_when_it_is_yes():
    rules = rulebook(a_rule("goal", PARTNER_IS_OLDER))
    sheets = [sheet_of(rules, facts) for facts in ({}, {"partner.exists": True}, {"partner.exists": False})]

    assert [rules.is_asked("partner.age", sheet) for sheet in sheets] == [True, True, False]
    assert [rules.is_asked("partner.age", sheet, surely=True) for sheet in sheets] == [False, True, False]
    assert all(rules.is_asked("you.age", sheet, surely=True) for sheet in sheets)


# -- what is still needed -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "facts", "needs"),
    [
        ("you.employed and partner.exists", {}, ("you.employed", "partner.exists")),
        ("you.employed and partner.exists", {"you.employed": True}, ("partner.exists",)),
        ("(you.employed and partner.exists) or (not you.employed and partner.exists)", {}, ("partner.exists",)),
        (PARTNER_IS_OLDER, {}, ("you.age", "partner.exists", "partner.age")),
        (PARTNER_IS_OLDER, {"partner.exists": True}, ("you.age", "partner.age")),
        ("home.price > £500 if you.employed else home.price > £400", {"home.price": 450}, ("you.employed",)),
        (
            "home.price > £500 if you.employed else home.price > £400",
            {"home.price": {"between": [450, 600]}},
            ("you.employed", "home.price"),
        ),
        ("any(x.ill for x in children) or you.employed", {}, ("you.employed", "children")),
        ("any(x.age > you.age for x in children)", {}, ("you.age", "children")),
        ("any(x.age > you.age for x in children)", {"you.age": 4}, ("children",)),
        (
            "any(partner.exists and x.age > partner.age for x in children)",
            {},
            ("partner.exists", "partner.age", "children"),
        ),
        (
            "any(x.ill and (partner.exists and partner.age > 6 or you.employed) for x in children)",
            {"partner.exists": False},
            ("you.employed", "children"),
        ),
        ("any(x.age > you.age for x in children)", {"children": [{"age": 5}]}, ("you.age",)),
        (
            "any(x.age > you.age for x in children)",
            {"children": [{"age": 5}], "you.age": {"between": [1, 5]}},
            ("you.age",),
        ),
        ("any(x.age > you.age for x in children)", {"children": [{}], "you.age": 3}, ("children",)),
        ("any(x.ill for x in children if x.age > 3)", {"children": [{"ill": True}]}, ("children",)),
        ("any(x.ill for x in children)", {"children": {"items": [{"ill": False}], "complete": False}}, ("children",)),
        ("any(you.employed for x in children)", {"children": [{}]}, ("you.employed",)),
        ("sum(x.costs for x in children if partner.exists)", {"children": [{"costs": 1}]}, ("partner.exists",)),
        (
            "all(x.ill and you.employed for x in children)",
            {"children": [{"ill": True}, {"ill": True}]},
            ("you.employed",),
        ),
        ("max(you.age, 50)", {"you.age": {"between": [30, 60]}}, ("you.age",)),
        (
            "home.nation == 'wales' or home.nation == 'england'",
            {"home.nation": {"one_of": ["wales", "scotland"]}},
            ("home.nation",),
        ),
        ("step(home.price, law.fees)", {}, ("home.price",)),
        ("law.cost", {}, ()),
    ],
)
def test_needs_are_the_facts_that_can_still_change_it_in_the_order_of_the_vocabulary(text, facts, needs):
    found = determined(text, facts)

    assert (found.status, found.needs) == (Status.OPEN, needs)


def test_a_fact_that_only_an_impossible_case_reads_is_not_needed():
    vocabulary = with_constraints(("worker", "you.employed or not partner.exists"))
    rules = rulebook(
        a_rule("goal", "(partner.exists and not you.employed and you.age > 5) or home.price > £5"),
        vocabulary=vocabulary,
    )

    assert rules.determine("goal", told({"partner.exists": True}), ON).needs == ("home.price",)


def test_what_hangs_on_rules_hangs_on_the_facts_they_read():
    rules = rulebook(a_rule("old", "you.age > 60"), a_rule("goal", "old or you.employed"))

    assert rules.determine("goal", Facts(), ON).needs == ("you.age", "you.employed")
    assert set(rules.reads("goal")) == {"you.age", "you.employed"}


def test_a_rule_read_beside_the_members_of_a_list_is_looked_into():
    rules = rulebook(a_rule("goal", "any(x.ill and worker for x in children)"), a_rule("worker", "you.employed"))

    assert rules.determine("goal", told({"children": [{"ill": True}]}), ON).needs == ("you.employed",)
    assert rules.determine("goal", told({}), ON).needs == ("you.employed", "children")


def test_a_list_read_by_a_rule_beside_the_members_of_a_list_is_looked_into():
    rules = rulebook(
        a_rule("goal", "any(x.age > number for x in children)"),
        a_rule("number", "count(x for x in children if you.employed)"),
    )

    assert rules.determine("goal", told({}), ON).needs == ("you.employed", "children")


def test_what_decides_which_version_is_in_force_is_needed():
    assert determined("home.price > law.limit", {"home.price": 1500}, as_at="home.moving_date").needs == (
        "home.moving_date",
    )


# -- what is missing in the law --------------------------------------------------------------------------------------------


def test_a_yearly_figure_beyond_its_last_day_is_not_known_yet():
    found = determined("law.benefit", on=date(2027, 4, 6))

    assert (found.status, found.low, found.high) == (Status.NOT_KNOWN_YET, -inf, inf)


def test_a_figure_before_its_first_day_is_not_covered():
    assert determined("law.limit", on=date(2020, 4, 5)).status is Status.NOT_COVERED
    assert determined("law.limit", on=date(2020, 4, 6)).is_settled


def test_a_figure_is_read_at_the_date_that_the_law_names_and_not_today():
    found = determined("law.benefit", {"home.moving_date": "2026-04-05"}, on=date(2030, 1, 1), as_at="home.moving_date")

    assert (found.status, found.low) == (Status.SETTLED, 1000)


def test_a_missing_figure_that_another_part_makes_unimportant_is_not_missed():
    late = date(2027, 4, 6)

    assert determined("you.employed or law.benefit > £5", {"you.employed": True}, late).status is Status.SETTLED
    assert determined("you.employed or law.benefit > £5", {"you.employed": False}, late).status is Status.NOT_KNOWN_YET


def test_while_an_answer_may_still_make_it_unimportant_the_goal_is_open():
    found = determined("you.employed or law.benefit > £5", {}, date(2027, 4, 6))

    assert (found.status, found.needs) == (Status.OPEN, ("you.employed",))


def test_what_is_not_known_yet_says_more_than_what_is_not_covered():
    parameters = {**PARAMETERS, "law.new": figure("law.new", Kind.MONEY, version("2030-01-01", 5))}
    rules = rulebook(a_rule("goal", "law.benefit + law.new"), parameters=parameters)

    assert rules.determine("goal", Facts(), date(2028, 1, 1)).status is Status.NOT_KNOWN_YET


def test_when_each_case_misses_a_figure_that_is_the_answer_whatever_is_still_told():
    rules = rulebook(by_cases("goal", ("you.employed", "law.benefit"), (None, "law.benefit + £1")))

    assert rules.determine("goal", Facts(), date(2027, 4, 6)).status is Status.NOT_KNOWN_YET


def test_what_one_goal_misses_is_not_told_of_another():
    rules = rulebook(a_rule("benefit", "law.benefit"), a_rule("ill", "any(x.ill for x in children)"))
    sheet = rules.sheet(Facts(), date(2027, 4, 6))

    assert rules.determine_on("benefit", sheet).status is Status.NOT_KNOWN_YET
    assert rules.determine_on("ill", sheet).status is Status.OPEN


def test_a_date_that_is_not_known_ranges_only_over_the_days_that_are_covered():
    found = determined("home.price > law.limit", {"home.price": 2500}, as_at="home.moving_date")

    assert found.is_yes


def test_a_figure_that_is_honestly_a_range_is_open_and_needs_nothing():
    found = determined("law.cost")

    assert (found.status, found.low, found.high, found.needs) == (Status.OPEN, 40_000, 150_000, ())


# -- constraints ---------------------------------------------------------------------------------------------------------

IN_ORDER = with_constraints(("moving_after_offer", "home.moving_date >= home.offer_date"))
IS_SOON = a_rule("goal", "home.moving_date >= date('2026-06-01')")


def test_what_a_constraint_implies_counts_as_known():
    rules = rulebook(IS_SOON, vocabulary=IN_ORDER)

    assert rules.determine("goal", told({"home.offer_date": "2026-07-01"}), ON).is_yes
    assert rules.determine("goal", told({"home.offer_date": "2026-05-01"}), ON).needs == ("home.moving_date",)


def test_facts_that_contradict_a_constraint_are_told_apart():
    rules = rulebook(IS_SOON, vocabulary=IN_ORDER)

    assert rules.broken_constraints(
        sheet_of(rules, {"home.offer_date": "2026-07-01", "home.moving_date": "2026-06-30"})
    ) == ("moving_after_offer",)
    assert (
        rules.broken_constraints(sheet_of(rules, {"home.offer_date": "2026-07-01", "home.moving_date": "2026-07-01"}))
        == ()
    )
    assert rules.facts_of_constraint("moving_after_offer") == ("home.offer_date", "home.moving_date")


def test_when_every_case_is_impossible_the_bare_answer_is_left():
    vocabulary = with_constraints(
        ("never", "not (you.employed and partner.exists)"), ("always", "you.employed and partner.exists")
    )
    rules = rulebook(a_rule("goal", "home.rooms > 1 or home.rooms < 5 or you.employed"), vocabulary=vocabulary)

    assert rules.outcome("goal", rules.sheet(Facts(), ON)).value == 2


# -- what an answer carries ------------------------------------------------------------------------------------------------


def test_goals_are_the_rules_that_say_so():
    rules = rulebook(a_rule("public", "you.employed"), a_rule("private", "you.employed", is_goal=False))

    assert rules.goals == ("public",)


def test_the_scope_of_a_goal_comes_with_its_answer():
    assert determined("you.employed", scope="People who live here").scope == "People who live here"


def test_sources_are_those_of_the_goal_and_of_what_decided_each_once():
    rules = rulebook(
        a_rule("goal", "rich and home.price > law.limit", sources=(GUIDE,)),
        a_rule("rich", "you.savings > £100", says="You are rich", sources=(ACT, GUIDE)),
    )

    found = rules.determine("goal", told({"you.savings": 200, "home.price": 5000}), ON)

    assert found.sources == (GUIDE, ACT)


@pytest.mark.parametrize(
    ("rule", "on", "must_check"),
    [
        (a_rule("goal", "home.price > law.limit"), ON, False),
        (a_rule("goal", "home.price > law.limit", sources=(GUIDE,)), ON, True),
        (a_rule("goal", "home.price > law.limit", review_by=date(2026, 11, 20)), ON, False),
        (a_rule("goal", "home.price > law.limit", review_by=date(2026, 11, 19)), ON, True),
        (a_rule("goal", "due"), ON, True),
        (a_rule("goal", "home.price > law.reviewed"), date(2026, 6, 1), False),
        (a_rule("goal", "home.price > law.reviewed"), date(2026, 6, 2), True),
    ],
    ids=[
        "read in the text of the law", "read elsewhere", "on the day of its review", "the day after", "a rule it reads is past its review",
        "a figure on the day of its review", "a figure the day after",
    ],
)  # fmt: skip
def test_what_was_not_read_in_the_law_or_is_past_its_review_must_be_checked(rule, on, must_check):
    reviewed = figure("law.reviewed", Kind.MONEY, version("2020-01-01", 5, review_by=date(2026, 6, 1)))
    due = a_rule("due", "home.price > £1", says="It is dear", sources=(ACT,), review_by=date(2026, 1, 1))
    rules = rulebook(rule, due, parameters={**PARAMETERS, "law.reviewed": reviewed})

    assert rules.determine("goal", told({"home.price": 5000}), on).must_check is must_check


def test_an_older_version_of_a_figure_does_not_make_the_newer_one_due():
    newer = replace(ACT, title="Moving Act 2026")
    both = figure(
        "law.reviewed",
        Kind.MONEY,
        version("2020-01-01", 5, review_by=date(2021, 1, 1)),
        version("2026-01-01", 6, source=newer),
    )
    rules = rulebook(a_rule("goal", "law.reviewed"), parameters={"law.reviewed": both})

    assert rules.determine("goal", Facts(), ON).must_check is False


def test_dates_months_and_choices_are_goals_too():
    facts = {"home.moving_date": "2026-12-01", "you.started": "2026-01", "home.nation": "wales"}

    assert determined("plus_days(home.moving_date, 14)", facts).possible == Ranges.exactly(day("2026-12-15"))
    assert determined("you.started", facts).possible == Ranges.exactly(2026 * 12)
    assert determined("home.nation", facts).possible == Among(frozenset({"wales"}))


# -- cases ---------------------------------------------------------------------------------------------------------------


def test_what_is_read_in_opposite_ways_is_tried_case_by_case_choices_before_ranges():
    rules = rulebook(a_rule("goal", "(you.age > 18 and you.employed) or (you.age < 18 and not you.employed)"))

    assert rules.case_facts("goal") == ("you.employed", "you.age")


def test_rules_come_to_the_same_however_many_sets_of_them_were_asked_for_before(monkeypatch):
    monkeypatch.setattr(determining, "_MOST_BATCHES", 2)
    rules = rulebook(*(a_rule(f"over_{age}", f"you.age > {age}") for age in (1, 2, 3)))
    sheet = rules.sheet(told({"you.age": 2}), ON)

    first, *_, again = (rules.outcomes(asked, sheet) for asked in (["over_1"], ["over_2"], ["over_3"], ["over_1"]))

    assert first == again
    assert first[0].value == 2


def test_what_is_made_ready_beforehand_comes_to_what_is_made_when_it_is_asked_for():
    text = "(you.age > 18 and you.employed) or (you.age < 18 and not you.employed)"
    made_ready, as_asked = (rulebook(a_rule("goal", text)) for _ in range(2))
    facts = told({"you.age": 20})

    made_ready.make_ready()

    assert made_ready.determine("goal", facts, ON) == as_asked.determine("goal", facts, ON)


def test_many_rules_at_once_come_to_what_each_comes_to_alone():
    names = {
        "known": "you.age > 18",
        "always": "you.employed or not you.employed",
        "open": "partner.exists",
        "amount": "home.price - home.price",
        "late": "law.benefit > £5",
    }
    rules = rulebook(*(a_rule(name, text) for name, text in names.items()))
    facts = told({"you.age": 40, "home.price": {"between": [1, 2]}})

    for day_asked in (ON, date(2030, 1, 1)):
        together = rules.outcomes(list(names), rules.sheet(facts, day_asked))
        assert [one.value for one in together] == [
            rules.outcome(name, rules.sheet(facts, day_asked)).value for name in names
        ]


def test_cases_of_a_fact_that_lies_dormant_are_not_tried():
    rules = rulebook(a_rule("goal", "(partner.exists and (partner.age > 5 or partner.age < 3)) or you.age == 5"))

    sheet = sheet_of(rules, {"partner.exists": False, "you.age": {"between": [1, 9]}})

    assert rules.outcome("goal", sheet).value == 3
    assert rules.needs("goal", sheet) == ("you.age",)


def test_a_case_that_a_constraint_rules_out_does_not_keep_an_answer_open():
    vocabulary = with_constraints(("never_both", "not (you.employed and partner.exists)"))
    neither_or_one = "not (you.employed or partner.exists) or (you.employed and not partner.exists) or (partner.exists and not you.employed)"

    assert rulebook(a_rule("goal", neither_or_one), vocabulary=vocabulary).determine("goal", Facts(), ON).is_yes
    assert rulebook(a_rule("goal", neither_or_one)).determine("goal", Facts(), ON).status is Status.OPEN


def test_cases_are_tried_in_the_rules_that_a_rule_names_too():
    rules = rulebook(
        a_rule("goal", "worker or not worker"),
        a_rule("worker", "you.employed and you.age > 18"),
        a_rule("again", "worker and goal"),
    )

    assert rules.determine("goal", Facts(), ON).is_yes
    assert rules.determine("again", Facts(), ON).needs == ("you.age", "you.employed")


def test_a_question_with_more_cases_than_are_tried_stays_open_and_true():
    # Each of these is yes whatever the facts, yet trying a case for every value of eight of them would take millions.
    names = [f"home.part_{number}" for number in range(8)]
    vocabulary = Vocabulary({name: declared(name, "whole_number", low=0, high=9) for name in names})
    text = " + ".join(f"({name} - {name})" for name in names)

    found = rulebook(a_rule("goal", text), vocabulary=vocabulary).determine("goal", Facts(), ON)

    assert found.low <= 0 <= found.high


def test_a_tree_of_cases_stops_at_a_second_answer_unless_every_leaf_is_wanted():
    rules = rulebook(
        a_rule("goal", "home.nation in ('england', 'wales') and home.nation != 'wales' and home.nation != 'scotland'")
    )
    sheet = rules.sheet(Facts(), ON)

    short, whole = rules.tree("goal", sheet), rules.tree("goal", sheet, every_leaf=True)

    assert isinstance(short, Split)
    assert isinstance(whole, Split)
    assert (len(short.branches), len(whole.branches)) == (2, 4)


def test_the_vocabulary_and_figures_of_a_rulebook_are_those_it_was_given():
    rules = rulebook(a_rule("goal", "you.employed"))

    assert (rules.vocabulary, rules.parameters, rules.release) == (VOCABULARY, PARAMETERS, "moving-1+0123456789ab")

"""Reading `rules/*.yaml`."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.domain.facts.mistakes import Place
from handrail.domain.rules.parameters import Source
from handrail.domain.rules.rulebook import Case
from handrail.packs.entries import Report
from handrail.packs.rules import load_rules
from tests.unit.packs.written_pack import said


def rules(root, text, file="rules/home.yaml"):
    """What is read from one file, and what is wrong with it."""
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, encoding="utf-8")
    report = Report()
    return load_rules(root, report), said(report)


WHOLE = """\
first_time_buyer:
  type: yes_no
  when: >-
    not you.have_owned
    and home.is_main
  as_at: today
  says: Your first home
  says_no: Not your first home
  goal: true
  question: Is it your first home?
  scope: Whole homes
  changeable: true
  sources: [{title: Act, seen: text}, {title: Guide, seen: notes}]
  review_by: 2027-04-06
tax:
  cases:
    - {when: home.nation == 'wales', value: 5}
    - {when: false, value: true}
    - otherwise: 2.5
price:
  value: home.price
kind:
  type: choice
  choices: [flat, 5]
  value: "'flat'"
"""


def test_a_rule_is_read_with_all_that_it_says(tmp_path):
    found, wrong = rules(tmp_path, WHOLE)

    assert wrong == []
    rule = found["first_time_buyer"]
    assert rule.cases == (Case(None, "not you.have_owned and home.is_main"),)
    assert (rule.name, rule.type, rule.as_at, rule.is_condition) == ("first_time_buyer", "yes_no", "today", True)
    assert (rule.says, rule.says_no, rule.question) == (
        "Your first home",
        "Not your first home",
        "Is it your first home?",
    )
    assert (rule.is_goal, rule.scope, rule.changeable) == (True, "Whole homes", True)
    assert rule.sources == (Source("Act", seen="text"), Source("Guide", seen="notes"))
    assert rule.review_by == date(2027, 4, 6)
    assert rule.place == Place("rules/home.yaml", 3)


def test_cases_are_expressions_even_where_yaml_reads_numbers_and_truths(tmp_path):
    rule = rules(tmp_path, WHOLE)[0]["tax"]

    assert rule.cases == (Case("home.nation == 'wales'", "5"), Case("False", "True"), Case(None, "2.5"))
    assert rule.place == Place("rules/home.yaml", 16)
    assert rule.is_condition is False


def test_a_rule_that_says_no_more_is_private_and_undated(tmp_path):
    rule = rules(tmp_path, WHOLE)[0]["price"]

    assert rule.cases == (Case(None, "home.price"),)
    assert (rule.is_goal, rule.changeable, rule.sources, rule.review_by, rule.as_at) == (False, False, (), None, "")


def test_choices_are_words(tmp_path):
    assert rules(tmp_path, WHOLE)[0]["kind"].choices == ("flat", "5")


def test_an_amount_may_say_how_often_it_is_paid(tmp_path):
    found, wrong = rules(tmp_path, "a: {value: 1, period: week}\nb: {value: 1, period: wek}\nc: {value: 1}")

    assert [found[name].period for name in "ac"] == ["week", ""]
    assert wrong == [
        "rules/home.yaml:2: `period` is 'wek'. Expected one of once, day, week, fortnight, four_weeks, month, year."
    ]


def test_a_rule_that_is_there_twice_is_told_with_the_other_place(tmp_path):
    rules(tmp_path, "a: {value: 1}")
    _, wrong = rules(tmp_path, "\na: {value: 2}", "rules/more.yaml")

    assert wrong == ["rules/more.yaml:2: the rule 'a' is there twice. Expected it only in rules/home.yaml:1."]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 5", "rules/home.yaml:1: 'a' is '5'. Expected a rule: {when}, {value} or {cases}."),
        ("a: {says: hello}", "rules/home.yaml:1: 'a' has no value. Expected exactly one of when, value and cases."),
        (
            "a: {when: b, value: c}",
            "rules/home.yaml:1: 'a' has when and value. Expected exactly one of when, value and cases.",
        ),
        ("a: {vlaue: c}", "there is no key 'vlaue' here."),
        (
            "a:\n  cases: [5]",
            "rules/home.yaml:2: a case cannot be read. Expected {when: condition, value: expression} or {otherwise: expression}.",
        ),
        ("a:\n  cases: [{when: b}]", "rules/home.yaml:2: a case cannot be read."),
        ("a:\n  cases: [{when: b, value: c, otherwise: d}]", "rules/home.yaml:2: a case cannot be read."),
        ("a: {value: [1]}", "'value' is a list. Expected words."),
        ("a: {value: 1, review_by: soon}", "'review_by' is 'soon'."),
        ("a: {value: 1, source: Act}", "`source` is 'Act'."),
    ],
)
def test_what_is_wrong_with_a_rule_is_told_with_its_line(tmp_path, text, told):
    assert told in rules(tmp_path, text)[1][0]


def test_a_rule_without_cases_is_left_empty_for_the_checker_to_refuse(tmp_path):
    assert rules(tmp_path, "a: {cases: []}")[0]["a"].cases == (Case(None, ""),)

"""What was said before is offered where it may be the answer again, and only there."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.vocabulary import Choice, Declaration, FactType, Vocabulary
from handrail.use_cases.kept_contents import Answer, Contents
from handrail.use_cases.said_before import SaidBefore, said_before

ON = date(2026, 11, 22)
BOTH = (Choice("england", "England"), Choice("wales", "Wales"))


def a_nation(name: str, question: str, often_same_as: str = "you.nation", *more: Choice) -> Declaration:
    return Declaration(name, FactType.CHOICE, Place(""), question, choices=(*BOTH, *more), often_same_as=often_same_as)


HOME = a_nation("you.nation", "Where do you live?", "")
JOB = a_nation("job.nation", "Where did you work?")
DEATH = a_nation("death.nation", "Where was their home?", "you.nation", Choice("abroad", "Abroad"))
PLAN = a_nation("plan.nation", "Where would you like to live?", "")
COUNTRY = Vocabulary({fact.name: fact for fact in (HOME, JOB, DEATH, PLAN)})


def told(**answers: object) -> Contents:
    return Contents(tuple(Answer(fact.replace("_", "."), value, on=ON) for fact, value in answers.items()))


def offered(fact: Declaration, contents: Contents) -> list[tuple[str, str]]:
    return [(each.label, each.asked) for each in said_before(fact, contents, COUNTRY)]


def test_the_answer_to_the_question_they_all_name_is_offered():
    assert said_before(JOB, told(you_nation="wales"), COUNTRY) == (SaidBefore("wales", "Wales", "Where do you live?"),)


def test_what_was_said_of_one_of_them_is_offered_for_the_one_they_name_and_for_each_other():
    contents = told(job_nation="wales")

    assert offered(HOME, contents) == [("Wales", "Where did you work?")]
    assert offered(DEATH, contents) == [("Wales", "Where did you work?")]


def test_each_answer_is_offered_once_and_that_of_the_one_they_name_first():
    contents = told(death_nation="england", you_nation="wales", plan_nation="england")

    assert offered(JOB, contents) == [("Wales", "Where do you live?"), ("England", "Where was their home?")]
    assert offered(JOB, told(death_nation="wales", you_nation="wales")) == [("Wales", "Where do you live?")]


@pytest.mark.parametrize(
    "value", [None, "declined", {"one_of": ["england", "wales"]}], ids=["not known", "rather not say", "one of two"]
)
def test_what_is_not_known_is_offered_to_nobody(value: object):
    assert offered(JOB, told(you_nation=value)) == []


def test_what_is_no_answer_to_this_question_is_not_offered():
    assert offered(HOME, told(death_nation="abroad")) == []


def test_a_question_that_is_not_of_them_and_its_own_answer_offer_nothing():
    assert offered(PLAN, told(you_nation="wales")) == []
    assert offered(JOB, told(plan_nation="wales", job_nation="wales")) == []


def test_answers_that_the_pack_no_longer_asks_for_are_passed_over():
    assert offered(JOB, told(old_nation="wales")) == []

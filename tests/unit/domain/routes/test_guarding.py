"""A bereavement or a danger on a route is told from its life events and from what was answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handrail.domain.facts.held import Facts
from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.reading import read_facts
from handrail.domain.facts.vocabulary import Choice, Declaration, FactType, Vocabulary
from handrail.domain.routes.guarding import is_guarded
from tests.unit.domain.routes.small_journey import a_journey, a_step

HERE = Place("facts/small.yaml", 1)
STAGE = Declaration(
    "stage",
    FactType.CHOICE,
    HERE,
    choices=(Choice("born", "Born"), Choice("died", "Died")),
    guarded_when=("died",),
)
FRIGHTENED = Declaration("frightened", FactType.YES_NO, HERE, guarded_when=(True,))
AGE = Declaration("age", FactType.WHOLE_NUMBER, HERE)
VOCABULARY = Vocabulary({each.name: each for each in (STAGE, FRIGHTENED, AGE)}, {}, {})
MOVING = a_journey(a_step("pack"))


def guarded(told: dict[str, object], unsure: tuple[str, ...] = ()) -> bool:
    facts, wrong = read_facts(told, VOCABULARY)
    assert not wrong
    return is_guarded([MOVING], facts, unsure, VOCABULARY)


@pytest.mark.parametrize(
    ("told", "is_so"),
    [
        ({}, False),
        ({"age": 40}, False),
        ({"stage": "born", "frightened": False}, False),
        ({"stage": "died"}, True),
        ({"frightened": True}, True),
        ({"stage": {"one_of": ["born", "died"]}}, True),
        ({"frightened": "declined"}, True),
    ],
)
def test_an_answer_that_tells_of_it_or_does_not_rule_it_out_guards_the_route(told: dict[str, object], is_so: bool):
    assert guarded(told) is is_so


def test_who_was_asked_and_does_not_know_is_guarded_too():
    assert guarded({}, unsure=("stage",))
    assert not guarded({}, unsure=("age",))


def test_a_life_event_of_the_kind_guards_the_route():
    assert is_guarded([MOVING, replace(MOVING, is_guarded=True)], Facts(), (), VOCABULARY)

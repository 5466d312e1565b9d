"""What a rule still needs is found without trying what can show nothing new."""

from __future__ import annotations

from hypothesis import assume, given

from handrail.domain.facts.held import Fact, Facts
from tests.unit.domain.rules.small_pack import (
    CONDITIONS,
    CONSTRAINED,
    ON,
    VOCABULARY,
    Known,
    exact_values,
    knowledge,
    rulebook,
)
from tests.unit.domain.rules.test_properties import EXPRESSIONS, searching


@searching
@given(EXPRESSIONS, knowledge())
def test_a_fact_that_is_not_needed_changes_nothing_whatever_it_is(text: str, known: Known) -> None:
    rules = rulebook({"goal": text})
    sheet = rules.sheet(known.facts, ON)
    before, needs = rules.outcome("goal", sheet).value, rules.needs("goal", sheet)

    for name in VOCABULARY.facts:
        is_needed = rules.is_needed(name, "goal", sheet)
        assert is_needed <= (name in needs)
        for value in () if is_needed else exact_values(known.facts.possible(name, VOCABULARY), name):
            told = known.facts.plus(Fact(name, value))
            assert rules.outcome("goal", rules.sheet(told, ON)).value == before


@searching
@given(CONDITIONS, knowledge())
def test_what_an_open_condition_hangs_on_alone_is_needed(text: str, known: Known) -> None:
    """Where one answer would make it yes and another no, the fact is not left out."""
    rules = rulebook({"goal": text}, CONSTRAINED)
    sheet = rules.sheet(known.facts, ON)
    assume(rules.outcome("goal", sheet).value == 3)
    assume(not rules.broken_constraints(sheet))
    needs = rules.needs("goal", sheet)

    for name in rules.reads("goal"):
        answers = [
            rules.sheet(known.facts.plus(Fact(name, value)), ON)
            for value in exact_values(known.facts.possible(name, VOCABULARY), name)
        ]
        can_be = [answer for answer in answers if not rules.broken_constraints(answer)]
        outcomes = {rules.outcome("goal", answer).value for answer in can_be}
        if {1, 2} <= outcomes:
            assert name in needs


def test_what_the_constraints_rule_out_is_not_counted_as_another_case() -> None:
    """It could only be yes with both b and c, or with an n above 4: there is neither."""
    rules = rulebook({"goal": "(b and c) or (not b and not c and n > 4)"}, CONSTRAINED)

    assert rules.needs("goal", rules.sheet(Facts(), ON)) == ()

"""Trying cases for the outcome alone, and trying them for the proof, must come to the same."""

from __future__ import annotations

from hypothesis import given

from handrail.domain.rules.cases import outcome_of
from tests.unit.domain.rules.small_pack import CONSTRAINED, ON, Known, knowledge, rulebook
from tests.unit.domain.rules.test_properties import EXPRESSIONS, searching


@searching
@given(EXPRESSIONS, knowledge())
def test_an_outcome_is_that_of_its_proof(text: str, known: Known) -> None:
    rules = rulebook({"goal": text}, CONSTRAINED)
    sheet = rules.sheet(known.facts, ON)

    proven = outcome_of(rules.tree("goal", sheet, every_leaf=True))

    assert rules.outcome("goal", sheet).value == (proven or rules.machine.work_out("goal", sheet.values)).value


@searching
@given(EXPRESSIONS, knowledge())
def test_many_rules_at_once_come_to_what_each_comes_to_alone(text: str, known: Known) -> None:
    rules = rulebook({"goal": text, "named": "not (a and b)", "naming": "named or c", "again": "not named and not a"})
    goals = ("goal", "naming", "again", "named")

    together = rules.outcomes(goals, rules.sheet(known.facts, ON))

    assert [one.value for one in together] == [
        rules.outcome(goal, rules.sheet(known.facts, ON)).value for goal in goals
    ]


@searching
@given(EXPRESSIONS, knowledge())
def test_trying_cases_leaves_the_sheet_as_it_was(text: str, known: Known) -> None:
    rules = rulebook({"goal": text})
    sheet = rules.sheet(known.facts, ON)
    before = sheet.values[: rules.layout.first_rule]

    rules.outcome("goal", sheet)

    assert sheet.values[: rules.layout.first_rule] == before

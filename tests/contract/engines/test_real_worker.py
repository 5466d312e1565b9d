"""What the worker refuses, and how it comes and goes beside the site."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from handrail.engines.policyengine.client import PolicyEngine
from handrail.engines.protocol import Answered, Away, Why
from tests.contract.engines.households import Household, together
from tests.contract.engines.invented import OUTPUTS, households

ALONE = Household([{"age": 35, "employment_income": 30000.0}], household={"region": "WALES"})


@pytest.mark.parametrize(
    ("household", "year", "output"),
    [
        (ALONE, 2026, "no_such_output"),
        (ALONE, 2024, "income_tax"),
        (ALONE, 2027, "income_tax"),
        (Household([{"no_such_input": 1}]), 2026, "income_tax"),
        (Household([{"age": 35}], household={"age": 35}), 2026, "income_tax"),
    ],
    ids=["output", "year before", "year after", "input", "input of another group"],
)
def test_what_it_does_not_know_is_not_guessed(household: Household, year: int, output: str, policyengine: PolicyEngine):
    assert policyengine.evaluate(together([household], year), [output]) == Away(Why.COULD_NOT)
    assert isinstance(policyengine.evaluate(together([ALONE], 2026), ["income_tax"]), Answered)


def test_many_households_in_one_call_get_what_each_gets_alone(policyengine: PolicyEngine):
    incomes = [0.0, 12_000.0, 30_000.0, 70_000.0, 130_000.0]
    households = [
        Household([{"age": 35, "employment_income": income}, {"age": 4}], household={"region": "WALES", "rent": 6000.0})
        for income in incomes
    ]
    outputs = ["income_tax", "universal_credit", "child_benefit"]

    together_ = policyengine.evaluate(together(households, 2026), outputs)
    alone = [policyengine.evaluate(together([each], 2026), outputs) for each in households]

    assert isinstance(together_, Answered)
    for name in outputs:
        each = [value for one in alone if isinstance(one, Answered) for value in one.results[name].values.tolist()]
        assert together_.results[name].values.tolist() == pytest.approx(each, abs=0.005)


def test_an_answer_does_not_hang_on_what_was_asked_before(policyengine: PolicyEngine):
    """What was kept for one request is not there for the next, nor is an output another for being asked for earlier."""

    def answers(household: Household, outputs: Sequence[str]) -> dict[str, list[object]]:
        answered = policyengine.evaluate(together([household], 2026), outputs)
        assert isinstance(answered, Answered), answered
        return {name: result.values.tolist() for name, result in answered.results.items()}

    one, other = households(12)[3], households(12)[11]
    first = answers(one, OUTPUTS)
    assert answers(other, OUTPUTS) != first
    again = answers(one, OUTPUTS[::-1])

    assert {name: again[name] for name in OUTPUTS} == {name: pytest.approx(first[name], abs=0.005) for name in OUTPUTS}


def test_it_says_which_release_it_is(policyengine: PolicyEngine):
    answered = policyengine.evaluate(together([ALONE], 2026), ["income_tax"])

    assert isinstance(answered, Answered)
    assert answered.version == "2.162.10"

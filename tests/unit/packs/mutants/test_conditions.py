"""A condition of a step can be dropped for nothing where the step's service says the same."""

from __future__ import annotations

from collections.abc import Iterable

from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.vocabulary import Choice, Declaration, FactType, Vocabulary
from handrail.domain.routes.choices import ByChoice
from handrail.domain.routes.journey import Journey, Lasts, Service, Step
from handrail.domain.rules.determining import Rulebook
from handrail.domain.rules.rulebook import Case, WrittenRule
from handrail.packs.mutants.conditions import dropped_conditions, mutants_of_journey
from handrail.packs.mutants.equivalence import Same, why_same_step
from handrail.packs.mutants.mutant import StepOf

HERE = Place("journey.yaml", 1)
NATION = Declaration(
    "home.nation", FactType.CHOICE, HERE, choices=tuple(Choice(name, name) for name in ("north", "south", "west"))
)
COLD = Declaration("home.is_cold", FactType.YES_NO, HERE)
RULES = {
    "in_the_north": "home.nation == 'north'",
    "outside_the_west": "home.nation != 'west'",
    "cold": "home.is_cold",
}
RULEBOOK = Rulebook(
    Vocabulary({"home.nation": NATION, "home.is_cold": COLD}),
    {},
    {name: WrittenRule(name, (Case(None, text),), HERE, is_condition=True) for name, text in RULES.items()},
)


def reason(only_if: str, nations: Iterable[str]) -> Same | None:
    """Why this condition makes no difference to a step whose service is there in these nations."""
    service = Service("heat", "Heating", "stoves", HERE, frozenset(nations))
    step = Step("heat", "only", Lasts(1, 1, 1), HERE, service=ByChoice.always("heat"), only_if=(only_if,))
    journey = Journey("home", "Home", (), (step,), {"heat": service}, HERE, nation="home.nation")
    (mutant,) = mutants_of_journey(journey)
    assert isinstance(mutant.becomes, StepOf)
    return why_same_step(journey, mutant.becomes.step, dropped_conditions(step, mutant.becomes.step), RULEBOOK)


def test_a_service_of_one_nation_makes_a_condition_on_that_nation_needless() -> None:
    assert reason("in_the_north", ["north"]) is Same.SERVICE_SAYS_SO
    assert reason("outside_the_west", ["north", "south"]) is Same.SERVICE_SAYS_SO


def test_a_service_of_more_nations_does_not() -> None:
    assert reason("in_the_north", ["north", "south"]) is None


def test_a_service_that_is_the_same_everywhere_does_not() -> None:
    assert reason("in_the_north", []) is None


def test_a_condition_on_anything_else_is_never_needless() -> None:
    assert reason("cold", ["north"]) is None

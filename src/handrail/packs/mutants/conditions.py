"""Drop one condition of a step: whoever it is not for would get it, or nobody would be spared it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handrail.domain.facts.possible import NO, YES
from handrail.domain.routes.journey import Journey, Step
from handrail.packs.mutants.clauses import NOTHING
from handrail.packs.mutants.mutant import ChangeKind, Mutant, StepOf


def mutants_of_journey(journey: Journey) -> Iterator[Mutant]:
    """Each `only_if` and each `unless` of each step, dropped."""
    for step in journey.steps:
        for rule in step.only_if:
            kept = tuple(other for other in step.only_if if other != rule)
            yield _without(journey, step, f"only_if {rule}", replace(step, only_if=kept))
        for rule in step.unless:
            kept = tuple(other for other in step.unless if other != rule)
            yield _without(journey, step, f"unless {rule}", replace(step, unless=kept))


def dropped_conditions(was: Step, now: Step) -> dict[str, int]:
    """The rules that a step hung on and does no more, each with what it comes to where it is met."""
    required = {rule: YES for rule in was.only_if if rule not in now.only_if}
    return required | {rule: NO for rule in was.unless if rule not in now.unless}


def _without(journey: Journey, step: Step, condition: str, changed: Step) -> Mutant:
    identifier = f"step/{journey.id}/{step.id}/{condition.replace(' ', '-')}/dropped"
    becomes = StepOf(journey.id, changed)
    return Mutant(identifier, ChangeKind.CLAUSE, step.place, condition, NOTHING, becomes)

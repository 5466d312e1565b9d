"""Every small change to a rule, a constraint or the guard of a fact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.vocabulary import Constraint, Declaration
from handrail.domain.rules.rulebook import Case, WrittenRule
from handrail.packs.mutants.expressions import Variation, variations_of
from handrail.packs.mutants.mutant import Becomes, ChangeKind, Mutant, Without

NOTHING = "nothing"

PlaceOf = Callable[[int, str], Place]
"""Where the condition (`when`) or the value (`value`) of a case stands."""


def mutants_of_rule(rule: WrittenRule, place_of: PlaceOf) -> Iterator[Mutant]:
    """Each expression of a rule changed in each place, and each case dropped."""
    for index, case in enumerate(rule.cases):
        prefix = f"rule/{rule.name}/{_name_of(rule, index)}"
        if case.when is not None:
            place = place_of(index, "when")
            for variation in variations_of(case.when):
                changed = _with(rule, index, replace(case, when=variation.text))
                yield _mutant(variation, f"{prefix}-when", place, changed)
            yield from _without_case(rule, index, prefix, place)
        for variation in variations_of(case.value):
            changed = _with(rule, index, replace(case, value=variation.text))
            yield _mutant(variation, prefix, place_of(index, "value"), changed)


def mutants_of_constraint(constraint: Constraint) -> Iterator[Mutant]:
    """A constraint changed in each place, and dropped."""
    prefix = f"constraint/{constraint.name}"
    for variation in variations_of(constraint.holds):
        yield _mutant(variation, prefix, constraint.place, replace(constraint, holds=variation.text))
    without = Without(constraint.name)
    yield Mutant(f"{prefix}/dropped", ChangeKind.CLAUSE, constraint.place, constraint.holds, NOTHING, without)


def mutants_of_guard(declaration: Declaration) -> Iterator[Mutant]:
    """The guard of a fact changed in each place. It is never just dropped: whatever reads the fact stands behind it."""
    if declaration.only_when:
        for variation in variations_of(declaration.only_when):
            changed = replace(declaration, only_when=variation.text)
            yield _mutant(variation, f"guard/{declaration.name}", declaration.place, changed)


def _mutant(variation: Variation, prefix: str, place: Place, becomes: Becomes) -> Mutant:
    identifier = f"{prefix}/{variation.where}"
    return Mutant(identifier, variation.kind, place, variation.was, variation.now or NOTHING, becomes)


def _name_of(rule: WrittenRule, index: int) -> str:
    """What a case is called in the name of a mutant."""
    if len(rule.cases) == 1:
        return "when" if rule.is_condition else "value"
    return f"case-{index + 1}" if rule.cases[index].when is not None else "otherwise"


def _with(rule: WrittenRule, index: int, case: Case) -> WrittenRule:
    return replace(rule, cases=(*rule.cases[:index], case, *rule.cases[index + 1 :]))


def _without_case(rule: WrittenRule, index: int, prefix: str, place: Place) -> Iterator[Mutant]:
    kept = (*rule.cases[:index], *rule.cases[index + 1 :])
    if kept:
        was = f"when {rule.cases[index].when}"
        changed = replace(rule, cases=kept)
        yield Mutant(f"{prefix}/dropped", ChangeKind.CLAUSE, place, was, NOTHING, changed)

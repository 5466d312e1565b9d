"""Every small change to a pack that one of its examples should notice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from handrail.packs.mutants.clauses import mutants_of_constraint, mutants_of_guard, mutants_of_rule
from handrail.packs.mutants.conditions import mutants_of_journey
from handrail.packs.mutants.figures import mutants_of_figure
from handrail.packs.mutants.limits import mutants_of_limits
from handrail.packs.mutants.mutant import Mutant, is_hidden
from handrail.packs.mutants.places import WrittenPlaces
from handrail.packs.mutants.reach import Reach
from handrail.packs.pack import Pack


def mutants_of(pack: Pack, reach: Reach) -> Iterator[Mutant]:
    """Figures first, then rules, constraints, facts and steps, each in the order of the pack. Only what something asks for is changed."""
    places = WrittenPlaces(pack.root)
    for name, parameter in pack.rulebook.parameters.items():
        if name in reach.figures:
            yield from mutants_of_figure(parameter, partial(places.of_version, parameter))
    for name, rule in pack.rulebook.rules.items():
        if name in reach.rules and not is_hidden(name):
            yield from mutants_of_rule(rule.written, partial(places.of_case, rule.written))
    for constraint in pack.vocabulary.constraints.values():
        yield from mutants_of_constraint(constraint)
    for name, declaration in pack.vocabulary.facts.items():
        yield from mutants_of_guard(declaration)
        if name in reach.facts:
            yield from mutants_of_limits(declaration)
    for journey in pack.events.journeys.values():
        yield from mutants_of_journey(journey)

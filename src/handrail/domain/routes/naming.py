"""What a plan has to be told: the rules that journeys name, the facts they look at, and what each step is called on a route."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from handrail.domain.facts.held import Facts
from handrail.domain.facts.possible import Possible
from handrail.domain.facts.vocabulary import Vocabulary
from handrail.domain.routes.journey import Journey, Step


def rules_named(journeys: Iterable[Journey]) -> frozenset[str]:
    """Every rule that has to be determined before these journeys can be planned and told."""
    journeys = tuple(journeys)
    planned = (rule for journey in journeys for basis in journey.bases.values() for rule in basis.rules)
    return frozenset(planned).union(*(journey.in_words for journey in journeys))


def facts_named(journeys: Iterable[Journey]) -> frozenset[str]:
    """Every fact a plan looks at by itself, beside what the rules look at."""
    return frozenset(fact for journey in journeys for basis in journey.bases.values() for fact in basis.facts)


def possible_facts(journeys: Iterable[Journey], facts: Facts, vocabulary: Vocabulary) -> dict[str, Possible]:
    """What is held of each fact a plan looks at. What the person only supposes is left out: it settles nothing."""
    return {name: facts.possible(name, vocabulary, with_assumptions=False) for name in sorted(facts_named(journeys))}


def route_ids(journeys: Sequence[Journey]) -> dict[tuple[str, str], str]:
    """What each step is called on a route: its own id, with its life event in front where an earlier journey has that id."""
    names: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    for journey in journeys:
        for step in journey.steps:
            names[journey.id, step.id] = f"{journey.id}.{step.id}" if step.id in taken else step.id
        taken |= {step.id for step in journey.steps}
    return names


def steps_by_mark(journeys: Sequence[Journey]) -> Mapping[str, tuple[str, Step]]:
    """Every name a mark may use for a step, with what the route calls it. The life event may always be put in front."""
    names = route_ids(journeys)
    known: dict[str, tuple[str, Step]] = {}
    for journey in journeys:
        for step in journey.steps:
            name = names[journey.id, step.id]
            known[name] = known[f"{journey.id}.{step.id}"] = (name, step)
    return known

"""What a plan has to be told: the rules that journeys name, the facts they look at, and what each step is called on a route."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from handrail.domain.facts.held import Facts
from handrail.domain.facts.possible import Possible
from handrail.domain.facts.vocabulary import Vocabulary
from handrail.domain.routes.choices import ByChoice
from handrail.domain.routes.journey import ON_FINISH, ON_START, CostEntry, Journey, Step


def rules_named(journeys: Iterable[Journey]) -> frozenset[str]:
    """Every rule that has to be determined before these journeys can be planned."""
    return frozenset(rule for journey in journeys for step in journey.steps for rule in rules_of(step))


def rules_of(step: Step) -> Iterator[str]:
    """The rules one step names; a rule may come more than once."""
    yield from (*step.only_if, *step.unless)
    yield from date_rules_of(step)
    yield from money_rules_of(step)


def date_rules_of(step: Step) -> Iterator[str]:
    """The rules that say when a step can, will or must be done."""
    if step.deadline:
        yield step.deadline.by
    if step.not_before:
        yield step.not_before
    if step.happens_on and not step.happens_on.is_fact:
        yield step.happens_on.name


def money_rules_of(step: Step) -> Iterator[str]:
    """The rules for what a step costs or brings, and when."""
    for entry in (*step.costs, *step.gains):
        yield entry.rule
        if due_rule(entry):
            yield entry.due
    if step.decision:
        yield from (alternative.cost for alternative in step.decision.alternatives if alternative.cost)


def due_rule(entry: CostEntry) -> bool:
    """The day an amount falls due is a rule, not the start or the finish of the step."""
    return entry.due not in (ON_START, ON_FINISH)


def facts_named(journeys: Iterable[Journey]) -> frozenset[str]:
    """Every fact a plan looks at by itself, beside what the rules look at."""
    return frozenset(fact for journey in journeys for step in journey.steps for fact in facts_of(journey, step))


def facts_of(journey: Journey, step: Step) -> Iterator[str]:
    """The facts one step hangs on by name: where it is, who does it there, and the day it happens."""
    if journey.nation:
        yield journey.nation
    if step.happens_on and step.happens_on.is_fact:
        yield step.happens_on.name
    yield from (choice.by for choice in _choices_of(step) if choice.by)


def _choices_of(step: Step) -> Iterator[ByChoice[str] | ByChoice[tuple[str, ...]]]:
    yield step.after
    yield from (choice for choice in (step.service, step.owner) if choice)
    yield from (document.comes_from for document in step.documents)
    for risk in step.risks:
        yield from (choice for choice in (risk.time_limit, risk.cost, risk.helps_free) if choice)


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

"""A journey that is gone again: the same steps, about the second person who died or the second job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from handrail.domain.routes.choices import ByChoice
from handrail.domain.routes.journey import (
    Anchor,
    CostEntry,
    Decision,
    DocumentNeed,
    Journey,
    Risk,
    Step,
    Urgent,
)
from handrail.domain.routes.merging import trigger_of
from handrail.domain.routes.occurrences import name_of, ordinal

T = TypeVar("T")
Names = Mapping[str, str]
"""What each fact and rule is called instead."""


def gone_again(journey: Journey, number: int, names: Names) -> Journey:
    """The journey as it is gone the second or third time. Only the steps that its author says are one for all keep their
    subject and trigger: whatever else has to be done, has to be done for each."""
    assert journey.again
    return replace(
        _named(journey, number),
        id=name_of(journey.id, number),
        steps=tuple(_step(step, number, names, step.id in journey.again.once) for step in journey.steps),
        nation=names.get(journey.nation, journey.nation),
        needs=_all(journey.needs, names),
        goals=_all(journey.goals, names),
        in_words=_all(journey.in_words, names),
        urgent=tuple(Urgent(each.says, _choice(each.call, names)) for each in journey.urgent),
    )


def first_of_several(journey: Journey) -> Journey:
    """The journey as it is gone the first time, said to be the first."""
    assert journey.again
    once = journey.again.once
    steps = tuple(replace(step, trigger=_trigger(step)) if step.id in once else step for step in journey.steps)
    return _named(replace(journey, steps=steps), 1)


def _named(journey: Journey, number: int) -> Journey:
    """With words that say which of several it is."""
    assert journey.again
    phases = tuple(replace(phase, title=f"{phase.title} ({ordinal(number)})") for phase in journey.phases)
    called = journey.again.named(number)
    return replace(journey, called=called, title=f"{journey.title} ({called})", phases=phases)


def _trigger(step: Step) -> str:
    """What sets off a step that is one for all. One that is nobody's service is known by its own name."""
    return step.trigger or ("" if step.service or step.deadline else step.id)


def _step(step: Step, number: int, names: Names, is_one_for_all: bool) -> Step:
    return replace(
        step,
        service=step.service and _choice(step.service, names),
        owner=step.owner and _choice(step.owner, names),
        only_if=_all(step.only_if, names),
        unless=_all(step.unless, names),
        after=_choice(step.after, names),
        happens_on=step.happens_on and Anchor(_one(step.happens_on.name, names), step.happens_on.is_fact),
        not_before=step.not_before and _one(step.not_before, names),
        deadline=step.deadline and replace(step.deadline, by=_one(step.deadline.by, names)),
        documents=tuple(_document(each, names) for each in step.documents),
        costs=tuple(_cost(each, names) for each in step.costs),
        gains=tuple(_cost(each, names) for each in step.gains),
        decision=step.decision and _decision(step.decision, number, names),
        works_out=_all(step.works_out, names),
        risks=tuple(_risk(each, names) for each in step.risks),
        asserts={_one(fact, names): value for fact, value in step.asserts.items()},
        subject=step.subject if is_one_for_all else name_of(step.subject, number),
        trigger=_trigger(step) or trigger_of(step) if is_one_for_all else step.trigger,
    )


def _document(need: DocumentNeed, names: Names) -> DocumentNeed:
    return replace(need, comes_from=_choice(need.comes_from, names))


def _cost(entry: CostEntry, names: Names) -> CostEntry:
    return replace(
        entry,
        rule=_one(entry.rule, names),
        due=_one(entry.due, names),
        ends=_one(entry.ends, names),
        sure_until=_one(entry.sure_until, names),
        at_most=_one(entry.at_most, names),
    )


def _decision(decision: Decision, number: int, names: Names) -> Decision:
    ways = tuple(replace(way, cost=way.cost and _one(way.cost, names)) for way in decision.alternatives)
    return Decision(name_of(decision.id, number), ways)


def _risk(risk: Risk, names: Names) -> Risk:
    return replace(
        risk,
        time_limit=risk.time_limit and _choice(risk.time_limit, names),
        cost=risk.cost and _choice(risk.cost, names),
        helps_free=risk.helps_free and _choice(risk.helps_free, names),
    )


def _choice(choice: ByChoice[T], names: Names) -> ByChoice[T]:
    return replace(choice, by=_one(choice.by, names))


def _all(several: tuple[str, ...], names: Names) -> tuple[str, ...]:
    return tuple(_one(name, names) for name in several)


def _one(name: str, names: Names) -> str:
    return names.get(name, name)

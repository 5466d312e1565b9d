"""What bears on a step: the rules it names and the facts it looks at. None of it depends on the person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handrail.domain.routes.once import once

if TYPE_CHECKING:
    from handrail.domain.routes.choices import ByChoice
    from handrail.domain.routes.journey import CostEntry, Step

ON_START, ON_FINISH = "on_start", "on_finish"
"""Words an author may write in place of a date rule, for when a cost falls due."""


@dataclass(frozen=True, slots=True)
class Basis:
    """The rules and facts that a step's status, dates, money and answers are worked out from."""

    status: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    money: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    @property
    def rules(self) -> tuple[str, ...]:
        return once(self.status + self.dates + self.money + self.answers)

    def and_also(self, other: Basis) -> Basis:
        """Two life events ask for the same step."""
        return Basis(
            once(self.status + other.status),
            once(self.dates + other.dates),
            once(self.money + other.money),
            once(self.answers + other.answers),
            once(self.facts + other.facts),
        )


NO_BASIS = Basis()


def basis_of(step: Step, nation: str) -> Basis:
    """What bears on one step of a journey whose law hangs on a nation."""
    return Basis(
        status=once((*step.only_if, *step.unless)),
        dates=once(_date_rules(step)),
        money=once(_money_rules(step)),
        answers=once(step.works_out),
        facts=once(_facts(step, nation)),
    )


def due_by_rule(entry: CostEntry) -> bool:
    """The day an amount falls due is a rule, not the start or the finish of the step."""
    return entry.due not in (ON_START, ON_FINISH)


def _date_rules(step: Step) -> Iterator[str]:
    """When it can, will or must be done."""
    if step.deadline:
        yield step.deadline.by
    if step.not_before:
        yield step.not_before
    if step.happens_on and not step.happens_on.is_fact:
        yield step.happens_on.name


def _money_rules(step: Step) -> Iterator[str]:
    """What it costs or brings, and when."""
    for entry in (*step.costs, *step.gains):
        yield entry.rule
        if due_by_rule(entry):
            yield entry.due
        yield from (rule for rule in (entry.ends, entry.sure_until, entry.at_most) if rule)
    if step.decision:
        yield from (alternative.cost for alternative in step.decision.alternatives if alternative.cost)


def _facts(step: Step, nation: str) -> Iterator[str]:
    """Where it is, who does it there, and the day it happens."""
    if nation:
        yield nation
    if step.happens_on and step.happens_on.is_fact:
        yield step.happens_on.name
    yield from (choice.by for choice in _choices(step) if choice.by)


def _choices(step: Step) -> Iterable[ByChoice[str] | ByChoice[tuple[str, ...]]]:
    """All that hangs on a fact by name."""
    yield step.after
    yield from (choice for choice in (step.service, step.owner) if choice)
    yield from (document.comes_from for document in step.documents)
    for risk in step.risks:
        yield from (choice for choice in (risk.time_limit, risk.cost, risk.helps_free) if choice)

"""Put together what was worked out about one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isinf

from handrail.domain.facts.possible import EITHER, YES
from handrail.domain.routes.circumstances import Circumstances
from handrail.domain.routes.dating import Dates
from handrail.domain.routes.gathering import documents_of
from handrail.domain.routes.journey import Journey, Lasts, Risk, Service, Step
from handrail.domain.routes.merging import Candidate
from handrail.domain.routes.naming import date_rules_of, facts_of, money_rules_of
from handrail.domain.routes.once import once
from handrail.domain.routes.pricing import total
from handrail.domain.routes.recovering import has_passed
from handrail.domain.routes.route import Basis, CashLine, RouteDeadline, RouteDecision, RouteStep
from handrail.domain.routes.spans import NO_DAYS, Days, day_of
from handrail.domain.routes.standing import Standing


@dataclass(frozen=True, slots=True)
class Draft:
    """All that was worked out about one step. It has no dates once it is done, or when it is not needed."""

    candidate: Candidate
    standing: Standing
    after: tuple[str, ...]
    lasts: Lasts
    dates: Dates | None
    decision: RouteDecision | None
    cash: tuple[CashLine, ...]
    gains: tuple[CashLine, ...]


def route_step(draft: Draft, journeys: Mapping[str, Journey], known: Circumstances) -> RouteStep:
    """One step of the route."""
    each, now, when = draft.candidate, draft.standing, draft.dates
    services = _services(each, journeys)
    return RouteStep(
        id=each.id,
        parts=tuple((part.event, part.step.id) for part in each.parts),
        phase=each.first.step.phase,
        status=now.status,
        services=each.services,
        owners=each.owners,
        depends_on=now.hangs_on,
        because=now.because,
        after=draft.after,
        lasts=draft.lasts,
        start=Days.between(*when.start) if when else NO_DAYS,
        finish=Days.between(*when.finish) if when else NO_DAYS,
        expected=day_of(when.expected) if when else None,
        latest_start=day_of(when.latest_start) if when else None,
        latest_finish=day_of(when.latest_finish) if when else None,
        start_by=day_of(when.start_by) if when else None,
        slack=int(when.slack) if when and not isinf(when.slack) else None,
        is_critical=when is not None and when.is_critical,
        deadline=_deadline(now, known),
        cannot_be_met=when is not None and when.is_late,
        done_on=now.done_on,
        assigned_to=known.marks.assigned_to.get(each.id, ""),
        overtaken=now.overtaken == YES,
        reopened=now.reopened,
        cost=total(line.amount for line in draft.cash),
        gain=total(line.amount for line in draft.gains),
        decision=draft.decision,
        ways=once((*(way for one in services for way in one.ways), *(way for step in each.steps for way in step.ways))),
        documents=documents_of(each.id, (need for step in each.steps for need in step.documents), known.facts),
        risks=_risks(each.steps),
        sources=once(
            (
                *(source for step in each.steps for source in step.sources),
                *(source for one in services for source in one.sources),
            )
        ),
        basis=basis_of(each, journeys),
    )


def basis_of(each: Candidate, journeys: Mapping[str, Journey]) -> Basis:
    """The rules and facts that bear on a step."""
    steps = [part.step for part in each.parts]
    return Basis(
        status=once(rule for step in steps for rule in (*step.only_if, *step.unless)),
        dates=once(rule for step in steps for rule in date_rules_of(step)),
        money=once(rule for step in steps for rule in money_rules_of(step)),
        facts=once(fact for part in each.parts for fact in facts_of(journeys[part.event], part.step)),
    )


def _services(each: Candidate, journeys: Mapping[str, Journey]) -> tuple[Service, ...]:
    """The services that are possible."""
    of_event = journeys[each.first.event].services
    return tuple(of_event[name] for name in each.services)


def _risks(steps: Iterable[Step]) -> tuple[Risk, ...]:
    """What can go wrong, each once."""
    found = {risk.id: risk for step in steps for risk in step.risks}
    return tuple(found.values())


def _deadline(now: Standing, known: Circumstances) -> RouteDeadline | None:
    if now.deadline is None:
        return None
    passed = has_passed(now.ends, known.on)
    return RouteDeadline(
        by=now.deadline.by,
        days=Days.between(*now.ends),
        if_missed=now.deadline.if_missed,
        recover=now.deadline.recover,
        is_overdue=now.is_awaited and passed == YES,
        may_be_overdue=now.is_awaited and passed == EITHER and not isinf(now.ends[1]),
        depends_on=known.hangs_on(now.deadline.by),
        because=known.determinations[now.deadline.by].because,
    )

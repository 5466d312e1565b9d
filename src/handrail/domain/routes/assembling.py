"""Put together what was worked out about one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from math import isinf

from handrail.domain.facts.possible import EITHER, NO, YES
from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.basis import Basis
from handrail.domain.routes.circumstances import Circumstances
from handrail.domain.routes.dating import Dates
from handrail.domain.routes.gathering import documents_of
from handrail.domain.routes.journey import Journey, Lasts, Service
from handrail.domain.routes.merging import Candidate
from handrail.domain.routes.pricing import once_and_regular, total
from handrail.domain.routes.recovering import done_late, has_passed
from handrail.domain.routes.route import CashLine, RouteDeadline, RouteDecision, RouteStep
from handrail.domain.routes.spans import NO_DAYS, Days, day_of
from handrail.domain.routes.standing import Standing
from handrail.domain.routes.wishing import is_first, put_off_to


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
    single, regular = once_and_regular(draft.gains)
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
        is_first=is_first(each.id, now, known),
        put_off_to=put_off_to(each, now, known),
        overtaken=now.is_to_do and now.overtaken == YES,
        reopened=now.reopened,
        cost=total(line.amount for line in draft.cash),
        gain=total(line.amount for line in single),
        regular=regular,
        decision=draft.decision,
        documents=documents_of(each.id, (need for step in each.steps for need in step.documents), known.facts),
        basis=reduce(Basis.and_also, (journeys[part.event].bases[part.step.id] for part in each.parts)),
        written=each.steps,
        offered=_services(each, journeys),
    )


def _services(each: Candidate, journeys: Mapping[str, Journey]) -> tuple[Service, ...]:
    """The services that are possible."""
    of_event = journeys[each.first.event].services
    return tuple(of_event[name] for name in each.services)


def _deadline(now: Standing, known: Circumstances) -> RouteDeadline | None:
    if now.deadline is None:
        return None
    passed = has_passed(now.ends, known.on)
    late = done_late(now.ends, now.done_on, known.on) if now.status is StepStatus.DONE else NO
    return RouteDeadline(
        by=now.deadline.by,
        days=Days.between(*now.ends),
        if_missed=now.deadline.if_missed,
        recover=now.deadline.recover,
        is_overdue=now.is_awaited and passed == YES,
        may_be_overdue=now.is_awaited and passed == EITHER and not isinf(now.ends[1]),
        done_late=late == YES,
        may_be_done_late=late == EITHER and not isinf(now.ends[1]),
        depends_on=known.hangs_on(now.deadline.by),
        because=known.determinations[now.deadline.by].because,
    )

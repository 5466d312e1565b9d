"""Dates that get in each other's way: two that may fall on the same day, and one that comes before what has to be done first.

A step has a day of its own when a fact or a rule fixes it, or when the soonest and the last day it can be finished are the same. Two
such days are compared where they belong to different life events: within one, its author has put them in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import isinf

from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.circumstances import Circumstances, Ends
from handrail.domain.routes.once import once
from handrail.domain.routes.route import Route, RouteStep
from handrail.domain.routes.spans import Days

MOST_DAYS = 31
"""A day that may be any of more than these is not known well enough to be in the way of another."""

_IN_PERSON = "in_person"


class Kind(StrEnum):
    """How two steps get in each other's way."""

    SAME_DAY = "same_day"
    MAY_BE_SAME_DAY = "may_be_same_day"
    TOO_LATE = "too_late"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two steps and the day or days that they share; or the last day for the second, before which the first cannot be finished.

    `fixed_by` are the facts that fix them: a day that could be another. `decisions` are choices that could make the first quicker.
    """

    kind: Kind
    steps: tuple[str, str]
    days: Days
    fixed_by: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()


def conflicts(route: Route) -> tuple[Conflict, ...]:
    """All of them: first what surely is, then what may be."""
    found = (*_too_late(route), *_same_days(route))
    return tuple(sorted(found, key=lambda each: each.kind is Kind.MAY_BE_SAME_DAY))


# -- the same day --------------------------------------------------------------------------------------------------------


def _same_days(route: Route) -> Iterator[Conflict]:
    placed = [(step, ends) for step in route.to_do if (ends := _own_days(step, route.circumstances))]
    for (one, mine), (other, theirs) in combinations(placed, 2):
        low, high = max(mine[0], theirs[0]), min(mine[1], theirs[1])
        if low > high or set(one.events) & set(other.events):
            continue
        is_sure = mine == theirs and low == high
        fixed_by = once((*_fixed_by(one), *_fixed_by(other)))
        kind = Kind.SAME_DAY if is_sure else Kind.MAY_BE_SAME_DAY
        yield Conflict(kind, (one.id, other.id), Days.between(low, high), fixed_by)


def _own_days(step: RouteStep, known: Circumstances) -> Ends | None:
    """The days on which it may be, where it surely applies and they are known well enough."""
    if step.status is not StepStatus.APPLIES or step.overtaken:
        return None
    anchored = [each for each in step.written if each.happens_on]
    if anchored:
        first, last = known.anchor(anchored[0].happens_on)
        low, high = first - anchored[0].give_or_take, last + anchored[0].give_or_take
        today = known.on.toordinal()
        return (max(low, today), high) if high - low <= MOST_DAYS and high >= today else None
    is_in_person = bool(step.ways) and all(way.how == _IN_PERSON for way in step.ways)
    day = step.finish.low
    if not is_in_person or day is None or day != step.latest_finish:
        return None
    return day.toordinal(), day.toordinal()


def _fixed_by(step: RouteStep) -> tuple[str, ...]:
    """The facts that fix its day."""
    return tuple(each.happens_on.name for each in step.written if each.happens_on and each.happens_on.is_fact)


# -- too late ------------------------------------------------------------------------------------------------------------


def _too_late(route: Route) -> Iterator[Conflict]:
    """What must be done by a day, and waits for something that takes longer than that."""
    for step in route.to_do:
        last = _last_day(step, route.circumstances)
        if not step.cannot_be_met or step.is_overdue or isinf(last):
            continue
        waits_for = [
            earlier
            for name in step.after
            if (earlier := route.by_id[name]).status is StepStatus.APPLIES
            and earlier.finish.low
            and not earlier.overtaken
        ]
        longest = max(waits_for, key=lambda each: each.finish.low or route.on, default=None)
        if longest is None:
            continue
        decisions = (longest.decision.id,) if longest.decision else ()
        fixed_by = once((*_fixed_by(longest), *_fixed_by(step), *_told_for(step)))
        days = Days(Days.between(last, last).low, longest.finish.low)
        yield Conflict(Kind.TOO_LATE, (longest.id, step.id), days, fixed_by, decisions)


def _last_day(step: RouteStep, known: Circumstances) -> float:
    """The day past which it is surely late: its deadline, or the day that is fixed for it."""
    due = step.deadline.days.high if step.deadline else None
    fixed = min((known.anchor(each.happens_on)[1] for each in step.written if each.happens_on), default=float("inf"))
    return min(due.toordinal() if due else float("inf"), fixed)


def _told_for(step: RouteStep) -> tuple[str, ...]:
    """The answers that its deadline is counted from."""
    return tuple(each.name for each in step.deadline.because if each.kind == "fact") if step.deadline else ()

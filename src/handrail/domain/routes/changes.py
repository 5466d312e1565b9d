"""Exactly what is different between two routes: what was added, dropped, re-opened, re-ordered, re-dated and re-priced, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.differences import Differences
from handrail.domain.routes.pricing import total
from handrail.domain.routes.route import Route, RouteStep
from handrail.domain.routes.spans import NO_DAYS, Days, Money
from handrail.domain.rules.determination import Reason

_Read = Days | Money | date | None


class ChangeKind(StrEnum):
    """What became of a step."""

    ADDED = "added"
    CONFIRMED = "confirmed"
    IN_DOUBT = "in_doubt"
    DROPPED = "dropped"
    DONE = "done"
    SKIPPED = "skipped"
    REOPENED = "reopened"
    REORDERED = "reordered"
    REDATED = "redated"
    REPRICED = "repriced"


@dataclass(frozen=True, slots=True)
class Move:
    """One date or amount of a step, as it was and as it is now."""

    what: str
    was: Days | Money
    now: Days | Money


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different about one step, and what made it so."""

    kind: ChangeKind
    step: str
    moves: tuple[Move, ...]
    because: tuple[Reason, ...]


_NOT_THERE = StepStatus.DOES_NOT_APPLY
_APPLIES, _MAY, _DONE, _SKIPPED = StepStatus.APPLIES, StepStatus.MAY_APPLY, StepStatus.DONE, StepStatus.SKIPPED

_KINDS: Mapping[tuple[StepStatus, StepStatus], ChangeKind] = {
    (_NOT_THERE, _APPLIES): ChangeKind.ADDED,
    (_NOT_THERE, _MAY): ChangeKind.ADDED,
    (_MAY, _APPLIES): ChangeKind.CONFIRMED,
    (_APPLIES, _MAY): ChangeKind.IN_DOUBT,
    (_DONE, _APPLIES): ChangeKind.REOPENED,
    (_DONE, _MAY): ChangeKind.REOPENED,
    (_SKIPPED, _APPLIES): ChangeKind.REOPENED,
    (_SKIPPED, _MAY): ChangeKind.REOPENED,
}
_NEW = {_NOT_THERE: ChangeKind.DROPPED, _DONE: ChangeKind.DONE, _SKIPPED: ChangeKind.SKIPPED}


def changes(before: Route, after: Route) -> tuple[Change, ...]:
    """What is different, in the order of the route as it is now. What is no longer on it comes last."""
    if before == after:
        return ()
    differ = Differences(before, after)
    names = (*after.by_id, *(name for name in before.by_id if name not in after.by_id))
    return tuple(change for name in names for change in _of_step(before.by_id.get(name), after.by_id.get(name), differ))


def _of_step(was: RouteStep | None, now: RouteStep | None, differ: Differences) -> Iterator[Change]:
    """What became of one step. Only what was to do and still is can be re-ordered, re-dated or re-priced."""
    either = now or was
    assert either is not None
    kind = kind_of(was.status if was else _NOT_THERE, now.status if now else _NOT_THERE)
    if kind:
        yield Change(kind, either.id, (), differ.in_status(either.id))
    if was and now and was.is_to_do and now.is_to_do:
        if was.is_first != now.is_first:
            yield Change(ChangeKind.REORDERED, now.id, (), (Reason("first", now.id, ""),))
        dates = tuple(_moves(was, now, _DATES))
        if dates:
            yield Change(ChangeKind.REDATED, now.id, dates, differ.in_dates(now.id, {move.what for move in dates}))
        amounts = tuple(_moves(was, now, _AMOUNTS))
        if amounts:
            yield Change(ChangeKind.REPRICED, now.id, amounts, differ.in_money(now.id))


def kind_of(was: StepStatus, now: StepStatus) -> ChangeKind | None:
    """What a change of status is called. A step that is not on a route does not apply."""
    return None if was is now else _KINDS.get((was, now)) or _NEW[now]


def _moves(was: RouteStep, now: RouteStep, read: Mapping[str, Callable[[RouteStep], _Read]]) -> Iterator[Move]:
    for what, of in read.items():
        then, since = of(was), of(now)
        if then != since:
            yield Move(what, _span(then), _span(since))


def _span(read: _Read) -> Days | Money:
    """One day is from that day to that day."""
    return read if isinstance(read, Days | Money) else Days(read, read)


_DATES: Mapping[str, Callable[[RouteStep], _Read]] = {
    "deadline": lambda step: step.deadline.days if step.deadline else NO_DAYS,
    "start": lambda step: step.start,
    "finish": lambda step: step.finish,
    "expected": lambda step: step.expected,
    "latest_finish": lambda step: step.latest_finish,
    "start_by": lambda step: step.start_by,
}
_AMOUNTS: Mapping[str, Callable[[RouteStep], _Read]] = {
    "cost": lambda step: step.cost,
    "gain": lambda step: step.gain,
    "regular_gain": lambda step: total(line.amount for line in step.regular),
}

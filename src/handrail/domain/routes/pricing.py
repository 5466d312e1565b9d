"""What each step costs and brings, when, and what it all comes to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import inf

from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.basis import ON_START, due_by_rule
from handrail.domain.routes.circumstances import Circumstances
from handrail.domain.routes.dating import Dates
from handrail.domain.routes.deciding import cost_by
from handrail.domain.routes.journey import CostEntry
from handrail.domain.routes.merging import Candidate
from handrail.domain.routes.once import once
from handrail.domain.routes.regularly import Course
from handrail.domain.routes.route import CashLine, RouteDecision, RouteMoney
from handrail.domain.routes.spans import NO_DAYS, NOTHING, Days, Money
from handrail.domain.routes.standing import Standing


def costs(
    each: Candidate, now: Standing, dates: Dates | None, decision: RouteDecision | None, known: Circumstances
) -> tuple[CashLine, ...]:
    """What a step costs. Where its ways differ in cost, one line stands for the way that is, or may be, chosen."""
    entries = once(entry for step in each.steps for entry in step.costs)
    if decision is None or all(way.cost is None for way in decision.alternatives):
        return tuple(_lines(each, entries, now, dates, known))
    own = total(known.money(entry.rule) for entry in entries)
    lines = _line(each, _as_chosen(entries, decision), cost_by(decision, own), now, dates, known)
    return tuple(replace(line, decision=decision.id) for line in lines)


def _as_chosen(entries: Sequence[CostEntry], decision: RouteDecision) -> CostEntry:
    """What the chosen way costs falls due when the step's own first cost would have."""
    first = entries[0] if entries else CostEntry("")
    chosen = next((way.alternative for way in decision.alternatives if way.is_chosen), None)
    if chosen is None:
        return first
    return CostEntry(chosen.cost or first.rule, chosen.title, first.due)


def gains(each: Candidate, now: Standing, dates: Dates | None, known: Circumstances) -> tuple[CashLine, ...]:
    """What a step brings, once and every week or month."""
    return tuple(_lines(each, once(entry for step in each.steps for entry in step.gains), now, dates, known))


def once_and_regular(lines: Iterable[CashLine]) -> tuple[tuple[CashLine, ...], tuple[CashLine, ...]]:
    """What is paid once, and what goes on: the two are never added up."""
    lines = tuple(lines)
    return tuple(line for line in lines if not line.every), tuple(line for line in lines if line.every)


def total(amounts: Iterable[Money]) -> Money:
    """All of them together."""
    return sum(amounts, NOTHING)


def money_of(cash: Iterable[CashLine], received: Iterable[CashLine]) -> RouteMoney:
    """What is still to pay and to receive, and what has been."""
    cash, received = tuple(cash), tuple(received)
    return RouteMoney(
        pay=total(line.amount for line in cash if not line.is_paid),
        receive=total(line.amount for line in received if not line.is_paid),
        paid=total(line.amount for line in cash if line.is_paid),
        received=total(line.amount for line in received if line.is_paid),
    )


def by_date(lines: Iterable[CashLine]) -> tuple[CashLine, ...]:
    """The soonest first; what has no date yet last."""
    return tuple(
        sorted(lines, key=lambda line: (line.due.low is None, line.due.low, line.due.high is None, line.due.high))
    )


def _lines(
    each: Candidate, entries: Iterable[CostEntry], now: Standing, dates: Dates | None, known: Circumstances
) -> Iterator[CashLine]:
    for entry in entries:
        yield from _line(each, entry, known.money(entry.rule), now, dates, known)


def _line(
    each: Candidate, entry: CostEntry, amount: Money, now: Standing, dates: Dates | None, known: Circumstances
) -> Iterator[CashLine]:
    """One amount: nothing for a step that is not needed, and for one that is done, what is left to pay on a later day."""
    line = CashLine(
        each.id,
        entry.rule,
        entry.says,
        amount,
        _due(entry, now, dates, known),
        every=entry.every,
        course=_course(entry, known),
    )
    if amount.is_nothing:
        return
    if now.is_to_do:
        yield line if now.is_certain else replace(line, amount=amount.perhaps)
    elif now.status is StepStatus.DONE:
        first, last = known.days(entry.due) if due_by_rule(entry) else (-inf, -inf)
        today = known.on.toordinal()
        is_paid = last <= today
        yield replace(line, is_paid=is_paid, amount=amount if is_paid or first > today else amount.perhaps)


def _course(entry: CostEntry, known: Circumstances) -> Course:
    """How long it goes on. It is sure until it ends, unless it may stop sooner or is taken in pieces."""
    sure_until = entry.sure_until or ("" if entry.at_most else entry.ends)
    return Course(
        entry.goes_on,
        Days.between(*known.days(entry.ends)) if entry.ends else NO_DAYS,
        Days.between(*known.days(sure_until)) if sure_until else NO_DAYS,
        known.at_most(entry.at_most) if entry.at_most else None,
    )


def _due(entry: CostEntry, now: Standing, dates: Dates | None, known: Circumstances) -> Days:
    """When an amount falls due: with the start or the finish of its step, or by a rule of its own. What is still to pay
    and may be due before today is due from today."""
    if due_by_rule(entry):
        first, last = known.days(entry.due)
        today = known.on.toordinal()
        return Days.between(max(first, today) if now.is_to_do and last >= today else first, last)
    if dates is None:
        return Days(now.done_on, now.done_on)
    return Days.between(*(dates.start if entry.due == ON_START else dates.finish))

"""A route month by month: what is paid and got, the money needed by each day, and the deadlines.

So that nobody is caught short, a cost counts in the first month it can fall due, and money to get in the last month it can
come. Both ends of every amount stay: month by month they add up to the route's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handrail.domain.routes.regularly import count_in, is_spread
from handrail.domain.routes.route import CashLine, Route, RouteStep, cash_needed_by
from handrail.domain.routes.spans import NOTHING, Days, Money
from handrail.domain.rules.dates import months_later
from handrail.domain.rules.determination import Status

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Counted:
    """An amount in one month: of a line that is paid once, all of it; of a regular one, what it comes to in this month."""

    line: CashLine
    amount: Money
    is_estimate: bool = False

    @property
    def is_unknown(self) -> bool:
        """Nothing at all is known of how much it is. That is not nought."""
        return not self.amount.low and self.amount.high is None


@dataclass(frozen=True, slots=True)
class Month:
    """From the first to the last day of a month; the first of them begins today."""

    first: date
    last: date
    pay: tuple[Counted, ...]
    get: tuple[Counted, ...]
    regular: tuple[Counted, ...]
    deadlines: tuple[RouteStep, ...]
    needed: NeededBy
    """What must be paid in all from today to its last day."""

    @property
    def to_pay(self) -> Money:
        return total(self.pay)

    @property
    def to_get(self) -> Money:
        return total((*self.get, *self.regular))

    @property
    def is_empty(self) -> bool:
        return not (self.pay or self.get or self.regular or self.deadlines)


@dataclass(frozen=True, slots=True)
class NeededBy:
    """What must be paid in all up to a day on which something first falls due, and what is surely got before it."""

    day: date
    pay: Money
    got: int
    unbounded: int = 0
    """How many of the amounts have no upper end."""
    known: Money = NOTHING
    """The amounts that have one."""

    @property
    def own(self) -> int | None:
        """The most that must come from elsewhere; None when nothing bounds it."""
        return None if self.pay.high is None else max(0, self.pay.high - self.got)


@dataclass(frozen=True, slots=True)
class Apart:
    """What stands in none of the months: it falls after them, or its day is not known."""

    later: tuple[Counted, ...] = ()
    without_day: tuple[Counted, ...] = ()

    @property
    def all(self) -> tuple[Counted, ...]:
        return (*self.later, *self.without_day)


@dataclass(frozen=True, slots=True)
class Ahead:
    """The twelve months that lie ahead. `spread` is paid over a year, and falls on no day."""

    months: tuple[Month, ...]
    pay_apart: Apart
    get_apart: Apart
    regular: tuple[Counted, ...]
    regular_later: tuple[Counted, ...]
    spread: tuple[Counted, ...]
    needed: tuple[NeededBy, ...]
    late: tuple[RouteStep, ...]
    deadlines_later: tuple[RouteStep, ...]
    deadlines_without_day: tuple[RouteStep, ...]


def total(counted: Iterable[Counted]) -> Money:
    """All of them together."""
    return sum((each.amount for each in counted), Money())


def months_ahead(route: Route) -> Ahead:
    """A route over twelve months from its day."""
    on = route.on
    spans = tuple(_spans(on))
    pay, pay_apart = _placed([line for line in route.cash if not line.is_paid], lambda line: _first(line, on), route)
    get, get_apart = _placed([line for line in route.gains if not line.is_paid], lambda line: _last(line, on), route)
    running = [line for line in route.regular if not is_spread(line.every)]
    due = [step for step in route.to_do if step.deadline]
    days = {step.id: step.deadline.days.safe_day(on) for step in due if step.deadline}
    return Ahead(
        months=tuple(
            Month(
                first,
                last,
                tuple(each for day, each in pay if first <= day <= last),
                tuple(each for day, each in get if first <= day <= last),
                tuple(_running(running, first, last, route)),
                _by_day((step for step in due if first <= (days[step.id] or date.min) <= last), days),
                _needed_by(route, last),
            )
            for first, last in spans
        ),
        pay_apart=_apart(pay, pay_apart, spans),
        get_apart=_apart(get, get_apart, spans),
        regular=tuple(_counted(line, route) for line in running if not _begins_after(line, spans[-1][1], on)),
        regular_later=tuple(_not_begun(running, spans, route)),
        spread=tuple(_counted(line, route) for line in route.regular if is_spread(line.every)),
        needed=tuple(_needed(route, spans[-1][1])),
        late=_by_day((step for step in due if (days[step.id] or on) < on), days),
        deadlines_later=_by_day((step for step in due if (days[step.id] or on) > spans[-1][1]), days),
        deadlines_without_day=tuple(step for step in due if days[step.id] is None),
    )


def _spans(on: date) -> Iterator[tuple[date, date]]:
    """The rest of this month, and eleven whole ones."""
    first = on
    for _ in range(MONTHS):
        following = months_later(first.replace(day=1), 1)
        yield first, following - timedelta(days=1)
        first = following


# -- what is paid once ---------------------------------------------------------------------------------------------------

Placed = list[tuple[date, Counted]]


def _placed(
    lines: Iterable[CashLine], day_of: Callable[[CashLine], date | None], route: Route
) -> tuple[Placed, tuple[Counted, ...]]:
    """Each line with the day it counts on; and those without one."""
    found = [(day_of(line), _counted(line, route)) for line in lines]
    return [(day, each) for day, each in found if day], tuple(each for day, each in found if day is None)


def _first(line: CashLine, on: date) -> date | None:
    """The first day a cost can fall due. What should have been paid before today is due today."""
    if line.due.low is None and line.due.high is None:
        return None
    return max(line.due.low or on, on)


def _last(line: CashLine, on: date) -> date | None:
    """The last day on which money can come. When that is behind us and it has not come, nothing is sure of its day."""
    return line.due.high if line.due.high and line.due.high >= on else None


def _apart(placed: Placed, without_day: tuple[Counted, ...], spans: Sequence[tuple[date, date]]) -> Apart:
    return Apart(tuple(each for day, each in placed if day > spans[-1][1]), without_day)


def _counted(line: CashLine, route: Route) -> Counted:
    found = route.circumstances.determinations.get(line.rule)
    return Counted(line, line.amount, found is not None and found.status is Status.ESTIMATE)


# -- what is paid every week or month ------------------------------------------------------------------------------------


def _running(lines: Iterable[CashLine], first: date, last: date, route: Route) -> Iterator[Counted]:
    """What regular payments come to in a month: those that run in it, or may."""
    for line in lines:
        least, most = count_in(line.every, _begins(line, route.on), first, last, line.course)
        if most:
            high = None if line.amount.high is None else line.amount.high * most
            estimate = _counted(line, route).is_estimate
            yield Counted(line, Money(line.amount.low * least, high), estimate)


def _begins(line: CashLine, on: date) -> Days:
    """When a regular payment begins. One that has been claimed, nobody said when, began on any day so far."""
    if line.is_paid and line.due.high is None:
        return Days(on - timedelta(days=31), on)
    return line.due


def _not_begun(lines: Iterable[CashLine], spans: Sequence[tuple[date, date]], route: Route) -> Iterator[Counted]:
    """Regular payments that begin after these months."""
    for line in lines:
        if _begins_after(line, spans[-1][1], route.on):
            yield _counted(line, route)


def _begins_after(line: CashLine, last: date, on: date) -> bool:
    begins = _begins(line, on).low
    return begins is not None and begins > last


# -- by each day ---------------------------------------------------------------------------------------------------------


def _needed(route: Route, last: date) -> Iterator[NeededBy]:
    """Each day on which the most that may be needed grows. Regular payments are left out of what is got: when the first of
    them comes is never sure. So is an estimate."""
    days = {_first(line, route.on) for line in route.cash if not line.is_paid}
    for day in sorted(day for day in days if day and day <= last):
        yield _needed_by(route, day)


def _needed_by(route: Route, day: date) -> NeededBy:
    due = [line for line in route.cash if not line.is_paid and not (line.due.low and line.due.low > day)]
    bounded = [line for line in due if line.amount.high is not None]
    known = cash_needed_by(replace(route, cash=tuple(bounded)), day)
    return NeededBy(day, cash_needed_by(route, day), _surely_got(route, day), len(due) - len(bounded), known)


def _surely_got(route: Route, day: date) -> int:
    """What has surely come before a day, from today on."""
    return sum(
        line.amount.low
        for line in route.gains
        if not line.is_paid
        and line.due.high
        and route.on <= line.due.high < day
        and not _counted(line, route).is_estimate
    )


# -- deadlines -----------------------------------------------------------------------------------------------------------


def _by_day(steps: Iterable[RouteStep], days: dict[str, date | None]) -> tuple[RouteStep, ...]:
    return tuple(sorted(steps, key=lambda step: (days[step.id] or date.max, step.id)))

"""When a route may be finished, and the steps that this hangs on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.route import Route, RouteStep
from handrail.domain.routes.spans import Days


@dataclass(frozen=True, slots=True)
class Stretch:
    """A step on the way to the finish, and how many days pass between what it waits for and its own end."""

    step: RouteStep
    days: int
    waits_for_a_day: bool = False
    """What holds it up is not the step before it, but a day that is fixed or has to come first."""


@dataclass(frozen=True, slots=True)
class Finish:
    """The first and the last day, the day that is likely, and the steps which that day hangs on, first to last.

    `without_end` are the steps that nothing bounds: they are why there may be no last day.
    """

    days: Days
    expected: date | None
    way: tuple[Stretch, ...]
    without_end: tuple[RouteStep, ...]

    @property
    def longest(self) -> Stretch | None:
        """Where most of the time goes; the first of several."""
        return max(self.way, key=lambda stretch: stretch.days, default=None)


def finish_of(route: Route) -> Finish:
    """The finish of a route, from its last step back to today."""
    way = tuple(reversed(tuple(_backward(route))))
    return Finish(route.finish, route.expected_finish, way, tuple(_without_end(route)))


def _backward(route: Route) -> Iterator[Stretch]:
    step = _last_step(route)
    while step is not None and step.expected is not None:
        before = _held_up_by(step, route)
        since = before.expected if before and before.expected else route.on
        days = (step.expected - since).days
        waits = step.lasts is not None and days > step.lasts.likely
        yield Stretch(step, days, waits)
        step = before


def _last_step(route: Route) -> RouteStep | None:
    """The one that is expected to be finished last, of those that the expected finish counts."""
    found = [step for step in route.to_do if step.expected == route.expected_finish and step.expected]
    certain = [step for step in found if step.status is StepStatus.APPLIES]
    return next(reversed(certain or found), None)


def _held_up_by(step: RouteStep, route: Route) -> RouteStep | None:
    """Of the steps that come before it and are still to do, the one that is expected to be finished last.

    One that is late for a day that is fixed holds nothing up: the day comes all the same.
    """
    last = step.expected or route.on
    before = [(each.expected, each.id) for each in (route.by_id[name] for name in step.after) if each.is_to_do]
    in_time = [(day, name) for day, name in before if day is not None and day <= last]
    return route.by_id[max(in_time)[1]] if in_time else None


def _without_end(route: Route) -> Iterator[RouteStep]:
    """Steps without a last day though all that comes before them has one."""
    open_ended = {step.id for step in route.to_do if step.finish.low and step.finish.high is None}
    for step in route.to_do:
        if step.id in open_ended and not open_ended & set(step.after):
            yield step

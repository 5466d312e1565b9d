"""A person's route, in words and as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handrail.domain.content.about_a_route import RouteTold, about_route
from handrail.domain.content.about_a_step import about_step
from handrail.domain.content.about_the_rules import remember
from handrail.domain.content.document import Document
from handrail.domain.content.picture import Picture, picture_of
from handrail.domain.routes.conflicting import Kind, conflicts
from handrail.domain.routes.remembered import Remembered
from handrail.domain.routes.route import Route
from handrail.packs.pack import Pack
from handrail.use_cases.asking import SoFar, so_far
from handrail.use_cases.keeping_answers import Kept
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.route_calendar import route_calendar
from handrail.use_cases.working_out import WorkedOut, route_of


@dataclass(frozen=True, slots=True)
class RouteShown:
    """A route with its picture, and how far the questions have come."""

    told: RouteTold
    picture: Picture
    so_far: SoFar
    on: date
    unread: int
    has_changed: bool
    remembered: Remembered
    should_tick_first: bool
    """Something late waits for steps that are not ticked, though they are likely to be done: the rest follows from saying so."""
    conflicts: int = 0
    """How many dates surely get in each other's way."""


@dataclass(frozen=True, slots=True)
class RoutePrinted:
    """A route, and each step that is, or may be, to do, opened."""

    shown: RouteShown
    steps: Mapping[str, Document]


def show_route(*, pack: Pack, contents: Contents, on: date) -> RouteShown:
    """The route that follows from what is kept."""
    return _shown(route_of(pack=pack, contents=contents, on=on))


def _shown(worked: WorkedOut) -> RouteShown:
    told = about_route(worked.telling)
    return RouteShown(
        told,
        picture_of(told, worked.on),
        so_far(worked),
        worked.on,
        len(worked.unread),
        worked.contents.earlier is not None,
        remember(worked.telling),
        _should_tick_first(worked.route),
        sum(each.kind is not Kind.MAY_BE_SAME_DAY for each in conflicts(worked.route)),
    )


def _should_tick_first(route: Route) -> bool:
    """A step that is late and cannot be started today: what comes before it is done, or much more is late than it seems."""
    return any(step.is_overdue and step.is_to_do and step.id not in route.do_now for step in route.steps)


def print_route(*, pack: Pack, contents: Contents, on: date) -> RoutePrinted:
    """The same with every step that is, or may be, to do."""
    worked = route_of(pack=pack, contents=contents, on=on)
    return RoutePrinted(_shown(worked), {step.id: about_step(step, worked.telling) for step in worked.route.to_do})


def route_dates(*, pack: Pack, kept: Kept, on: date, neutral: bool) -> bytes:
    """The dates as a calendar file."""
    worked = route_of(pack=pack, contents=kept.contents, on=on)
    return route_calendar(pack=pack, route=worked.route, neutral=neutral, known_to=kept.known_to)

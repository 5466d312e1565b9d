"""Money and time at a glance: a person's next twelve months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from handrail.domain.content.about_the_months import AheadTold, about_the_months
from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.entitlement import Entitlement
from handrail.packs.pack import Pack
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.working_out import WorkedOut, route_of


@dataclass(frozen=True, slots=True)
class NotCounted:
    """Something to claim whose amount our rules do not work out, and who does: the council, or an outside calculator."""

    step: str
    title: str
    amount_by: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class MonthsShown:
    """The next twelve months, and what is named and not counted in them."""

    told: AheadTold
    titles: tuple[str, ...]
    not_counted: tuple[NotCounted, ...]
    on: date


def show_months(*, pack: Pack, contents: Contents, on: date) -> MonthsShown:
    """The months of the route that follows from what is kept."""
    worked = route_of(pack=pack, contents=contents, on=on)
    return MonthsShown(
        about_the_months(worked.telling),
        tuple(journey.title for journey in worked.planned.journeys),
        tuple(_not_counted(worked)),
        on,
    )


def _not_counted(worked: WorkedOut) -> Iterator[NotCounted]:
    for step in worked.route.to_do:
        found = worked.pack.events.claimed_at(own for _, own in step.parts)
        if found is not None and _is_worked_out_elsewhere(found):
            certain = step.status is StepStatus.APPLIES
            yield NotCounted(step.id, worked.telling.title(step), found.amount_by, certain)


def _is_worked_out_elsewhere(entitlement: Entitlement) -> bool:
    return entitlement.amount_by in ("council", "engine")

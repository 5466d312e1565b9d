"""Whom the steps of a route tell what: each piece of news in one place, and which telling covers another.

What a step tells is written in the pack, on the step or on its service. Of two steps that tell the same news, one covers the other when
it surely applies and reaches everyone the other does, and more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.once import once
from handrail.domain.routes.route import Route, RouteStep

_SEVERAL = 2
"""Of several services that are possible, nobody knows yet which it is, nor whom it reaches."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One step that tells the news, whom it reaches, the step that covers it, and why it has to be told apart."""

    step: str
    reaches: tuple[str, ...]
    covered_by: str = ""
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """Everyone who has to be told one piece of news. `called` says which it is where there are several of a life event."""

    news: str
    called: str
    tellings: tuple[Telling, ...]

    @property
    def reaches(self) -> tuple[str, ...]:
        return once(organisation for each in self.tellings for organisation in each.reaches)


def rounds(route: Route, called: Mapping[str, str]) -> tuple[Round, ...]:
    """Each piece of news that steps still to do tell. `called` says which each life event is, where there are several of a kind."""
    found: dict[tuple[str, str], list[tuple[RouteStep, Telling]]] = {}
    for step in route.to_do:
        for news, telling in _tellings(step):
            found.setdefault((news, called[step.events[0]]), []).append((step, telling))
    return tuple(Round(news, which, tuple(_covered(tellings))) for (news, which), tellings in found.items())


def told_more_than_once(told: Sequence[Round]) -> dict[str, tuple[str, ...]]:
    """Who hears from more than one step, with those steps: they may take it all at once."""
    by_organisation: dict[str, list[str]] = {}
    for each in told:
        for telling in each.tellings:
            for organisation in telling.reaches if not telling.covered_by else ():
                by_organisation.setdefault(organisation, []).append(telling.step)
    return {name: once(steps) for name, steps in by_organisation.items() if len(set(steps)) > 1}


def _tellings(step: RouteStep) -> Iterator[tuple[str, Telling]]:
    """What it tells, by news. Where nobody is named, it reaches whoever the step, or the service, is in the hands of."""
    said = [(tells, tells.reaches or step.owners) for each in step.written for tells in each.tells]
    said += [(tells, tells.reaches or (one.organisation,)) for one in step.offered for tells in one.tells]
    for news in once(tells.news for tells, _ in said):
        alike = [(tells, reaches) for tells, reaches in said if tells.news == news]
        reached = once(organisation for _, reaches in alike for organisation in reaches)
        yield news, Telling(step.id, reached, apart=next((tells.apart for tells, _ in alike if tells.apart), ""))


def _covered(tellings: Sequence[tuple[RouteStep, Telling]]) -> Iterator[Telling]:
    sure = [more for step, more in tellings if step.status is StepStatus.APPLIES and len(step.services) < _SEVERAL]
    for _, telling in tellings:
        covering = (more.step for more in sure if set(telling.reaches) < set(more.reaches))
        yield replace(telling, covered_by="" if telling.apart else next(covering, ""))

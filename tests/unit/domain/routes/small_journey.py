"""Tiny journeys, and what the rules in them come to, built by what matters to a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import inf
from typing import Any

from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.possible import Among, Possible, Ranges
from handrail.domain.routes.choices import ByChoice
from handrail.domain.routes.journey import (
    Alternative,
    Anchor,
    CostEntry,
    Deadline,
    Decision,
    Journey,
    Lasts,
    Phase,
    Service,
    Step,
)
from handrail.domain.routes.marks import NO_MARKS, Marks
from handrail.domain.routes.planning import plan
from handrail.domain.routes.route import Route
from handrail.domain.rules.determination import Determination, Reason, Status
from handrail.domain.rules.types import DATE, MONEY, YES_NO

HERE = Place("small/journey.yaml", 1)
ON = date(2026, 11, 20)
NATIONS = frozenset({"england", "wales", "scotland", "northern_ireland"})


def day(days: int) -> date:
    """So many days after the day of the test."""
    return ON + timedelta(days=days)


def a_step(name: str, *after: str, days: int | tuple[int, int, int] = 1, phase: str = "all", **more: Any) -> Step:
    """A step after others. `days` is how long it surely takes, or the least, likely and most."""
    lasts = Lasts(days, days, days) if isinstance(days, int) else Lasts(*days)
    for key in ("only_if", "unless"):
        if isinstance(more.get(key), str):
            more[key] = (more[key],)
    for key in ("service", "owner"):
        if isinstance(more.get(key), str):
            more[key] = ByChoice.always(more[key])
    more.setdefault("after", ByChoice.always(after))
    return Step(name, phase, lasts, HERE, **more)


def a_deadline(rule: str, recover: str | None = None) -> Deadline:
    return Deadline(rule, f"{rule} was missed", recover)


def fixed_by(fact: str) -> Anchor:
    return Anchor(fact, is_fact=True)


def costing(rule: str, due: str = "on_finish") -> tuple[CostEntry, ...]:
    return (CostEntry(rule, f"says {rule}", due),)


def a_choice(name: str, *alternatives: Alternative) -> Decision:
    return Decision(name, alternatives)


def by_nation(**values: Any) -> ByChoice[Any]:
    return ByChoice(values, "home.nation")


def a_service(name: str, *nations: str, by: str = "somebody") -> Service:
    return Service(name, f"title of {name}", by, HERE, frozenset(nations))


def a_journey(
    *steps: Step, name: str = "moving", services: Sequence[Service] = (), phases: Sequence[str] = ("all",)
) -> Journey:
    return Journey(
        id=name,
        title=name,
        phases=tuple(Phase(phase, phase) for phase in phases),
        steps=steps,
        services={service.id: service for service in services},
        place=HERE,
        nation="home.nation" if services else "",
    )


def yes(rule: str, *because: str) -> Determination:
    return _settled(rule, True, because)


def no(rule: str, *because: str) -> Determination:
    return _settled(rule, False, because)


def _settled(rule: str, answer: bool, because: Sequence[str]) -> Determination:
    reasons = (
        Reason("rule", rule, f"{rule} is {answer}"),
        *(Reason("fact", fact, f"you said {fact}") for fact in because),
    )
    return Determination(rule, YES_NO, Status.SETTLED, Among(frozenset({answer})), because=reasons)


def either(rule: str, *needs: str) -> Determination:
    return Determination(rule, YES_NO, Status.OPEN, Among(frozenset({True, False})), needs=needs)


def perhaps(rule: str, answer: bool, *assumes: str) -> Determination:
    """An estimate: it stands on something supposed."""
    return Determination(rule, YES_NO, Status.ESTIMATE, Among(frozenset({answer})), assumes=assumes)


def falls_on(rule: str, first: date | None, last: date | None = None, *, needs: Sequence[str] = ()) -> Determination:
    """A day, or some day between two; None for no end at all."""
    low = -inf if first is None else first.toordinal()
    high = (inf if first is None else low) if last is None else last.toordinal()
    status = Status.SETTLED if low == high else Status.OPEN
    return Determination(
        rule, DATE, status, Ranges.between(low, high), tuple(needs), because=(Reason("rule", rule, rule),)
    )


def not_before_day(rule: str, first: date) -> Determination:
    """Some day that is surely no sooner, and may be any day after."""
    return Determination(rule, DATE, Status.OPEN, Ranges.between(first.toordinal(), inf))


def comes_to(rule: str, low: float, high: float | None = None) -> Determination:
    """Pence."""
    most = low if high is None else high
    return Determination(rule, MONEY, Status.SETTLED if low == most else Status.OPEN, Ranges.between(low, most))


def on_the(when: date, last: date | None = None) -> Ranges:
    return Ranges.between(when.toordinal(), (last or when).toordinal())


def among(*answers: str | bool) -> Among:
    return Among(frozenset(answers))


def route_of(
    journeys: Journey | Sequence[Journey],
    *determinations: Determination,
    facts: Mapping[str, Possible] | None = None,
    marks: Marks = NO_MARKS,
    on: date = ON,
) -> Route:
    """The route of someone for whom the rules come to this."""
    journeys = (journeys,) if isinstance(journeys, Journey) else journeys
    return plan(journeys, {each.goal: each for each in determinations}, facts or {}, marks, on=on)


def done(*names: str, when: date = ON) -> Marks:
    return Marks(dict.fromkeys(names, when))


def statuses(route: Route) -> dict[str, str]:
    return {step.id: step.status.value for step in route.steps}

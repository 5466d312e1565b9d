"""Two routes side by side: as things are, and as they would be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handrail.domain.content.about_a_route import Place, places, step_line
from handrail.domain.content.about_changes import ChangesTold
from handrail.domain.content.saying import NOT_KNOWN, capital, say_amount, say_counted, say_date, say_regularly
from handrail.domain.content.telling import Telling
from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.once import once
from handrail.domain.routes.pricing import total
from handrail.domain.routes.route import Route

_PLACES = {
    Place.DONE: "Done",
    Place.NOW: "To do now",
    Place.NEXT: "To do next",
    Place.LATER: "To do later",
    Place.MAYBE: "Maybe to do",
    Place.SKIPPED: "Left out by you",
    Place.NOT_NEEDED: "Not needed",
}


@dataclass(frozen=True, slots=True)
class ScenarioRow:
    """One thing as it is and as it would be. `kind` says what of: the whole route, an answer, or a step and its name."""

    kind: str
    what: str
    today: str
    would_be: str
    step: str = ""

    @property
    def differs(self) -> bool:
        return self.today != self.would_be


def about_scenarios(today: Telling, would_be: Telling, changes: ChangesTold) -> tuple[ScenarioRow, ...]:
    """The route as a whole, then the answers and the steps that differ."""
    wholes = zip(_whole(today.route), _whole(would_be.route), strict=True)
    whole = tuple(ScenarioRow("route", what, was, now) for (what, was), (_, now) in wholes)
    regular = tuple(_regular(today.route, would_be.route))
    answers = tuple(ScenarioRow("answer", goal.question, goal.was, goal.now) for goal in changes.goals)
    return (*whole, *regular, *answers, *_steps(today, would_be, changes))


def _whole(route: Route) -> Iterator[tuple[str, str]]:
    statuses = [step.status for step in route.steps]
    yield "Steps to do", say_counted(statuses.count(StepStatus.APPLIES), "step")
    yield "Steps that you may need", say_counted(statuses.count(StepStatus.MAY_APPLY), "step")
    yield "To pay", capital(say_amount(route.money.pay))
    yield "To get, once", capital(say_amount(route.money.receive))
    yield "Done by about", capital(say_date(route.expected_finish) if route.expected_finish else NOT_KNOWN)


def _regular(today: Route, would_be: Route) -> Iterator[ScenarioRow]:
    """What is paid every week, month and so on."""
    for every in once(line.every for line in (*today.regular, *would_be.regular)):
        said = [
            say_amount(total(line.amount for line in route.regular if line.every == every))
            for route in (today, would_be)
        ]
        was, now = (capital(say_regularly(each, every)) for each in said)
        yield ScenarioRow("route", "To get, regularly", was, now)


def _steps(today: Telling, would_be: Telling, changes: ChangesTold) -> Iterator[ScenarioRow]:
    for name in once(line.step for group in changes.groups for line in group.lines):
        yield ScenarioRow("step", would_be.title(name), _where(name, today), _where(name, would_be), name)


def _where(name: str, telling: Telling) -> str:
    """Where a step stands, with its day and its money."""
    line = step_line(telling.route.by_id[name], places(telling.route)[name], telling)
    parts = [_PLACES[line.place], line.due or line.when, f"Cost: {line.cost}" if line.cost else ""]
    parts += [f"You get: {line.gain}" if line.gain else ""]
    return ". ".join(part for part in parts if part)

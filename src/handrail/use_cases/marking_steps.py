"""Say what is done: tick steps, take it back, leave a step out, make a choice, or want a step in another place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handrail.domain.content.saying import say_date
from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.vocabulary import Declaration, FactType
from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.journey import DONE_ON, Journey, Step, said_of
from handrail.domain.routes.naming import route_ids
from handrail.domain.routes.route import RouteStep
from handrail.packs.pack import Pack
from handrail.use_cases.answering import EXACT, CannotBeRead, Given, Problem, read_given
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.plan_route import journeys_of
from handrail.use_cases.working_out import LANGUAGE, WorkedOut, events_of, route_of, work_out

_WISHES = ("first", "not_before")
_A_DAY = Declaration("day", FactType.DATE, Place(""))


class NoSuchStep(Exception):
    """The route has no such step, or the step no such choice."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A step that can be ticked off."""

    step: str
    title: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class TickedPhase:
    """The steps of one stretch that can be ticked off."""

    title: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class DayAsked:
    """A step that is done, and when, as far as that was said."""

    step: str
    title: str
    given: Given


@dataclass(frozen=True, slots=True)
class Marked:
    """What there is to keep now, or the problems."""

    contents: Contents
    problems: tuple[Problem, ...] = ()


# -- where are you? ------------------------------------------------------------------------------------------------


def where_are_you(*, pack: Pack, contents: Contents, on: date) -> tuple[TickedPhase, ...]:
    """Every step that may be part of the person's route, stretch by stretch, as the journeys were written."""
    worked = work_out(pack=pack, contents=contents, on=on)
    if worked.clashes:
        worked = work_out(pack=pack, contents=Contents(life_events=contents.life_events), on=on)
    return tuple(_phases(worked, _steps(contents)))


def _phases(worked: WorkedOut, marks: Mapping[str, Mapping[str, Any]]) -> Iterator[TickedPhase]:
    written = {step.id: place for journey in worked.planned.journeys for place, step in enumerate(journey.steps)}
    for journey in worked.planned.journeys:
        for phase in journey.phases:
            steps = [
                step
                for step in worked.route.steps
                if step.phase == phase.id and step.events[0] == journey.id and _can_be_done(step)
            ]
            steps.sort(key=lambda step: written.get(step.id, 0))
            if steps:
                yield TickedPhase(phase.title, tuple(_tick(step, worked, marks) for step in steps))


def _can_be_done(step: RouteStep) -> bool:
    return step.status is not StepStatus.DOES_NOT_APPLY


def _tick(step: RouteStep, worked: WorkedOut, marks: Mapping[str, Mapping[str, Any]]) -> Tick:
    return Tick(step.id, worked.telling.title(step), "done_on" in marks.get(step.id, {}))


def tick(*, pack: Pack, contents: Contents, ticked: Collection[str], on: date) -> Contents:
    """Exactly these are done. A day that was told before stays; what was not shown stays as it was."""
    phases = where_are_you(pack=pack, contents=contents, on=on)
    steps = dict(_steps(contents))
    for name in (each.step for phase in phases for each in phase.ticks):
        mark = dict(steps.get(name, {}))
        done_on = mark.pop("done_on", None)
        if name in ticked:
            mark = {key: value for key, value in mark.items() if key not in ("skipped", *_WISHES)}
            mark["done_on"] = done_on
        steps[name] = mark
    return _with_steps(contents, steps)


def has_said_where(contents: Contents) -> bool:
    """The person has been asked what is done already."""
    return "steps" in contents.marks


# -- on what day? --------------------------------------------------------------------------------------------------


def days_asked(*, pack: Pack, contents: Contents) -> tuple[DayAsked, ...]:
    """The steps that are done and whose day the route hangs on. It needs no route: a day may be what does not fit."""
    journeys = journeys_of(pack, events_of(pack, contents))
    marks = _steps(contents)
    names = route_ids(journeys)
    steps = ((names[journey.id, step.id], journey, step) for journey in journeys for step in journey.steps)
    return tuple(
        DayAsked(name, _title(pack, journey, step), _day_given(marks[name]["done_on"], name))
        for name, journey, step in steps
        if DONE_ON in step.asserts.values() and "done_on" in marks.get(name, {})
    )


def _title(pack: Pack, journey: Journey, step: Step) -> str:
    page = pack.events.pages.get((journey.id, step.id, LANGUAGE))
    return said_of(page.title, journey) if page else step.id


def _day_given(written: str | None, prefix: str) -> Given:
    if not written:
        return {}
    day = date.fromisoformat(written)
    return {f"{prefix}_exact_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def date_steps(*, contents: Contents, steps: Collection[str], given: Given, on: date) -> Marked:
    """The days on which steps were done. Left empty, a day is not known."""
    marks = dict(_steps(contents))
    problems: list[Problem] = []
    for name in steps:
        try:
            day = read_day(given, f"{name}_", on)
        except CannotBeRead as wrong:
            problems += wrong.problems
            continue
        marks[name] = {**marks.get(name, {}), "done_on": day}
    return Marked(contents, tuple(problems)) if problems else Marked(_with_steps(contents, marks))


def read_day(given: Given, prefix: str, on: date, *, must_have_come: bool = True) -> str | None:
    """A day, or nothing when all is left empty."""
    boxes = [given.get(f"{prefix}exact_{part}", "").strip() for part in ("day", "month", "year")]
    if not any(boxes):
        return None
    day = str(read_given(_A_DAY, {**given, f"{prefix}answer": EXACT}, prefix))
    if must_have_come and date.fromisoformat(day) > on:
        raise CannotBeRead(Problem(f"{prefix}exact_day", f"The day must be today, {say_date(on)}, or earlier."))
    return day


# -- one step ------------------------------------------------------------------------------------------------------


def mark(*, contents: Contents, step: str, given: Given, on: date) -> Marked:
    """It is done, and on what day if they know; it is left out; or neither any more."""
    match given.get("mark"):
        case "done":
            return _done(contents, step, given, on)
        case "skip":
            return Marked(_with_mark(contents, step, {"skipped": True}))
        case "undo":
            return Marked(_with_mark(contents, step, {}))
    return Marked(contents)


def _done(contents: Contents, step: str, given: Given, on: date) -> Marked:
    try:
        return Marked(_with_mark(contents, step, {"done_on": read_day(given, "", on)}))
    except CannotBeRead as wrong:
        return Marked(contents, wrong.problems)


def want(*, contents: Contents, step: str, wish: Mapping[str, object]) -> Contents:
    """Where they want a step that is still to do: first, not before a day, or nowhere of its own. It is in one place only."""
    kept = {key: value for key, value in _steps(contents).get(step, {}).items() if key not in _WISHES}
    return _with_steps(contents, {**_steps(contents), step: {**kept, **wish}})


def choose(*, pack: Pack, contents: Contents, step: str, alternative: str, on: date) -> Contents:
    """Take one of the ways of doing a step; an empty one takes the choice back. No other way is taken."""
    worked = route_of(pack=pack, contents=contents, on=on)
    found = worked.route.by_id.get(step)
    if found is None or found.decision is None:
        raise NoSuchStep(step)
    decision = found.decision.id
    if alternative not in ("", *(each.id for each in found.decision.alternatives)):
        return contents
    chosen = {key: value for key, value in chosen_in(contents).items() if key != decision}
    if alternative:
        chosen[decision] = alternative
    return _with_marks(contents, {**contents.marks, "chosen": chosen})


def _steps(contents: Contents) -> Mapping[str, Mapping[str, Any]]:
    steps = contents.marks.get("steps")
    return steps if isinstance(steps, Mapping) else {}


def chosen_in(contents: Contents) -> Mapping[str, Any]:
    """The ways that were chosen, by decision."""
    chosen = contents.marks.get("chosen")
    return chosen if isinstance(chosen, Mapping) else {}


def _with_mark(contents: Contents, step: str, mark: Mapping[str, object]) -> Contents:
    kept = {key: value for key, value in _steps(contents).get(step, {}).items() if key == "assigned_to"}
    return _with_steps(contents, {**_steps(contents), step: {**kept, **mark}})


def _with_steps(contents: Contents, steps: Mapping[str, Mapping[str, object]]) -> Contents:
    return _with_marks(
        contents, {**contents.marks, "steps": {name: dict(mark) for name, mark in steps.items() if mark}}
    )


def _with_marks(contents: Contents, marks: Mapping[str, object]) -> Contents:
    return replace(contents, marks=marks).since(contents)

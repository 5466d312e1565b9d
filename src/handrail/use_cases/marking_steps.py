"""Say what is done: tick steps, take it back, leave a step out, or make a choice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handrail.domain.content.saying import say_date
from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.vocabulary import Declaration, FactType
from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.journey import DONE_ON
from handrail.domain.routes.route import RouteStep
from handrail.packs.pack import Pack
from handrail.use_cases.answering import EXACT, CannotBeRead, Given, Problem, read_given
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.working_out import WorkedOut, route_of, work_out

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
    return tuple(_phases(route_of(pack=pack, contents=contents, on=on)))


def _phases(worked: WorkedOut) -> Iterator[TickedPhase]:
    written = {step.id: place for journey in worked.planned.journeys for place, step in enumerate(journey.steps)}
    for journey in worked.planned.journeys:
        for phase in journey.phases:
            steps = [
                step
                for step in worked.route.steps
                if step.phase == phase.id
                and step.events[0] == journey.id
                and step.status is not StepStatus.DOES_NOT_APPLY
            ]
            steps.sort(key=lambda step: written.get(step.id, 0))
            if steps:
                yield TickedPhase(phase.title, tuple(_tick(step, worked) for step in steps))


def _tick(step: RouteStep, worked: WorkedOut) -> Tick:
    return Tick(step.id, worked.telling.title(step), step.id in worked.planned.marks.done)


def tick(*, pack: Pack, contents: Contents, ticked: Collection[str], on: date) -> Contents:
    """Exactly these are done. A day that was told before stays; what was not shown stays as it was."""
    worked = work_out(pack=pack, contents=contents, on=on)
    shown = {each.step for phase in _phases(worked) for each in phase.ticks} if not worked.clashes else set(ticked)
    steps = dict(_steps(contents))
    for name in shown:
        mark = {key: value for key, value in steps.get(name, {}).items() if key not in ("done_on", "skipped")}
        if name in ticked:
            mark["done_on"] = steps.get(name, {}).get("done_on")
        elif steps.get(name, {}).get("skipped"):
            mark["skipped"] = True
        steps[name] = mark
    return _with_steps(contents, steps)


def has_said_where(contents: Contents) -> bool:
    """The person has been asked what is done already."""
    return "steps" in contents.marks


# -- on what day? --------------------------------------------------------------------------------------------------


def days_asked(*, pack: Pack, contents: Contents, on: date) -> tuple[DayAsked, ...]:
    """The steps that are done and whose day the route hangs on."""
    worked = route_of(pack=pack, contents=contents, on=on)
    telling = worked.telling
    return tuple(
        DayAsked(step.id, telling.title(step), _day_given(step.done_on, step.id))
        for step in worked.route.steps
        if step.status is StepStatus.DONE and _fixes_a_day(worked, step.id)
    )


def _fixes_a_day(worked: WorkedOut, name: str) -> bool:
    return any(
        step.id == name and DONE_ON in step.asserts.values()
        for journey in worked.planned.journeys
        for step in journey.steps
    )


def _day_given(day: date | None, prefix: str) -> Given:
    if day is None:
        return {}
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


def read_day(given: Given, prefix: str, on: date) -> str | None:
    """A day that has come, or nothing when all is left empty."""
    boxes = [given.get(f"{prefix}exact_{part}", "").strip() for part in ("day", "month", "year")]
    if not any(boxes):
        return None
    day = str(read_given(_A_DAY, {**given, f"{prefix}answer": EXACT}, prefix))
    if date.fromisoformat(day) > on:
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


def choose(*, pack: Pack, contents: Contents, step: str, alternative: str, on: date) -> Contents:
    """Take one of the ways of doing a step; an empty one takes the choice back. No other way is taken."""
    worked = route_of(pack=pack, contents=contents, on=on)
    found = worked.route.by_id.get(step)
    if found is None or found.decision is None:
        raise NoSuchStep(step)
    decision = found.decision.id
    if alternative not in ("", *(each.id for each in found.decision.alternatives)):
        return contents
    chosen = {key: value for key, value in _chosen(contents).items() if key != decision}
    if alternative:
        chosen[decision] = alternative
    return _with_marks(contents, {**contents.marks, "chosen": chosen})


def _steps(contents: Contents) -> Mapping[str, Mapping[str, Any]]:
    steps = contents.marks.get("steps")
    return steps if isinstance(steps, Mapping) else {}


def _chosen(contents: Contents) -> Mapping[str, Any]:
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

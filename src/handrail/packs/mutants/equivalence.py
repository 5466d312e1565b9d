"""Say why a change to a pack changes nothing, where that can be shown without trying it on anyone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import inf

from handrail.domain.facts.held import Fact, Facts
from handrail.domain.facts.possible import YES, Among
from handrail.domain.routes.journey import Journey, Step
from handrail.domain.rules.determining import Rulebook
from handrail.domain.rules.parameters import Parameter, Row, Version
from handrail.domain.rules.types import Kind
from handrail.packs.mutants.reach import Days

Meaning = tuple[object, ...]
"""What a figure comes to on one day, in a form in which what is the same looks the same."""


class Same(StrEnum):
    """Why a changed pack gives every person the same answers."""

    BOTH_SIDES_ALIKE = "the figure is the same on both sides of that day"
    NOT_COVERED = "it differs only on days that the pack does not cover"
    EDGE_OF_NOTHING = "the first row of a table of amounts holds from nothing, wherever its edge is"
    SAME_RATE = "the rate is the same on both sides of that edge"
    SERVICE_SAYS_SO = "the service of the step is only there where that condition holds"
    SAID_OTHERWISE = "it reads as the same expression"


def why_same_figure(was: Parameter, now: Parameter, days: Days) -> Same | None:
    """The reason why nothing can come of a change to a figure, or None when something can."""
    differ = [day for day in _turning_days(was, now) if _meaning(was, day) != _meaning(now, day)]
    if not differ:
        return _same_everywhere(was, now)
    first, last = days
    return None if any(first <= day <= last for day in [*differ, *_inside(was, now, first)]) else Same.NOT_COVERED


def _inside(was: Parameter, now: Parameter, first: float | int) -> Iterator[float | int]:
    """The first day that is covered, where the figure differs on it: a stretch that differs may have begun before."""
    if first != -inf and _meaning(was, first) != _meaning(now, first):
        yield first


def _turning_days(was: Parameter, now: Parameter) -> list[float | int]:
    """The first day of every stretch over which both figures stay as they are, and a day before them all."""
    starts = {version.start for figure in (was, now) for version in figure.versions}
    ends = {version.end + 1 for figure in (was, now) for version in figure.versions if version.end != inf}
    turning = sorted(starts | ends)
    return [turning[0] - 1, *turning]


def _meaning(parameter: Parameter, day: float | int) -> Meaning:
    """What a figure comes to on one day, or that there is none."""
    for version in parameter.versions:
        if version.start <= day <= version.end:
            return version.low, version.high, _rows(version, parameter)
    return ("before",) if day < parameter.versions[0].start else ("after",)


def _rows(version: Version, parameter: Parameter) -> tuple[tuple[object, Fraction], ...]:
    """The rows of a table without the edges that make no difference."""
    if not version.rows:
        return ()
    if parameter.rows is Kind.RATE:
        return tuple(_steps_in_rate(version.rows))
    first, *others = version.rows
    return (("from nothing", first.value), *((row.above, row.value) for row in others))


def _steps_in_rate(rows: tuple[Row, ...]) -> Iterator[tuple[object, Fraction]]:
    """Where the rate really changes. Below the first edge it is nothing."""
    rate = Fraction(0)
    for row in rows:
        if row.value != rate:
            yield row.above, row.value
        rate = row.value


def _same_everywhere(was: Parameter, now: Parameter) -> Same:
    edges = [tuple(row.above for version in figure.versions for row in version.rows) for figure in (was, now)]
    if edges[0] == edges[1]:
        return Same.BOTH_SIDES_ALIKE
    return Same.SAME_RATE if was.rows is Kind.RATE else Same.EDGE_OF_NOTHING


def why_same_step(journey: Journey, step: Step, dropped: Iterable[str], rulebook: Rulebook) -> Same | None:
    """The reason why a step is for the same people without these conditions: its service is only there where they hold."""
    nations = _nations_of(journey, step)
    holds = nations and all(
        rulebook.reads(rule).keys() == {journey.nation}
        and all(_holds(rule, journey, nation, rulebook) for nation in nations)
        for rule in dropped
    )
    return Same.SERVICE_SAYS_SO if holds and set(dropped) else None


def _nations_of(journey: Journey, step: Step) -> frozenset[str]:
    """The nations that some service of a step is for, or none where one is the same everywhere."""
    services = [journey.services[name] for name in step.service.values.values()] if step.service else []
    if not journey.nation or not services or not all(service.nations for service in services):
        return frozenset()
    return frozenset().union(*(service.nations for service in services))


def _holds(rule: str, journey: Journey, nation: str, rulebook: Rulebook) -> bool:
    facts = Facts.of([Fact(journey.nation, Among(frozenset({nation})))])
    return rulebook.outcome(rule, rulebook.sheet(facts, date.max)).value == YES

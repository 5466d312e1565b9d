"""Whoever tells less is shown no fewer rights.

What is a yes, or an amount, for someone who told more is never a no for someone who told less: it is yes, or may apply, and the
amount lies in the range that they are given. The same holds for what is shown, in every way of showing it.

Someone who tells a day that the pack holds no law for is told so, and not a yes or an amount (docs/adr/0007). There is nothing of
theirs to compare with then.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from typing import Any

import pytest

from bench.inventing_people import invent
from handrail.cli.routes import route_text
from handrail.domain.content.about_a_route import Place, RouteTold
from handrail.domain.facts.possible import Among, Possible, Ranges
from handrail.domain.facts.vocabulary import FactType
from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.journey import Journey
from handrail.domain.routes.naming import facts_named, rules_named
from handrail.domain.routes.route import Route, RouteStep
from handrail.domain.routes.spans import Days, Money
from handrail.domain.routes.topic import EVERYTHING
from handrail.domain.rules.determination import Status
from handrail.domain.rules.determining import Sheet
from handrail.packs.installed import installed_pack
from handrail.use_cases.kept_contents import Answer, Contents
from handrail.use_cases.plan_route import Planned, plan_from_written
from handrail.use_cases.reading_people import read_person
from handrail.use_cases.showing_route import print_route
from handrail.use_cases.showing_topics import show_everything
from handrail.use_cases.write_route import route_row

pytestmark = pytest.mark.property
BUDGET = int(os.environ.get("HANDRAIL_EXAMPLES", "1000"))
OF_ONE_GOAL = IN_ONE_EVENT = SHOWN = max(1, BUDGET // 1000)
IN_SEVERAL_EVENTS = BUDGET // 100
TELLINGS = max(1, BUDGET // 5000)
"""How often each person tells a part of it. In `make test` some 800 who tell less are held against who told more."""

ON = date(2026, 11, 22)
PACK = installed_pack()
RULEBOOK, FACTS = PACK.rulebook, PACK.vocabulary.facts
EVENTS = tuple(PACK.events.journeys)
QUICKLY_SHOWN = ("extending_a_home", "renting_a_home", "starting_a_business")
TIED = tuple(frozenset(RULEBOOK.facts_of_constraint(name)) for name in RULEBOOK.vocabulary.constraints)
WITHOUT_LAW = (Status.NOT_COVERED, Status.NOT_KNOWN_YET)
TO_DO = (Place.NOW, Place.NEXT, Place.LATER, Place.MAYBE)
Told = dict[str, Any]


# -- telling less ------------------------------------------------------------------------------------------------------


def someone(names: frozenset[str], random: Random) -> Told:
    """Someone of whom these facts are known, told in any order, as far as they make sense for them.

    What was drawn can contradict itself in a way that shows only where nothing is left to answer. Of all that is tied to such a
    question they say nothing.
    """
    told = invent(RULEBOOK, random.sample(sorted(names), len(names)), ON, random)
    sheet = sheet_of(told)
    answerable = {name for name in names - set(told) if FACTS[name].type is not FactType.TEXT}
    contradicted = frozenset(name for name in answerable if RULEBOOK.is_asked(name, sheet))
    return {name: value for name, value in told.items() if name not in with_what_is_tied(contradicted)}


def sheet_of(told: Told) -> Sheet:
    sheet = read_person(RULEBOOK, told, ON).sheet
    assert sheet is not None, told
    return sheet


def with_what_is_tied(names: frozenset[str]) -> frozenset[str]:
    """These facts and those that constraints tie to them."""
    while more := {name for facts in TIED if facts & names for name in facts} - names:
        names = names | more
    return names


def telling_less(told: Told, random: Random) -> Iterator[Told]:
    """The same person, who says nothing; then who leaves out some or most of it, would rather not say, or says it only about."""
    yield {}
    for _ in range(TELLINGS):
        share = random.random()
        yield {
            name: _less(name, value, random) if random.random() < 0.2 else value
            for name, value in told.items()
            if random.random() < share
        }


def _less(name: str, value: Any, random: Random) -> Any:
    if not isinstance(FACTS[name].domain, Ranges) or isinstance(value, dict):
        return "declined"
    down, up = random.randrange(400), random.randrange(400)
    if isinstance(value, str):
        if len(value) < len("2026-11-22"):
            return "declined"
        day = date.fromisoformat(value).toordinal()
        ends = max(FACTS[name].low, day - down), min(FACTS[name].high, day + up)
        return {"between": [str(date.fromordinal(int(end))) for end in ends]}
    if FACTS[name].type is FactType.MONEY:
        low, high = max(FACTS[name].low / 100, value - down), min(FACTS[name].high / 100, value + up)
        return {"between": [round(low, 2), round(high, 2)]}
    return {"between": [int(max(FACTS[name].low, value - down)), int(min(FACTS[name].high, value + up))]}


# -- every goal ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("goal", RULEBOOK.goals)
def test_what_a_goal_comes_to_is_still_possible_for_who_told_less(goal: str) -> None:
    random, reads = Random(goal), frozenset(RULEBOOK.reads(goal))
    for _ in range(OF_ONE_GOAL):
        told = someone(reads, random)
        truth = RULEBOOK.settle_on(goal, sheet_of(told))
        if truth.status in WITHOUT_LAW:
            continue
        for less in telling_less(told, random):
            assert holds(RULEBOOK.settle_on(goal, sheet_of(less)).possible, truth.possible), (told, less)


def holds(possible: Possible, truth: Possible) -> bool:
    """Nothing of it has been ruled out."""
    if isinstance(possible, Among):
        assert isinstance(truth, Among)
        return truth.values <= possible.values
    assert isinstance(possible, Ranges)
    assert isinstance(truth, Ranges)
    return possible.low <= truth.low and truth.high <= possible.high


# -- every step ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("event", EVENTS)
def test_a_step_of_a_route_is_still_there_for_who_told_less(event: str) -> None:
    random = Random(event)
    for _ in range(IN_ONE_EVENT):
        compare_routes((event,), random)


@pytest.mark.slow
def test_a_step_of_a_route_through_several_life_events_is_still_there_for_who_told_less() -> None:
    random = Random(1)
    for _ in range(IN_SEVERAL_EVENTS):
        compare_routes(tuple(random.sample(EVENTS, random.choice((2, 3, len(EVENTS))))), random)


def compare_routes(events: tuple[str, ...], random: Random) -> None:
    """Hold the routes of people who told less against that of one who told more."""
    told = someone(facts_of(events), random)
    fuller = planned(events, told, {})
    marks = {"steps": dict(_done(fuller, random))} if random.random() < 0.5 else {}
    if marks and planned(events, told, marks).route:  # what a done step makes true can contradict what they said
        fuller = planned(events, told, marks)
    else:
        marks = {}
    assert fuller.route
    for less in telling_less(told, random):
        part = planned(events, less, marks)
        assert part.route, part.errors
        assert list(fewer_rights(part.route, fuller.route, fuller.journeys)) == [], (told, less, marks)


def planned(events: tuple[str, ...], told: Told, marks: object) -> Planned:
    return plan_from_written(pack=PACK, events=events, facts=told, marks=marks, on=ON, with_reasons=False)


@cache
def facts_of(events: tuple[str, ...]) -> frozenset[str]:
    """All that bears on the routes through these life events."""
    journeys = [PACK.events.journeys[event] for event in events]
    goals = {goal for journey in journeys for goal in journey.goals}
    return facts_named(journeys).union(*(RULEBOOK.reads(rule) for rule in rules_named(journeys) | goals)) & set(FACTS)


def _done(planned: Planned, random: Random) -> Iterator[tuple[str, object]]:
    assert planned.route
    to_do = [step.id for step in planned.route.to_do]
    for name in random.sample(to_do, min(2, len(to_do))):
        yield name, {"done_on": str(ON)}


def fewer_rights(part: Route, whole: Route, journeys: tuple[Journey, ...]) -> Iterator[str]:
    """What someone who told more has, and someone who told less has not."""
    lacking = {name for name, found in whole.circumstances.determinations.items() if found.status in WITHOUT_LAW}
    opened = {(journey.id, *pair) for journey in journeys for pair in _recoveries(journey)}
    by_part = {(event, name): step for step in part.steps for event, name in step.parts}
    for step in whole.to_do:
        bears = {*step.basis.rules, *(rule for event, name, rule in opened if (event, name) in step.parts)}
        if bears & lacking:
            continue
        same = [by_part[each] for each in step.parts]
        if not any(each.is_to_do for each in same):
            yield f"{step.id} is not shown"
        elif len(step.parts) == 1:
            yield from (f"{step.id}: {wrong}" for wrong in _is_worse(same[0], step))
    if not lacking and not _within(part.money.receive, whole.money.receive):
        yield "what there is to receive is out of range"


def _recoveries(journey: Journey) -> Iterator[tuple[str, str]]:
    """Each step that puts a missed deadline right, and the rule of that deadline."""
    for step in journey.steps:
        if step.deadline and step.deadline.recover:
            yield step.deadline.recover, step.deadline.by


def _is_worse(less: RouteStep, more: RouteStep) -> Iterator[str]:
    if less.status is StepStatus.APPLIES and more.status is not StepStatus.APPLIES:
        yield "surely, and only perhaps when more is told"
    if len(less.parts) > 1:
        return  # what another life event asks for as well has its amounts and days too
    if not _within(less.gain, more.gain) or not _within(less.cost, more.cost):
        yield "an amount is out of range"
    amounts = {line.rule: line.amount for line in less.regular}
    if not all(line.rule in amounts and _within(amounts[line.rule], line.amount) for line in more.regular):
        yield "what is paid every week or month is out of range"
    if more.deadline and (less.deadline is None or not _spans(less.deadline.days, more.deadline.days)):
        yield "its deadline is out of range"


def _within(around: Money, amount: Money) -> bool:
    below = around.high is None or (amount.high is not None and amount.high <= around.high)
    return around.low <= amount.low and below


def _spans(around: Days, days: Days) -> bool:
    above = around.low is None or (days.low is not None and around.low <= days.low)
    return above and (around.high is None or (days.high is not None and days.high <= around.high))


# -- what is shown -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """The steps to do in each way of showing a route, and the programmes that someone can get or may."""

    steps: Mapping[str, frozenset[str]]
    programmes: frozenset[str]


@pytest.mark.parametrize(
    "event",
    [each if each in QUICKLY_SHOWN else pytest.param(each, marks=pytest.mark.slow) for each in EVENTS],
)
def test_what_is_shown_to_who_told_more_is_shown_to_who_told_less(event: str) -> None:
    random = Random(f"shown {event}")
    for _ in range(SHOWN):
        compare_what_is_shown(event, random)


def compare_what_is_shown(event: str, random: Random) -> None:
    told = someone(facts_of((event,)), random)
    fuller = planned((event,), told, {})
    assert fuller.route
    lacking = {name for name, found in fuller.determinations.items() if found.status in WITHOUT_LAW}
    blank = {step.id for step in fuller.route.to_do if lacking.intersection(step.basis.rules)}
    more = shown(event, told)
    for less in telling_less(told, random):
        part = shown(event, less)
        for way, steps in more.steps.items():
            assert steps - blank <= part.steps[way], way
        assert more.programmes <= part.programmes


def shown(event: str, told: Told) -> Shown:
    contents = Contents(
        tuple(Answer(name, value) for name, value in told.items()), life_events=(event,), goals=(EVERYTHING,)
    )
    whole = print_route(pack=PACK, contents=contents, on=ON)
    row: Any = route_row(pack=PACK, events=[event], facts=told, marks=None, on=ON)
    text = route_text(row, PACK.vocabulary)
    titles = {line.id: line.title for line in whole.shown.told.lines}
    drawn = {station.step for stretch in whole.shown.picture.stretches for station in stretch.stations}
    page = _to_do(whole.shown.told)
    return Shown(
        {
            "page": page,
            "picture": frozenset(drawn),
            "print": frozenset(whole.steps),
            "api": frozenset(step["id"] for step in row["steps"] if step["status"] in ("applies", "may_apply")),
            "text": frozenset(name for name in page if f". {titles[name]}" in text),
        },
        _programmes(contents),
    )


def _to_do(told: RouteTold) -> frozenset[str]:
    return frozenset(line.id for line in told.at(*TO_DO))


def _programmes(contents: Contents) -> frozenset[str]:
    """Those that are listed as certain, or as open."""
    shown = show_everything(pack=PACK, contents=contents, place=1, on=ON)
    return frozenset(line.topic.id for line in (*shown.can_get, *shown.may_get))

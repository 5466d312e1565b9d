"""A life event that comes twice: the second has the same law as the first, and neither knows anything of the other."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from handrail.domain.routes.route import Route, RouteStep
from handrail.packs.examples import Example, load_examples
from handrail.packs.installed import installed_pack, installed_root
from handrail.packs.occurring import names_then, pack_for
from handrail.use_cases.plan_route import Planned, plan_from_written

EVENTS = ("losing_a_job", "renting_a_home", "someone_has_died")
PEOPLE_OF_EACH = 12


@cache
def everyone() -> tuple[Example, ...]:
    return tuple(load_examples(installed_root()))


def few_people_of(event: str) -> list[Example]:
    """Invented people of a life event, told apart as widely as their file's order allows."""
    found = [each for each in everyone() if each.event == event and not each.marks]
    return found[:: max(1, len(found) // PEOPLE_OF_EACH)][:PEOPLE_OF_EACH]


def planned(events: tuple[str, ...], facts: Mapping[str, object], example: Example) -> Route:
    found: Planned = plan_from_written(
        pack=pack_for(installed_pack(), events), events=events, facts=facts, marks={}, on=example.on
    )
    assert found.route, found.errors
    return found.route


def names_of(event: str) -> Mapping[str, str]:
    return names_then(installed_pack(), installed_pack().events.journeys[event], 2)


def as_the_second(event: str, facts: Mapping[str, object]) -> dict[str, object]:
    names = names_of(event)
    return {names.get(fact, fact): value for fact, value in facts.items()}


def what_matters(step: RouteStep) -> tuple[object, ...]:
    days = step.deadline.days if step.deadline else None
    return step.status, step.owners, step.services, days, step.start, step.finish, step.cost, step.gain


@pytest.mark.parametrize("event", EVENTS)
def test_the_second_time_everything_is_as_it_would_be_the_first_time(event: str) -> None:
    for example in few_people_of(event):
        first = planned((event,), example.facts, example)
        second = planned((f"{event}_2",), as_the_second(event, example.facts), example)

        assert {step.id: what_matters(step) for step in second.steps} == {
            step.id: what_matters(step) for step in first.steps
        }, example.identifier
        assert second.money == first.money
        assert second.finish == first.finish


@pytest.mark.parametrize("event", EVENTS)
def test_what_is_told_of_one_says_nothing_of_the_other(event: str) -> None:
    """Of the first everything is told and of the second nothing: what is only the second's is as when nobody told anything."""
    names, once = names_of(event), installed_pack().events.journeys[event].again
    assert once
    for example in few_people_of(event)[:3]:
        shared = {fact: value for fact, value in example.facts.items() if fact not in names}
        both = planned((event, f"{event}_2"), example.facts, example)
        alone = planned((f"{event}_2",), shared, example)

        separate = {step.id: step.status for step in alone.steps if step.id not in once.once}
        assert {name: both.by_id[f"{event}_2.{name}"].status for name in separate} == separate


@pytest.mark.parametrize("event", EVENTS)
def test_what_is_one_for_all_is_there_once(event: str) -> None:
    journey = installed_pack().events.journeys[event]
    assert journey.again
    assert journey.again.once
    route = planned((event, f"{event}_2"), {}, few_people_of(event)[0])

    assert {step.id for step in route.steps if len(step.events) == 2} == set(journey.again.once)


def test_an_event_that_may_come_again_says_which_facts_are_its_own() -> None:
    assert {event for event, journey in installed_pack().events.journeys.items() if journey.again} == set(EVENTS)
    for event in EVENTS:
        facts = installed_pack().vocabulary.facts.keys() & names_of(event).keys()
        shared = [fact for fact in facts if fact.startswith(("partner.", "household.", "children"))]
        assert not shared, f"{shared} would be asked twice"


def test_a_pack_whose_events_come_once_is_the_pack_itself() -> None:
    pack = installed_pack()

    assert pack_for(pack, ("losing_a_job", "buying_a_home", "buying_a_home_2", "no_such_thing_2")) is pack

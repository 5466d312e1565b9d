"""What is happening? Pick a life event, and know who can help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from handrail.domain.content.document import Contact
from handrail.domain.content.telling import contact_of
from handrail.domain.routes.journey import Journey, Urgent
from handrail.domain.routes.once import once
from handrail.packs.pack import Pack
from handrail.use_cases.kept_contents import Contents


@dataclass(frozen=True, slots=True)
class Danger:
    """What cannot wait, and who to call."""

    says: str
    call: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class EventShown:
    """A life event to pick."""

    id: str
    title: str
    scope: str
    steps: int
    goals: tuple[str, ...]
    urgent: tuple[Danger, ...]
    organisations: int
    called: str = ""
    """What there can be several of, where it can come to a person more than once: "job"."""


def list_events(pack: Pack, on: date) -> tuple[EventShown, ...]:
    """Every life event that there is a route for."""
    return tuple(_shown(pack, pack.journey(event, on)) for event in pack.events.journeys)


def show_event(pack: Pack, event: str, on: date) -> EventShown | None:
    """One life event."""
    return _shown(pack, pack.journey(event, on)) if event in pack.events.journeys else None


def urgent_first(pack: Pack, on: date) -> tuple[Danger, ...]:
    """The dangers that stand before any question; those of the life events where the pack names none of its own."""
    return _dangers(pack, pack.urgent_on(on)) or urgent_of(pack, on)


def urgent_of(pack: Pack, on: date) -> tuple[Danger, ...]:
    """Every danger that the pack or any journey names. One that leads only to people named before is left out."""
    of_events = (danger for event in list_events(pack, on) for danger in event.urgent)
    told: list[Danger] = []
    named: set[str] = set()
    for danger in (*_dangers(pack, pack.urgent_on(on)), *of_events):
        reached = {one.phone or one.name for one in danger.call}
        if not reached <= named:
            told.append(danger)
            named |= reached
    return tuple(told)


def _dangers(pack: Pack, urgent: Iterable[Urgent]) -> tuple[Danger, ...]:
    known = pack.events.organisations
    return tuple(
        Danger(each.says, tuple(contact_of(known[name]) for name in once(each.call.values.values()))) for each in urgent
    )


def helpers_of(pack: Pack, nation: str = "") -> tuple[Contact, ...]:
    """Everyone who helps free, those named most often first; for one nation, those who are there."""
    named = [
        helper
        for journey in pack.events.journeys.values()
        for step in journey.steps
        for risk in step.risks
        if risk.helps_free
        for helper in risk.helps_free.values.values()
    ]
    times = Counter(named)
    ordered = sorted(times, key=lambda helper: -times[helper])
    known = [pack.events.organisations[name] for name in ordered if name in pack.events.organisations]
    return tuple(contact_of(one) for one in known if not nation or nation in one.nations)


def helpers_by_nation(pack: Pack) -> tuple[tuple[str, tuple[Contact, ...]], ...]:
    """Who helps free, nation by nation, each nation by its name."""
    asked = [journey.nation for journey in pack.events.journeys.values() if journey.nation]
    labels = {choice.value: choice.label for name in asked for choice in pack.vocabulary.facts[name].choices}
    return tuple((label, helpers_of(pack, nation)) for nation, label in labels.items())


def first_helpers(pack: Pack) -> tuple[Contact, ...]:
    """For each nation the one who helps with most, each once: whoever reads this, someone is there for them."""
    return once(helpers[0] for _, helpers in helpers_by_nation(pack) if helpers)


def begin_with(event: str, contents: Contents | None = None) -> Contents:
    """Answers for a life event, beside those there are."""
    contents = contents or Contents()
    return replace(contents, life_events=once((*contents.life_events, event)))


def _shown(pack: Pack, journey: Journey) -> EventShown:
    owners = {name for step in journey.steps if step.owner for name in step.owner.values.values()}
    doing = {service.organisation for service in journey.services.values()}
    return EventShown(
        id=journey.id,
        title=journey.title,
        scope=journey.scope,
        steps=len(journey.steps),
        goals=tuple(pack.rulebook.rules[goal].written.question for goal in journey.goals),
        urgent=_dangers(pack, journey.urgent),
        organisations=len(owners | doing),
        called=journey.again.called if journey.again else "",
    )

"""What is happening? Pick a life event, and know who can help."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from handrail.domain.content.document import Contact
from handrail.domain.content.saying import say_listed
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


@dataclass(frozen=True, slots=True)
class Helper:
    """Someone who helps free, and in which nations; nothing where it is in all."""

    contact: Contact
    only_in: str


@dataclass(frozen=True, slots=True)
class HelpWith:
    """Who helps with what is happening, and what in it cannot wait."""

    id: str
    title: str
    urgent: tuple[Danger, ...]
    helpers: tuple[Helper, ...]


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
    return _naming_someone_new((*_dangers(pack, pack.urgent_on(on)), *of_events))


def help_with_events(pack: Pack, on: date) -> tuple[HelpWith, ...]:
    """Life event by life event: the dangers of its own, and everyone who helps free, those named most often first."""
    first = urgent_first(pack, on)
    return tuple(
        HelpWith(
            event.id,
            event.title,
            _naming_someone_new(event.urgent, first),
            tuple(_helper(pack, name) for name in _helpers_in([pack.events.journeys[event.id]], pack)),
        )
        for event in list_events(pack, on)
    )


def _naming_someone_new(dangers: Iterable[Danger], told_before: Iterable[Danger] = ()) -> tuple[Danger, ...]:
    told: list[Danger] = []
    named = {one.phone or one.name for danger in told_before for one in danger.call}
    for danger in dangers:
        reached = {one.phone or one.name for one in danger.call}
        if not reached <= named:
            told.append(danger)
            named |= reached
    return tuple(told)


def _helper(pack: Pack, name: str) -> Helper:
    organisation, labels = pack.events.organisations[name], _nations(pack)
    inside = [label for nation, label in labels.items() if nation in organisation.nations]
    is_everywhere = len(inside) == len(labels)
    return Helper(contact_of(organisation), "" if is_everywhere else say_listed(inside))


def _dangers(pack: Pack, urgent: Iterable[Urgent]) -> tuple[Danger, ...]:
    known = pack.events.organisations
    return tuple(
        Danger(each.says, tuple(contact_of(known[name]) for name in once(each.call.values.values()))) for each in urgent
    )


def helpers_of(pack: Pack, nation: str = "") -> tuple[Contact, ...]:
    """Everyone who helps free, those named most often first; for one nation, those who are there."""
    known = [pack.events.organisations[name] for name in _helpers_in(pack.events.journeys.values(), pack)]
    return tuple(contact_of(one) for one in known if not nation or nation in one.nations)


def _helpers_in(journeys: Iterable[Journey], pack: Pack) -> tuple[str, ...]:
    named = [
        helper
        for journey in journeys
        for step in journey.steps
        for risk in step.risks
        if risk.helps_free
        for helper in risk.helps_free.values.values()
        if helper in pack.events.organisations
    ]
    times = Counter(named)
    return tuple(sorted(times, key=lambda helper: -times[helper]))


def helpers_by_nation(pack: Pack) -> tuple[tuple[str, tuple[Contact, ...]], ...]:
    """Who helps free, nation by nation, each nation by its name."""
    return tuple((label, helpers_of(pack, nation)) for nation, label in _nations(pack).items())


def _nations(pack: Pack) -> dict[str, str]:
    """The nations that some journey asks for, each with its name."""
    asked = [journey.nation for journey in pack.events.journeys.values() if journey.nation]
    return {choice.value: choice.label for name in asked for choice in pack.vocabulary.facts[name].choices}


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

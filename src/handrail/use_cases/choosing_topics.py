"""What a person wants to know: look for it, choose it, and take it off the list again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from handrail.domain.content.saying import capital, say_counted, say_outcome
from handrail.domain.routes.once import once
from handrail.domain.routes.topic import EVERYTHING, Topic
from handrail.packs.pack import Pack
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.searching import search
from handrail.use_cases.starting import EventShown, show_event
from handrail.use_cases.working_out import WorkedOut, route_of

ALL_AT_ONCE = "Everything you could get"


class NotWanted(Exception):
    """Nobody chose this, or there is no such topic."""


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic to pick; or one that was picked, by its place among those. Places count from 1."""

    id: str
    title: str
    place: int | None = None
    question: str = ""


@dataclass(frozen=True, slots=True)
class AreaShown:
    """Topics that belong together."""

    id: str
    title: str
    topics: tuple[TopicLine, ...]


@dataclass(frozen=True, slots=True)
class FoundLine:
    """Something that fits a person's own words: a life event, or a topic."""

    event: EventShown | None = None
    topic: TopicLine | None = None


def list_topics(*, pack: Pack, contents: Contents | None = None) -> tuple[AreaShown, ...]:
    """All there is to know, area by area, each in the order of the alphabet. What belongs nowhere comes last."""
    places = places_of(pack, contents)
    areas = [(area.id, area.title) for area in pack.topics.areas]
    others = "" if areas else "Topics"
    shown = (
        AreaShown(
            area or "more",
            title,
            tuple(
                TopicLine(topic.id, topic.title, places.get(topic.id))
                for topic in sorted(pack.topics.by_id.values(), key=lambda topic: topic.title.lower())
                if topic.area == area
            ),
        )
        for area, title in (*areas, ("", others or "More"))
    )
    return tuple(area for area in shown if area.topics)


def find(*, pack: Pack, own_words: str, on: date, contents: Contents | None = None) -> tuple[FoundLine, ...]:
    """What fits these words, best first."""
    places = places_of(pack, contents)
    return tuple(_found(pack, name, places, on) for name in search(pack, own_words))


def _found(pack: Pack, name: str, places: dict[str, int], on: date) -> FoundLine:
    topic = pack.topics.by_id.get(name)
    if topic is None:
        return FoundLine(event=show_event(pack, name, on))
    return FoundLine(topic=TopicLine(name, topic.title, places.get(name), question_of(pack, topic)))


def topics_on_step(*, pack: Pack, contents: Contents, step: str) -> tuple[TopicLine, ...]:
    """What someone at this step may want to work out beside it."""
    places = places_of(pack, contents)
    return tuple(TopicLine(topic.id, topic.title, places.get(topic.id)) for topic in pack.topics.on_step(step))


def question_of(pack: Pack, topic: Topic) -> str:
    written = pack.rulebook.rules[topic.goals[0]].written
    return written.question or written.says


def choose(*, pack: Pack, contents: Contents, topic: str) -> Contents:
    """This is something they want to know, beside what they chose before."""
    if topic != EVERYTHING and topic not in pack.topics.by_id:
        raise NotWanted(topic)
    return contents if topic in places_of(pack, contents) else replace(contents, goals=(*contents.goals, topic))


def drop(*, pack: Pack, contents: Contents, topic: str) -> Contents:
    """They no longer want to know it. Their answers stay."""
    return replace(contents, goals=tuple(name for name in contents.goals if _id_of(pack, name) != topic))


@dataclass(frozen=True, slots=True)
class ChosenLine:
    """Something that was chosen, and the answer as far as it is known."""

    title: str
    place: int
    question: str
    says: str


def list_chosen(*, pack: Pack, contents: Contents, on: date) -> tuple[ChosenLine, ...]:
    """What was chosen, in that order."""
    worked = route_of(pack=pack, contents=replace(contents, life_events=()), on=on)
    return tuple(
        ChosenLine(topic.title, place, *_in_short(topic, worked))
        for place in places_of(pack, contents).values()
        for topic in [wanted(pack=pack, contents=contents, place=place)]
    )


def _in_short(topic: Topic, worked: WorkedOut) -> tuple[str, str]:
    found = [
        worked.pack.rulebook.settle_on(goal, worked.sheet)
        for goal in topic.goals[: None if topic.id == EVERYTHING else 1]
    ]
    if topic.id == EVERYTHING:
        sure = sum(each.is_settled and each.is_yes for each in found)
        return "", _counted(sure, sum(not each.is_settled for each in found))
    return question_of(worked.pack, topic), capital(say_outcome(found[0]))


def _counted(sure: int, still_open: int) -> str:
    """How many programmes someone can get, and how many they still may. Where it is none of either, that."""
    if not still_open:
        return f"You can get {sure}. Nothing is open." if sure else "Nothing that we know of."
    may = f"{say_counted(still_open, 'thing')} {'is' if still_open == 1 else 'are'} still open"
    return f"You can get {sure}, and {may}." if sure else f"{may}."


def place_of(*, pack: Pack, contents: Contents, topic: str) -> int:
    """Where a topic stands among those chosen."""
    return places_of(pack, contents)[topic]


def wanted(*, pack: Pack, contents: Contents, place: int) -> Topic:
    """The topic at a place among those chosen."""
    for name, its_place in places_of(pack, contents).items():
        if its_place == place:
            return _everything(pack, contents) if name == EVERYTHING else pack.topics.by_id[name]
    raise NotWanted(str(place))


def places_of(pack: Pack, contents: Contents | None) -> dict[str, int]:
    """What was chosen, each once. What the pack no longer has is passed over."""
    names = once(name for each in (contents.goals if contents else ()) if (name := _id_of(pack, each)))
    return {name: place for place, name in enumerate(names, 1)}


def _id_of(pack: Pack, name: str) -> str:
    topic = pack.topics.named(name)
    return EVERYTHING if name == EVERYTHING else topic.id if topic else ""


def _everything(pack: Pack, contents: Contents) -> Topic:
    """All programmes as one topic: whether someone can get each of them. Nobody is asked how far a pregnancy is who told of none:
    those that are for one life event only are left out until it is theirs."""
    at = {*pack.topics.for_everyone, *contents.life_events}
    programmes = [
        topic for topic in pack.topics.programmes if at & set(moments_of(pack, topic))
    ] or pack.topics.programmes
    return Topic(EVERYTHING, ALL_AT_ONCE, tuple(each.goals[0] for each in programmes), programmes[0].place)


def moments_of(pack: Pack, topic: Topic) -> tuple[str, ...]:
    return pack.events.entitlements[topic.programme].moments

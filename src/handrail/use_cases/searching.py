"""Find life events and topics in a person's own words. Nothing that they say is kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from handrail.domain.content.finding import Entry, Index
from handrail.domain.routes.journey import Journey
from handrail.domain.routes.topic import Topic
from handrail.packs.pack import Pack

MOST_FOUND = 8


def search(pack: Pack, own_words: str, most: int = MOST_FOUND) -> tuple[str, ...]:
    """The life events and topics that fit these words, by name, best first."""
    return _index(_ByRelease(pack)).best(own_words, most)


class _ByRelease:
    """A pack, known by its release."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByRelease) and self.pack.release == other.pack.release

    def __hash__(self) -> int:
        return hash(self.pack.release)


@lru_cache(maxsize=2)
def _index(known: _ByRelease) -> Index:
    pack = known.pack
    entries = (
        *map(_event, pack.events.journeys.values()),
        *(_topic(each, pack) for each in pack.topics.by_id.values()),
    )
    return Index(entries, pack.topics.everyday_words)


def _event(journey: Journey) -> Entry:
    return Entry(journey.id, (journey.title, *journey.other_words), is_broad=True)


def _topic(topic: Topic, pack: Pack) -> Entry:
    return Entry(topic.id, (topic.title, *topic.other_words), tuple(_questions(topic, pack)))


def _questions(topic: Topic, pack: Pack) -> Iterator[str]:
    """What the topic answers, and where it is listed."""
    yield from (pack.rulebook.rules[goal].written.question for goal in topic.goals)
    yield from (area.title for area in pack.topics.areas if area.id == topic.area)

"""Something that a person may want to know, with the goals that answer it: a programme, an amount, a day, a calculation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handrail.domain.facts.mistakes import Place

EVERYTHING = "everything"
"""Stands for all programmes at once. No topic may be called so."""


@dataclass(frozen=True, slots=True)
class Area:
    """A stretch of life that topics are grouped by, such as work or home."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to know. The first of its goals is the answer itself. Of a `programme` it is whether someone can get it: where
    that is a no, the others are not asked about. Without a title of its own a topic is called by the question of its first goal.
    """

    id: str
    title: str
    goals: tuple[str, ...]
    place: Place
    area: str = ""
    other_words: tuple[str, ...] = ()
    programme: str = ""
    has_title: bool = True
    on_steps: tuple[str, ...] = ()
    """The steps where someone may wonder about it. Their route does not ask for it: whoever wants to know chooses it there."""


@dataclass(frozen=True, slots=True)
class Topics:
    """All there is to know, by name, in the order in which it is listed.

    `everyday_words` are words that people use for others: `mum` for `mother`. At the life events `for_everyone`, whoever asks what
    they could get is asked about what can be had then; at any other only once it is theirs.
    """

    by_id: Mapping[str, Topic] = field(default_factory=dict)
    areas: tuple[Area, ...] = ()
    everyday_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    for_everyone: tuple[str, ...] = ()

    def of_goal(self, goal: str) -> Topic | None:
        """The topic that a goal is part of."""
        return next((topic for topic in self.by_id.values() if goal in topic.goals), None)

    def named(self, name: str) -> Topic | None:
        """A topic by its own name, or by that of one of its goals."""
        return self.by_id.get(name) or self.of_goal(name)

    def on_step(self, step: str) -> tuple[Topic, ...]:
        """What someone at this step may want to work out beside it."""
        return tuple(topic for topic in self.by_id.values() if step in topic.on_steps)

    @property
    def programmes(self) -> tuple[Topic, ...]:
        return tuple(topic for topic in self.by_id.values() if topic.programme)

"""What changing an answer would do, told before anything is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from handrail.domain.content.about_changes import ChangesTold, GoalChange, about_changes, goal_changes
from handrail.packs.pack import Pack
from handrail.use_cases.answering import DECLINED
from handrail.use_cases.checking_answers import AnswerLine, answer_lines
from handrail.use_cases.choosing_topics import places_of, wanted
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.working_out import Clash, WorkedOut, goals_of_events, work_out, work_out_topic


@dataclass(frozen=True, slots=True)
class TopicChange:
    """The answers of one topic that would be different."""

    title: str
    goals: tuple[GoalChange, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a change would do: to the route, to what the person wants to know, and to other answers that would rest, or come
    back. Without `changes` there would be no route, because of the `clashes`."""

    question: str
    was: str
    now: str
    changes: ChangesTold | None
    rest: tuple[AnswerLine, ...] = ()
    come_back: tuple[AnswerLine, ...] = ()
    clashes: tuple[Clash, ...] = ()
    topics: tuple[TopicChange, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """It makes no difference to anything."""
        changes_the_route = self.changes is None or not self.changes.is_nothing
        return not (changes_the_route or self.rest or self.come_back or self.topics)


def weigh(*, pack: Pack, contents: Contents, proposed: Contents, fact: str, on: date) -> Weighed | None:
    """What would be different; None where there is nothing to weigh: an answer that is new, or makes no difference, or puts right
    what does not fit."""
    if not is_taken_back(contents, proposed, fact):
        return None
    before = work_out(pack=pack, contents=contents, on=on)
    if before.clashes:
        return None
    weighed = _weighed(before, work_out(pack=pack, contents=proposed, on=on), fact)
    if not weighed.clashes:
        weighed = replace(weighed, topics=tuple(_of_topics(pack, contents, proposed, on)))
    return None if weighed.is_nothing else weighed


def _of_topics(pack: Pack, contents: Contents, proposed: Contents, on: date) -> Iterator[TopicChange]:
    """What would be different for each thing that the person chose to know. What a route tells as well is told there."""
    told = set(goals_of_events(pack, contents))
    for place in places_of(pack, contents).values():
        topic = wanted(pack=pack, contents=contents, place=place)
        before, after = (work_out_topic(pack=pack, contents=each, topic=topic, on=on) for each in (contents, proposed))
        goals = tuple(each for each in goal_changes(before.telling, after.telling) if each.goal not in told)
        if goals:
            yield TopicChange(topic.title, goals)
            told |= {each.goal for each in goals}


def is_taken_back(contents: Contents, proposed: Contents, fact: str) -> bool:
    """Something that was known of a fact is not said any more. To say more than "I don't know" takes nothing back, nor does
    adding to a list."""
    was, now = _told(contents, fact), _told(proposed, fact)
    if isinstance(was, Mapping) and "items" in was:
        return False
    is_longer = isinstance(was, list) and isinstance(now, Mapping) and now.get("items", [])[: len(was)] == was
    return was is not None and was != DECLINED and was != now and not is_longer


def _told(contents: Contents, fact: str) -> object:
    return next((held.value for held in contents.answers if held.fact == fact and held.said_by == "person"), None)


def _weighed(before: WorkedOut, after: WorkedOut, fact: str) -> Weighed:
    was, now = _lines(before), _lines(after)
    nothing = AnswerLine(fact, was[fact].question, "No answer")
    supposing = frozenset({fact})
    return Weighed(
        question=was[fact].question,
        was=was[fact].says,
        now=now.get(fact, nothing).says,
        changes=None if after.clashes else about_changes(before.telling, after.telling, supposing=supposing),
        rest=() if after.clashes else tuple(_now_dormant(was, now, fact)),
        come_back=() if after.clashes else tuple(_now_dormant(now, was, fact)),
        clashes=after.clashes,
    )


def _lines(worked: WorkedOut) -> dict[str, AnswerLine]:
    return {line.fact: line for line in answer_lines(worked)}


def _now_dormant(was: Mapping[str, AnswerLine], now: Mapping[str, AnswerLine], fact: str) -> Iterator[AnswerLine]:
    """The other answers that count in the first, and not in the second."""
    return (
        line
        for name, line in now.items()
        if name != fact and line.is_dormant and name in was and not was[name].is_dormant
    )

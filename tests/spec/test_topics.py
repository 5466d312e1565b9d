"""Everything that the pack can answer can be chosen on a page, and asking for it comes to an end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest

from handrail.domain.facts.vocabulary import NUMBER_LIKE, Declaration, FactType
from handrail.packs.installed import installed_pack
from handrail.use_cases.asking import NextQuestion
from handrail.use_cases.choosing_topics import choose, list_topics
from handrail.use_cases.kept_contents import Answer, Contents
from handrail.use_cases.showing_topics import next_about, show_topic
from handrail.use_cases.working_out import DoNotFit

PACK = installed_pack()
TOPICS = tuple(PACK.topics.by_id)
ON = date(2026, 11, 22)
SOME = TOPICS[::9]


def test_every_goal_is_part_of_one_topic_and_every_topic_is_listed() -> None:
    goals = [goal for topic in PACK.topics.by_id.values() for goal in topic.goals]
    listed = [topic.id for area in list_topics(pack=PACK) for topic in area.topics]

    assert sorted(goals) == sorted(PACK.rulebook.goals)
    assert sorted(listed) == sorted(PACK.topics.by_id)
    assert set(PACK.events.entitlements) <= set(listed)


def answered(topic: str, answer_for: Callable[[Declaration], object]) -> tuple[Contents, NextQuestion]:
    """Answer what is asked for a topic until nothing more is."""
    contents = choose(pack=PACK, contents=Contents(), topic=topic)
    for _ in range(200):
        found = next_about(pack=PACK, contents=contents, place=1, on=ON)
        if found.fact is None:
            return contents, found
        assert found.fact not in {answer.fact for answer in contents.answers}, "it was asked twice"
        contents = contents.plus(Answer(found.fact, answer_for(PACK.vocabulary.facts[found.fact]), on=ON))
    raise AssertionError(f"{topic} never stops asking")


def stops_where_nothing_is_known(topic: str) -> None:
    contents, found = answered(topic, lambda _: None)
    shown = show_topic(pack=PACK, contents=contents, place=1, on=ON)

    assert found.left_open or shown.is_all_known
    assert {open_.fact for open_ in found.left_open} <= {answer.fact for answer in contents.answers}


def stops_when_all_is_certain(topic: str, seed: int) -> None:
    """Whoever knows every answer is told, in the end, that nothing else would change it."""
    random = Random(f"{topic} {seed}")
    try:
        contents, _ = answered(topic, lambda declaration: some_answer(declaration, random))
    except DoNotFit:
        return
    shown = show_topic(pack=PACK, contents=contents, place=1, on=ON)

    assert shown.is_all_known
    assert all(one.answer.is_settled or not one.answer.is_open or one.answer.dead_end for one in shown.answers[:1])


def some_answer(declaration: Declaration, random: Random) -> object:
    """Something that a person could say, in the form of the outside contract."""
    match declaration.type:
        case FactType.YES_NO:
            return random.random() < 0.5
        case FactType.CHOICE:
            return random.choice(declaration.options)
        case FactType.COLLECTION:
            return []
        case FactType.DATE | FactType.MONTH:
            first = date.fromordinal(int(max(declaration.low, date(1950, 1, 1).toordinal())))
            last = date.fromordinal(int(min(declaration.high, date(2027, 3, 1).toordinal())))
            day = first + timedelta(days=random.randint(0, max((last - first).days, 0)))
            return day.isoformat() if declaration.type is FactType.DATE else f"{day:%Y-%m}"
        case kind if kind in NUMBER_LIKE:
            low = max(declaration.low, 0)
            scale = 100 if kind is FactType.MONEY else 1
            return random.randint(int(low), int(min(declaration.high, low + 900 * scale))) // scale
    return "words"


@pytest.mark.parametrize("topic", SOME)
def test_whoever_knows_nothing_is_asked_each_question_once_and_then_left_alone(topic: str) -> None:
    stops_where_nothing_is_known(topic)


@pytest.mark.parametrize("topic", SOME)
def test_whoever_knows_everything_is_told_when_nothing_more_would_change_it(topic: str) -> None:
    stops_when_all_is_certain(topic, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("topic", TOPICS)
def test_asking_comes_to_an_end_for_every_topic(topic: str) -> None:
    stops_where_nothing_is_known(topic)
    for seed in range(3):
        stops_when_all_is_certain(topic, seed)

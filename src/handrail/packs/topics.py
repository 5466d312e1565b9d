"""Read `topics/*.yaml`: what a person may want to know, the areas it is grouped by, and the words that people use for it.

Each programme is a topic, and says in its own file where it belongs and what else it is called. A goal that nobody has put into a
topic is one by itself, or with those that begin with the same name, so that everything can be found from the day it is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from handrail.domain.routes.entitlement import Entitlement
from handrail.domain.routes.journey import Journey
from handrail.domain.routes.once import once
from handrail.domain.routes.topic import EVERYTHING, Area, Topic, Topics
from handrail.domain.rules.rulebook import Rule
from handrail.packs.entries import Report, check_keys, files_in, list_of, mappings_in, text_of
from handrail.packs.names import Names
from handrail.packs.yaml_lines import Lines

_KEYS = ("areas", "topics", "everyday_words", "for_everyone")
_TOPIC_KEYS = ("title", "area", "goals", "other_words", "on_steps")
_FIRST = ("eligible", "amount", "starts", "claim_by")
"""What is told of a programme first."""


def load_topics(
    root: Path,
    goals: Mapping[str, Rule],
    programmes: Mapping[str, Entitlement],
    names: Names,
    events: Mapping[str, Journey],
) -> Topics:
    """Everything there is to know, each goal of the pack in one topic."""
    report, files = names.report, [content for _, content in files_in(root, "topics", names.report)]
    for content in files:
        check_keys(content, _KEYS, report)
    areas = tuple(area for content in files for area in _areas(content, report))
    written = {name: entry for content in files for name, entry in _written(content, report)}
    _check_names(written, programmes, events, report)
    listed = {goal: name for name, entry in written.items() for goal in _listed(entry, goals, names)}
    found = {
        **{each.id: _of_programme(each, goals, listed) for each in programmes.values()},
        **{name: _topic(name, entry, goals, listed, report) for name, entry in written.items()},
    }
    found |= _left_over(goals, found)
    _check_topics(found.values(), areas, written, names)
    _check_steps(found.values(), events.values(), names)
    everyday_words = {name: also for content in files for name, also in _everyday_words(content, report)}
    return Topics(found, areas, everyday_words, tuple(_for_everyone(files, events, names)))


# -- what is written -----------------------------------------------------------------------------------------------------


def _areas(content: Lines, report: Report) -> Iterator[Area]:
    for name, title in _mapping(content, "areas", report).items():
        yield Area(name, str(title))


def _written(content: Lines, report: Report) -> Iterator[tuple[str, Lines]]:
    for name, entry in mappings_in(_mapping(content, "topics", report), report, "a topic: {title, area}"):
        check_keys(entry, _TOPIC_KEYS, report)
        yield name, entry


def _everyday_words(content: Lines, report: Report) -> Iterator[tuple[str, tuple[str, ...]]]:
    words = _mapping(content, "everyday_words", report)
    for name in words:
        yield name, tuple(str(word) for word in list_of(words, name, report))


def _for_everyone(files: Iterable[Lines], events: Mapping[str, object], names: Names) -> Iterator[str]:
    for content in files:
        for event in list_of(content, "for_everyone", names.report):
            yield names.one_of(event, events, content.place("for_everyone"), "life event")


def _mapping(content: Lines, key: str, report: Report) -> Lines:
    value = content.get(key)
    if isinstance(value, Lines):
        return value
    if value is not None:
        report.add(content.place(key), f"`{key}` cannot be read", "a mapping of names")
    return Lines(content.file, content.first)


def _listed(entry: Lines, goals: Mapping[str, Rule], names: Names) -> Iterator[str]:
    for goal in list_of(entry, "goals", names.report):
        yield names.one_of(goal, goals, entry.place("goals"), "goal")


# -- topics ----------------------------------------------------------------------------------------------------------------


def _of_programme(programme: Entitlement, goals: Mapping[str, Rule], listed: Mapping[str, str]) -> Topic:
    own = _under(programme.id, goals, listed)
    first = [f"{programme.id}.{name}" for name in _FIRST]
    return Topic(
        id=programme.id,
        title=programme.title,
        goals=once((*(goal for goal in first if goal in own), *own)),
        place=programme.place,
        area=programme.area,
        other_words=programme.other_words,
        programme=programme.id,
    )


def _topic(name: str, entry: Lines, goals: Mapping[str, Rule], listed: Mapping[str, str], report: Report) -> Topic:
    own = tuple(goal for goal, topic in listed.items() if topic == name)
    found = once((*own, *_under(name, goals, listed)))
    title = text_of(entry, "title", report)
    return Topic(
        id=name,
        title=title or (_called(found[0], goals) if found else name),
        goals=found,
        place=entry.place(),
        area=text_of(entry, "area", report),
        other_words=tuple(str(word) for word in list_of(entry, "other_words", report)),
        has_title=bool(title),
        on_steps=tuple(str(step) for step in list_of(entry, "on_steps", report)),
    )


def _under(name: str, goals: Mapping[str, Rule], listed: Mapping[str, str]) -> tuple[str, ...]:
    """The goals that are called so, or begin so, and that no topic lists."""
    return tuple(goal for goal in goals if _family(goal) == name and listed.get(goal, name) == name)


def _family(goal: str) -> str:
    return goal.partition(".")[0]


def _called(goal: str, goals: Mapping[str, Rule]) -> str:
    written = goals[goal].written
    return written.question or written.says or goal


def _left_over(goals: Mapping[str, Rule], found: Mapping[str, Topic]) -> dict[str, Topic]:
    """A topic for each goal, or family of goals, that is in none."""
    placed = {goal for topic in found.values() for goal in topic.goals}
    families: dict[str, list[str]] = {}
    for goal in goals:
        if goal not in placed:
            families.setdefault(_family(goal), []).append(goal)
    return {
        (name if name not in found else own[0]): Topic(
            name if name not in found else own[0],
            _called(own[0], goals),
            tuple(own),
            goals[own[0]].written.place,
            has_title=False,
        )
        for name, own in families.items()
    }


# -- what must be so ---------------------------------------------------------------------------------------------------------


def _check_names(
    written: Mapping[str, Lines], programmes: Mapping[str, Entitlement], events: Mapping[str, object], report: Report
) -> None:
    """What someone chose is kept by its name: it means one thing."""
    for name, entry in written.items():
        taken = "a programme" if name in programmes else "a life event" if name in events else ""
        if taken or name == EVERYTHING:
            report.add(entry.place(), f"'{name}' is {taken or 'the name for everything at once'} too", "another name")


def _check_topics(topics: Iterable[Topic], areas: tuple[Area, ...], written: Mapping[str, Lines], names: Names) -> None:
    known = [area.id for area in areas]
    places: dict[object, str] = {}
    for topic in topics:
        if topic.area:
            names.one_of(topic.area, known, topic.place, "area")
        if not topic.goals:
            names.report.add(topic.place, f"no goal answers '{topic.id}'", "goals: a list of goals")
    for name, entry in written.items():
        for goal in list_of(entry, "goals", names.report):
            if goal in places:
                names.report.add(entry.place("goals"), f"'{goal}' is in '{places[goal]}' too", "it in one topic only")
            places[goal] = name


def _check_steps(topics: Iterable[Topic], journeys: Iterable[Journey], names: Names) -> None:
    known = [step.id for journey in journeys for step in journey.steps]
    for topic in topics:
        for step in topic.on_steps:
            names.one_of(step, known, topic.place, "step")

"""The next best question for what a person wants to know: goals and topics by name, or everything a life event's route hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handrail.domain.facts.mistakes import nearest_name
from handrail.domain.routes.asking import Question, next_question
from handrail.domain.routes.journey import Journey
from handrail.domain.routes.naming import rules_named
from handrail.domain.rules.determining import Sheet
from handrail.packs.pack import Pack
from handrail.use_cases.answers import write_error
from handrail.use_cases.determine import UnknownGoal
from handrail.use_cases.reading_people import read_person


def next_for(*, pack: Pack, wanted: Sequence[str], facts: object, on: date, row: int = 1) -> dict[str, object]:
    """One row of `handrail next`."""
    goals, first = _goals(pack, wanted)
    person = read_person(pack.rulebook, facts, on)
    answer: dict[str, object] = {
        "row": row,
        "on": on.isoformat(),
        "release": pack.release,
        "fact": None,
        "question": None,
        "why": None,
        "settles": [],
        "stopped": None,
        "errors": [write_error(error) for error in person.errors],
        "warnings": list(person.warnings),
    }
    sheet = person.supposing or person.sheet
    if sheet is None:
        return answer
    return {**answer, **_asked(pack, next_question(pack.rulebook, goals, sheet, first=first))}


def best_question(pack: Pack, journeys: Sequence[Journey], sheet: Sheet) -> Question:
    """The question to ask on the way through these journeys: what they need first, then what settles most."""
    goals, first = goals_of(pack, journeys)
    return next_question(pack.rulebook, goals, sheet, first=first)


def goals_of(pack: Pack, journeys: Sequence[Journey]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Everything that a route through these journeys hangs on, and the facts to ask first."""
    named = rules_named(journeys)
    goals = dict.fromkeys(goal for journey in journeys for goal in journey.goals)
    conditions = (rule for journey in journeys for step in journey.steps for rule in (*step.only_if, *step.unless))
    deadlines = (step.deadline.by for journey in journeys for step in journey.steps if step.deadline)
    first = tuple(dict.fromkeys(fact for journey in journeys for fact in journey.needs))
    wanted = (
        *goals,
        *(rule for rule in dict.fromkeys((*conditions, *deadlines)) if rule in named and rule not in goals),
    )
    return wanted, first


def _goals(pack: Pack, wanted: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The goals behind names of goals and of life events."""
    goals: list[str] = []
    first: list[str] = []
    for name in wanted:
        if name in pack.events.journeys:
            more, needs = goals_of(pack, [pack.events.journeys[name]])
            goals += more
            first += needs
        elif name in pack.rulebook.goals:
            goals.append(name)
        elif name in pack.topics.by_id:
            goals += pack.topics.by_id[name].goals
        else:
            known = (*pack.rulebook.goals, *pack.events.journeys, *pack.topics.by_id)
            raise UnknownGoal(name, nearest_name(name, known))
    return tuple(dict.fromkeys(goals)), tuple(dict.fromkeys(first))


def _asked(pack: Pack, question: Question) -> dict[str, object]:
    if question.fact is None:
        return {"stopped": question.stopped}
    declaration = pack.vocabulary.facts[question.fact]
    return {
        "fact": question.fact,
        "question": declaration.question,
        "why": declaration.why,
        "settles": list(question.goals),
    }

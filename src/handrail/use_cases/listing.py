"""The vocabulary and the goals, with everything an outside program needs to ask and to understand."""

from __future__ import annotations

from handrail.domain.facts.reading import expected_of, write_bound
from handrail.domain.facts.vocabulary import NUMBER_LIKE, Declaration
from handrail.packs.pack import Pack
from handrail.use_cases.answers import goal_type, write_source

LANGUAGE = "en"


def list_facts(pack: Pack) -> list[dict[str, object]]:
    """Every fact that can be told."""
    return [_fact(declaration) for declaration in pack.vocabulary.facts.values()]


def _fact(declaration: Declaration) -> dict[str, object]:
    described: dict[str, object] = {
        "fact": declaration.name,
        "type": declaration.type.value,
        "question": declaration.question,
        "help": declaration.help,
        "why": declaration.why,
        "expected": expected_of(declaration),
        "only_when": declaration.only_when or None,
        "supplied_by": list(declaration.supplied_by),
        "sensitivity": declaration.sensitivity,
        "effort": declaration.effort,
    }
    if declaration.choices:
        described["choices"] = [{"value": choice.value, "label": choice.label} for choice in declaration.choices]
    if declaration.often_same_as:
        described["often_same_as"] = declaration.often_same_as
    if declaration.fields:
        described["fields"] = [_fact(field) for field in declaration.fields.values()]
    if declaration.type in NUMBER_LIKE:
        described["min"] = write_bound(declaration.type, declaration.low)
        described["max"] = write_bound(declaration.type, declaration.high)
    return described


def list_journeys(pack: Pack) -> list[dict[str, object]]:
    """Every life event with its steps."""
    return [
        {
            "event": journey.id,
            "title": journey.title,
            "scope": journey.scope,
            "may_come_again": journey.again is not None,
            "needs": list(journey.needs),
            "goals": list(journey.goals),
            "steps": [
                {
                    "id": step.id,
                    "title": step_title(pack, journey.id, step.id),
                    "phase": step.phase,
                    "decision": step.decision.id if step.decision else None,
                }
                for step in journey.steps
            ],
        }
        for journey in pack.events.journeys.values()
    ]


def step_title(pack: Pack, event: str, step: str) -> str:
    """What a step is called in words people read."""
    page = pack.events.pages.get((event, step, LANGUAGE))
    return page.title if page else step


def list_goals(pack: Pack) -> list[dict[str, object]]:
    """Every goal that can be asked for, with the facts it may read."""
    return [_goal(pack, name) for name in pack.rulebook.goals]


def _goal(pack: Pack, name: str) -> dict[str, object]:
    rule = pack.rulebook.rules[name]
    described: dict[str, object] = {
        "goal": name,
        "type": goal_type(rule.expression.type),
        "question": rule.written.question,
        "topic": _topic(pack, name),
        "says": rule.written.says,
        "reads": [fact for fact in pack.vocabulary.facts if fact in pack.rulebook.reads(name)],
        "scope": rule.written.scope,
        "sources": [write_source(source) for source in rule.written.sources],
    }
    return described | ({"period": rule.written.period} if rule.written.period else {})


def _topic(pack: Pack, goal: str) -> str:
    """The one topic that every goal is part of."""
    topic = pack.topics.of_goal(goal)
    assert topic is not None
    return topic.id

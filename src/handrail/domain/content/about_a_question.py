"""One question: what is asked, what counts, and why it is asked of this person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handrail.domain.content.about_a_step import step_name
from handrail.domain.content.document import (
    Block,
    Document,
    Listing,
    Origin,
    Paragraph,
    Part,
    StepNames,
    document,
    words,
)
from handrail.domain.content.saying import sentence
from handrail.domain.content.telling import Telling

_MOST_STEPS, _MOST_GOALS = 5, 8


def about_question(fact: str, telling: Telling, *, goals: tuple[str, ...] | None = None) -> Document:
    """The words of a question. Why it is asked is told by the goals and the steps that its answer can still change.

    For a topic, which has no route, by these `goals` alone.
    """
    declaration = telling.vocabulary.facts[fact]
    help_words = (Paragraph(words(sentence(declaration.help))),) if declaration.help else ()
    parts = (Part("help", "What counts", help_words), Part("why", "Why do you ask?", tuple(_why(fact, telling, goals))))
    return document(fact, declaration.question or declaration.label or fact, "", parts, Origin(release=telling.release))


def _why(fact: str, telling: Telling, of_topic: tuple[str, ...] | None) -> Iterator[Block]:
    declaration = telling.vocabulary.facts[fact]
    if declaration.why:
        yield Paragraph(words(sentence(declaration.why)))
    goals = goals_it_can_change(fact, telling) if of_topic is None else _questions(of_topic, telling)
    if goals:
        yield Paragraph(words("It can change the answer to:"))
        yield from _goals(goals)
    steps = [step for step in telling.route.steps if fact in step.depends_on] if of_topic is None else []
    if steps:
        yield StepNames("It decides if you need to:", tuple(step_name(step, telling) for step in steps[:_MOST_STEPS]))
    if not goals and not steps:
        where = "on your route" if of_topic is None else "here"
        yield Paragraph(words(f"Just now it changes nothing {where}. You can leave it out."))


def _goals(goals: tuple[str, ...]) -> Iterator[Block]:
    yield Listing(tuple(words(goal) for goal in goals[:_MOST_GOALS]))
    if len(goals) > _MOST_GOALS:
        yield Paragraph(words(f"And to {len(goals) - _MOST_GOALS} more."))


def goals_it_can_change(fact: str, telling: Telling) -> tuple[str, ...]:
    """The questions of the goals that are still open and hang on this fact."""
    goals = dict.fromkeys(goal for journey in telling.journeys.values() for goal in journey.goals)
    found = ((goal, telling.determination(goal)) for goal in goals)
    return _questions((goal for goal, outcome in found if outcome and fact in outcome.needs), telling)


def _questions(goals: Iterable[str], telling: Telling) -> tuple[str, ...]:
    """What each answers."""
    written = [telling.rules[goal].written for goal in goals]
    return tuple(each.question or each.says for each in written)

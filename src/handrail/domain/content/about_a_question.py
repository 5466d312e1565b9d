"""One question: what is asked, what counts, and why it is asked of this person."""

from __future__ import annotations

from collections.abc import Iterator

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

_MOST_STEPS = 5


def about_question(fact: str, telling: Telling) -> Document:
    """The words of a question. Why it is asked is told by the goals and the steps that its answer can still change."""
    declaration = telling.vocabulary.facts[fact]
    help_words = (Paragraph(words(sentence(declaration.help))),) if declaration.help else ()
    parts = (Part("help", "What counts", help_words), Part("why", "Why do you ask?", tuple(_why(fact, telling))))
    return document(fact, declaration.question or declaration.label or fact, "", parts, Origin(release=telling.release))


def _why(fact: str, telling: Telling) -> Iterator[Block]:
    declaration = telling.vocabulary.facts[fact]
    if declaration.why:
        yield Paragraph(words(sentence(declaration.why)))
    goals = goals_it_can_change(fact, telling)
    if goals:
        yield Paragraph(words("It can change the answer to:"))
        yield Listing(tuple(words(goal) for goal in goals))
    steps = [step for step in telling.route.steps if fact in step.depends_on]
    if steps:
        yield StepNames("It decides if you need to:", tuple(step_name(step, telling) for step in steps[:_MOST_STEPS]))
    if not goals and not steps:
        yield Paragraph(words("Just now it changes nothing on your route. You can leave it out."))


def goals_it_can_change(fact: str, telling: Telling) -> tuple[str, ...]:
    """The questions of the goals that are still open and hang on this fact."""
    goals = dict.fromkeys(goal for journey in telling.journeys.values() for goal in journey.goals)
    found = ((goal, telling.determination(goal)) for goal in goals)
    return tuple(
        telling.rules[goal].written.question or telling.rules[goal].written.says
        for goal, outcome in found
        if outcome and fact in outcome.needs
    )

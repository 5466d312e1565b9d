"""What to take along to one step: what it is, when and with whom, what to bring, what they will ask, and what you have said of that."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from handrail.domain.content.about_a_step import about_step
from handrail.domain.content.document import Because, Block, Check, Citation, Document, Part, StepNames, document
from handrail.domain.content.saying import capital
from handrail.domain.content.telling import Telling
from handrail.domain.facts.possible import Possible
from handrail.domain.facts.wording import say_possible
from handrail.domain.routes.once import once
from handrail.domain.routes.route import RouteStep

_PARTS = (
    ("what", "What it is"),
    ("when", "When"),
    ("how", "How and where"),
    ("who", "Who it is with"),
    ("need", "What to bring"),
    ("cost", "What it costs"),
)
_ONLY_ON_SCREEN = (Because, Check, StepNames)
_SPECIAL = "special"


@dataclass(frozen=True, slots=True)
class AnswerToTake:
    """An answer that bears on the step. One that is sensitive is held back until the person ticks it."""

    fact: str
    question: str
    says: str
    is_sensitive: bool

    def is_shown(self, ticked: Collection[str]) -> bool:
        return not self.is_sensitive or self.fact in ticked


@dataclass(frozen=True, slots=True)
class TakenAlong:
    """Everything that may stand on the sheet of one step. `open_questions` are what was not said yet and may be asked for, and
    `sources` where all that is known of the step was read."""

    document: Document
    answers: tuple[AnswerToTake, ...]
    open_questions: tuple[str, ...]
    sources: tuple[Citation, ...]


def take_along(step: RouteStep, telling: Telling, bears: Sequence[str], told: Collection[str]) -> TakenAlong:
    """The sheet of one step. `bears` are the facts that bear on it, and `told` those of which the person said something."""
    whole = about_step(step, telling)
    parts = tuple(_part(whole, identifier, heading) for identifier, heading in _PARTS)
    short = document(whole.id, whole.title, whole.summary, parts, whole.origin)
    answers = tuple(_answer(fact, telling) for fact in bears if fact in told)
    sources = once(block for block in whole.blocks() if isinstance(block, Citation))
    return TakenAlong(short, answers, tuple(_open_questions(step, telling, bears, told)), sources)


def _part(whole: Document, identifier: str, heading: str) -> Part:
    found = whole.part(identifier)
    return Part(identifier, heading, tuple(_for_paper(found.blocks)) if found else ())


def _for_paper(blocks: Sequence[Block]) -> Iterator[Block]:
    """Reasons, checks and other steps are for the screen. Some reasons rest on answers that nobody else needs to see."""
    return (block for block in blocks if not isinstance(block, _ONLY_ON_SCREEN))


def _answer(fact: str, telling: Telling) -> AnswerToTake:
    declaration = telling.vocabulary.facts[fact]
    possible: Possible = telling.facts.possible(fact, telling.vocabulary)
    return AnswerToTake(
        fact,
        declaration.question or capital(declaration.label),
        capital(say_possible(declaration, possible)),
        declaration.sensitivity == _SPECIAL,
    )


def _open_questions(step: RouteStep, telling: Telling, bears: Sequence[str], told: Collection[str]) -> Iterator[str]:
    """What could still change something about the step."""
    found = (telling.determination(rule) for rule in step.basis.rules)
    needed = {need for each in found if each for need in each.needs}
    for fact in bears:
        question = telling.vocabulary.facts[fact].question
        if fact in needed and fact not in told and question:
            yield question

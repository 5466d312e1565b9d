"""Everything a person has told us, to be checked and changed, and what the last change did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from handrail.domain.content.about_changes import ChangesTold, about_changes
from handrail.domain.content.saying import capital
from handrail.domain.content.telling import given_answer
from handrail.domain.facts.vocabulary import Declaration
from handrail.domain.facts.wording import say_possible
from handrail.packs.pack import Pack
from handrail.use_cases.answering import DECLINED
from handrail.use_cases.kept_contents import Answer, Contents
from handrail.use_cases.working_out import Clash, WorkedOut, route_of, work_out

UNSURE_SAYS = "You do not know"
DECLINED_SAYS = "You would rather not say"


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer, as it was given. Where a step that is done says it, that step."""

    fact: str
    question: str
    says: str
    is_dormant: bool = False
    step: str = ""


@dataclass(frozen=True, slots=True)
class AnswersShown:
    """All answers, and what was told by ticking steps."""

    lines: tuple[AnswerLine, ...]
    from_steps: tuple[AnswerLine, ...]
    clashes: tuple[Clash, ...]
    unread: int
    changes: ChangesTold | None = None


def check_answers(*, pack: Pack, contents: Contents, on: date) -> AnswersShown:
    """Every answer, in the order in which they were given."""
    return _shown(work_out(pack=pack, contents=contents, on=on))


def check_changes(*, pack: Pack, contents: Contents, on: date) -> AnswersShown:
    """The same, with what the last change did. Where there was no route before it, there is nothing to compare."""
    after = route_of(pack=pack, contents=contents, on=on)
    if contents.earlier is None:
        return _shown(after)
    before = work_out(pack=pack, contents=contents.earlier, on=on)
    changes = None if before.clashes else about_changes(before.telling, after.telling)
    return replace(_shown(after), changes=changes)


def _shown(worked: WorkedOut) -> AnswersShown:
    return AnswersShown(answer_lines(worked), tuple(_from_steps(worked)), worked.clashes, len(worked.unread))


def answer_lines(worked: WorkedOut) -> tuple[AnswerLine, ...]:
    """Every answer, in words, and whether it counts just now."""
    told = {answer.fact: answer for answer in worked.contents.answers}
    facts = worked.pack.vocabulary.facts
    return tuple(_line(facts[name], answer, worked) for name, answer in told.items() if name in facts)


def _line(declaration: Declaration, answer: Answer, worked: WorkedOut) -> AnswerLine:
    says = _says(declaration, answer, worked)
    sheet = worked.planned.person.sheet
    dormant = sheet is not None and declaration.name in sheet.dormant
    return AnswerLine(declaration.name, declaration.question or capital(declaration.label), says, dormant)


def _says(declaration: Declaration, answer: Answer, worked: WorkedOut) -> str:
    if answer.value is None:
        return UNSURE_SAYS
    if answer.value == DECLINED and DECLINED not in declaration.options:
        return DECLINED_SAYS
    facts, unread = Contents((answer,)).facts(worked.pack.vocabulary)
    if unread:
        return "Please answer this again: the question has changed."
    return capital(say_possible(declaration, facts.possible(declaration.name, worked.pack.vocabulary)))


def _from_steps(worked: WorkedOut) -> Iterator[AnswerLine]:
    """What ticking a step has told us."""
    for name, held in worked.facts.by_name.items():
        step = next((fact.provenance.said_by for fact in held if fact.provenance.said_by.startswith("step:")), "")
        if step:
            declaration = worked.pack.vocabulary.facts[name]
            answer = given_answer(name, worked.facts, worked.pack.vocabulary)
            yield AnswerLine(name, declaration.question, capital(answer.says), step=step.removeprefix("step:"))

"""What if? Try other answers without touching what is kept: today's route and the one that would be, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from handrail.domain.content.about_changes import ChangesTold, about_changes, goal_changes
from handrail.domain.content.about_scenarios import ScenarioRow, about_scenarios
from handrail.packs.pack import Pack
from handrail.records import holdings
from handrail.use_cases import answering
from handrail.use_cases.answering import DECLINED, Answered, Given
from handrail.use_cases.checking_answers import AnswerLine, answer_lines
from handrail.use_cases.keeping_answers import Kept
from handrail.use_cases.kept_contents import Answer, Contents, NotContents, read_contents, write_contents
from handrail.use_cases.working_out import Clash, WorkedOut, route_of, work_out

WHAT_IF = "what_if"
"""Who says what is only supposed."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One answer that is being tried out, beside what was told."""

    fact: str
    question: str
    told: str
    tried: str


@dataclass(frozen=True, slots=True)
class WhatIfShown:
    """What is tried out and what it would do. With `clashes` there would be no route."""

    tried: tuple[Tried, ...]
    can_be_tried: tuple[AnswerLine, ...]
    rows: tuple[ScenarioRow, ...] = ()
    changes: ChangesTold | None = None
    clashes: tuple[Clash, ...] = ()


# -- keep it apart -------------------------------------------------------------------------------------------------


def tried_by(kept: Kept, *, on: date) -> tuple[Answer, ...]:
    """What this person is trying out; nothing when that cannot be read any more."""
    written = holdings.read_beside(holder=kept.holder, what=holdings.WHAT_IF, on=on)
    try:
        return read_contents(written).answers if written else ()
    except NotContents:
        return ()


def try_out(kept: Kept, tried: tuple[Answer, ...], *, on: date) -> None:
    """Keep what is tried out, apart from what was told; nothing of it when nothing is tried any more."""
    if tried:
        contents = write_contents(Contents(tried))
        holdings.keep_beside(
            holder=kept.holder, what=holdings.WHAT_IF, contents=contents, until=on + holdings.TRIED_FOR
        )
    else:
        holdings.drop_beside(holder=kept.holder, what=holdings.WHAT_IF)


# -- what is tried -------------------------------------------------------------------------------------------------


def as_if_told(contents: Contents, tried: tuple[Answer, ...]) -> Contents:
    """The answers as they would stand."""
    for answer in tried:
        contents = contents.plus(answer)
    return contents


def supposing(contents: Contents, tried: tuple[Answer, ...]) -> Contents:
    """The answers with what is supposed laid over them. What is supposed never settles anything."""
    for answer in tried:
        if answer.value in (None, DECLINED):
            contents = contents.plus(answer)
        else:
            contents = contents.plus(replace(answer, value={"assume": answer.value}, said_by=WHAT_IF))
    return contents


def try_answer(
    *, pack: Pack, contents: Contents, tried: tuple[Answer, ...], fact: str, given: Given, on: date
) -> tuple[Answered, tuple[Answer, ...]]:
    """Take in an answer that is only tried, and what is tried then."""
    answered = answering.answer(pack=pack, contents=as_if_told(contents, tried), fact=fact, given=given, on=on)
    return answered, tried_in(contents, answered.contents, tried, fact)


def tried_in(contents: Contents, proposed: Contents, tried: tuple[Answer, ...], fact: str) -> tuple[Answer, ...]:
    """What is tried once this fact is as proposed. What was told all the same is not tried."""
    others = tuple(answer for answer in tried if answer.fact != fact)
    new, told = _said(proposed, fact), _said(contents, fact)
    if new is None or (told and told.value == new.value):
        return others
    return (*others, new)


def _said(contents: Contents, fact: str) -> Answer | None:
    return next((held for held in contents.answers if held.fact == fact and held.said_by == "person"), None)


# -- side by side --------------------------------------------------------------------------------------------------


def show_what_if(*, pack: Pack, contents: Contents, tried: tuple[Answer, ...], on: date) -> WhatIfShown:
    """Both routes, as far as they differ."""
    today = route_of(pack=pack, contents=contents, on=on)
    names = frozenset(answer.fact for answer in tried)
    shown = WhatIfShown(tuple(_tried(today, tried, on)), tuple(_left(today, names)))
    if not tried:
        return shown
    would_be = work_out(pack=pack, contents=as_if_told(contents, tried), on=on)
    if would_be.clashes:
        return replace(shown, clashes=would_be.clashes)
    changes = _changes(today, would_be, work_out(pack=pack, contents=supposing(contents, tried), on=on), names)
    return replace(shown, rows=about_scenarios(today.telling, would_be.telling, changes), changes=changes)


def _changes(today: WorkedOut, would_be: WorkedOut, supposed: WorkedOut, names: frozenset[str]) -> ChangesTold:
    """What would be different. The steps are those of someone for whom it is so; the answers say that they rest on a supposition."""
    changes = about_changes(today.telling, would_be.telling, supposing=names)
    if supposed.clashes:
        return changes
    return replace(changes, goals=goal_changes(today.telling, supposed.telling, is_supposed=True))


def _tried(today: WorkedOut, tried: tuple[Answer, ...], on: date) -> Iterator[Tried]:
    told = {line.fact: line.says for line in answer_lines(today)}
    told_instead = work_out(pack=today.pack, contents=replace(today.contents, answers=tried), on=on)
    for line in answer_lines(told_instead):
        yield Tried(line.fact, line.question, told.get(line.fact, "You have not told us"), line.says)


def _left(today: WorkedOut, names: frozenset[str]) -> Iterator[AnswerLine]:
    """The answers that could be tried otherwise: those that count."""
    return (line for line in answer_lines(today) if line.fact not in names and not line.is_dormant)

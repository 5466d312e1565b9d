"""What someone has said already that may be the answer to this question too. It is offered, and stands for nothing until it is taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handrail.domain.facts.vocabulary import Declaration, Vocabulary
from handrail.use_cases.kept_contents import Contents

_MOST = 2
"""More would be another list to choose from."""


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """An answer, and the question that it was given to."""

    value: str
    label: str
    asked: str


def said_before(declaration: Declaration, contents: Contents, vocabulary: Vocabulary) -> tuple[SaidBefore, ...]:
    """What was answered to the questions that are often answered alike, each answer once: first that of the one they all name."""
    by_value: dict[str, SaidBefore] = {}
    for told in _told(declaration, contents, vocabulary):
        by_value.setdefault(told.value, told)
    return tuple(by_value.values())[:_MOST]


def _told(declaration: Declaration, contents: Contents, vocabulary: Vocabulary) -> Iterator[SaidBefore]:
    shared = declaration.often_same_as or declaration.name
    for answer in sorted(contents.answers, key=lambda each: each.fact != shared):
        other = vocabulary.facts.get(answer.fact)
        if other is None or shared not in (other.name, other.often_same_as) or other.name == declaration.name:
            continue
        if isinstance(answer.value, str) and answer.value in declaration.options:
            yield SaidBefore(answer.value, declaration.label_of(answer.value), other.question)

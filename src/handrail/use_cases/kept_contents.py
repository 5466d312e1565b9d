"""What a person without an account has told us so far, and how it is written down to be kept.

Answers stay in the form of the outside contract: one that a later release of the pack no longer understands is kept all
the same, and so is one that does not matter just now.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from handrail.domain.facts.held import Facts, Provenance
from handrail.domain.facts.mistakes import InputError
from handrail.domain.facts.reading import read_facts
from handrail.domain.facts.vocabulary import Vocabulary

VERSION = 1


class NotContents(Exception):
    """These bytes were not written here, or by a later version of Handrail."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one source says about one fact, in the outside form: `450000`, `"declined"`, `{"assume": 300000}`, …

    None is kept too: the person was asked, and does not know. It tells nothing of the fact.
    """

    fact: str
    value: object = field(repr=False)
    said_by: str = "person"
    on: date | None = None
    evidence: str = ""
    permission: str = ""

    @property
    def provenance(self) -> Provenance:
        return Provenance(self.said_by, self.on, self.evidence, self.permission)


@dataclass(frozen=True, slots=True)
class Contents:
    """All that is kept of one person: their answers, what they did with their route, and what it is for."""

    answers: tuple[Answer, ...] = field(default=(), repr=False)
    marks: Mapping[str, object] = field(default_factory=dict, repr=False)
    life_events: tuple[str, ...] = field(default=(), repr=False)
    goals: tuple[str, ...] = field(default=(), repr=False)
    take_along: Mapping[str, Mapping[str, object]] = field(default_factory=dict, repr=False)
    """What they wrote and ticked to take along to each step. It tells nothing of any fact."""
    earlier: Contents | None = field(default=None, repr=False)
    """As it was before the last change, so that what the change did can be told."""

    def plus(self, answer: Answer) -> Contents:
        """Add an answer, in place of what the same source said of the same fact."""
        others = tuple(held for held in self.answers if (held.fact, held.said_by) != (answer.fact, answer.said_by))
        return replace(self, answers=(*others, answer))

    def without(self, fact: str) -> Contents:
        """As if nobody had said anything about this."""
        return replace(self, answers=tuple(held for held in self.answers if held.fact != fact))

    def since(self, earlier: Contents) -> Contents:
        """The same, with what it was before."""
        return replace(self, earlier=replace(earlier, earlier=None, take_along={}))

    @property
    def unsure(self) -> tuple[str, ...]:
        """The facts that the person was asked for and does not know."""
        return tuple(answer.fact for answer in self.answers if answer.value is None)

    def facts(self, vocabulary: Vocabulary) -> tuple[Facts, tuple[InputError, ...]]:
        """The answers as facts, each with who said it and when; and those that the pack no longer understands."""
        facts = Facts()
        errors: list[InputError] = []
        for answer in self.answers:
            if answer.value is None:
                continue
            read, wrong = read_facts({answer.fact: answer.value}, vocabulary, answer.provenance)
            errors.extend(wrong)
            for held in read.by_name.get(answer.fact, ()):
                facts = facts.plus(held)
        return facts, tuple(errors)


def write_contents(contents: Contents) -> bytes:
    """The contents as bytes, ready to be sealed."""
    written = {"version": VERSION, **_write(contents)}
    if contents.take_along:
        written["take_along"] = contents.take_along
    if contents.earlier:
        written["earlier"] = _write(contents.earlier)
    return json.dumps(written, allow_nan=False, separators=(",", ":"), default=_plain).encode()


def read_contents(written: bytes) -> Contents:
    """The contents that were written as these bytes."""
    try:
        read: dict[str, Any] = json.loads(written)
        if read["version"] != VERSION:
            raise NotContents
        contents = replace(_read(read), take_along=read.get("take_along", {}))
        return contents.since(_read(read["earlier"])) if "earlier" in read else contents
    except (ValueError, TypeError, LookupError):
        # The error's own words may repeat an answer.
        raise NotContents from None


def _write(contents: Contents) -> dict[str, object]:
    return {
        "answers": [_write_answer(answer) for answer in contents.answers],
        "marks": contents.marks,
        "life_events": contents.life_events,
        "goals": contents.goals,
    }


def _read(read: dict[str, Any]) -> Contents:
    return Contents(
        tuple(_read_answer(answer) for answer in read["answers"]),
        read["marks"],
        tuple(read["life_events"]),
        tuple(read["goals"]),
    )


def _write_answer(answer: Answer) -> dict[str, object]:
    return {
        "fact": answer.fact,
        "value": answer.value,
        "said_by": answer.said_by,
        "on": answer.on.isoformat() if answer.on else None,
        "evidence": answer.evidence,
        "permission": answer.permission,
    }


def _read_answer(read: dict[str, Any]) -> Answer:
    return Answer(**{**read, "on": date.fromisoformat(read["on"]) if read["on"] else None})


def _plain(value: object) -> object:
    """Exact decimals and dates, which a program may hand over in place of what JSON has."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} cannot be kept")

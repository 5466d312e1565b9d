"""The facts held about one person: each with what it may be, who said so and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import reduce

from handrail.domain.facts.possible import Possible
from handrail.domain.facts.vocabulary import Vocabulary


class Standing(StrEnum):
    """How a value came to be held."""

    TOLD = "told"
    DECLINED = "declined"
    ASSUMED = "assumed"


_ASSUMED = Standing.ASSUMED
_TOLD = Standing.TOLD


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who said it, when, on what evidence and under which permission."""

    said_by: str = "person"
    on: date | None = None
    evidence: str = ""
    permission: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing one source says about one person. A declined fact has no value, only the wish not to be asked."""

    name: str
    possible: Possible | None
    standing: Standing = Standing.TOLD
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is held of one person. Change it with `plus` and `without`, which give a new one."""

    by_name: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> Facts:
        """These facts and no others."""
        by_name: dict[str, tuple[Fact, ...]] = {}
        for fact in facts:
            by_name[fact.name] = _with(by_name.get(fact.name, ()), fact)
        return cls(by_name)

    def plus(self, fact: Fact) -> Facts:
        """Add what a source says, in place of what the same source said before. Other sources keep their word."""
        return Facts({**self.by_name, fact.name: _with(self.by_name.get(fact.name, ()), fact)})

    def without(self, name: str) -> Facts:
        """As if nobody had said anything about this."""
        return Facts({known: facts for known, facts in self.by_name.items() if known != name})

    def __contains__(self, name: str) -> bool:
        return name in self.by_name

    def standing(self, name: str) -> Standing | None:
        """Told, declined or assumed; None when nothing is held."""
        held = self.by_name.get(name)
        if not held:
            return None
        standings = {fact.standing for fact in held}
        return next(
            standing for standing in (Standing.ASSUMED, Standing.TOLD, Standing.DECLINED) if standing in standings
        )

    def possible(self, name: str, vocabulary: Vocabulary, *, with_assumptions: bool = True) -> Possible:
        """What the fact may be: the whole domain when nothing is held, every source's word when they disagree.

        While something is supposed, what was told of it is set aside: otherwise a what-if would change nothing.
        """
        held = self.by_name.get(name, ())
        counted = [fact.possible for fact in held if fact.standing is _ASSUMED and fact.possible]
        if not counted:
            counted = [fact.possible for fact in held if fact.standing is _TOLD and fact.possible]
        elif not with_assumptions:
            counted = []
        return reduce(_either, counted) if counted else vocabulary.facts[name].domain

    @property
    def assumed(self) -> tuple[str, ...]:
        """The names that stand on a supposition."""
        return tuple(name for name, held in self.by_name.items() if any(fact.standing is _ASSUMED for fact in held))

    @property
    def declined(self) -> tuple[str, ...]:
        """The names the person would rather not speak of."""
        return tuple(name for name in self.by_name if self.standing(name) is Standing.DECLINED)


def _with(held: tuple[Fact, ...], fact: Fact) -> tuple[Fact, ...]:
    """What is held of one fact and what a source now says of it. Who speaks first makes no difference.

    Someone who would rather not say takes back their own word, and nobody else's: to stop an organisation from sharing
    what it holds is another choice, made where it was allowed.
    """
    return (*(other for other in held if other.provenance.said_by != fact.provenance.said_by), fact)


def _either(one: Possible, other: Possible) -> Possible:
    return one.union(other)

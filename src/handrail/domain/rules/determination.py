"""What a rule comes to for one person on one day: settled, open, an estimate, not known yet, or not covered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from handrail.domain.facts.possible import Among, Possible, Ranges
from handrail.domain.rules.parameters import Source
from handrail.domain.rules.types import Kind, Type


class Status(StrEnum):
    """How far the answer is known."""

    SETTLED = "settled"
    OPEN = "open"
    ESTIMATE = "estimate"
    NOT_KNOWN_YET = "not_known_yet"
    NOT_COVERED = "not_covered"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that decided an outcome: a fact, a parameter or a rule, in words, and where it was read."""

    kind: str
    name: str
    says: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Determination:
    """The outcome of one goal. `possible` always holds the truth. Money is in pence and dates are ordinals.

    `needs` are the facts that can still change it; `assumes` the suppositions it stands on.
    """

    goal: str
    type: Type
    status: Status
    possible: Possible
    needs: tuple[str, ...] = ()
    assumes: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()
    sources: tuple[Source, ...] = ()
    scope: str = ""
    must_check: bool = False

    @property
    def is_settled(self) -> bool:
        return self.status is Status.SETTLED

    @property
    def is_yes(self) -> bool:
        """Surely yes."""
        return self.possible == Among(frozenset({True}))

    @property
    def is_no(self) -> bool:
        """Surely no."""
        return self.possible == Among(frozenset({False}))

    @property
    def low(self) -> float | int:
        """The least it can be."""
        assert isinstance(self.possible, Ranges)
        return self.possible.low

    @property
    def high(self) -> float | int:
        """The most it can be."""
        assert isinstance(self.possible, Ranges)
        return self.possible.high


@dataclass(frozen=True, slots=True)
class Outcome:
    """The bare result of working out a rule: bits for a condition or a choice, two ends for a number, and what was missing."""

    value: int | tuple[float | int, float | int]
    gaps: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    @property
    def is_exact(self) -> bool:
        """Only one value is left."""
        if isinstance(self.value, tuple):
            return self.value[0] == self.value[1]
        return self.value.bit_count() == 1

    def joined(self, other: Outcome) -> Outcome:
        """Either may be the truth."""
        gaps = self.gaps | other.gaps
        if isinstance(self.value, tuple) and isinstance(other.value, tuple):
            return Outcome((min(self.value[0], other.value[0]), max(self.value[1], other.value[1])), gaps)
        assert isinstance(self.value, int) and isinstance(other.value, int)
        return Outcome(self.value | other.value, gaps)


def possible_of(outcome: Outcome, kind: Type) -> Possible:
    """An outcome as a set of possible values."""
    if isinstance(outcome.value, tuple):
        return Ranges.between(*outcome.value)
    if kind.kind is Kind.YES_NO:
        return Among(frozenset(answer for bit, answer in ((1, False), (2, True)) if outcome.value & bit))
    return Among(frozenset(option for place, option in enumerate(kind.options) if outcome.value >> place & 1))


def review_is_due(dates: Sequence[date | None], on: date) -> bool:
    """One of these review dates has passed."""
    return any(day is not None and day < on for day in dates)

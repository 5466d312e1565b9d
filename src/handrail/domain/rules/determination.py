"""What a rule comes to for one person on one day: settled, open, an estimate, not known yet, or not covered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
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

    def __hash__(self) -> int:
        """Of what tells most of them apart: every answer looks its reasons up."""
        return hash((self.name, self.says))


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
    period: str = ""
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


Bare = int | tuple[float | int, float | int]
"""Bits for a condition or a choice, two ends for a number."""


def is_exact(value: Bare) -> bool:
    """Only one value is left."""
    return value[0] == value[1] if isinstance(value, tuple) else value.bit_count() == 1


def either(value: Bare, other: Bare) -> Bare:
    """What holds both: either may be the truth."""
    if isinstance(value, tuple):
        assert isinstance(other, tuple)
        return min(value[0], other[0]), max(value[1], other[1])
    assert isinstance(other, int)
    return value | other


@dataclass(frozen=True, slots=True)
class Outcome:
    """The bare result of working out a rule, and what was missing."""

    value: Bare
    gaps: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    is_exact: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_exact", is_exact(self.value))

    def joined(self, other: Outcome) -> Outcome:
        """Either may be the truth."""
        return Outcome(either(self.value, other.value), self.gaps | other.gaps)


_SHARED: dict[object, Outcome] = {value: Outcome(value) for value in range(1, 256)}


def outcome_with(value: Bare, gaps: AbstractSet[tuple[str, str]]) -> Outcome:
    """An outcome. Conditions and short choices come up again and again, and share theirs."""
    if gaps:
        return Outcome(value, frozenset(gaps))
    return _SHARED.get(value) or Outcome(value)


def outcomes_with(values: Iterable[Bare], gaps: AbstractSet[tuple[str, str]]) -> list[Outcome]:
    """An outcome for each of these."""
    if gaps:
        return _with_gaps(values, frozenset(gaps))
    shared = _SHARED.get
    return [shared(value) or Outcome(value) for value in values]


def _with_gaps(values: Iterable[Bare], gaps: frozenset[tuple[str, str]]) -> list[Outcome]:
    found: dict[Bare, Outcome] = {}
    return [found.get(value) or found.setdefault(value, Outcome(value, gaps)) for value in values]


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

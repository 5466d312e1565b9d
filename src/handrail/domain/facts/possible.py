"""The set of values a fact may still have.

Nothing is ever defaulted: a fact nobody has told us has the whole domain of its type.
Money is integer pence, dates are proleptic ordinals (`date.toordinal`), months are `year * 12 + month - 1`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

type_of_bound = int | float

NO, YES, EITHER = 1, 2, 3
"""A yes-or-no answer as a set of two bits: bit 0 can be no, bit 1 can be yes."""


@dataclass(frozen=True, slots=True)
class Among:
    """Some of the named values of a choice, or of True and False for a yes-or-no fact."""

    values: frozenset[str | bool]

    @property
    def is_known(self) -> bool:
        return len(self.values) == 1

    def union(self, other: Possible) -> Among:
        """Either set may hold the truth: two sources that disagree."""
        assert isinstance(other, Among)
        return Among(self.values | other.values)


@dataclass(frozen=True, slots=True)
class Ranges:
    """Whole numbers in closed ranges, sorted and apart. Ends are ints, or minus and plus infinity."""

    ranges: tuple[tuple[type_of_bound, type_of_bound], ...]

    @classmethod
    def exactly(cls, value: int) -> Ranges:
        """One value and no other."""
        return cls(((value, value),))

    @classmethod
    def between(cls, low: type_of_bound, high: type_of_bound) -> Ranges:
        """Every whole number from low to high, ends included."""
        return cls(((low, high),))

    @property
    def low(self) -> type_of_bound:
        return self.ranges[0][0]

    @property
    def high(self) -> type_of_bound:
        return self.ranges[-1][1]

    @property
    def is_known(self) -> bool:
        return self.low == self.high

    def union(self, other: Possible) -> Ranges:
        """Either set may hold the truth: two sources that disagree."""
        assert isinstance(other, Ranges)
        return Ranges(_joined(self.ranges + other.ranges))

    def within(self, low: type_of_bound, high: type_of_bound) -> Ranges | None:
        """The part between these ends, or None when nothing is left."""
        kept = tuple((max(a, low), min(b, high)) for a, b in self.ranges if b >= low and a <= high)
        return Ranges(kept) if kept else None


@dataclass(frozen=True, slots=True)
class Words:
    """Text that a person wrote. No rule reads it. None is not known."""

    text: str | None = None

    @property
    def is_known(self) -> bool:
        return self.text is not None

    def union(self, other: Possible) -> Words:
        """Two texts cannot both be kept as one: when they differ, the text is not known."""
        return self if self == other else Words()


@dataclass(frozen=True, slots=True)
class Items:
    """The members of a collection that we know of, and whether there may be others."""

    items: tuple[Mapping[str, Possible], ...]
    complete: int = EITHER

    @property
    def is_known(self) -> bool:
        return self.complete == YES and all(value.is_known for item in self.items for value in item.values())

    def union(self, other: Possible) -> Items:
        """Two lists that differ tell us only that the list is not settled."""
        return self if self == other else Items((), EITHER)


Possible = Among | Ranges | Words | Items

ANY_ANSWER = Among(frozenset({True, False}))
ANY_NUMBER = Ranges.between(-inf, inf)


def _joined(ranges: tuple[tuple[type_of_bound, type_of_bound], ...]) -> tuple[tuple[type_of_bound, type_of_bound], ...]:
    """Sorted ranges with those that touch or overlap made one."""
    joined: list[tuple[type_of_bound, type_of_bound]] = []
    for low, high in sorted(ranges):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return tuple(joined)

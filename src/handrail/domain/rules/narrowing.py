"""Take away the values that a pack's constraints rule out, so that nothing they imply is ever asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from handrail.domain.rules.cases import Machine, Piece
from handrail.domain.rules.layout import Values

_MOST_CUTS = 4
"""How often one fact is narrowed. It is counted for each fact alone, so that what is told of others never takes its turn."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The cases of one fact: those that remain, and those a constraint rules out."""

    fact: str
    kept: tuple[Piece, ...]
    ruled_out: tuple[tuple[Piece, str], ...]


Narrowing = tuple[Cut, ...]


def narrow(machine: Machine, values: Values, told: AbstractSet[str]) -> tuple[Values, Narrowing]:
    """The values without what cannot be, and how that is shown. Contradictory facts are left as they are.

    A constraint rules something out where it speaks of something told, or of one fact alone.
    """
    found: list[Cut] = []
    turns = _Turns(machine, set(told))
    while cut := next(turns.cuts(values), None):
        values = machine.with_piece(values, cut.fact, _hull(cut.kept))
        turns.take(cut.fact)
        found.append(cut)
    return values, tuple(found)


@dataclass
class _Turns:
    """Which facts have been narrowed how often, and which constraints are known to rule nothing out of what is left."""

    machine: Machine
    touched: set[str]
    times: Counter[str] = field(default_factory=Counter)
    quiet: set[str] = field(default_factory=set)

    def cuts(self, values: Values) -> Iterator[Cut]:
        """Every fact that some undecided constraint narrows, but for those that have had their turns."""
        for constraint, facts in self.machine.facts_of_constraints.items():
            if constraint in self.quiet or (len(facts) > 1 and self.touched.isdisjoint(facts)):
                continue
            if self.machine.work_out(constraint, values).value == 3:
                for fact in facts:
                    if self.times[fact] < _MOST_CUTS and not self.machine.is_known(fact, values):
                        yield from _cut(self.machine, values, fact, constraint)
            self.quiet.add(constraint)

    def take(self, fact: str) -> None:
        """A fact was narrowed: whatever its constraints speak of has to be looked at anew."""
        self.touched.add(fact)
        self.times[fact] += 1
        self.quiet -= self.machine.constraints_near[fact]


def _cut(machine: Machine, values: Values, fact: str, constraint: str) -> Iterator[Cut]:
    kept: list[Piece] = []
    ruled_out: list[tuple[Piece, str]] = []
    pieces = machine.pieces(fact, values, constraint)
    if len(pieces) < 2:
        return
    for piece, broken in zip(pieces, machine.ruling_out(fact, pieces, values), strict=True):
        if broken:
            ruled_out.append((piece, broken))
        else:
            kept.append(piece)
    if kept and ruled_out:
        yield Cut(fact, tuple(kept), tuple(ruled_out))


def _hull(kept: Sequence[Piece]) -> Piece:
    """One range or one set of choices that holds all that is kept."""
    if len(kept[0]) == 2:
        return (kept[0][0], kept[-1][1])
    mask = 0
    for (part,) in kept:
        assert isinstance(part, int)
        mask |= part
    return (mask,)

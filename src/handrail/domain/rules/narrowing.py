"""Take away the values that a pack's constraints rule out, so that nothing they imply is ever asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

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
    touched, times = set(told), Counter[str]()
    while cut := next(_cuts(machine, values, touched, times), None):
        values = machine.with_piece(values, cut.fact, _hull(cut.kept))
        touched.add(cut.fact)
        times[cut.fact] += 1
        found.append(cut)
    return values, tuple(found)


def _cuts(machine: Machine, values: Values, touched: AbstractSet[str], times: Mapping[str, int]) -> Iterator[Cut]:
    """Every fact that some undecided constraint narrows, but for those that have had their turns."""
    for constraint, facts in machine.facts_of_constraints.items():
        if (len(facts) > 1 and touched.isdisjoint(facts)) or machine.work_out(constraint, values).value != 3:
            continue
        for fact in facts:
            if times[fact] < _MOST_CUTS and not machine.is_known(fact, values):
                yield from _cut(machine, values, fact, constraint)


def _cut(machine: Machine, values: Values, fact: str, constraint: str) -> Iterator[Cut]:
    kept: list[Piece] = []
    ruled_out: list[tuple[Piece, str]] = []
    pieces = machine.pieces(fact, values, machine.cuts_of(constraint))
    for piece in pieces if len(pieces) > 1 else ():
        broken = machine.breaks(fact, machine.with_piece(values, fact, piece))
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

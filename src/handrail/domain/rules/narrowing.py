"""Take away the values that a pack's constraints rule out, so that nothing they imply is ever asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handrail.domain.rules.cases import Machine, Piece
from handrail.domain.rules.layout import Values

_MOST_PASSES = 4


@dataclass(frozen=True, slots=True)
class Cut:
    """The cases of one fact: those that remain, and those a constraint rules out."""

    fact: str
    kept: tuple[Piece, ...]
    ruled_out: tuple[tuple[Piece, str], ...]


Narrowing = tuple[Cut, ...]


def narrow(machine: Machine, values: Values) -> tuple[Values, Narrowing]:
    """The values without what cannot be, and how that is shown. Contradictory facts are left as they are."""
    found: list[Cut] = []
    for _ in range(_MOST_PASSES):
        cuts = [cut for fact in machine.constraints_on for cut in _cut(machine, values, fact)]
        if not cuts:
            break
        values = _without(machine, values, cuts[0])
        found.append(cuts[0])
    return values, tuple(found)


def _cut(machine: Machine, values: Values, fact: str) -> list[Cut]:
    if not machine.constraints_on[fact] or machine.is_known(fact, values):
        return []
    kept: list[Piece] = []
    ruled_out: list[tuple[Piece, str]] = []
    for piece in machine.pieces(fact, values):
        broken = machine.breaks(fact, machine.with_piece(values, fact, piece))
        if broken:
            ruled_out.append((piece, broken))
        else:
            kept.append(piece)
    return [Cut(fact, tuple(kept), tuple(ruled_out))] if kept and ruled_out else []


def _without(machine: Machine, values: Values, cut: Cut) -> Values:
    """One range or one set of choices that holds all that is kept."""
    return machine.with_piece(values, cut.fact, _hull(cut.kept))


def _hull(kept: Sequence[Piece]) -> Piece:
    if len(kept[0]) == 2:
        return (kept[0][0], kept[-1][1])
    mask = 0
    for (part,) in kept:
        assert isinstance(part, int)
        mask |= part
    return (mask,)

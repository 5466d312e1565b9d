"""Possible worlds: many complete sets of facts that agree with what is known.

They say which question would settle most. They never enter an answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isinf

import numpy as np
import numpy.typing as npt

from handrail.domain.facts.possible import NO, YES, Among, Possible, Ranges
from handrail.domain.facts.vocabulary import NUMBER_LIKE, Declaration, FactType, Likely
from handrail.domain.rules.determining import Rulebook, Sheet
from handrail.domain.rules.layout import field_places, width, written
from handrail.domain.rules.screening import LARGEST, Array, Column, Members, Table, fields_read

WORLDS = 512
_MOST_MEMBERS = 2
_YEAR = 365
_Random = np.random.Generator


@dataclass(frozen=True)
class Worlds:
    """A table in which each row is one possible world."""

    table: Table


def possible_worlds(rulebook: Rulebook, sheet: Sheet, facts: Iterable[str], size: int = WORLDS) -> Worlds:
    """The same worlds every time for the same facts. Only the facts named are filled in."""
    columns: dict[str, Column] = {}
    for name in facts:
        random = np.random.default_rng([size, rulebook.layout.facts[name]])
        columns[name] = _column(rulebook, sheet, rulebook.vocabulary.facts[name], size, random)
    return Worlds(Table(size, sheet.on, columns))


def _column(rulebook: Rulebook, sheet: Sheet, declaration: Declaration, size: int, random: _Random) -> Column:
    place = rulebook.layout.facts[declaration.name]
    held = sheet.values[place : place + width(declaration)]
    if declaration.type is FactType.COLLECTION:
        return _members(declaration, held[0], size, random, sheet.on.toordinal())
    cuts = rulebook.machine.cuts.get(declaration.name)
    return _drawn(declaration, held, size, random, cuts.values if cuts else (), sheet.on.toordinal())


def _drawn(
    declaration: Declaration, held: list[object], size: int, random: _Random, cuts: tuple[int, ...], today: int
) -> Array:
    """Values from what is possible: by the pack's weights, half of them near where the rules make a difference."""
    if declaration.type in NUMBER_LIKE:
        low, high = held
        assert isinstance(low, int | float) and isinstance(high, int | float)
        return _numbers(declaration, (low, high), size, random, cuts, today)
    mask = held[0]
    assert isinstance(mask, int)
    options = [bit for bit in range(mask.bit_length()) if mask >> bit & 1]
    weights = np.array([_weight(declaration, bit) for bit in options])
    drawn = random.choice(options, size=size, p=weights / weights.sum())
    return np.asarray(drawn == 1) if declaration.type is FactType.YES_NO else np.asarray(drawn, dtype=np.int64)


def _weight(declaration: Declaration, bit: int) -> float:
    value: str | bool = bit == 1 if declaration.type is FactType.YES_NO else declaration.options[bit]
    found = (
        part.weight for part in declaration.likely if isinstance(part.values, Among) and value in part.values.values
    )
    return next(found, 1.0)


def _numbers(
    declaration: Declaration,
    held: tuple[float, float],
    size: int,
    random: _Random,
    cuts: tuple[int, ...],
    today: int,
) -> Array:
    low, high = held
    if low == high:
        return np.full(size, int(low), dtype=np.int64)
    stretches = _stretches(declaration, (low, high), cuts, today)
    weights = np.array([weight for _, _, weight in stretches])
    chosen = random.choice(len(stretches), size=size, p=weights / weights.sum())
    lows = np.array([first for first, _, _ in stretches], dtype=np.int64)[chosen]
    highs = np.array([last for _, last, _ in stretches], dtype=np.int64)[chosen]
    return random.integers(lows, highs, endpoint=True)


def _stretches(
    declaration: Declaration, held: tuple[float, float], cuts: tuple[int, ...], today: int
) -> list[tuple[int, int, float]]:
    """Stretches of the domain with a weight: those the pack calls likely, and one on each side of every cut."""
    low, high = _bounded(declaration, held, cuts, today)
    starts = [low, *(cut for cut in cuts if low < cut <= high)]
    ends = [*(start - 1 for start in starts[1:]), high]
    even = [(start, end, 1.0 / len(starts)) for start, end in zip(starts, ends, strict=True)]
    likely = [part for written in declaration.likely if (part := _within(written, low, high)) is not None]
    total = sum(weight for _, _, weight in likely)
    return even + [(start, end, weight / total) for start, end, weight in likely]


def _within(likely: Likely, low: int, high: int) -> tuple[int, int, float] | None:
    values: Possible = likely.values
    kept = values.within(low, high) if isinstance(values, Ranges) else None
    return None if kept is None else (int(kept.low), int(kept.high), likely.weight)


def _bounded(declaration: Declaration, held: tuple[float, float], cuts: tuple[int, ...], today: int) -> tuple[int, int]:
    """Ends for a domain that has none: around today for dates, around what the rules look at for the rest."""
    low, high = held
    farthest = 2 * max((abs(cut) for cut in cuts), default=1000) + 1
    near = (today - 2 * _YEAR, today + 2 * _YEAR) if declaration.type is FactType.DATE else (0, farthest)
    first = near[0] if isinf(low) else int(low)
    last = near[1] if isinf(high) else int(high)
    return (first, max(first, min(last, LARGEST)))


def _members(declaration: Declaration, held: object, size: int, random: _Random, today: int) -> Members:
    """The members that are known, in every world, and up to two others where the list may not be complete."""
    assert isinstance(held, tuple)
    known, complete = held
    more = (
        np.zeros(size, dtype=np.int64)
        if complete == YES
        else random.integers(complete == NO, _MOST_MEMBERS, size, endpoint=True)
    )
    rows = np.concatenate([np.tile(np.arange(size), len(known)), np.repeat(np.arange(size), more)])
    places = field_places(declaration)
    fields: dict[str, npt.NDArray[np.generic]] = {}
    for name, kind in fields_read(declaration).items():
        parts = [
            _drawn(kind, list(item[places[name] : places[name] + width(kind)]), size, random, (), today)
            for item in known
        ]
        others = _drawn(kind, list(written(kind, kind.domain)), int(more.sum()), random, (), today)
        fields[name] = np.concatenate([*parts, others])
    return Members(rows, fields)

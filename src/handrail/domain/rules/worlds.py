"""Possible worlds: many complete sets of facts that agree with what is known.

They say which question would settle most. They never enter an answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import isinf

import numpy as np
import numpy.typing as npt

from handrail.domain.facts.possible import NO, YES, Among, Possible, Ranges
from handrail.domain.facts.vocabulary import NUMBER_LIKE, Declaration, FactType, Likely
from handrail.domain.rules.determining import Rulebook, Sheet
from handrail.domain.rules.layout import Values, field_places, is_open, width, written
from handrail.domain.rules.screening import LARGEST, Array, Column, Members, Table, fields_read

WORLDS = 512
_MOST_MEMBERS = 2
_YEAR = 365
_Random = np.random.Generator


@dataclass(frozen=True)
class Worlds:
    """A table in which each row is one possible world, and the facts of which something is known."""

    table: Table
    told: frozenset[str] = frozenset()


def possible_worlds(rulebook: Rulebook, sheet: Sheet, facts: Iterable[str], size: int = WORLDS) -> Worlds:
    """The same worlds every time for the same facts. Only the facts named are filled in."""
    anyone = worlds_of_anyone(rulebook, sheet.on, size)
    columns: dict[str, Column] = {}
    told = set()
    for name in facts:
        declaration = rulebook.vocabulary.facts[name]
        held = _held(rulebook, sheet.values, declaration)
        if held == _held(rulebook, rulebook.nothing_known, declaration):
            columns[name] = anyone.columns[name]
        else:
            columns[name] = _column(rulebook, declaration, held, size, sheet.on)
            told.add(name)
    return Worlds(Table(size, sheet.on, columns), frozenset(told))


@lru_cache(maxsize=4)
def worlds_of_anyone(rulebook: Rulebook, on: date, size: int) -> Table:
    """Worlds of someone of whom nothing is known, with every fact that a rule can read. They are drawn once a day."""
    readable = [each for each in rulebook.vocabulary.facts.values() if each.type is not FactType.TEXT]
    return Table(
        size,
        on,
        {
            each.name: _column(rulebook, each, _held(rulebook, rulebook.nothing_known, each), size, on)
            for each in readable
        },
    )


def _held(rulebook: Rulebook, values: Values, declaration: Declaration) -> Values:
    place = rulebook.layout.facts[declaration.name]
    return values[place : place + width(declaration)]


def _column(rulebook: Rulebook, declaration: Declaration, held: Values, size: int, on: date) -> Column:
    """Many values a fact may have, or the one it has."""
    if declaration.type is not FactType.COLLECTION and not is_open(held):
        return _only(declaration, held[0])
    random = np.random.default_rng([size, rulebook.layout.facts[declaration.name]])
    if declaration.type is FactType.COLLECTION:
        return _members(declaration, held[0], size, random, on.toordinal())
    cuts = rulebook.machine.cuts.get(declaration.name)
    return _drawn(declaration, held, size, random, cuts.values if cuts else (), on.toordinal())


def _only(declaration: Declaration, held: object) -> Array:
    """A column that is the same in every world."""
    assert isinstance(held, int)
    if declaration.type is FactType.YES_NO:
        return np.asarray(held == 2)
    return np.asarray(held if declaration.type in NUMBER_LIKE else held.bit_length() - 1, dtype=np.int64)


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

"""Possible worlds for an estimate: the ends and the limits of whatever is not known, and an even spread between them.

The same facts always give the same worlds. Half of the worlds combine the lowest and the highest of every unknown, so that any
two of them meet in all four ways; the other half has, for each unknown, one value from each of as many equal stretches as there
are worlds left, with the limits that the law sets among them. What comes out over them is evidence for a range, not proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zlib import crc32

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.int64]

WORLDS = 256
_CORNERS = WORLDS // 2
_ROWS = np.arange(_CORNERS)


def spread_numbers(unknown: Mapping[str, tuple[int, int, Iterable[int]]]) -> dict[str, Values]:
    """For each unknown number, by name, its lowest and highest value and its limits: a value in each world."""
    return {
        name: _number(name, place, low, high, tuple(limits))
        for place, (name, (low, high, limits)) in enumerate(unknown.items())
    }


def spread_options(unknown: Mapping[str, int], first: int) -> dict[str, Values]:
    """For each unknown choice, by name, how many options it has: one of them in each world, all equally often."""
    return {name: _option(name, first + place, options) for place, (name, options) in enumerate(unknown.items())}


def _number(name: str, place: int, low: int, high: int, limits: tuple[int, ...]) -> Values:
    corners = np.where(_is_high(place), high, low)
    return np.concatenate([corners, _stratified(name, low, high, limits)])


def _stratified(name: str, low: int, high: int, limits: tuple[int, ...]) -> Values:
    """One value from each equal stretch. Each limit, and its neighbours, stand for the stretch they are in."""
    size = WORLDS - _CORNERS
    random = np.random.default_rng(crc32(name.encode()))
    values = low + np.floor((np.arange(size) + random.random(size)) * ((high - low + 1) / size)).astype(np.int64)
    near = sorted({at for limit in limits for at in (limit - 1, limit, limit + 1) if low <= at <= high})
    taken: set[int] = set()
    for at in near:
        stretch = min(size - 1, (at - low) * size // (high - low + 1))
        free = next(each for each in sorted(range(size), key=lambda other: abs(other - stretch)) if each not in taken)
        taken.add(free)
        values[free] = at
    return np.asarray(random.permutation(values))


def _option(name: str, place: int, options: int) -> Values:
    random = np.random.default_rng(crc32(name.encode()))
    evenly = random.permutation(np.arange(_CORNERS) % options)
    corners = _is_high(place).astype(np.int64) if options == 2 else evenly
    return np.concatenate([corners, random.permutation(np.arange(WORLDS - _CORNERS) % options)])


def _is_high(place: int) -> npt.NDArray[np.bool_]:
    """Whether an unknown is at its highest in each corner. No two of the first 127 unknowns go together, or against each other.

    Corner by corner, the bits that a row shares with the unknown's own number are odd or even in number. The first and the
    last corner are all low and all high.
    """
    shared = _ROWS[:, None] & ((place % (_CORNERS - 1)) + 1)
    high = np.array([int(each).bit_count() % 2 for each in shared[:, 0]], dtype=bool)
    high[-1] = True
    return high

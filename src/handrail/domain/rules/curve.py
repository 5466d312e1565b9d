"""How an amount changes with one fact, all else as it is. It is worked out at each value by the rule itself; between two values the
line is drawn straight, and more values are tried wherever it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from handrail.domain.facts.held import Fact
from handrail.domain.facts.possible import Ranges
from handrail.domain.facts.vocabulary import FactType
from handrail.domain.rules import syntax
from handrail.domain.rules.determination import Status
from handrail.domain.rules.determining import Rulebook, Sheet
from handrail.domain.rules.types import Kind

_EVENLY, _MOST = 32, 300
"""How many values are tried at first, and the most that are tried besides."""

_STRAIGHT = 0.004
"""How far a line may be from straight between two values, as a share of its height."""

_STEP = {FactType.MONEY: 100_000, FactType.DATE: 14, FactType.MONTH: 1, FactType.WHOLE_NUMBER: 1}
"""How far to look on either side of a value to see how steep the line is there: £1,000, a fortnight, one."""

_ROUNDING = 200
"""Figures in law are rounded to a pound: £2 more or less is neither a bend nor a jump."""

_KINDS = {
    FactType.MONEY: Kind.MONEY,
    FactType.DATE: Kind.DATE,
    FactType.MONTH: Kind.MONTH,
    FactType.WHOLE_NUMBER: Kind.NUMBER,
}
_GAPS = frozenset({Status.NOT_COVERED, Status.NOT_KNOWN_YET})


@dataclass(frozen=True, slots=True)
class Point:
    """What the amount is, or what it may be, for one value of the fact. In a gap no figure is known."""

    at: int
    low: float = 0
    high: float = 0
    is_gap: bool = False

    @property
    def ends(self) -> tuple[float, float]:
        return self.low, self.high


@dataclass(frozen=True, slots=True)
class Bend:
    """A value from which on the amount changes otherwise. It may jump there."""

    before: Point
    at: Point
    jumps: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """The line, from left to right, with the values where it bends."""

    goal: str
    fact: str
    points: tuple[Point, ...]
    bends: tuple[Bend, ...]


class Along:
    """One person's facts, with one of them tried at one value after another."""

    def __init__(self, rulebook: Rulebook, sheet: Sheet, fact: str) -> None:
        self.rulebook, self.fact = rulebook, fact
        self.type = rulebook.vocabulary.facts[fact].type
        self.base = rulebook.sheet(sheet.facts.without(fact), sheet.on)
        self.is_tied = bool(rulebook.felt_in(fact))

    def curve(self, goal: str, low: int, high: int, *also: int) -> Curve:
        """The amount from one value to another. Some values may be wanted besides."""
        at = cache(lambda value: self.point(goal, value))
        bends = self._bends(self.break_points(goal), low, high, at)
        wanted = {low, high, *(value for value in also if low <= value <= high)}
        wanted |= {low + (high - low) * place // _EVENLY for place in range(_EVENLY)}
        wanted |= {point.at for bend in bends for point in (bend.before, bend.at)}
        points = tuple(_straightened([at(value) for value in sorted(wanted)], at))
        found = (other.at for one, other in pairwise(points) if other.at - one.at == 1 and one.ends != other.ends)
        bends = self._bends({*found, *(bend.at.at for bend in bends)}, low, high, at)
        return Curve(goal, self.fact, points, bends)

    def point(self, goal: str, value: int) -> Point:
        """The amount at one value. What does not fit with the rest of what is known is a gap too."""
        sheet = self.rulebook.changed(self.base, Fact(self.fact, Ranges.exactly(value)))
        if self.is_tied and self.rulebook.broken_constraints(sheet):
            return Point(value, is_gap=True)
        found = self.rulebook.settle_on(goal, sheet)
        return Point(value, is_gap=True) if found.status in _GAPS else Point(value, found.low, found.high)

    # -- where it bends --------------------------------------------------------------------------------------

    def break_points(self, goal: str) -> frozenset[int]:
        """Every value that a rule compares with, counts from or has in a table, and may treat otherwise than the one before."""
        cuts = self.rulebook.cuts_of(goal).get(self.fact)
        return frozenset({*(cuts.values if cuts else ()), *self._figures_in(goal)})

    def _figures_in(self, goal: str) -> Iterator[int]:
        kind = _KINDS[self.type]
        for part in self.rulebook.everything_in(goal):
            match part:
                case syntax.Constant(value=value) if part.type.kind is kind:
                    yield value
                case syntax.ParameterRead(name=name):
                    for version in self.rulebook.parameters[name].versions:
                        yield from (row.above + 1 for row in version.rows)
                        if part.type.kind is kind:
                            yield from (int(version.low), int(version.high) + 1)
                case syntax.Calculation(calculator=name, arguments=arguments):
                    calculator = self.rulebook.calculators[name]
                    for argument, given in zip(calculator.arguments, arguments, strict=True):
                        if isinstance(given, syntax.FactRead) and given.name == self.fact:
                            yield from calculator.break_points.get(argument, ())

    def _bends(self, values: Iterable[int], low: int, high: int, at: Callable[[int], Point]) -> tuple[Bend, ...]:
        """Those of the values at which it does bend. Of two next to each other, the one at which it jumps, or else the first."""
        within = sorted({value for value in values if low < value <= high})
        found: list[Bend] = []
        for place, value in enumerate(within):
            # How steep it is is seen where no other value comes between, but for the one next to it.
            start = max((each for each in within[:place] if each < value - 1), default=low)
            stop = min((each for each in within[place + 1 :] if each > value + 1), default=high + 1) - 1
            bend = self._bend(value, start, stop, at)
            if bend is None:
                continue
            if found and value - found[-1].at.at <= 1:
                if found[-1].jumps or not bend.jumps:
                    continue
                found.pop()
            found.append(bend)
        return tuple(found)

    def _bend(self, value: int, start: int, stop: int, at: Callable[[int], Point]) -> Bend | None:
        before, here = at(value - 1), at(value)
        if before.is_gap or here.is_gap:
            return Bend(before, here, jumps=True) if before.is_gap != here.is_gap else None
        first, last = at(max(start, value - 1 - _STEP[self.type])), at(min(stop, value + _STEP[self.type]))
        allowed = _ROUNDING if self.type is FactType.MONEY else 1
        room = min(before.at - first.at, last.at - here.at)
        jumps = turns = False
        for end in (0, 1):
            to_the_left, to_the_right = _steepness(first, before, end), _steepness(here, last, end)
            steepest = max(abs(to_the_left), abs(to_the_right))
            jumps |= abs(here.ends[end] - before.ends[end]) > steepest + allowed
            turns |= abs(to_the_right - to_the_left) * room > allowed
        return Bend(before, here, jumps) if jumps or turns else None


def _steepness(one: Point, other: Point, end: int) -> float:
    """How much the amount rises from one value to the next, as far as that can be seen."""
    if one.is_gap or other.is_gap or one.at == other.at:
        return 0
    return (other.ends[end] - one.ends[end]) / (other.at - one.at)


def _straightened(points: list[Point], at: Callable[[int], Point]) -> Iterator[Point]:
    """More values wherever the line between two is not straight."""
    known = [point for point in points if not point.is_gap]
    height = max((point.high for point in known), default=0) - min((point.low for point in known), default=0)
    left = _MOST
    for one, other in pairwise(points):
        yield one
        waiting = [(one, other)]
        while waiting:
            first, last = waiting.pop()
            middle = at((first.at + last.at) // 2)
            if left <= 0 or last.at - first.at < 2 or _is_straight(first, middle, last, height):
                if last is not other:
                    yield last
                continue
            left -= 1
            waiting += [(middle, last), (first, middle)]
    yield points[-1]


def _is_straight(first: Point, middle: Point, last: Point, height: float) -> bool:
    if first.is_gap or middle.is_gap or last.is_gap:
        return first.is_gap == middle.is_gap == last.is_gap
    share = (middle.at - first.at) / (last.at - first.at)
    off = (
        abs(start + share * (stop - start) - held)
        for start, stop, held in zip(first.ends, last.ends, middle.ends, strict=True)
    )
    return max(off) <= max(_STRAIGHT * height, _ROUNDING)

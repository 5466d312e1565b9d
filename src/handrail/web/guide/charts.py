"""Draw how an amount changes: a line, or a band where it is not certain, over an axis that is easy to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import ceil, isinf, log10

from handrail.domain.facts.vocabulary import FactType
from handrail.domain.facts.wording import say_money, say_month, say_number
from handrail.domain.rules.curve import Point
from handrail.use_cases.charting import ChartShown


@dataclass(frozen=True, slots=True)
class Tick:
    """A value on an axis."""

    at: float
    says: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the line."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything on one drawing."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    lines: tuple[str, ...]
    bands: tuple[str, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    bends: tuple[Mark, ...]
    yours: Mark | None


@dataclass(frozen=True, slots=True)
class Charts:
    """The same for wide and for narrow screens, and in a sentence."""

    wide: Chart
    narrow: Chart
    says: str


def chart(shown: ChartShown) -> Charts:
    """One line, drawn twice."""
    says = "; ".join(f"{row.value}: {row.amount}{' (your answer)' if row.is_yours else ''}" for row in shown.rows)
    return Charts(_Drawn(shown, 760, 380, 6).chart(), _Drawn(shown, 330, 300, 3).chart(), says)


class _Drawn:
    """One drawing: where each value is on it."""

    def __init__(self, shown: ChartShown, width: int, height: int, ticks: int) -> None:
        self.shown, self.width, self.height, self.ticks = shown, width, height, ticks
        self.known = [point for point in shown.curve.points if not point.is_gap and not isinf(point.high)]
        self.first, self.last = shown.curve.points[0].at, shown.curve.points[-1].at
        self.amounts = _readable(0, max((point.high for point in self.known), default=0) or 100, 4)
        self.left = 14 + max(len(say_money(each)) for each in self.amounts) * 8
        self.right, self.top, self.bottom = width - 24, 18, height - 40

    def chart(self) -> Chart:
        runs = list(self._runs())
        bends = [bend.at if not bend.at.is_gap else bend.before for bend in self.shown.curve.bends]
        yours = self.shown.yours
        return Chart(
            self.width,
            self.height,
            self.left,
            self.right,
            self.top,
            self.bottom,
            lines=tuple(line for run in runs for line in self._lines(run)),
            bands=tuple(self._band(run) for run in runs if _is_band(run)),
            across=tuple(self._across()),
            up=tuple(Tick(self._y(each), say_money(each)) for each in self.amounts),
            bends=tuple(self._mark(point) for point in bends if point in self.known),
            yours=self._mark(yours) if yours is not None and yours in self.known else None,
        )

    def _runs(self) -> Iterator[list[Point]]:
        """Stretches without a gap."""
        known = set(self.known)
        for is_known, run in groupby(self.shown.curve.points, key=known.__contains__):
            if is_known:
                yield list(run)

    def _lines(self, run: Sequence[Point]) -> Iterator[str]:
        yield self._path((point.at, point.high) for point in run)
        if _is_band(run):
            yield self._path((point.at, point.low) for point in run)

    def _band(self, run: Sequence[Point]) -> str:
        there = [(point.at, point.high) for point in run]
        return self._path((*there, *((point.at, point.low) for point in reversed(run))))

    def _path(self, places: Iterator[tuple[int, float]] | tuple[tuple[int, float], ...]) -> str:
        return " ".join(f"{self._x(at)},{self._y(amount)}" for at, amount in places)

    def _mark(self, point: Point) -> Mark:
        return Mark(self._x(point.at), self._y(point.high))

    def _x(self, at: float) -> float:
        return round(self.left + (at - self.first) / max(self.last - self.first, 1) * (self.right - self.left), 1)

    def _y(self, amount: float) -> float:
        return round(self.bottom - amount / self.amounts[-1] * (self.bottom - self.top), 1)

    def _across(self) -> Iterator[Tick]:
        match self.shown.type:
            case FactType.DATE:
                yield from (Tick(self._x(day.toordinal()), _short(day)) for day in self._months())
            case FactType.MONTH:
                apart = ceil((self.last - self.first) / self.ticks) or 1
                yield from (Tick(self._x(at), say_month(at)) for at in range(self.first, self.last + 1, apart))
            case kind:
                values = _readable(self.first, self.last, self.ticks, whole=kind is not FactType.MONEY)
                yield from (Tick(self._x(at), say_number(kind, at)) for at in values if at <= self.last)

    def _months(self) -> Iterator[date]:
        """The first of a month, every so many months."""
        first, last = date.fromordinal(self.first), date.fromordinal(self.last)
        apart = ceil(((last.year - first.year) * 12 + last.month - first.month) / self.ticks) or 1
        for month in range(first.year * 12 + first.month, last.year * 12 + last.month, apart):
            yield date(month // 12, month % 12 + 1, 1)


def _is_band(run: Sequence[Point]) -> bool:
    return any(point.low != point.high for point in run)


def _short(day: date) -> str:
    return f"{say_month(day.year * 12 + day.month - 1)[:3]} {day.year}"


def _readable(low: float, high: float, many: int, *, whole: bool = False) -> list[int]:
    """Round values from the first to at least the last, about so many of them."""
    rough = max((high - low) / many, 1 if whole else 100)
    size = 10 ** int(log10(rough))
    step = next(size * each for each in (1, 2, 5, 10) if size * each >= rough)
    first = int(low // step * step) if low % step == 0 else int(-(-low // step) * step)
    return list(range(first, int(-(-high // step) * step) + 1, step))

"""Change a figure of the law by its smallest unit, or the day from or to which it holds by a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import inf

from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.wording import say_day, say_money
from handrail.domain.rules.parameters import Parameter, Row, Version
from handrail.domain.rules.types import Kind
from handrail.packs.mutants.mutant import ChangeKind, Mutant

A_PENNY, A_POUND = 1, 100

TENTH_OF_A_POINT = Fraction(1, 1000)
"""A rate changes by a tenth of a percentage point, or by its last decimal where it is written more finely."""

PlaceOf = Callable[[Version], Place]


def mutants_of_figure(parameter: Parameter, place_of: PlaceOf) -> Iterator[Mutant]:
    """Every small change to one parameter and its history."""
    for index, version in enumerate(parameter.versions):
        change = _Change(parameter, index, place_of(version))
        yield from _changed_values(change, version)
        yield from _changed_rows(change, version)
    yield from _changed_days(parameter, place_of)


@dataclass(frozen=True, slots=True)
class _Change:
    """A change in one version of a parameter."""

    parameter: Parameter
    index: int
    place: Place

    def to(self, what: str, way: str, was: str, now: str, version: Version) -> Mutant:
        """The mutant in which this version is another."""
        day = date.fromordinal(self.parameter.versions[self.index].start)
        versions = _with(self.parameter.versions, self.index, version)
        return Mutant(
            id=f"figure/{self.parameter.name}/{day}/{what}/{way}",
            kind=ChangeKind.FIGURE,
            place=self.place,
            was=f"{_spaced(what)} {was}",
            now=now,
            becomes=replace(self.parameter, versions=versions),
        )


def _with(versions: Sequence[Version], index: int, version: Version) -> tuple[Version, ...]:
    return (*versions[:index], version, *versions[index + 1 :])


def _spaced(what: str) -> str:
    return what.replace("-", " ")


# -- values and rows -------------------------------------------------------------------------------------------


def _changed_values(change: _Change, version: Version) -> Iterator[Mutant]:
    parameter = change.parameter
    if parameter.kind is Kind.TABLE:
        return
    unit = _unit(parameter.kind, (version.low, version.high))
    if version.low == version.high:
        for way, value in _either_way(version.low, unit):
            if _is_possible(parameter, value):
                yield _value(change, "value", way, version.low, value, replace(version, low=value, high=value))
        return
    for way, value in _either_way(version.low, unit):
        yield _value(change, "low", way, version.low, value, replace(version, low=value))
    for way, value in _either_way(version.high, unit):
        yield _value(change, "high", way, version.high, value, replace(version, high=value))


def _value(change: _Change, what: str, way: str, was: Fraction, now: Fraction, version: Version) -> Mutant:
    parameter = change.parameter
    return change.to(what, way, _say(parameter, parameter.kind, was), _say(parameter, parameter.kind, now), version)


def _is_possible(parameter: Parameter, value: Fraction) -> bool:
    """A choice stays within its options."""
    return parameter.kind is not Kind.CHOICE or 0 <= value < len(parameter.options)


def _changed_rows(change: _Change, version: Version) -> Iterator[Mutant]:
    kind = change.parameter.rows or Kind.RATE
    unit = _unit(kind, [row.value for row in version.rows])
    for number, row in enumerate(version.rows, 1):
        edge = _unit_of_edge(change.parameter, row)
        for way, above in _either_way(row.above, edge):
            yield _row(change, version, number, f"row-{number}-above", way, replace(row, above=int(above)))
        for way, value in _either_way(row.value, unit):
            yield _row(change, version, number, f"row-{number}-{_said_as(kind)}", way, replace(row, value=value))


def _row(change: _Change, version: Version, number: int, what: str, way: str, row: Row) -> Mutant:
    was = version.rows[number - 1]
    rows = (*version.rows[: number - 1], row, *version.rows[number:])
    if row.above != was.above:
        kind = Kind.MONEY if change.parameter.unit == "pounds" else Kind.NUMBER
        said = (_say(change.parameter, kind, Fraction(each.above)) for each in (was, row))
    else:
        said = (_say(change.parameter, change.parameter.rows or Kind.RATE, each.value) for each in (was, row))
    before, after = said
    return change.to(what, way, before, after, replace(version, rows=rows))


def _said_as(kind: Kind) -> str:
    return "amount" if kind is Kind.MONEY else kind.value


def _unit_of_edge(parameter: Parameter, row: Row) -> Fraction:
    """A pound where the edge is written in whole pounds, for the laws count in pounds there; else a penny, or one."""
    in_pounds = parameter.unit == "pounds" and row.above % A_POUND == 0
    return Fraction(A_POUND if in_pounds else 1)


def _unit(kind: Kind, values: Sequence[Fraction]) -> Fraction:
    """The smallest unit of a figure: a penny, one, or the last decimal a rate is written with."""
    finest = min((_last_decimal(value) for value in values), default=Fraction(1))
    if kind is Kind.RATE:
        return min(finest, TENTH_OF_A_POINT)
    return Fraction(A_PENNY) if kind is Kind.MONEY else finest


def _last_decimal(value: Fraction) -> Fraction:
    """One in the last decimal place that the number needs. A fraction without an end counts as six places."""
    for places in range(7):
        if 10**places % value.denominator == 0:
            return Fraction(1, 10**places)
    return Fraction(1, 10**6)


def _either_way(value: Fraction | int, unit: Fraction) -> Iterator[tuple[str, Fraction]]:
    yield "up", value + unit
    yield "down", value - unit


def _say(parameter: Parameter, kind: Kind, value: Fraction) -> str:
    if kind is Kind.MONEY:
        return say_money(int(value))
    if kind is Kind.RATE:
        return f"{float(value * 100):g}%"
    if kind is Kind.DATE:
        return say_day(int(value))
    if kind is Kind.CHOICE:
        return parameter.options[int(value)]
    return f"{float(value):g}"


# -- days ------------------------------------------------------------------------------------------------------


def _changed_days(parameter: Parameter, place_of: PlaceOf) -> Iterator[Mutant]:
    """The first day, each day on which one figure gives way to the next, and the last day where there is one."""
    for index, version in enumerate(parameter.versions):
        for way, days in (("later", 1), ("earlier", -1)):
            yield _moved(
                parameter, place_of(version), "from", way, version.start, days, _started(parameter, index, days)
            )
    last = parameter.versions[-1]
    if last.end != inf:
        for way, days in (("later", 1), ("earlier", -1)):
            versions = (*parameter.versions[:-1], replace(last, end=last.end + days))
            yield _moved(parameter, place_of(last), "to", way, int(last.end), days, versions)


def _started(parameter: Parameter, index: int, days: int) -> tuple[Version, ...]:
    """One version begins on another day, and the one before it ends on the day before that."""
    versions = list(parameter.versions)
    versions[index] = replace(versions[index], start=versions[index].start + days)
    if index:
        versions[index - 1] = replace(versions[index - 1], end=versions[index].start - 1)
    return tuple(versions)


def _moved(
    parameter: Parameter, place: Place, what: str, way: str, day: int, days: int, versions: tuple[Version, ...]
) -> Mutant:
    return Mutant(
        id=f"figure/{parameter.name}/{date.fromordinal(day)}/{what}/{way}",
        kind=ChangeKind.DATE,
        place=place,
        was=f"{what} {say_day(day)}",
        now=say_day(day + days),
        becomes=replace(parameter, versions=versions),
    )

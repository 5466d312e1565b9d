"""Read `parameters/<organisation>/*.yaml`: every figure with its days, its source and its review date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import inf
from pathlib import Path

from handrail.domain.facts.mistakes import nearest_name
from handrail.domain.rules.parameters import Parameter, Row, Version
from handrail.domain.rules.types import Kind
from handrail.packs.entries import Report, check_keys, date_of, files_in, list_of, mappings_in, sources_of, text_of
from handrail.packs.yaml_lines import Lines

KINDS = {
    "table": Kind.TABLE,
    "money": Kind.MONEY,
    "rate": Kind.RATE,
    "number": Kind.NUMBER,
    "whole_number": Kind.NUMBER,
    "duration": Kind.NUMBER,
    "date": Kind.DATE,
    "choice": Kind.CHOICE,
}
_KEYS = ("type", "of", "unit", "says", "choices", "values")
_VERSION_KEYS = ("from", "to", "value", "low", "high", "bands", "rows", "source", "sources", "review_by", "note")


def load_parameters(root: Path, report: Report) -> dict[str, Parameter]:
    """Everything under `parameters/`, by public name: file name, dot, parameter name."""
    found: dict[str, Parameter] = {}
    for path, content in files_in(root, "parameters", report):
        for name, entry in mappings_in(content, report, "a parameter: {type, says, values}"):
            public = f"{path.stem}.{name}"
            if public in found:
                report.add(
                    content.place(name), f"the parameter '{public}' is there twice", f"it only in {found[public].place}"
                )
            parameter = _parameter(public, entry, report)
            if parameter is not None:
                found[public] = parameter
    return found


def _parameter(name: str, entry: Lines, report: Report) -> Parameter | None:
    check_keys(entry, _KEYS, report)
    written = text_of(entry, "type", report)
    if written not in KINDS:
        report.add(
            entry.place("type"),
            f"'{name}' has the type '{written}'",
            "one of " + ", ".join(KINDS),
            nearest_name(written, KINDS),
        )
        return None
    kind = KINDS[written]
    rows = _rows(name, entry, report) if kind is Kind.TABLE else None
    options = tuple(str(option) for option in list_of(entry, "choices", report))
    reader = _VersionReader(written, rows, text_of(entry, "unit", report), options, report)
    versions = [reader.read(item) for item in list_of(entry, "values", report) if isinstance(item, Lines)]
    if not versions:
        report.add(entry.place(), f"'{name}' has no values", "values: [{from, value, source}, …]")
        return None
    versions = sorted(versions, key=lambda version: version.start)
    _check_order(name, versions, entry, report)
    return Parameter(
        name, kind, tuple(_closed(versions)), entry.place(), text_of(entry, "says", report), rows, reader.unit, options
    )


def _rows(name: str, entry: Lines, report: Report) -> Kind:
    """What the rows of a table hold."""
    of = text_of(entry, "of", report, "rate")
    if of not in ("rate", "money"):
        report.add(entry.place("of"), f"the rows of '{name}' hold '{of}'", "rate or money", nearest_name(of, KINDS))
        return Kind.RATE
    return KINDS[of]


def _closed(versions: Sequence[Version]) -> list[Version]:
    """A version without `to` ends the day before the next one begins."""
    ends = [min(version.end, following.start - 1) for version, following in pairwise(versions)]
    return [replace(version, end=end) for version, end in zip(versions, [*ends, versions[-1].end], strict=True)]


def _check_order(name: str, versions: Sequence[Version], entry: Lines, report: Report) -> None:
    for version, following in pairwise(versions):
        if version.start == following.start:
            report.add(entry.place("values"), f"two values of '{name}' begin on one day", "one value for each day")
        if version.end < following.start - 1:
            report.add(
                entry.place("values"),
                f"'{name}' has no value for some days between two others",
                "values that follow on",
            )


class _VersionReader:
    """Reads the values of one parameter."""

    def __init__(self, written: str, rows: Kind | None, unit: str, options: tuple[str, ...], report: Report) -> None:
        self.written, self.kind, self.is_whole = written, KINDS[written], written in ("whole_number", "duration")
        self.rows, self.unit, self.options, self.report = rows, unit, options, report

    def read(self, item: Lines) -> Version:
        """One value with its days and its source."""
        check_keys(item, _VERSION_KEYS, self.report)
        start, end = date_of(item, "from", self.report), date_of(item, "to", self.report)
        if start is None:
            self.report.add(item.place(), "the value does not say from when it holds", "from: YYYY-MM-DD")
        rows = tuple(self._row(row, item) for row in list_of(item, "bands" if "bands" in item else "rows", self.report))
        self._check_rows(rows, item)
        sources = sources_of(item, self.report)
        if not sources:
            self.report.add(item.place(), "the value has no source", "source: {title, provision, seen, checked}")
        low, high = self._ends(item)
        return Version(
            start=(start or date.min).toordinal(),
            end=end.toordinal() if end else inf,
            low=low,
            high=high,
            rows=rows,
            source=sources[0] if sources else None,
            review_by=date_of(item, "review_by", self.report),
        )

    def _check_rows(self, rows: Sequence[Row], item: Lines) -> None:
        """Rows run upwards, and no rate is below nothing: what is due on a range is worked out at its ends."""
        if self.kind is Kind.TABLE and not rows:
            self.report.add(item.place(), "the table has no rows", "bands: [{above, rate}, …]")
        if any(row.above >= following.above for row, following in pairwise(rows)):
            self.report.add(item.place(), "the rows of the table are not in order", "each `above` higher than the last")
        if self.rows is Kind.RATE and any(row.value < 0 for row in rows):
            self.report.add(item.place(), "a rate is below nothing", "rates of 0 or more")

    def _ends(self, item: Lines) -> tuple[Fraction, Fraction]:
        if self.kind is Kind.TABLE:
            return Fraction(0), Fraction(0)
        if "value" in item:
            value = self._value(item, "value")
            return value, value
        low, high = self._value(item, "low"), self._value(item, "high")
        if low > high:
            self.report.add(item.place("low"), "the range ends before it begins", "low not above high")
        return low, high

    def _value(self, item: Lines, key: str) -> Fraction:
        written = item.get(key)
        if self.kind is Kind.DATE and isinstance(written, date):
            return Fraction(written.toordinal())
        if self.kind is Kind.CHOICE and str(written) in self.options:
            return Fraction(self.options.index(str(written)))
        try:
            value = self._exact(written, self.kind)
        except (ValueError, TypeError, ZeroDivisionError):
            value = None
        if value is None or self.kind in (Kind.DATE, Kind.CHOICE) or (self.is_whole and value.denominator != 1):
            self.report.add(item.place(key), f"'{key}' is {written}", f"a {self.written.replace('_', ' ')}")
            return Fraction(0)
        return value

    def _row(self, row: object, item: Lines) -> Row:
        """`{above, rate}` or `{above, amount}`; `above` is in the unit of the table."""
        try:
            assert isinstance(row, Lines)
            above = self._exact(row["above"], Kind.MONEY if self.unit == "pounds" else Kind.NUMBER)
            value = next(row[key] for key in ("rate", "money", "amount", "value") if key in row)
            return Row(int(above), self._exact(value, self.rows or Kind.RATE))
        except (AssertionError, StopIteration, KeyError, ValueError, TypeError, ZeroDivisionError):
            self.report.add(
                item.place(), f"a row of the table is {row}", "{above: number, rate: …} or {above: number, money: …}"
            )
            return Row(0, Fraction(0))

    def _exact(self, written: object, kind: Kind) -> Fraction:
        if isinstance(written, bool) or not isinstance(written, int | Decimal | str):
            raise TypeError
        return Fraction(str(written)) * (100 if kind is Kind.MONEY else 1)

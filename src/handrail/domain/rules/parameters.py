"""The figures of the law: each with the days it is in force, where it was read, and when to look again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import inf

from handrail.domain.facts.mistakes import Place
from handrail.domain.rules.types import Kind


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read. `seen` is text, secondary or notes: only `text` is shown without "check this with …"."""

    title: str
    provision: str = ""
    url: str = ""
    seen: str = "notes"
    checked: date | None = None
    note: str = ""

    def __hash__(self) -> int:
        """Of what tells most of them apart: an answer looks many of them up."""
        return hash((self.title, self.provision))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: what holds for the part of an amount above this."""

    above: int
    value: Fraction


@dataclass(frozen=True, slots=True)
class Version:
    """A figure for the days from `start` to `end`. A figure that is honestly a range has `low` below `high`."""

    start: int
    end: float | int
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    rows: tuple[Row, ...] = ()
    source: Source | None = None
    review_by: date | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """One figure of the law and its history, oldest first. Money is in pence."""

    name: str
    kind: Kind
    versions: tuple[Version, ...]
    place: Place
    says: str = ""
    rows: Kind | None = None
    unit: str = ""
    options: tuple[str, ...] = field(default=())

    def in_force(self, first: float, last: float) -> tuple[Sequence[Version], str | None]:
        """The versions in force on some day between these, and what is missing: a date range partly
        before the first version is taken only where it is covered."""
        found = [version for version in self.versions if version.start <= last and version.end >= first]
        if last < self.versions[0].start:
            return (), "not_covered"
        if last > self.versions[-1].end and self.versions[-1].end != inf:
            return found, "not_known_yet"
        return found, None

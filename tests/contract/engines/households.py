"""Invented households, written once and handed over in two ways: as a table to our worker, as situations to PolicyEngine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from handrail.engines.protocol import Column, Group, Table

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Household:
    """People who live together as one benefit unit."""

    people: Sequence[Values]
    benunit: Values = field(default_factory=dict)
    household: Values = field(default_factory=dict)

    def situation(self, year: int) -> dict[str, Any]:
        """As PolicyEngine's own interface takes it."""
        names = [f"person_{place}" for place in range(len(self.people))]
        return {
            "people": {name: _in_year(person, year) for name, person in zip(names, self.people, strict=True)},
            "benunits": {"unit": {"members": names, **_in_year(self.benunit, year)}},
            "households": {"home": {"members": names, **_in_year(self.household, year)}},
        }


def _in_year(values: Values, year: int) -> dict[str, dict[str, Any]]:
    return {name: {str(year): value} for name, value in values.items()}


DEFAULTS: dict[str, Any] = {
    "age": 40, "region": "LONDON", "tenure_type": "RENT_PRIVATELY", "brma": "MAIDSTONE",
    "pip_dl_category": "NONE", "pip_m_category": "NONE", "aa_category": "NONE", "student_loan_plan": "NONE",
}  # fmt: skip
"""What PolicyEngine takes a fact for that a household does not state, where that is not 0 or no. The tests say all they rely on."""


def together(households: Sequence[Household], year: int) -> Table:
    """Households that state the same things, in one table."""
    sizes = [len(each.people) for each in households]
    unit = np.repeat(np.arange(len(households)), sizes)
    everyone = [person for each in households for person in each.people]
    return Table(
        year,
        {
            "person": Group(len(everyone), columns(everyone), {"benunit": unit, "household": unit}),
            "benunit": Group(len(households), columns([each.benunit for each in households])),
            "household": Group(len(households), columns([each.household for each in households])),
        },
    )


def columns(rows: Sequence[Values]) -> dict[str, Column]:
    """One array for each name that any row states."""
    names = sorted({name for row in rows for name in row})
    nothing = {name: _nothing(name, rows) for name in names}
    return {name: np.array([row.get(name, nothing[name]) for row in rows]) for name in names}


def _nothing(name: str, rows: Sequence[Values]) -> Any:
    stated = next(row[name] for row in rows if name in row)
    return DEFAULTS.get(name, False if isinstance(stated, bool) else 0)

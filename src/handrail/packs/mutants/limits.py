"""Move the limits of a fact by their smallest unit, and the day on which the law of a pack begins for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import isinf

from handrail.domain.facts.vocabulary import NUMBER_LIKE, Declaration
from handrail.domain.facts.wording import say_number
from handrail.packs.mutants.mutant import ChangeKind, Mutant

_SAID = {"low": "min", "high": "max", "covered_from": "covered_from"}


def mutants_of_limits(declaration: Declaration) -> Iterator[Mutant]:
    """Each limit that a fact has, a penny, a day or one up and down."""
    if declaration.type not in NUMBER_LIKE:
        return
    for field, said in _SAID.items():
        limit = getattr(declaration, field)
        if isinf(limit):
            continue
        for way, by in (("up", 1), ("down", -1)):
            yield Mutant(
                id=f"limit/{declaration.name}/{said}/{way}",
                kind=ChangeKind.FIGURE,
                place=declaration.place,
                was=f"{said} {say_number(declaration.type, limit)}",
                now=say_number(declaration.type, limit + by),
                becomes=replace(declaration, **{field: limit + by}),
            )

"""All that a plan is worked out from beside the journeys: what the rules came to, facts, marks and the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import inf, isinf

from handrail.domain.facts.possible import EITHER, NO, YES, Possible, Ranges
from handrail.domain.routes.journey import Anchor
from handrail.domain.routes.marks import NO_MARKS, Marks
from handrail.domain.routes.spans import Money
from handrail.domain.rules.determination import Determination, Status

Ends = tuple[float, float]
"""The first and the last day something can be, as ordinals, or the ends of an amount."""

UNKNOWN: Ends = (-inf, inf)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """One person's circumstances on one day."""

    on: date
    determinations: Mapping[str, Determination]
    facts: Mapping[str, Possible] = field(default_factory=dict)
    marks: Marks = NO_MARKS

    def answer(self, rule: str) -> int:
        """Yes, no or either. Only what is settled counts: an estimate never hides a step."""
        found = self.determinations[rule]
        if found.status is not Status.SETTLED:
            return EITHER
        return YES if found.is_yes else NO

    def hangs_on(self, rule: str) -> tuple[str, ...]:
        """The facts that could still change what a rule comes to."""
        found = self.determinations[rule]
        return found.needs + tuple(name for name in found.assumes if name not in found.needs)

    def days(self, rule: str) -> Ends:
        """The first and the last day a date rule can come to."""
        found = self.determinations[rule]
        return found.low, found.high

    def at_most(self, rule: str) -> int | None:
        """The most a rule for a whole number can come to; None when nothing bounds it."""
        found = self.determinations[rule]
        return None if isinf(found.high) else int(found.high // found.type.scale)

    def money(self, rule: str) -> Money:
        """The least and the most a money rule can come to."""
        found = self.determinations[rule]
        return Money.between(found.low, found.high)

    def anchor(self, anchor: Anchor | None) -> Ends:
        """The day that fixes a step, as far as it is known."""
        if anchor is None:
            return UNKNOWN
        if not anchor.is_fact:
            return self.days(anchor.name)
        possible = self.facts.get(anchor.name)
        return (possible.low, possible.high) if isinstance(possible, Ranges) else UNKNOWN

"""One question away: of each thing that is still open, the one question whose answer would settle most money.

Possible worlds say which question that is. What is at stake is what the rules say it may come to, whatever the answers turn out to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from handrail.domain.facts.possible import NO
from handrail.domain.routes.asking import Weighing, gains_of
from handrail.domain.routes.once import once
from handrail.domain.rules.bits import unpacked
from handrail.domain.rules.determining import Rulebook, Sheet
from handrail.domain.rules.screening import Array
from handrail.domain.rules.types import Kind


@dataclass(frozen=True, slots=True)
class Stake:
    """Something still open, the question that would settle most of it, and what it may come to in pence, where that is worked out.

    `settles` is how much of it the answer would settle on average, over possible worlds: it orders questions.
    """

    goal: str
    fact: str
    low: float | int | None = None
    high: float | int | None = None
    settles: float = field(default=0, compare=False)


def stakes(
    rulebook: Rulebook, amounts: Mapping[str, str | None], sheet: Sheet, *, not_now: frozenset[str] = frozenset()
) -> tuple[Stake, ...]:
    """For each of these goals that is still open, the best question. `amounts` gives the goal of its money, where there is one."""
    hanging = {goal: part for goal, amount in amounts.items() if (part := _hanging(rulebook, goal, amount, sheet))}
    if not hanging:
        return ()
    weighing = Weighing.of(rulebook, once(hanging.values()), sheet)
    passed_over = not_now | set(rulebook.declined(sheet.facts))
    can_be_asked = frozenset(
        fact for fact in weighing.unknown if fact not in passed_over and rulebook.is_asked(fact, sheet, surely=True)
    )
    return tuple(_stakes(_Money(weighing), hanging, amounts, can_be_asked))


def _hanging(rulebook: Rulebook, goal: str, amount: str | None, sheet: Sheet) -> str:
    """What of it is still open: how much it is, or else whether it can be had. Nothing where it cannot, or where no figure is known."""
    if rulebook.outcome(goal, sheet).value == NO:
        return ""
    parts = (part for part in (amount, goal) if part and not rulebook.outcome(part, sheet).is_exact)
    return next((part for part in parts if not rulebook.lacks_a_figure(part, sheet)), "")


def _stakes(
    money: _Money, hanging: Mapping[str, str], amounts: Mapping[str, str | None], can_be_asked: frozenset[str]
) -> Iterator[Stake]:
    weighing = money.weighing
    for goal, part in hanging.items():
        reads = weighing.rulebook.reads(part)
        ranked = money.ranked(part, [fact for fact in weighing.unknown if fact in reads and fact in can_be_asked])
        fact, settles = next(((fact, settles) for fact, settles in ranked if weighing.matters(fact, part)), ("", 0.0))
        amount = amounts[goal]
        if fact:
            ends = weighing.rulebook.outcome(amount, weighing.sheet).value if amount else None
            low, high = ends if isinstance(ends, tuple) else (None, None)
            yield Stake(goal, fact, low, high, settles)


class _Money:
    """Questions weighed by how much money their answers settle, over the same possible worlds."""

    def __init__(self, weighing: Weighing) -> None:
        self.weighing = weighing
        self.size = weighing.screen.screen.table.size
        self._answers: dict[str, Sequence[int]] = {}

    def ranked(self, part: str, facts: Sequence[str]) -> list[tuple[str, float]]:
        """The question that settles most money first, with how much. Where none settles any, what settles most of whether it can be
        had."""
        if not facts:
            return []
        answers = [self._kinds(fact) for fact in facts]
        gains = gains_of([self.weighing.kinds_of_outcome(part)], answers, self.size)
        settled = self._settled(part, answers) if part in self._amounts else np.zeros(len(facts))
        order = np.lexsort((-gains, -np.round(settled)))
        return [(facts[place], float(settled[place]) / self.size) for place in order]

    @property
    def _amounts(self) -> frozenset[str]:
        rules = self.weighing.rulebook.rules
        return frozenset(goal for goal in self.weighing.goals if rules[goal].expression.type.kind is Kind.MONEY)

    def _kinds(self, fact: str) -> Sequence[int]:
        if fact not in self._answers:
            self._answers[fact] = self.weighing.kinds_of_answer(fact)
        return self._answers[fact]

    def _settled(self, part: str, answers: Sequence[Sequence[int]]) -> Array:
        """How far the amounts lie from each other, less how far they do among those who answer alike: never less than nothing."""
        screened = self.weighing.screen.screened(part)
        told = ~np.broadcast_to(screened.gaps, self.size)
        values = np.broadcast_to(screened.values, self.size)[told].astype(float)
        alone = _spread(values)
        left = [
            sum(_spread(values[rows[told]]) for rows in unpacked(kinds, self.size).astype(bool)) for kinds in answers
        ]
        return alone - np.array(left)


def _spread(values: Array) -> float:
    """For each, half of how far it lies from another drawn by chance; summed."""
    places = np.arange(len(values))
    return float(((2 * places - len(values) + 1) * np.sort(values)).sum() / max(len(values), 1))

"""The best order of questions there can be, where it can be worked out: every order tried, over every answer.

Each answer that is still possible counts as equally likely, for our order and for the best one alike.
"""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from statistics import mean

from bench.inventing_people import Said, told_on
from handrail.domain.facts.held import Fact
from handrail.domain.facts.possible import Among
from handrail.domain.facts.vocabulary import Declaration, FactType
from handrail.domain.routes.asking import next_question
from handrail.domain.rules.determining import Rulebook, Sheet

MOST_STATES = 20_000


def small_enough(rulebook: Rulebook, goal: str) -> bool:
    """It hangs on yes-or-no answers and choices, and on few enough of them."""
    facts = [rulebook.vocabulary.facts[name] for name in rulebook.reads(goal)]
    small = all(each.type in (FactType.YES_NO, FactType.CHOICE) for each in facts)
    return small and prod(len(_values(each)) + 1 for each in facts) <= MOST_STATES


def _values(declaration: Declaration) -> list[str | bool]:
    return [False, True] if declaration.type is FactType.YES_NO else list(declaration.options)


class Policies:
    """How many questions one goal takes on average, in our order and in the best."""

    def __init__(self, rulebook: Rulebook, goal: str) -> None:
        self.rulebook, self.goal = rulebook, goal
        self.reads = tuple(rulebook.reads(goal))
        self._best: dict[Said, float] = {}
        self._ours: dict[Said, float] = {}

    def ours(self, sheet: Sheet) -> float:
        """The mean number of questions from here in the order that people are asked in."""
        if (told := told_on(sheet)) not in self._ours:
            fact = next_question(self.rulebook, [self.goal], sheet).fact
            self._ours[told] = 0.0 if fact is None else 1 + self._after(fact, sheet, self.ours)
        return self._ours[told]

    def best(self, sheet: Sheet) -> float:
        """The least mean number of questions from here that any order can reach."""
        if (told := told_on(sheet)) not in self._best:
            asked = [] if self._is_over(sheet) else [each for each in self.reads if self._can_be_asked(each, sheet)]
            self._best[told] = min((1 + self._after(fact, sheet, self.best) for fact in asked), default=0.0)
        return self._best[told]

    def _is_over(self, sheet: Sheet) -> bool:
        return next_question(self.rulebook, [self.goal], sheet).fact is None

    def _can_be_asked(self, fact: str, sheet: Sheet) -> bool:
        return fact not in sheet.facts.by_name and self.rulebook.is_asked(fact, sheet, surely=True)

    def _after(self, fact: str, sheet: Sheet, cost: Callable[[Sheet], float]) -> float:
        """The mean over the answers that contradict nothing said before."""
        values = _values(self.rulebook.vocabulary.facts[fact])
        told = [self.rulebook.changed(sheet, Fact(fact, Among(frozenset({value})))) for value in values]
        return mean(cost(after) for after in told if not self.rulebook.broken_constraints(after))

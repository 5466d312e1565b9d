"""The next best question: the one that settles most of what a person wants to know, for the effort of answering it.

Possible worlds order the questions. Whether a question matters at all is decided by the rules themselves, so a fact that can
change nothing is never asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from handrail.domain.facts.vocabulary import FactType
from handrail.domain.rules.determining import Rulebook, Sheet
from handrail.domain.rules.screening import Array, Members, Screen, Screened
from handrail.domain.rules.worlds import WORLDS, possible_worlds

_MOST_KINDS = 8

NOTHING_LEFT = "Nothing else you could tell us would change this."
ONLY_DECLINED = "What is left hangs on something you would rather not say, or on something nobody knows yet."


@dataclass(frozen=True, slots=True)
class Question:
    """A fact to ask for, and the goals that its answer can still change. Without a fact, why there is none."""

    fact: str | None
    goals: tuple[str, ...] = ()
    stopped: str = ""


def next_question(
    rulebook: Rulebook,
    goals: Sequence[str],
    sheet: Sheet,
    *,
    not_now: frozenset[str] = frozenset(),
    first: Sequence[str] = (),
) -> Question:
    """The best question for these goals. `not_now` are facts not to be asked; `first` come before all others when they matter."""
    undecided = [goal for goal in goals if not rulebook.outcome(goal, sheet).is_exact]
    if not undecided:
        return Question(None, stopped=NOTHING_LEFT)
    undecided = [goal for goal in undecided if not rulebook.lacks_a_figure(goal, sheet)]
    weighing = Weighing.of(rulebook, undecided, sheet)
    passed_over = not_now | set(rulebook.declined(sheet.facts))
    for fact in (*(fact for fact in first if fact in weighing.unknown), *weighing.ranked()):
        if fact in passed_over or not rulebook.is_asked(fact, sheet, surely=True):
            continue
        changed = tuple(goal for goal in undecided if weighing.matters(fact, goal))
        if changed:
            return Question(fact, changed)
    return Question(None, stopped=ONLY_DECLINED)


@dataclass
class Weighing:
    """Questions weighed against goals over the same possible worlds."""

    rulebook: Rulebook
    goals: Sequence[str]
    sheet: Sheet
    unknown: tuple[str, ...]
    screen: Screen

    @classmethod
    def of(cls, rulebook: Rulebook, goals: Sequence[str], sheet: Sheet, size: int = WORLDS) -> Weighing:
        """Draw the worlds for everything that these goals, and the constraints, may read."""
        reads = list(
            dict.fromkeys(
                fact for goal in (*goals, *rulebook.machine.facts_of_constraints) for fact in rulebook.reads(goal)
            )
        )
        asked = {fact for goal in goals for fact in rulebook.reads(goal)}
        unknown = tuple(fact for fact in reads if fact in asked and not _is_known(rulebook, fact, sheet))
        return cls(
            rulebook, goals, sheet, unknown, Screen(rulebook, possible_worlds(rulebook, sheet, reads, size).table)
        )

    def ranked(self) -> list[str]:
        """The facts that are not known, the most telling for its effort first."""
        if not self.unknown:
            return []
        outcomes = [_kinds(self.screen.rule(goal)) for goal in self.goals]
        answers = [_answers(self.screen.table.columns[fact]) for fact in self.unknown]
        gains = _gains(outcomes, answers, self.screen.table.size)
        efforts = np.array([self.rulebook.vocabulary.facts[fact].effort for fact in self.unknown])
        return [self.unknown[place] for place in np.argsort(-gains / efforts, kind="stable")]

    def matters(self, fact: str, goal: str) -> bool:
        """The answer can change the goal: shown by two possible worlds that differ in nothing else, or else by the rules."""
        if fact not in self.rulebook.reads(goal):
            return False
        return self._is_witnessed(fact, goal) or fact in self.rulebook.needs(goal, self.sheet)

    def _is_witnessed(self, fact: str, goal: str) -> bool:
        column = self.screen.table.columns[fact]
        if isinstance(column, Members):
            return False
        other = Screen(
            self.rulebook, replace(self.screen.table, columns={**self.screen.table.columns, fact: np.roll(column, 1)})
        )
        before, after = self.screen.rule(goal), other.rule(goal)
        possible = self._can_be(self.screen) & self._can_be(other) & ~before.gaps & ~after.gaps
        return bool(np.any(possible & (before.values != after.values)))

    def _can_be(self, screen: Screen) -> Array:
        """The worlds that no constraint rules out."""
        allowed = np.ones(screen.table.size, dtype=bool)
        for constraint in self.rulebook.machine.facts_of_constraints:
            allowed &= screen.rule(constraint).values
        return allowed


def _is_known(rulebook: Rulebook, fact: str, sheet: Sheet) -> bool:
    if rulebook.vocabulary.facts[fact].type is FactType.COLLECTION:
        return fact in sheet.facts and sheet.facts.possible(fact, rulebook.vocabulary).is_known
    return rulebook.machine.is_known(fact, sheet.values)


def _kinds(screened: Screened) -> Array:
    """Each world's outcome as a small number: the same number where the outcome is nearly the same."""
    values = np.where(screened.gaps, -1, screened.values)
    return _binned(values)


def _answers(column: Array | Members) -> Array:
    """Each world's answer to a question as a small number."""
    if isinstance(column, Members):
        size = int(column.rows.max(initial=-1)) + 1
        counts = np.bincount(column.rows, minlength=size)
        for values in column.fields.values():
            if values.dtype == bool:
                counts = counts * 2 + (np.bincount(column.rows[values], minlength=size) > 0)
        return _binned(counts)
    return _binned(column)


def _binned(values: Array) -> Array:
    found, places = np.unique(values, return_inverse=True)
    if len(found) <= _MOST_KINDS:
        return np.asarray(places)
    edges = np.quantile(values, np.linspace(0, 1, _MOST_KINDS + 1)[1:-1])
    return np.unique(np.searchsorted(edges, values), return_inverse=True)[1]


def _gains(outcomes: Sequence[Array], answers: Sequence[Array], size: int) -> Array:
    """For each question, the share of each goal's uncertainty that its answer takes away on average, summed over goals."""
    outcome_rows, outcome_starts = _indicators(outcomes, size)
    answer_rows, answer_starts = _indicators(answers, size)
    together = outcome_rows @ answer_rows.T
    of_answer = answer_rows.sum(axis=1)
    remaining = _summed(_entropy(together, of_answer), outcome_starts, answer_starts) / size
    alone = np.add.reduceat(_entropy(outcome_rows.sum(axis=1), np.float32(size)), outcome_starts) / size
    shares = np.where(alone[:, None] > 1e-9, 1 - remaining / np.maximum(alone[:, None], 1e-9), 0)
    return np.asarray(shares.sum(axis=0))


def _indicators(numbers: Sequence[Array], size: int) -> tuple[Array, Array]:
    """One row for each value of each column, with ones where it holds; and where each column's rows begin."""
    counts = [int(column.max(initial=0)) + 1 for column in numbers]
    starts = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.int64)
    rows = np.zeros((sum(counts), size), dtype=np.float32)
    for start, column in zip(starts, numbers, strict=True):
        rows[start + column, np.arange(len(column))] = 1
    return rows, starts


def _entropy(counts: Array, totals: Array | np.float32) -> Array:
    """-n log(n/N) for each count, 0 where there are none."""
    shares = counts / np.maximum(totals, 1)
    return -counts * np.log2(np.where(counts > 0, shares, 1))


def _summed(values: Array, rows: Array, columns: Array) -> Array:
    return np.asarray(np.add.reduceat(np.add.reduceat(values, rows, axis=0), columns, axis=1))

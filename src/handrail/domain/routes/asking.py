"""The next best question: the one that settles most of what a person wants to know, for the effort of answering it.

Possible worlds order the questions. Whether a question matters at all is decided by the rules themselves, so a fact that can
change nothing is never asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import numpy as np

from handrail.domain.facts.vocabulary import NUMBER_LIKE, FactType
from handrail.domain.rules.bits import BitScreen, packed, unpacked
from handrail.domain.rules.determining import Rulebook, Sheet
from handrail.domain.rules.screening import Array, Members, Screen
from handrail.domain.rules.types import Kind
from handrail.domain.rules.worlds import WORLDS, possible_worlds, worlds_of_anyone

_MOST_KINDS = 8
_NEXT_TO_NOTHING = 1e-6

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
    outcomes = zip(goals, rulebook.outcomes(goals, sheet), strict=True)
    open_goals = [(goal, outcome) for goal, outcome in outcomes if not outcome.is_exact]
    if not open_goals:
        return Question(None, stopped=NOTHING_LEFT)
    undecided = [goal for goal, open_ in open_goals if not (open_.gaps and rulebook.lacks_a_figure(goal, sheet))]
    weighing = Weighing.of(rulebook, undecided, sheet)
    passed_over = not_now | set(rulebook.declined(sheet.facts))
    for fact in (*(fact for fact in first if fact in weighing.unknown), *weighing.ranked()):
        if fact in passed_over or not rulebook.is_asked(fact, sheet, surely=True):
            continue
        changed = tuple(goal for goal in undecided if weighing.matters(fact, goal))
        if changed:
            return Question(fact, changed)
    return Question(None, stopped=ONLY_DECLINED)


def goals_at_stake(rulebook: Rulebook, goals: Sequence[str], sheet: Sheet, fact: str) -> tuple[str, ...]:
    """Of these goals, those that an answer to one question can still change."""
    reading = [goal for goal in goals if fact in rulebook.reads(goal)]
    outcomes = zip(reading, rulebook.outcomes(reading, sheet), strict=True)
    undecided = [goal for goal, outcome in outcomes if not outcome.is_exact]
    if not undecided:
        return ()
    weighing = Weighing.of(rulebook, undecided, sheet)
    return tuple(goal for goal in undecided if weighing.matters(fact, goal))


@dataclass
class Weighing:
    """Questions weighed against goals over the same possible worlds."""

    rulebook: Rulebook
    goals: Sequence[str]
    sheet: Sheet
    unknown: tuple[str, ...]
    screen: BitScreen
    _otherwise: dict[str, tuple[BitScreen, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, rulebook: Rulebook, goals: Sequence[str], sheet: Sheet, size: int = WORLDS) -> Weighing:
        """Draw the worlds for everything that these goals, and the constraints, may read."""
        asked = dict.fromkeys(fact for goal in goals for fact in rulebook.reads(goal))
        reads = dict.fromkeys([*asked, *rulebook.machine.constraints_on])
        unknown = tuple(fact for fact in asked if not _is_known(rulebook, fact, sheet))
        worlds = possible_worlds(rulebook, sheet, reads, size)
        screen = BitScreen(Screen(rulebook, worlds.table), _screen_of_anyone(rulebook, sheet.on, size), worlds.told)
        return cls(rulebook, goals, sheet, unknown, screen)

    def ranked(self) -> list[str]:
        """The facts that are not known, the most telling for its effort first."""
        if not self.unknown:
            return []
        outcomes = [self.kinds_of_outcome(goal) for goal in self.goals]
        answers = [self.kinds_of_answer(fact) for fact in self.unknown]
        gains = gains_of(outcomes, answers, self.screen.screen.table.size)
        efforts = np.array([self.rulebook.vocabulary.facts[fact].effort for fact in self.unknown])
        return [self.unknown[place] for place in np.argsort(-gains / efforts, kind="stable")]

    def kinds_of_outcome(self, goal: str) -> list[int]:
        """The worlds for each kind of outcome: those where it is nearly the same are of one kind."""
        if self.rulebook.rules[goal].expression.type.kind is not Kind.YES_NO:
            screened = self.screen.screened(goal)
            return _binned(np.where(screened.gaps, -1, screened.values))
        held = self.screen.rule(goal)
        told = self.screen.everyone & ~held.gaps
        return [kind for kind in (told & ~held.yes, told & held.yes, held.gaps) if kind]

    def kinds_of_answer(self, fact: str) -> list[int]:
        """The worlds for each kind of answer to a question."""
        column = self.screen.screen.table.columns[fact]
        if isinstance(column, Members):
            return _binned(_alike(column))
        if self.rulebook.vocabulary.facts[fact].type in NUMBER_LIKE:
            return _binned(column)
        return [kind for kind in self.screen.options(fact) if kind]

    def matters(self, fact: str, goal: str) -> bool:
        """The answer can change the goal: shown by two possible worlds that differ in nothing else, or else by the rules."""
        if fact not in self.rulebook.reads(goal):
            return False
        return self._is_witnessed(fact, goal) or self.rulebook.is_needed(fact, goal, self.sheet)

    def _is_witnessed(self, fact: str, goal: str) -> bool:
        column = self.screen.screen.table.columns[fact]
        if isinstance(column, Members):
            return False
        other, can_be = self._otherwise.get(fact) or self._otherwise.setdefault(fact, self._with_others(fact, column))
        return bool(can_be & self._differ(goal, other))

    def _with_others(self, fact: str, column: Array) -> tuple[BitScreen, int]:
        """The same worlds with each other's answers to one question, and those that can be with either."""
        other = self.screen.with_column(fact, np.roll(column, 1))
        return other, self._can_be(self.screen) & self._can_be(other)

    def _differ(self, goal: str, other: BitScreen) -> int:
        """The worlds in which a goal comes out otherwise on another screen."""
        if self.rulebook.rules[goal].expression.type.kind is Kind.YES_NO:
            before, after = self.screen.rule(goal), other.rule(goal)
            return (before.yes ^ after.yes) & ~before.gaps & ~after.gaps
        one, another = self.screen.screened(goal), other.screened(goal)
        return packed((one.values != another.values) & ~one.gaps & ~another.gaps)

    def _can_be(self, screen: BitScreen) -> int:
        """The worlds that no constraint rules out."""
        allowed = screen.everyone
        for constraint in self.rulebook.machine.facts_of_constraints:
            allowed &= screen.rule(constraint).yes
        return allowed


@lru_cache(maxsize=4)
def _screen_of_anyone(rulebook: Rulebook, on: date, size: int) -> BitScreen:
    """What holds in the worlds of someone of whom nothing is known: for everyone, it is worked out once a day."""
    return BitScreen(Screen(rulebook, worlds_of_anyone(rulebook, on, size)))


def _is_known(rulebook: Rulebook, fact: str, sheet: Sheet) -> bool:
    if rulebook.vocabulary.facts[fact].type is FactType.COLLECTION:
        return fact in sheet.facts and sheet.facts.possible(fact, rulebook.vocabulary).is_known
    return rulebook.machine.is_known(fact, sheet.values)


def _alike(members: Members) -> Array:
    """A number for each world's members: how many there are, and which of their yes-or-no fields hold for any."""
    size = int(members.rows.max(initial=-1)) + 1
    counts = np.bincount(members.rows, minlength=size)
    for values in members.fields.values():
        if values.dtype == bool:
            counts = counts * 2 + (np.bincount(members.rows[values], minlength=size) > 0)
    return np.asarray(counts)


def _binned(values: Array) -> list[int]:
    """The rows of each value, or of each stretch of values where there are many."""
    found, places = np.unique(values, return_inverse=True)
    if len(found) > _MOST_KINDS:
        edges = np.quantile(values, np.linspace(0, 1, _MOST_KINDS + 1)[1:-1])
        found, places = np.unique(np.searchsorted(edges, values), return_inverse=True)
    return [packed(places == place) for place in range(len(found))]


def gains_of(outcomes: Sequence[Sequence[int]], answers: Sequence[Sequence[int]], size: int) -> Array:
    """For each question, the share of each goal's uncertainty that its answer takes away on average, summed over goals."""
    outcome_rows, outcome_starts = _spread(outcomes, size)
    answer_rows, answer_starts = _spread(answers, size)
    of_outcomes, of_answers = outcome_rows.sum(axis=1), answer_rows.sum(axis=1)
    together = _summed(_times_log(outcome_rows @ answer_rows.T, size), outcome_starts)
    alone = _times_log(np.float32(size), size) - _summed(_times_log(of_outcomes, size), outcome_starts)
    remaining = _summed(_times_log(of_answers, size), answer_starts) - _summed(together.T, answer_starts).T
    uncertain = alone[:, None] > _NEXT_TO_NOTHING
    shares = np.where(uncertain, 1 - remaining / np.where(uncertain, alone[:, None], 1), 0)
    return np.asarray(shares.sum(axis=0))


def _spread(kinds: Sequence[Sequence[int]], size: int) -> tuple[Array, Array]:
    """One row for each kind, with ones where it holds; and where the rows of each goal or fact begin."""
    rows = unpacked([bits for each in kinds for bits in each], size).astype(np.float32)
    return rows, np.cumsum([0, *map(len, kinds[:-1])])


@lru_cache(maxsize=4)
def _times_logs(size: int) -> Array:
    counts = np.arange(size + 1)
    return np.asarray(counts * np.log2(np.maximum(counts, 1)))


def _times_log(counts: Array | np.float32, size: int) -> Array:
    """n log n for each count, looked up. A column's entropy, in bits for all its rows, is N log N less the sum of these."""
    return np.asarray(_times_logs(size)[counts.astype(np.intp)])


def _summed(values: Array, starts: Array) -> Array:
    """The rows of each goal or fact added up."""
    return np.asarray(np.add.reduceat(values, starts))

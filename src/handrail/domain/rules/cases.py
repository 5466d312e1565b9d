"""Try what is not known case by case, where reading it as one set of possible values would say less than is true."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import cast

from handrail.domain.facts.vocabulary import NUMBER_LIKE, FactType, Vocabulary
from handrail.domain.rules.compiling import Function
from handrail.domain.rules.correlation import Cuts
from handrail.domain.rules.dates import DAYS
from handrail.domain.rules.determination import Outcome, outcome_with
from handrail.domain.rules.intervals import Gaps
from handrail.domain.rules.layout import GAPS, Layout, Values, width
from handrail.domain.rules.types import Type

MOST_LEAVES = 256
"""How many cases are tried before the range that is already known is taken as the answer."""

FEW_VALUES = 12
"""A range of no more whole numbers than this is tried number by number."""

_CALENDAR = {
    FactType.DATE: DAYS,
    FactType.MONTH: (date.min.year * 12, date.max.year * 12 + 11),
}
"""The first day and the last that there are, and the first month and the last. A stretch without any is no case."""

Piece = tuple[object, ...]
_NO_CUTS = Cuts()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A case that was worked out, and the values it was worked out from."""

    outcome: Outcome
    values: Values


@dataclass(frozen=True, slots=True)
class Impossible:
    """A case that one of the pack's constraints rules out."""

    constraint: str


@dataclass(frozen=True, slots=True)
class Split:
    """The cases of one fact."""

    fact: str
    branches: tuple[tuple[Piece, Tree], ...]


Tree = Leaf | Impossible | Split


def leaves_of(tree: Tree) -> Iterator[Leaf]:
    """Every case that can be."""
    match tree:
        case Leaf():
            yield tree
        case Split(branches=branches):
            for _, branch in branches:
                yield from leaves_of(branch)


def outcome_of(tree: Tree) -> Outcome | None:
    """All the cases as one outcome, or None when none of them can be."""
    total: Outcome | None = None
    for leaf in leaves_of(tree):
        total = leaf.outcome if total is None else total.joined(leaf.outcome)
    return total


@lru_cache(maxsize=1024)
def _each_bit(mask: int) -> tuple[Piece, ...]:
    return tuple((1 << bit,) for bit in range(mask.bit_length()) if mask >> bit & 1)


@dataclass(frozen=True, slots=True)
class Cases:
    """How one fact is taken case by case for one rule: where it stands, and where its values begin to mean something else.

    That is at fixed values, and at the ends of the facts that it is compared with.
    """

    kind: FactType
    first: int
    last: int
    cuts: tuple[int, ...]
    compared_with: tuple[int, ...]

    def pieces(self, values: Values) -> Sequence[Piece]:
        """Each choice, or each stretch of a range between cuts. A collection is taken whole."""
        held = values[self.first]
        if self.first != self.last:
            return self._stretches(held, values[self.last], values)
        return _each_bit(held) if isinstance(held, int) else [(held,)]

    def _stretches(self, low: object, high: object, values: Values) -> Sequence[Piece]:
        """No stretch lies wholly outside the calendar: before its first day, or after its last."""
        assert isinstance(low, (int, float))
        assert isinstance(high, (int, float))
        if high - low < FEW_VALUES:
            return [(value, value) for value in range(int(low), int(high) + 1)]
        first, last = _CALENDAR.get(self.kind, (low, high))
        after, until = max(low, first), min(high, last)
        starts: Sequence[int] = self.cuts[bisect_right(self.cuts, after) : bisect_right(self.cuts, until)]
        if self.compared_with:
            starts = sorted({*starts, *(start for start in self._ends(values) if after < start <= until)})
        pieces: list[Piece] = []
        for start in starts:
            pieces.append((low, start - 1))
            low = start
        return [*pieces, (low, high)]

    def _ends(self, values: Values) -> Iterator[int]:
        """The values at which the facts it is compared with may begin, and begin to lie behind."""
        for place in self.compared_with:
            end = values[place]
            if isinstance(end, int):
                yield from (end, end + 1)


@dataclass
class Machine:
    """The compiled functions of a rulebook, and what is needed to try cases with them."""

    vocabulary: Vocabulary
    layout: Layout
    functions: Mapping[str, Function]
    types: Mapping[str, Type]
    cuts: Mapping[str, Cuts]
    facts_of_constraints: Mapping[str, frozenset[str]] = field(default_factory=dict)
    cuts_of: Callable[[str], Mapping[str, Cuts]] = field(default=lambda _rule: {})
    resting_on: Callable[[str, str], Iterable[int]] = field(default=lambda _rule, _fact: ())
    """The places of the results that are kept while a rule is worked out, and can be affected by a fact."""
    _cases: dict[tuple[str, str], Cases] = field(default_factory=dict)

    def work_out(self, rule: str, values: Values) -> Outcome:
        """What a rule comes to. The list of values keeps every rule it needed."""
        return outcome_with(self.functions[rule](values), cast("Gaps", values[GAPS]))

    def with_piece(self, values: Values, fact: str, piece: Piece) -> Values:
        """The same values with one fact narrowed, and no rule worked out yet."""
        narrowed = self.layout.without_results(values)
        place = self.layout.facts[fact]
        narrowed[place : place + len(piece)] = piece
        return narrowed

    def is_known(self, fact: str, values: Values) -> bool:
        """Only one value is left."""
        place = self.layout.facts[fact]
        if self.vocabulary.facts[fact].type in NUMBER_LIKE:
            return values[place] == values[place + 1]
        mask = values[place]
        return not isinstance(mask, int) or mask.bit_count() == 1

    def pieces(self, fact: str, values: Values, rule: str) -> Sequence[Piece]:
        """The cases of a fact that are worth telling apart for a rule."""
        return self.cases(rule, fact).pieces(values)

    def cases(self, rule: str, fact: str) -> Cases:
        """How a fact is taken case by case for a rule."""
        found = self._cases.get((rule, fact))
        if found is None:
            cuts = self.cuts_of(rule).get(fact, _NO_CUTS)
            declaration, place = self.vocabulary.facts[fact], self.layout.facts[fact]
            ends = tuple(end for other in cuts.facts for end in self._ends_of(other))
            last = place + width(declaration) - 1
            found = self._cases[rule, fact] = Cases(declaration.type, place, last, cuts.values, ends)
        return found

    def _ends_of(self, fact: str) -> Sequence[int]:
        place = self.layout.facts[fact]
        return range(place, place + width(self.vocabulary.facts[fact]))

    def settle(self, rule: str, values: Values, facts: Sequence[str], *, every_leaf: bool = False) -> Tree:
        """Work a rule out, trying the cases of these facts for as long as it is not settled.

        Without `every_leaf`, a condition that turns out both ways is left at that: it is open.
        """
        return _Trial(self, rule, every_leaf).run(values, tuple(facts))

    def leaves(self, rule: str, values: Values, facts: Sequence[str]) -> Iterator[Leaf]:
        """What every case comes to, one after another: whoever has seen enough can stop."""
        return _Trial(self, rule, every_leaf=True).leaves(values, tuple(facts))

    def breaks(self, fact: str, values: Values) -> str | None:
        """The constraint that rules these values out, of those that speak of this fact."""
        for constraint in self.constraints_on.get(fact, ()):
            if self.functions[constraint](values) == 1:
                return constraint
        return None

    def ruling_out(self, fact: str, pieces: Iterable[Piece], values: Values) -> list[str | None]:
        """For each of these pieces of a fact, the constraint that rules it out, if one does."""
        place, resting = self.layout.facts[fact], self._kept_for_constraints[fact]
        narrowed = self.layout.without_results(values)
        found = []
        for piece in pieces:
            narrowed[place : place + len(piece)] = piece
            for kept in resting:
                narrowed[kept] = None
            found.append(self.breaks(fact, narrowed))
        return found

    @cached_property
    def _kept_for_constraints(self) -> Mapping[str, frozenset[int]]:
        """For each fact that a constraint speaks of, the places of the results that its constraints keep and it affects."""
        return {
            fact: frozenset(place for constraint in constraints for place in self.resting_on(constraint, fact))
            for fact, constraints in self.constraints_on.items()
        }

    @cached_property
    def constraints_on(self) -> Mapping[str, Sequence[str]]:
        """The constraints that speak of each fact."""
        found: dict[str, list[str]] = {}
        for constraint, facts in self.facts_of_constraints.items():
            for fact in facts:
                found.setdefault(fact, []).append(constraint)
        return found

    @cached_property
    def constraints_near(self) -> Mapping[str, frozenset[str]]:
        """For each fact, the constraints that share a fact with one that speaks of it."""
        found: dict[str, frozenset[str]] = {}
        for fact, constraints in self.constraints_on.items():
            felt = frozenset().union(*(self.facts_of_constraints[each] for each in constraints))
            found[fact] = frozenset().union(*(self.constraints_on[each] for each in felt))
        return found


@dataclass
class _Trial:
    """One attempt at settling a rule, with a bound on how many cases it tries."""

    machine: Machine
    rule: str
    every_leaf: bool
    tried: int = 0
    seen: int = 0

    def run(self, values: Values, facts: Sequence[str]) -> Tree:
        outcome = self._try(values)
        taken = self._taken_apart(outcome, values, facts)
        return self._split(*taken, values) if taken else self._leaf(outcome, values)

    def leaves(self, values: Values, facts: Sequence[str]) -> Iterator[Leaf]:
        """The leaves of the same tree, each as it is found."""
        outcome = self._try(values)
        taken = self._taken_apart(outcome, values, facts)
        if not taken:
            yield self._leaf(outcome, values)
            return
        fact, pieces, others = taken
        for piece in pieces:
            narrowed = self.machine.with_piece(values, fact, piece)
            if not self.machine.breaks(fact, narrowed):
                yield from self.leaves(narrowed, others)

    def _try(self, values: Values) -> Outcome:
        self.tried += 1
        return self.machine.work_out(self.rule, values)

    def _taken_apart(
        self, outcome: Outcome, values: Values, facts: Sequence[str]
    ) -> tuple[str, Sequence[Piece], Sequence[str]] | None:
        """The first fact that has cases to tell apart, and the facts after it; nothing once it is settled, or for too many cases."""
        if outcome.is_exact or self.tried >= MOST_LEAVES:
            return None
        cases = ((fact, self.machine.pieces(fact, values, self.rule)) for fact in facts)
        found = ((fact, pieces, facts[place:]) for place, (fact, pieces) in enumerate(cases, 1) if len(pieces) > 1)
        return next(found, None)

    def _split(self, fact: str, pieces: Iterable[Piece], others: Sequence[str], values: Values) -> Tree:
        branches: list[tuple[Piece, Tree]] = []
        for piece in pieces:
            narrowed = self.machine.with_piece(values, fact, piece)
            broken = self.machine.breaks(fact, narrowed)
            branches.append((piece, Impossible(broken) if broken else self.run(narrowed, others)))
            if self.seen == 3 and not self.every_leaf:
                break
        return Split(fact, tuple(branches))

    def _leaf(self, outcome: Outcome, values: Values) -> Leaf:
        if not isinstance(outcome.value, tuple) and self.machine.types[self.rule].options == ():
            self.seen |= outcome.value
        return Leaf(outcome, values)

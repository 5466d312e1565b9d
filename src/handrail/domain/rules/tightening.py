"""Make an open outcome as tight as trying cases makes it, on one list of values and without keeping the cases.

`cases.Machine.settle` tries the same cases in the same order, and keeps them for whoever wants the proof.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handrail.domain.rules.cases import MOST_LEAVES, Machine, Piece
from handrail.domain.rules.compiling import Function
from handrail.domain.rules.determination import Bare, Outcome, either, is_exact, outcome_with
from handrail.domain.rules.layout import GAPS, Values


@dataclass(frozen=True, slots=True)
class CaseFact:
    """A fact whose cases are tried: where it stands, the constraints that speak of it, and the results that rest on it."""

    name: str
    places: slice
    constraints: tuple[Function, ...]
    resting: tuple[int, ...]
    guard: Function | None

    def is_dormant(self, values: Values) -> bool:
        """What the fact hangs on is no, so that nothing reads it."""
        return self.guard is not None and self.guard(values) == 1

    def put(self, values: Values, piece: Sequence[object]) -> None:
        """Narrow the fact, and forget what was worked out with it."""
        values[self.places] = piece
        for place in self.resting:
            values[place] = None

    def is_impossible(self, values: Values) -> bool:
        """A constraint rules this case out."""
        return any(constraint(values) == 1 for constraint in self.constraints)


@dataclass(frozen=True, slots=True)
class Tightening:
    """One rule made ready: its function, and the facts that it reads in opposite ways."""

    machine: Machine
    rule: str
    function: Function
    facts: tuple[CaseFact, ...]

    def of(self, outcome: Outcome, values: Values) -> Outcome:
        """All the cases as one outcome, or the one given when none of them can be."""
        unknown = [
            fact for fact in self.facts if not self.machine.is_known(fact.name, values) and not fact.is_dormant(values)
        ]
        if not unknown:
            return outcome
        values, gaps = values.copy(), set(outcome.gaps)
        values[GAPS] = gaps
        attempt = _Attempt(self, values, outcome.value)
        attempt.try_cases(unknown)
        return outcome if attempt.total is None else outcome_with(attempt.total, gaps)


@dataclass(slots=True)
class _Attempt:
    """Together the cases never say less than the rule did without them: once they say as little, no more are tried."""

    ready: Tightening
    values: Values
    widest: Bare
    tried: int = 1
    total: Bare | None = None

    def try_cases(self, facts: Sequence[CaseFact]) -> bool:
        """Try the cases of the first of these facts that has any. False when none has."""
        machine, values = self.ready.machine, self.values
        for index, fact in enumerate(facts):
            pieces = machine.pieces(fact.name, values, machine.cuts_of(self.ready.rule))
            if len(pieces) > 1:
                self._try_pieces(fact, pieces, facts[index + 1 :])
                return True
        return False

    def _try_pieces(self, fact: CaseFact, pieces: Sequence[Piece], others: Sequence[CaseFact]) -> None:
        whole = self.values[fact.places]
        for piece in pieces:
            fact.put(self.values, piece)
            if not fact.is_impossible(self.values):
                self._try_case(others)
            if self.total == self.widest:
                break
        fact.put(self.values, whole)

    def _try_case(self, others: Sequence[CaseFact]) -> None:
        value = self.ready.function(self.values)
        self.tried += 1
        if is_exact(value) or self.tried >= MOST_LEAVES or not self.try_cases(others):
            self.total = value if self.total is None else either(self.total, value)

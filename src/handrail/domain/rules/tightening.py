"""Make an open outcome as tight as trying cases makes it, on one list of values and without keeping the cases.

`cases.Machine.settle` tries the same cases in the same order, and keeps them for whoever wants the proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from handrail.domain.facts.vocabulary import FactType
from handrail.domain.rules.cases import MOST_LEAVES, Machine, Piece
from handrail.domain.rules.checking import GUARD
from handrail.domain.rules.compiling import Function
from handrail.domain.rules.determination import Bare, Outcome, either, is_exact, outcome_with
from handrail.domain.rules.layout import GAPS, Values, width


@dataclass(frozen=True, slots=True)
class CaseFact:
    """A fact whose cases are tried for one rule: where it stands, what hangs on it, and what it hangs on itself."""

    name: str
    first: int
    last: int
    constraints: tuple[Function, ...]
    resting: tuple[int, ...]
    guard: Function | None

    def is_known(self, values: Values) -> bool:
        """Only one value is left."""
        held = values[self.first]
        if self.first != self.last:
            return held == values[self.last]
        assert isinstance(held, int)
        return held.bit_count() == 1

    def is_dormant(self, values: Values) -> bool:
        """What the fact hangs on is no, so that nothing reads it."""
        return self.guard is not None and self.guard(values) == 1

    def put(self, values: Values, piece: Sequence[object]) -> None:
        """Narrow the fact, and forget what was worked out with it."""
        values[self.first], values[self.last] = piece[0], piece[-1]
        for place in self.resting:
            values[place] = None

    def is_impossible(self, values: Values) -> bool:
        """A constraint rules this case out."""
        return any(constraint(values) == 1 for constraint in self.constraints)


_Cases = tuple[CaseFact, Sequence[Piece], Sequence[CaseFact]]


class Tightenings(dict[str, "Tightening | None"]):
    """Every rule, made ready when it first turns out open; None where it has no facts to try."""

    def __init__(self, machine: Machine, case_facts: Callable[[str], Sequence[str]]) -> None:
        super().__init__()
        self._machine, self._case_facts = machine, case_facts

    def __missing__(self, rule: str) -> Tightening | None:
        # A collection has no cases to try.
        facts = tuple(self._case_fact(rule, name) for name in self._case_facts(rule) if not self._is_list(name))
        made = self[rule] = Tightening(self._machine, rule, self._machine.functions[rule], facts) if facts else None
        return made

    def _is_list(self, fact: str) -> bool:
        return self._machine.vocabulary.facts[fact].type is FactType.COLLECTION

    def _case_fact(self, rule: str, name: str) -> CaseFact:
        machine = self._machine
        constraints, declaration = machine.constraints_on.get(name, ()), machine.vocabulary.facts[name]
        place = machine.layout.facts[name]
        return CaseFact(
            name,
            place,
            place + width(declaration) - 1,
            tuple(machine.functions[constraint] for constraint in constraints),
            tuple({place for read in (rule, *constraints) for place in machine.resting_on(read, name)}),
            machine.functions[f"{GUARD}{name}"] if declaration.only_when else None,
        )


@dataclass(frozen=True, slots=True)
class Tightening:
    """One rule made ready: its function, and the facts that it reads in opposite ways."""

    machine: Machine
    rule: str
    function: Function
    facts: tuple[CaseFact, ...]

    def of(self, outcome: Outcome, values: Values) -> Outcome:
        """All the cases as one outcome, or the one given when none of them can be."""
        unknown = [fact for fact in self.facts if not fact.is_known(values) and not fact.is_dormant(values)]
        cases = self._cases(unknown, values)
        if cases is None:
            return outcome
        values, gaps = values.copy(), set(outcome.gaps)
        values[GAPS] = gaps
        total = self._total(cases, values, None, outcome.value, count(1))
        return outcome if total is None else outcome_with(total, gaps)

    def _cases(self, facts: Sequence[CaseFact], values: Values) -> _Cases | None:
        """The cases of the first of these facts that has any, and the facts after it."""
        for place, fact in enumerate(facts, start=1):
            pieces = self.machine.pieces(fact.name, values, self.machine.cuts_of(self.rule))
            if len(pieces) > 1:
                return fact, pieces, facts[place:]
        return None

    def _total(
        self, cases: _Cases, values: Values, so_far: Bare | None, widest: Bare, tried: Iterator[int]
    ) -> Bare | None:
        """What was found so far or is found now, over these cases and, where still open, those of the facts after them.

        Together the cases never say less than the rule did without them: once they say as little, no more are tried.
        """
        fact, pieces, others = cases
        whole = values[fact.first], values[fact.last]
        for piece in pieces:
            fact.put(values, piece)
            if fact.constraints and fact.is_impossible(values):
                continue
            value = self.function(values)
            is_left = next(tried) >= MOST_LEAVES or not others or is_exact(value)
            if not is_left and (deeper := self._cases(others, values)):
                so_far = self._total(deeper, values, so_far, widest, tried)
            else:
                so_far = value if so_far is None else either(so_far, value)
            if so_far == widest:
                return so_far
        fact.put(values, whole)
        return so_far

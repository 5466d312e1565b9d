"""Make an open outcome as tight as trying cases makes it, on one list of values and without keeping the cases.

`cases.Machine.settle` tries the same cases in the same order, and keeps them for whoever wants the proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from handrail.domain.facts.vocabulary import FactType
from handrail.domain.rules.cases import MOST_LEAVES, Cases, Machine, Piece
from handrail.domain.rules.checking import GUARD
from handrail.domain.rules.compiling import Function
from handrail.domain.rules.determination import Bare, either, is_exact
from handrail.domain.rules.layout import Values


@dataclass(frozen=True, slots=True)
class CaseFact:
    """A fact whose cases are tried for one rule: what they are, what hangs on it, and what it hangs on itself."""

    cases: Cases
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


_Tried = tuple[CaseFact, Sequence[Piece], Sequence[CaseFact]]


class Tightenings(dict[str, "Tightening | None"]):
    """Every rule, made ready when it first turns out open; None where it has no facts to try."""

    def __init__(self, machine: Machine, case_facts: Callable[[str], Sequence[str]]) -> None:
        super().__init__()
        self._machine, self._case_facts = machine, case_facts

    def __missing__(self, rule: str) -> Tightening | None:
        # A collection has no cases to try.
        facts = tuple(self._case_fact(rule, name) for name in self._case_facts(rule) if not self._is_list(name))
        made = self[rule] = Tightening(self._machine.functions[rule], facts) if facts else None
        return made

    def _is_list(self, fact: str) -> bool:
        return self._machine.vocabulary.facts[fact].type is FactType.COLLECTION

    def _case_fact(self, rule: str, name: str) -> CaseFact:
        machine = self._machine
        cases, constraints = machine.cases(rule, name), machine.constraints_on.get(name, ())
        return CaseFact(
            cases,
            cases.first,
            cases.last,
            tuple(machine.functions[constraint] for constraint in constraints),
            tuple({place for read in (rule, *constraints) for place in machine.resting_on(read, name)}),
            machine.functions[f"{GUARD}{name}"] if machine.vocabulary.facts[name].only_when else None,
        )


@dataclass(frozen=True, slots=True)
class Tightening:
    """One rule made ready: its function, and the facts that it reads in opposite ways."""

    function: Function
    facts: tuple[CaseFact, ...]

    def of(self, value: Bare, values: Values) -> Bare:
        """All the cases together, or what is given when none of them can be.

        The values are changed and put back: what they hold of facts stays, and what is found missing is noted in them.
        """
        unknown = [fact for fact in self.facts if not fact.is_known(values) and not fact.is_dormant(values)]
        tried = _first_with_cases(unknown, values) if unknown else None
        if tried is None:
            return value
        total = self._total(tried, values, None, value, count(1))
        return value if total is None else total

    def _total(
        self, tried: _Tried, values: Values, so_far: Bare | None, widest: Bare, number: Iterator[int]
    ) -> Bare | None:
        """What was found so far or is found now, over these cases and, where still open, those of the facts after them.

        Together the cases never say less than the rule did without them: once they say as little, no more are tried.
        """
        fact, pieces, others = tried
        whole = values[fact.first], values[fact.last]
        for piece in pieces:
            fact.put(values, piece)
            if fact.constraints and fact.is_impossible(values):
                continue
            value = self.function(values)
            is_left = next(number) >= MOST_LEAVES or not others or is_exact(value)
            if not is_left and (deeper := _first_with_cases(others, values)):
                so_far = self._total(deeper, values, so_far, widest, number)
            else:
                so_far = value if so_far is None else either(so_far, value)
            if so_far == widest:
                break
        fact.put(values, whole)
        return so_far


def _first_with_cases(facts: Sequence[CaseFact], values: Values) -> _Tried | None:
    """The cases of the first of these facts that has any, and the facts after it."""
    for place, fact in enumerate(facts, start=1):
        pieces = fact.cases.pieces(values)
        if len(pieces) > 1:
            return fact, pieces, facts[place:]
    return None

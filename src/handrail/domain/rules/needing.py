"""Which facts can still change an outcome.

The cases of what is not known are tried in the order in which `cases` tries them. A fact is needed where an outcome stays open
and hangs on it, and where its own cases do not all come to the same.

What could only show again that the same facts are needed is not tried. Knowing more never makes an outcome hang on more facts:
so what it does not hang on before the cases of a fact are tried, it does not hang on in any of them, except by a constraint.

So a fact that is not needed changes nothing in what all the cases come to. Two things may still come of knowing it. There are
fewer cases then: where they were too many to try them all, a range may become tighter. And a constraint may have it say
something of another fact; but then it is the other that is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from handrail.domain.rules.cases import MOST_LEAVES, Machine, Piece
from handrail.domain.rules.determination import Bare, either
from handrail.domain.rules.layout import Values

_Shown = tuple[Bare, frozenset[str]]
"""What some cases come to together, and the facts needed in them."""


@dataclass
class Needs:
    """The search for what one rule needs. `open_facts` says what an open outcome hangs on, given the values behind it."""

    machine: Machine
    rule: str
    facts: Sequence[str]
    open_facts: Callable[[Values], Iterable[str]]
    found: set[str] = field(default_factory=set)
    is_cut_short: bool = False
    _tried: int = 0

    def search(self, values: Values, wanted: frozenset[str]) -> None:
        """Find which of the wanted facts are needed. Others may be found on the way."""
        self._search(values, self.facts, wanted, is_compared=False)

    def _search(
        self, values: Values, facts: Sequence[str], wanted: frozenset[str], *, is_compared: bool
    ) -> _Shown | None:
        """What these values show, or None when that is of no use: they cannot be, or can only show what was found.

        `is_compared`: it still has to be seen whether they show the same as other cases of some fact.
        """
        if not is_compared and wanted <= self.found:
            return None
        outcome = self.machine.work_out(self.rule, values)
        self._tried += 1
        if outcome.is_exact:
            return outcome.value, frozenset()
        for place, fact in enumerate(facts if self._tried < MOST_LEAVES else (), start=1):
            pieces = self._pieces(fact, values)
            if len(pieces) > 1:
                return self._split(values, fact, pieces, facts[place:], self._within_reach(wanted, values), is_compared)
        self.is_cut_short = self.is_cut_short or any(len(self._pieces(fact, values)) > 1 for fact in self.facts)
        open_facts = frozenset(self.open_facts(values))
        self.found |= open_facts
        return outcome.value, open_facts

    def _within_reach(self, wanted: frozenset[str], values: Values) -> frozenset[str]:
        """Of the wanted facts that are not found yet, those on which the outcome can still hang in these cases."""
        left = wanted - self.found
        free = left - self.machine.constraints_on.keys()
        return left - free.difference(self.open_facts(values)) if free else left

    def _split(
        self,
        values: Values,
        fact: str,
        pieces: Sequence[Piece],
        others: Sequence[str],
        wanted: frozenset[str],
        is_compared: bool,
    ) -> _Shown | None:
        """A fact whose cases all show the same is not needed."""
        shown: list[_Shown] = []
        for piece in pieces:
            narrowed = self.machine.with_piece(values, fact, piece)
            if self.machine.breaks(fact, narrowed):
                continue
            is_undecided = fact in wanted and fact not in self.found
            left = wanted - {fact} if self.machine.is_known(fact, narrowed) else wanted
            case = self._search(narrowed, others, left, is_compared=is_compared or is_undecided)
            if case is not None:
                shown.append(case)
                if case != shown[0]:
                    self.found.add(fact)
        return _together(shown, fact) if shown else None

    def _pieces(self, fact: str, values: Values) -> Sequence[Piece]:
        return self.machine.pieces(fact, values, self.rule)


def _together(shown: Sequence[_Shown], fact: str) -> _Shown:
    value, needed = shown[0]
    for other, also in shown[1:]:
        value, needed = either(value, other), needed | also
    return value, needed if all(each == shown[0] for each in shown) else needed | {fact}

"""What a rule comes to where so little is known that it is the same for thousands: worked out once, and remembered.

Only where all that was told and bears on the rule are answers picked from a few, none of them of special sensitivity. Whoever
could read what is remembered would see which of those answers were once given together, by nobody knows whom. A date, an amount,
a list, or anything supposed is never remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar, cast

from handrail.domain.facts.held import Facts, Standing
from handrail.domain.facts.possible import Possible
from handrail.domain.facts.vocabulary import Declaration, FactType, Vocabulary

Known = tuple[str, date, tuple[tuple[str, Possible], ...]]
"""A rule, the day it is asked on, and everything told that bears on it."""
Found = TypeVar("Found")

MOST_REMEMBERED = 50_000
"""Then all is forgotten, and it begins anew."""
_FEW = (FactType.YES_NO, FactType.CHOICE)
_TOO_CLOSE = "special"


@dataclass
class Remembered:
    """`affecting` holds for each rule the facts that it can come out otherwise by."""

    vocabulary: Vocabulary
    affecting: Callable[[], Mapping[str, frozenset[str]]]
    most: int = MOST_REMEMBERED
    _kept: dict[tuple[str, Known], object] = field(default_factory=dict, repr=False)

    def known(self, rule: str, facts: Facts, on: date) -> Known | None:
        """What is known that bears on a rule; None where that is not to be remembered."""
        told = self.affecting()[rule].intersection(facts.by_name)
        if not all(self._is_shared_by_many(name, facts) for name in told):
            return None
        return rule, on, tuple((name, facts.possible(name, self.vocabulary)) for name in sorted(told))

    def _is_shared_by_many(self, name: str, facts: Facts) -> bool:
        supposed = any(fact.standing is Standing.ASSUMED for fact in facts.by_name[name])
        return not supposed and is_shared_by_many(self.vocabulary.facts[name])

    def forget(self) -> None:
        """Begin anew."""
        self._kept.clear()

    def once(self, what: str, known: Known | None, find: Callable[[], Found]) -> Found:
        """What was found before, or is found now. `what` tells apart the things that are found of the same rule."""
        if known is None:
            return find()
        found = self._kept.get((what, known))
        if found is None:
            found = find()
            if len(self._kept) >= self.most:
                self.forget()
            self._kept[what, known] = found
        return cast("Found", found)


def is_shared_by_many(declaration: Declaration) -> bool:
    """An answer to it is one of a few, and is not too close to anyone."""
    return declaration.type in _FEW and declaration.sensitivity != _TOO_CLOSE

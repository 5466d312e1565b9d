"""Something that hangs on one fact: one owner in Scotland, another in Wales. While the fact is open, each stays possible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from handrail.domain.facts.possible import EITHER, NO, YES, Among, Possible

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ByChoice(Generic[T]):
    """A value for each answer to the fact named in `by`, or one value for everyone when `by` is empty."""

    values: Mapping[str, T]
    by: str = ""

    @classmethod
    def always(cls, value: T) -> ByChoice[T]:
        """The same for everyone."""
        return cls({"": value})

    def among(self, facts: Mapping[str, Possible]) -> tuple[T, ...]:
        """The values that are still possible, each once, in the author's order."""
        if not self.by:
            return tuple(self.values.values())
        left = answers_left(self.by, facts)
        return tuple(dict.fromkeys(value for answer, value in self.values.items() if left is None or answer in left))

    def covers(self, facts: Mapping[str, Possible]) -> int:
        """Whether there is a value for the person's answer: yes, no, or either."""
        left = answers_left(self.by, facts) if self.by else frozenset(self.values)
        if left is None:
            return EITHER
        covered = left & frozenset(self.values)
        return YES if covered == left else EITHER if covered else NO


def answers_left(fact: str, facts: Mapping[str, Possible]) -> frozenset[str] | None:
    """The answers a choice or a yes-or-no fact may still have, as they are written in a pack. None when nothing is known."""
    possible = facts.get(fact)
    if not isinstance(possible, Among):
        return None
    return frozenset(str(answer).lower() if isinstance(answer, bool) else answer for answer in possible.values)

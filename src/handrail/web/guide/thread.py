"""What a question is asked for, which says where its pages are and where to go on: the route, a change, an estimate, or a what-if."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

ROUTE, CHANGE, ESTIMATE, WHAT_IF = "question", "changes", "estimate", "what_if"
_QUESTIONS = {ROUTE: "ask", CHANGE: "change", ESTIMATE: "ask_for_estimate", WHAT_IF: "try"}
_OF_A_LIST = {ROUTE: "", CHANGE: "_to_change", ESTIMATE: "_for_estimate", WHAT_IF: "_to_try"}


@dataclass(frozen=True, slots=True)
class Thread:
    """The page that comes after an answer; for an estimate, that of one step."""

    then: str
    step: str = ""

    @property
    def goes_on(self) -> str:
        """Where to go once a question is answered."""
        return reverse(self.then, args=self._of_step)

    def question(self, fact: str) -> str:
        """One question. That of a list is come back to from each of its items."""
        return reverse(_QUESTIONS[self.then], args=[*self._of_step, fact])

    def item(self, fact: str, place: int) -> str:
        """One item of a list."""
        return reverse(f"item{_OF_A_LIST[self.then]}", args=[*self._of_step, fact, place])

    def remove(self, fact: str, place: int) -> str:
        """Taking an item off a list."""
        return reverse(f"remove_item{_OF_A_LIST[self.then]}", args=[*self._of_step, fact, place])

    @property
    def _of_step(self) -> list[str]:
        return [self.step] if self.step else []

"""What a question is asked for, which says where its pages are and where to go on: the route, a change, or an estimate."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

ROUTE, CHANGE, ESTIMATE = "question", "changes", "estimate"


@dataclass(frozen=True, slots=True)
class Thread:
    """The page that comes after an answer; for an estimate, that of one step."""

    then: str
    step: str = ""

    @property
    def goes_on(self) -> str:
        """Where to go once a question is answered."""
        return reverse(self.then, args=[self.step] if self.step else [])

    def question(self, fact: str) -> str:
        """One question. That of a list is come back to from each of its items."""
        return reverse("ask_for_estimate", args=[self.step, fact]) if self.step else reverse("ask", args=[fact])

    def item(self, fact: str, place: int) -> str:
        """One item of a list."""
        return self._of_a_list("item", fact, place)

    def remove(self, fact: str, place: int) -> str:
        """Taking an item off a list."""
        return self._of_a_list("remove_item", fact, place)

    def _of_a_list(self, page: str, fact: str, place: int) -> str:
        if self.step:
            return reverse(f"{page}_for_estimate", args=[self.step, fact, place])
        return reverse(page, args=[fact, place])

"""What a question is asked for, which says where its pages are and where to go on: the route, a change, an estimate, a topic or a what-if."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

ROUTE, CHANGE, ESTIMATE, TOPIC, WHAT_IF = "question", "changes", "estimate", "topic_question", "what_if"
AWAY = "one_away"
_QUESTIONS = {ROUTE: "ask", CHANGE: "change", ESTIMATE: "ask_for_estimate", TOPIC: "ask_for_topic", WHAT_IF: "try"}
_QUESTIONS[AWAY] = "ask_one_away"
_OF_A_LIST = {ROUTE: "", CHANGE: "_to_change", ESTIMATE: "_for_estimate", TOPIC: "_for_topic", WHAT_IF: "_to_try"}
_OF_A_LIST[AWAY] = "_one_away"


@dataclass(frozen=True, slots=True)
class Thread:
    """The page that comes after an answer; for an estimate that of one step, for a topic that of one place among those chosen."""

    then: str
    step: str = ""
    place: int = 0

    @property
    def goes_on(self) -> str:
        """Where to go once a question is answered."""
        return reverse(self.then, args=self._of)

    @property
    def back(self) -> str:
        """The page that it is asked for, where that is one of its own."""
        if self.then == AWAY:
            return reverse(AWAY)
        return reverse("topic", args=self._of) if self.place else reverse(self.then, args=self._of) if self.step else ""

    def question(self, fact: str) -> str:
        """One question. That of a list is come back to from each of its items."""
        return reverse(_QUESTIONS[self.then], args=[*self._of, fact])

    def item(self, fact: str, place: int) -> str:
        """One item of a list."""
        return reverse(f"item{_OF_A_LIST[self.then]}", args=[*self._of, fact, place])

    def remove(self, fact: str, place: int) -> str:
        """Taking an item off a list."""
        return reverse(f"remove_item{_OF_A_LIST[self.then]}", args=[*self._of, fact, place])

    @property
    def _of(self) -> list[str | int]:
        return [self.step] if self.step else [self.place] if self.place else []

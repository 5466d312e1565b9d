"""What is different between two routes, in words: what was added, dropped, re-dated and re-priced, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handrail.domain.content.saying import (
    NOT_KNOWN,
    capital,
    say_amount,
    say_date,
    say_days,
    say_listed,
    say_outcome,
    sentence,
)
from handrail.domain.content.telling import Telling
from handrail.domain.facts.vocabulary import FactType
from handrail.domain.routes.changes import Change, ChangeKind, changes
from handrail.domain.routes.once import once
from handrail.domain.routes.spans import Days, Money
from handrail.domain.rules.determination import Determination, Reason

_KINDS: Mapping[ChangeKind, str] = {
    ChangeKind.ADDED: "New on your route",
    ChangeKind.CONFIRMED: "Now certain",
    ChangeKind.IN_DOUBT: "No longer certain",
    ChangeKind.DROPPED: "No longer needed",
    ChangeKind.DONE: "Done",
    ChangeKind.SKIPPED: "Left out by you",
    ChangeKind.REOPENED: "To do again",
    ChangeKind.REDATED: "Other dates",
    ChangeKind.REPRICED: "Other costs",
}
_DATES = {"deadline": "do it by", "start_by": "start by", "start": "not before"}
"""The dates that are shown on a route. The others follow from them."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What became of one step."""

    step: str
    title: str
    moves: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """All that changed in one way."""

    kind: str
    title: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class GoalChange:
    """An answer that is different now."""

    goal: str
    question: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class ChangesTold:
    """Everything that is different."""

    goals: tuple[GoalChange, ...]
    groups: tuple[ChangeGroup, ...]

    @property
    def is_nothing(self) -> bool:
        return not self.goals and not self.groups


def about_changes(before: Telling, after: Telling) -> ChangesTold:
    """Exactly what is different, kind by kind, in the order of the route as it is now."""
    found = changes(before.route, after.route)
    return ChangesTold(tuple(_goals(before, after)), tuple(_groups(found, before, after)))


def _groups(found: Sequence[Change], before: Telling, after: Telling) -> Iterator[ChangeGroup]:
    for kind, title in _KINDS.items():
        lines = tuple(line for change in found if change.kind is kind and (line := _line(change, before, after)))
        if lines:
            yield ChangeGroup(kind.value, title, lines)


def _line(change: Change, before: Telling, after: Telling) -> ChangeLine | None:
    """One step's change. Dates that are not shown on a route are left out, and so is a change of nothing else."""
    moves = tuple(_moves(change))
    if change.moves and not moves:
        return None
    teller = after if change.step in after.route.by_id else before
    return ChangeLine(change.step, teller.title(change.step), moves, say_because(change.because, before, after))


def _moves(change: Change) -> Iterator[str]:
    for move in change.moves:
        was, now = _said(move.what, move.was), _said(move.what, move.now)
        if was != now:
            yield f"{_DATES[move.what]}: {now}. Before: {was}" if move.what in _DATES else f"{now}. Before: {was}"


def _said(what: str, value: Days | Money) -> str:
    """As a route shows it; nothing when it does not."""
    if isinstance(value, Money):
        return say_amount(value)
    if what == "start":
        return say_date(value.low) if value.low else NOT_KNOWN
    return say_days(value) if what in _DATES else ""


def _goals(before: Telling, after: Telling) -> Iterator[GoalChange]:
    for goal in once(goal for journey in after.journeys.values() for goal in journey.goals):
        was, now = before.determination(goal), after.determination(goal)
        if was and now and _differs(was, now):
            written = after.rules[goal].written
            said = capital(say_outcome(was)), capital(say_outcome(now))
            if said[0] != said[1]:
                yield GoalChange(goal, written.question or written.says, *said)


def _differs(was: Determination, now: Determination) -> bool:
    return (was.possible, was.status) != (now.possible, now.status)


def say_because(reasons: Iterable[Reason], before: Telling, after: Telling) -> str:
    """Why something changed, in a sentence."""
    said = once(words for reason in reasons if (words := _reason(reason, before, after)))
    rules = [words for reason in reasons if reason.kind in ("rule", "deadline") and (words := reason.says)]
    if said:
        return sentence(f"because {say_listed(said)}")
    return sentence(rules[0]) if rules else ""


def _reason(reason: Reason, before: Telling, after: Telling) -> str:
    """A fact, a mark, a choice or a day. Rules speak for themselves."""
    match reason.kind:
        case "fact":
            return _of_fact(reason.name, before, after)
        case "mark":
            return f"of what you said about “{after.title(reason.name)}”" if reason.name in after.route.by_id else ""
        case "decision":
            return "you made another choice"
        case "day":
            return f"today is {say_date(date.fromisoformat(reason.name))}"
        case "event" | "journey":
            journey = after.journeys.get(reason.name) or before.journeys.get(reason.name)
            return f"of your route for “{journey.title}”" if journey else ""
    return ""


def _of_fact(name: str, before: Telling, after: Telling) -> str:
    """What was said; where nothing is said any more, that."""
    declaration = after.vocabulary.facts[name]
    label = declaration.label or name
    if name not in after.facts:
        return f"we no longer know {label}" if name in before.facts else ""
    answer = after.answer(name)
    if not answer.label:
        return f"you said {answer.says}"
    if answer.says == "not known":
        return f"you do not know {label}"
    is_list = declaration.type is FactType.COLLECTION
    return f"you said {answer.label}: {answer.says}" if is_list else f"you said {answer.label} is {answer.says}"

"""What is different between two routes, in words: what was added, dropped, re-dated and re-priced, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from handrail.domain.content.changes_in_short import in_short
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
from handrail.domain.rules.determination import Determination, Reason, Status

_KINDS: Mapping[ChangeKind, str] = {
    ChangeKind.ADDED: "New on your route",
    ChangeKind.CONFIRMED: "Now certain",
    ChangeKind.IN_DOUBT: "No longer certain",
    ChangeKind.DROPPED: "No longer needed",
    ChangeKind.DONE: "Done",
    ChangeKind.SKIPPED: "Left out by you",
    ChangeKind.REOPENED: "To do again",
    ChangeKind.REORDERED: "In another order",
    ChangeKind.REDATED: "Other dates",
    ChangeKind.REPRICED: "Other costs",
}
DATES: Mapping[str, str] = {"deadline": "do it by", "start_by": "start by", "start": "not before"}
"""The dates that are shown on a route. The others follow from them."""
DEADLINES: Mapping[str, str] = {"deadline": DATES["deadline"]}


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
    """Everything that is different, and how much of it there is: "2 steps go", "you pay £430 more"."""

    goals: tuple[GoalChange, ...]
    groups: tuple[ChangeGroup, ...]
    in_short: tuple[str, ...] = ()
    was_called: str = "Before"

    @property
    def is_nothing(self) -> bool:
        return not self.goals and not self.groups

    @property
    def short(self) -> str:
        """All of it in one sentence; nothing when nothing is different."""
        return sentence(say_listed(self.in_short))


def about_changes(
    before: Telling,
    after: Telling,
    *,
    supposing: frozenset[str] = frozenset(),
    dates: Mapping[str, str] = DATES,
) -> ChangesTold:
    """Exactly what is different, kind by kind, in the order of the route as it is now. Of what is only supposed, nobody is
    told that they said it, and what follows from it is told as what would be. Of `dates`, all that moved are told."""
    found = changes(before.route, after.route)
    was_called = "Now" if supposing else "Before"
    groups = tuple(_groups(found, _Reasons(before, after, supposing), _Moves(dates, was_called)))
    counts = {ChangeKind(group.kind): _count(group) for group in groups}
    goals = goal_changes(before, after)
    short = in_short(counts, len(goals), before.route, after.route, would=bool(supposing))
    return ChangesTold(goals, groups, short, was_called)


def _count(group: ChangeGroup) -> int:
    """How many steps; for what moves, how many dates or amounts."""
    return sum(len(line.moves) or 1 for line in group.lines)


def _groups(found: Sequence[Change], reasons: _Reasons, moves: _Moves) -> Iterator[ChangeGroup]:
    for kind, title in _KINDS.items():
        lines = tuple(line for change in found if change.kind is kind and (line := _line(change, reasons, moves)))
        if lines:
            yield ChangeGroup(kind.value, title, lines)


def _line(change: Change, reasons: _Reasons, moves: _Moves) -> ChangeLine | None:
    """One step's change. Dates that are not shown are left out, and so is a change of nothing else."""
    said = tuple(moves.say(change))
    if change.moves and not said:
        return None
    teller = reasons.after if change.step in reasons.after.route.by_id else reasons.before
    because = " ".join(each for each in (reasons.say(change.because), _lateness(change, reasons.after)) if each)
    return ChangeLine(change.step, teller.title(change.step), said, because)


def _lateness(change: Change, after: Telling) -> str:
    """Of what was done too late, when it was due and what can come of that."""
    deadline = after.route.by_id[change.step].deadline if change.kind is ChangeKind.DONE else None
    if deadline is None or not deadline.done_late or deadline.days.high is None:
        return ""
    return f"It was due by {say_date(deadline.days.high)}, and was done after that. {sentence(deadline.if_missed)}"


@dataclass(frozen=True, slots=True)
class _Moves:
    """How what moved is said: which dates are shown, and what the state before is called."""

    dates: Mapping[str, str]
    was_called: str

    def say(self, change: Change) -> Iterator[str]:
        for move in change.moves:
            was, now = self._said(move.what, move.was), self._said(move.what, move.now)
            if was != now:
                says = f"{now}. {self.was_called}: {was}"
                yield f"{self.dates[move.what]}: {says}" if move.what in self.dates else says

    def _said(self, what: str, value: Days | Money) -> str:
        """As a route shows it; nothing when it does not."""
        if isinstance(value, Money):
            return say_amount(value)
        if what not in self.dates:
            return ""
        if what == "start":
            return say_date(value.low) if value.low else NOT_KNOWN
        return say_days(value)


def goal_changes(before: Telling, after: Telling, *, is_supposed: bool = False) -> tuple[GoalChange, ...]:
    """Answers that are different. That what follows from a supposition is no longer certain is no difference."""
    return tuple(_goals(before, after, is_supposed))


def _goals(before: Telling, after: Telling, is_supposed: bool) -> Iterator[GoalChange]:
    for goal in once(goal for journey in after.journeys.values() for goal in journey.goals):
        was, now = before.determination(goal), after.determination(goal)
        if was and now and _differs(was, now, is_supposed):
            written = after.rules[goal].written
            said = capital(say_outcome(was)), capital(say_outcome(now))
            if said[0] != said[1]:
                yield GoalChange(goal, written.question or written.says, *said)


def _differs(was: Determination, now: Determination, is_supposed: bool) -> bool:
    if is_supposed and now.status is Status.ESTIMATE:
        return was.possible != now.possible
    return (was.possible, was.status) != (now.possible, now.status)


# -- why ---------------------------------------------------------------------------------------------------------


def say_because(reasons: Iterable[Reason], before: Telling, after: Telling) -> str:
    """Why something changed, in a sentence."""
    return _Reasons(before, after).say(reasons)


@dataclass(frozen=True, slots=True)
class _Reasons:
    """Why something is different between two routes. Some of the facts may be only supposed, or that a step is left out
    or put off, or another way chosen."""

    before: Telling
    after: Telling
    supposing: frozenset[str] = frozenset()

    def say(self, reasons: Iterable[Reason]) -> str:
        reasons = tuple(reasons)
        said = once(words for reason in reasons if (words := self._reason(reason)))
        rules = [words for reason in reasons if reason.kind in ("rule", "deadline") and (words := reason.says)]
        if said:
            return sentence(f"because {say_listed(said)}")
        return sentence(rules[0]) if rules else ""

    def _reason(self, reason: Reason) -> str:
        """A fact, a mark, a choice or a day. Rules speak for themselves."""
        after = self.after
        match reason.kind:
            case "fact":
                return self._of_fact(reason.name)
            case "mark" if reason.name in self.supposing:
                return f"you would leave out “{after.title(reason.name)}”"
            case "mark":
                return (
                    f"of what you said about “{after.title(reason.name)}”" if reason.name in after.route.by_id else ""
                )
            case "first":
                return "you put it first" if after.route.by_id[reason.name].is_first else "you no longer put it first"
            case "put_off":
                return self._of_putting_off(reason.name)
            case "decision":
                return "you would choose another way" if reason.name in self.supposing else "you made another choice"
            case "day":
                return f"today is {say_date(date.fromisoformat(reason.name))}"
            case "event" | "journey":
                journey = after.journeys.get(reason.name) or self.before.journeys.get(reason.name)
                return f"of your route for “{journey.title}”" if journey else ""
        return ""

    def _of_putting_off(self, name: str) -> str:
        """To what day; or that the person put it off no more, or that the day has come."""
        after = self.after
        day, title = after.route.by_id[name].put_off_to, after.title(name)
        if day:
            return f"you {'would put' if name in self.supposing else 'put'} off “{title}” to {say_date(day)}"
        if name in after.route.circumstances.marks.not_before:
            return f"the day to which you put off “{title}” has come"
        return f"you no longer put off “{title}”"

    def _of_fact(self, name: str) -> str:
        """What was said; where nothing is said any more, that."""
        after = self.after
        declaration = after.vocabulary.facts[name]
        label = declaration.label or name
        is_supposed = name in self.supposing
        if name not in after.facts:
            if name not in self.before.facts:
                return ""
            return f"we would no longer know {label}" if is_supposed else f"we no longer know {label}"
        answer = after.answer(name)
        you = "you would say" if is_supposed else "you said"
        if not answer.label:
            return f"{you} {answer.says}"
        if answer.says == "not known":
            return f"we would not know {label}" if is_supposed else f"you do not know {label}"
        if declaration.type is FactType.COLLECTION:
            return f"{you} {answer.label}: {answer.says}" if not is_supposed else f"of {answer.label}: {answer.says}"
        return f"{answer.label} would be {answer.says}" if is_supposed else f"you said {answer.label} is {answer.says}"

"""A person's route as a whole: the answers they came for, what to do now, next and later, the deadlines and the money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce

from handrail.domain.content.about_a_step import because
from handrail.domain.content.document import Because, Check, Citation, Contact
from handrail.domain.content.saying import (
    NOT_KNOWN,
    capital,
    is_without_date,
    say_amount,
    say_amount_briefly,
    say_course,
    say_date,
    say_days,
    say_days_briefly,
    say_how_far,
    say_outcome,
    say_regularly,
    say_weekday,
    say_who,
    sentence,
)
from handrail.domain.content.saying_when import say_due
from handrail.domain.content.telling import Telling, citations
from handrail.domain.facts.phrases import phrase
from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.journey import Journey
from handrail.domain.routes.once import once
from handrail.domain.routes.route import CashLine, Route, RouteStep, cash_needed_by
from handrail.domain.routes.spans import NOTHING, Days
from handrail.domain.rules.determination import Determination, Status


class Place(StrEnum):
    """Where a step stands for the person who looks at their route today."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"
    LATER = "later"
    MAYBE = "maybe"
    SKIPPED = "skipped"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in a list."""

    id: str
    title: str
    summary: str
    phase: str
    place: Place
    when: str = ""
    due: str = ""
    is_overdue: bool = False
    cost: str = ""
    gain: str = ""
    who: str = ""
    why: Because | None = None
    overtaken: bool = False
    has_choice: bool = False
    expected: date | None = None
    is_wished: bool = False
    """The person wants it where it is."""


@dataclass(frozen=True, slots=True)
class GoalAnswer:
    """The answer to one thing a person wants to know, as far as it is known, and why."""

    goal: str
    question: str
    says: str
    is_settled: bool
    is_open: bool
    depends_on: tuple[str, ...]
    because: tuple[Because, ...]
    checks: tuple[Check, ...]
    sources: tuple[Citation, ...]
    scope: str = ""
    dead_end: str = ""
    turn_to: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """A day not to be missed. `day` is the safe one: the first that it can be. `counted` says from what it is counted."""

    step: str
    title: str
    says: str
    how_far: str
    day: date | None
    last_day: date | None
    is_known: bool
    is_overdue: bool
    brief: str
    if_missed: str
    is_certain: bool
    open_facts: tuple[tuple[str, str], ...] = ()
    counted: str = ""
    was_due: str = ""


@dataclass(frozen=True, slots=True)
class CashRow:
    """An amount to pay, and when."""

    step: str
    title: str
    says: str
    amount: str
    when: str
    is_paid: bool
    hangs_on_choice: bool


@dataclass(frozen=True, slots=True)
class CashByDay:
    """What must be paid in all up to a day."""

    day: str
    in_all: str


@dataclass(frozen=True, slots=True)
class MoneyTold:
    """What it comes to, and line by line."""

    pay: str
    receive: str
    paid: str
    rows: tuple[CashRow, ...]
    gains: tuple[CashRow, ...]
    by_day: tuple[CashByDay, ...]
    depends_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UrgentLine:
    """A danger that cannot wait, and who to turn to."""

    says: str
    call: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """Whom the route through a life event is for."""

    event: str
    says: str


@dataclass(frozen=True, slots=True)
class PhaseLines:
    """The steps of one stretch of the journey."""

    id: str
    title: str
    lines: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class RouteTold:
    """A route in words."""

    titles: tuple[str, ...]
    headline: GoalAnswer | None
    goals: tuple[GoalAnswer, ...]
    phases: tuple[PhaseLines, ...]
    deadlines: tuple[DeadlineLine, ...]
    money: MoneyTold
    do_now: tuple[str, ...]
    on: str
    finish: str
    expected_finish: str
    urgent: tuple[UrgentLine, ...]
    helpers: tuple[Contact, ...]
    scope: tuple[ScopeLine, ...]

    @property
    def lines(self) -> tuple[StepLine, ...]:
        return tuple(line for phase in self.phases for line in phase.lines)

    def at(self, *places: Place) -> tuple[StepLine, ...]:
        """The steps that stand in one of these places."""
        return tuple(line for line in self.lines if line.place in places)

    def phases_at(self, *places: Place) -> tuple[PhaseLines, ...]:
        """The same, stretch by stretch."""
        kept = (
            PhaseLines(phase.id, phase.title, tuple(line for line in phase.lines if line.place in places))
            for phase in self.phases
        )
        return tuple(phase for phase in kept if phase.lines)

    @property
    def now(self) -> tuple[StepLine, ...]:
        """What to do now, the most pressing first."""
        by_id = {line.id: line for line in self.at(Place.NOW)}
        return tuple(by_id[name] for name in self.do_now if name in by_id)

    @property
    def next_step(self) -> StepLine | None:
        """The one thing to do first."""
        return next(iter(self.now), None)


def about_route(telling: Telling) -> RouteTold:
    """Everything there is to say about a route as a whole."""
    journeys = tuple(telling.journeys.values())
    goals = tuple(goal_answers(journeys, telling))
    headline = goals[0] if goals else None
    route = telling.route
    return RouteTold(
        titles=tuple(journey.title for journey in journeys),
        headline=headline,
        goals=tuple(goal for goal in goals if goal is not headline),
        phases=tuple(_phases(journeys, telling)),
        deadlines=tuple(deadline_lines(telling)),
        money=_money(telling),
        do_now=route.do_now,
        on=say_date(route.on),
        finish=say_days(route.finish),
        expected_finish=say_date(route.expected_finish) if route.expected_finish else "",
        urgent=urgent_lines(journeys, telling),
        helpers=tuple(telling.contact(each) for each in telling.helpers()[:3]),
        scope=once(ScopeLine(journey.title, journey.scope) for journey in journeys if journey.scope),
    )


def headline_of(telling: Telling) -> GoalAnswer | None:
    """The answer that most people come for: the first that the first of their journeys names."""
    return next(goal_answers(telling.journeys.values(), telling), None)


# -- goals -----------------------------------------------------------------------------------------------------------


def goal_answers(journeys: Iterable[Journey], telling: Telling) -> Iterator[GoalAnswer]:
    """What people come to know."""
    for goal in once(goal for journey in journeys for goal in journey.goals):
        found = telling.determination(goal)
        if found:
            yield goal_answer(found, telling)


def goal_answer(found: Determination, telling: Telling) -> GoalAnswer:
    """One goal's answer. Who to turn to is named wherever it cannot be worked out, and wherever it should be checked."""
    written = telling.rules[found.goal].written
    dead_end = _dead_end(found)
    return GoalAnswer(
        goal=found.goal,
        question=written.question or written.says or found.goal,
        says=capital(say_outcome(found)),
        is_settled=found.status is Status.SETTLED,
        is_open=found.status is Status.OPEN,
        depends_on=telling.depends(found.needs),
        because=tuple(because(found.because, (), telling)),
        checks=telling.check(found, _deciders(found.goal, telling)),
        sources=citations(found.sources),
        scope=found.scope,
        dead_end=dead_end,
        turn_to=_turn_to(found.goal, telling) if dead_end else (),
    )


def _dead_end(found: Determination) -> str:
    """Why no answer of the person's can settle it."""
    match found.status:
        case Status.NOT_COVERED:
            return phrase("This is outside what we can work out.")
        case Status.NOT_KNOWN_YET:
            return phrase("The figures for that time have not been set yet. We will use them when they are.")
        case Status.OPEN if not found.needs:
            return phrase("It differs from one case to the next. Nothing you could tell us now would narrow it.")
    return ""


def _turn_to(goal: str, telling: Telling) -> tuple[Contact, ...]:
    """Who can say instead of us, and who helps free."""
    return tuple(telling.contact(each) for each in once((*_deciders(goal, telling)[:1], *telling.helpers()[:1])))


def _deciders(goal: str, telling: Telling) -> tuple[str, ...]:
    """Who can say: those who do the steps that the goal is part of, else those who help free."""
    owners = once(
        owner
        for step in telling.route.steps
        if goal in (*step.basis.money, *step.basis.status, *step.basis.dates, *step.basis.answers)
        for owner in step.owners
    )
    return owners or telling.helpers()[:1]


# -- steps -----------------------------------------------------------------------------------------------------------


def places(route: Route) -> dict[str, Place]:
    """Now is what can be started today and surely applies; next is what can follow as soon as that is done."""
    now = [name for name in route.do_now if route.by_id[name].status is StepStatus.APPLIES]
    now = now or list(route.do_now[:1])
    found: dict[str, Place] = {}
    for step in route.steps:
        found[step.id] = _place(step, now)
    to_do = {step.id for step in route.to_do if found[step.id] is not Place.MAYBE}
    for step in route.steps:
        waits_for = to_do & set(step.after)
        if found[step.id] is Place.LATER and waits_for and waits_for <= set(now):
            found[step.id] = Place.NEXT
    return found


def _place(step: RouteStep, now: Sequence[str]) -> Place:
    if step.id in now:
        return Place.NOW
    return {
        StepStatus.DONE: Place.DONE,
        StepStatus.SKIPPED: Place.SKIPPED,
        StepStatus.DOES_NOT_APPLY: Place.NOT_NEEDED,
        StepStatus.MAY_APPLY: Place.MAYBE,
        StepStatus.APPLIES: Place.LATER,
    }[step.status]


def _phases(journeys: Iterable[Journey], telling: Telling) -> Iterator[PhaseLines]:
    """Stretch by stretch, as the journeys were written. The steps of each come in the order of the route."""
    found = places(telling.route)
    for journey in journeys:
        for phase in journey.phases:
            steps = [step for step in telling.route.steps if step.phase == phase.id and step.events[0] == journey.id]
            if steps:
                yield PhaseLines(
                    phase.id, phase.title, tuple(step_line(step, found[step.id], telling) for step in steps)
                )


def step_line(step: RouteStep, place: Place, telling: Telling) -> StepLine:
    """One step in a list."""
    hangs_on = step.depends_on if step.status is StepStatus.MAY_APPLY else ()
    says_why = step.status in (StepStatus.MAY_APPLY, StepStatus.DOES_NOT_APPLY)
    return StepLine(
        id=step.id,
        title=telling.title(step),
        summary=telling.summary(step),
        phase=step.phase,
        place=place,
        when=_when(step, place),
        due=_due(step, telling),
        is_overdue=step.is_overdue,
        cost="" if step.cost.is_nothing else capital(say_amount_briefly(step.cost)),
        gain=_gain(step),
        who=say_who(telling.names(step.owners)),
        why=next(because(step.because, hangs_on, telling), None) if says_why else None,
        overtaken=step.overtaken,
        has_choice=step.decision is not None and step.decision.chosen is None and step.is_to_do,
        expected=step.expected if step.is_to_do else None,
        is_wished=step.is_first or step.put_off_to is not None,
    )


def _when(step: RouteStep, place: Place) -> str:
    """Where the day is fixed, that day; else about when it may start. What is late is not told to wait."""
    if place is Place.DONE:
        if not step.done_on:
            return phrase("Done")
        if step.deadline and step.deadline.done_late:
            return phrase("Done on {day}, after it was due", day=say_date(step.done_on))
        return phrase("Done on {day}", day=say_date(step.done_on))
    if place is Place.NOW:
        return phrase("You put this first. You can start today") if step.is_first else phrase("You can start today")
    if not step.is_to_do or step.is_overdue or step.start.low is None:
        return ""
    if step.start.low == step.put_off_to:
        return phrase("You put this off to {day}", day=say_date(step.start.low))
    if step.finish.is_known and step.finish.low:
        return phrase("On {day}", day=say_date(step.finish.low))
    return phrase("Not before {day}", day=say_date(step.start.low))


def _due(step: RouteStep, telling: Telling) -> str:
    if not step.is_to_do or step.deadline is None:
        return ""
    days = step.deadline.days
    if step.deadline.is_overdue and days.high:
        return phrase("Overdue: it was due by {day}", day=say_date(days.high))
    if days.is_known and days.high:
        return phrase("By {day}", day=say_weekday(days.high))
    counted = telling.when(step.deadline.by)
    due = say_due(counted) if counted else phrase("Due by a day that is not fixed yet")
    if is_without_date(days, telling.route.on):
        return due
    return phrase("{due}: {days}", due=due, days=say_days_briefly(days))


# -- deadlines -------------------------------------------------------------------------------------------------------


def deadline_lines(telling: Telling) -> Iterator[DeadlineLine]:
    """Every deadline of what is, or may be, to do. The soonest first; those without a day last."""
    steps = [step for step in telling.route.to_do if step.deadline]
    on = telling.route.on
    yield from (_deadline_line(step, telling) for step in sorted(steps, key=lambda step: _first_day(step, on)))


def _first_day(step: RouteStep, on: date) -> tuple[date, date]:
    assert step.deadline
    days = step.deadline.days
    return (days.safe_day(on) or date.max, days.high or date.max)


def _deadline_line(step: RouteStep, telling: Telling) -> DeadlineLine:
    assert step.deadline
    days, on = step.deadline.days, telling.route.on
    day = days.safe_day(on)
    hangs_on, counted = step.deadline.depends_on, "" if days.is_known else telling.when(step.deadline.by)
    has_no_date = is_without_date(days, on)
    return DeadlineLine(
        step=step.id,
        title=telling.title(step),
        says=capital(counted or NOT_KNOWN if has_no_date else _say_deadline(days)),
        was_due=_was_due(days) if step.is_overdue else "",
        counted="" if has_no_date else capital(counted),
        how_far=say_how_far(day, on) if day and days.is_known else "",
        day=day,
        last_day=days.high,
        is_known=days.is_known,
        is_overdue=step.is_overdue,
        brief=counted or NOT_KNOWN if has_no_date else say_days_briefly(days),
        if_missed=sentence(step.deadline.if_missed),
        is_certain=step.status is StepStatus.APPLIES,
        open_facts=tuple(zip(hangs_on, telling.depends(hangs_on), strict=False)),
    )


def _gain(step: RouteStep) -> str:
    """What it brings: once, and every week or month."""
    single = [] if step.gain.is_nothing else [say_amount_briefly(step.gain)]
    regular = [say_regularly(say_amount_briefly(line.amount), line.every) for line in step.regular]
    return capital(reduce(_both, (*single, *regular))) if single or regular else ""


def _both(first: str, last: str) -> str:
    return phrase("{first} and {last}", first=first, last=last)


def _was_due(days: Days) -> str:
    """When at the latest something that is late was due."""
    assert days.high
    day = say_weekday(days.high)
    return (
        phrase("It was due by {day}.", day=day)
        if days.is_known
        else phrase("It was due by {day} at the latest.", day=day)
    )


def _say_deadline(days: Days) -> str:
    return say_weekday(days.high) if days.is_known and days.high else say_days(days)


# -- money -----------------------------------------------------------------------------------------------------------


def _money(telling: Telling) -> MoneyTold:
    route = telling.route
    needs = once(need for line in route.cash for need in _needs(line, telling) if not line.is_paid)
    return MoneyTold(
        pay=say_amount(route.money.pay),
        receive="" if route.money.receive.is_nothing else say_amount(route.money.receive),
        paid="" if route.money.paid == NOTHING else say_amount(route.money.paid),
        rows=tuple(_cash_row(line, telling) for line in route.cash),
        gains=tuple(_cash_row(line, telling) for line in (*route.gains, *route.regular)),
        by_day=tuple(_by_day(route)),
        depends_on=telling.depends(needs),
    )


def _needs(line: CashLine, telling: Telling) -> tuple[str, ...]:
    found = telling.determination(line.rule)
    return found.needs if found else ()


def _cash_row(line: CashLine, telling: Telling) -> CashRow:
    return CashRow(
        step=line.step,
        title=telling.title(line.step),
        says=line.says or telling.title(line.step),
        amount=capital(say_regularly(say_amount_briefly(line.amount), line.every)),
        when=capital(say_course(line.due, line.course.ends)),
        is_paid=line.is_paid,
        hangs_on_choice=bool(line.decision),
    )


def _by_day(route: Route) -> Iterator[CashByDay]:
    """What has to be there on each day by which something surely falls due."""
    for day in sorted({line.due.high for line in route.cash if line.due.high and not line.is_paid}):
        yield CashByDay(say_weekday(day), capital(say_amount(cash_needed_by(route, day))))


# -- what cannot wait ------------------------------------------------------------------------------------------------


def urgent_lines(journeys: Iterable[Journey], telling: Telling) -> tuple[UrgentLine, ...]:
    """Dangers that come before any question. One that several life events name, and that leads to the same people, is told once, in
    the words that say most."""
    facts = telling.route.circumstances.facts
    found: dict[tuple[str, tuple[str, ...]], str] = {}
    for journey in journeys:
        for urgent in journey.urgent:
            danger = urgent.says.partition(",")[0], tuple(urgent.call.among(facts))
            found[danger] = max(found.get(danger, ""), urgent.says, key=len)
    return tuple(UrgentLine(says, tuple(telling.contact(each) for each in call)) for (_, call), says in found.items())

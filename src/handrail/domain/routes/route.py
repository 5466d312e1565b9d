"""A route: one person's steps, in order, with their dates, their money and their reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.basis import NO_BASIS, Basis
from handrail.domain.routes.circumstances import Circumstances
from handrail.domain.routes.journey import Alternative, Lasts, Risk, Service, Step, Way
from handrail.domain.routes.once import once
from handrail.domain.routes.regularly import NOT_SAID, Course
from handrail.domain.routes.spans import NO_DAYS, NOTHING, Days, Money
from handrail.domain.rules.determination import Reason
from handrail.domain.rules.parameters import Source


@dataclass(frozen=True, slots=True)
class RouteDeadline:
    """By when, if that is known, why, and what happens otherwise. `recover` is the step that then puts it right."""

    by: str
    days: Days
    if_missed: str = ""
    recover: str | None = None
    is_overdue: bool = False
    may_be_overdue: bool = False
    done_late: bool = False
    may_be_done_late: bool = False
    depends_on: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class CashLine:
    """An amount that changes hands: for which step, what for, and when. It may hang on a decision still to be made.
    What is paid `every` week or month begins when it is due, and `course` says how long it goes on."""

    step: str
    rule: str
    says: str
    amount: Money
    due: Days
    is_paid: bool = False
    decision: str = ""
    every: str = ""
    course: Course = NOT_SAID


@dataclass(frozen=True, slots=True)
class RouteAlternative:
    """One way of doing a step, with what it costs and takes here. `dominated_by` names one that is no worse in anything."""

    alternative: Alternative
    cost: Money | None
    lasts: Lasts
    is_chosen: bool = False
    dominated_by: str | None = None

    @property
    def id(self) -> str:
        return self.alternative.id

    @property
    def is_shown(self) -> bool:
        """A worse way is not offered, but what someone chose is theirs to see."""
        return self.is_chosen or self.dominated_by is None


@dataclass(frozen=True, slots=True)
class RouteDecision:
    """A choice that is the person's own, and what they chose. It can wait: `by` begins with the day up to which every way leaves time
    enough, and ends with the day up to which one does."""

    id: str
    step: str
    alternatives: tuple[RouteAlternative, ...]
    chosen: str | None = None
    by: Days = NO_DAYS

    @property
    def shown(self) -> tuple[RouteAlternative, ...]:
        return tuple(each for each in self.alternatives if each.is_shown)


@dataclass(frozen=True, slots=True)
class RouteDocument:
    """A document, where it may come from, and the steps that need it, each with what for."""

    id: str
    comes_from: tuple[str, ...]
    needed_for: Mapping[str, str]
    called: str = ""


@dataclass(frozen=True, slots=True)
class Involved:
    """An organisation that may own steps of this route."""

    organisation: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One step of a route. `parts` are the life events that ask for it, each with what its journey calls the step;
    `written` are the steps of those that apply or may, as their authors wrote them, and `offered` the services that are possible.

    `after` are the steps, done or to do, that come before it once those that are not needed have stood aside.
    `start` and `finish` run from all going fast to all going slowly. After the latest days something is late even if all goes
    fast; `start_by` and `slack` leave each step the time it is likely to take. Dates are only there while it is to do, and not
    when it was overtaken: when what comes after it is done, so that nothing waits for it any more. `is_first` and `put_off_to` are
    where the person wants it.
    """

    id: str
    parts: tuple[tuple[str, str], ...]
    phase: str
    status: StepStatus
    services: tuple[str, ...]
    owners: tuple[str, ...]
    depends_on: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()
    after: tuple[str, ...] = ()
    lasts: Lasts | None = None
    start: Days = NO_DAYS
    finish: Days = NO_DAYS
    expected: date | None = None
    latest_start: date | None = None
    latest_finish: date | None = None
    start_by: date | None = None
    slack: int | None = None
    is_critical: bool = False
    deadline: RouteDeadline | None = None
    cannot_be_met: bool = False
    done_on: date | None = None
    assigned_to: str = ""
    is_first: bool = False
    put_off_to: date | None = None
    overtaken: bool = False
    reopened: bool = False
    cost: Money = NOTHING
    gain: Money = NOTHING
    regular: tuple[CashLine, ...] = ()
    decision: RouteDecision | None = None
    documents: tuple[RouteDocument, ...] = ()
    basis: Basis = NO_BASIS
    written: tuple[Step, ...] = ()
    offered: tuple[Service, ...] = ()

    @property
    def ways(self) -> tuple[Way, ...]:
        """How to do it: as the services that are possible say, and as the step adds."""
        said = [one.ways for one in self.offered] + [step.ways for step in self.written]
        return once(way for ways in said for way in ways)

    @property
    def risks(self) -> tuple[Risk, ...]:
        """What can go wrong, each once."""
        return tuple({risk.id: risk for step in self.written for risk in step.risks}.values())

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where this was read."""
        read = [step.sources for step in self.written] + [one.sources for one in self.offered]
        return once(source for sources in read for source in sources)

    @property
    def events(self) -> tuple[str, ...]:
        """The life events that ask for it."""
        return tuple(event for event, _ in self.parts)

    @property
    def is_to_do(self) -> bool:
        return self.status.is_to_do

    @property
    def is_overdue(self) -> bool:
        """Its deadline has surely passed and it is still to do."""
        return self.deadline is not None and self.deadline.is_overdue


@dataclass(frozen=True, slots=True)
class RouteMoney:
    """What is still to pay and to receive, and what has been."""

    pay: Money = NOTHING
    receive: Money = NOTHING
    paid: Money = NOTHING
    received: Money = NOTHING


@dataclass(frozen=True)
class Route:
    """Everything a person may have to do, in one order, on one day. It keeps the circumstances it was worked out from."""

    circumstances: Circumstances
    events: tuple[str, ...]
    steps: tuple[RouteStep, ...]
    finish: Days
    expected_finish: date | None
    money: RouteMoney
    cash: tuple[CashLine, ...]
    gains: tuple[CashLine, ...]
    regular: tuple[CashLine, ...]
    do_now: tuple[str, ...]
    involved: tuple[Involved, ...]
    documents: tuple[RouteDocument, ...]

    @property
    def on(self) -> date:
        return self.circumstances.on

    @cached_property
    def by_id(self) -> Mapping[str, RouteStep]:
        """Each step by its name."""
        return {step.id: step for step in self.steps}

    @property
    def to_do(self) -> tuple[RouteStep, ...]:
        """What is, or may be, still to be done."""
        return tuple(step for step in self.steps if step.is_to_do)

    @property
    def decisions(self) -> tuple[RouteDecision, ...]:
        """The choices that are still open or made, for steps still to do."""
        return tuple(step.decision for step in self.to_do if step.decision)


def cash_needed_by(route: Route, day: date) -> Money:
    """What must be paid up to a day. The least counts only what surely falls due by then; the most, all that may."""
    total = NOTHING
    for line in route.cash:
        if line.is_paid or (line.due.low and line.due.low > day):
            continue
        surely = line.due.high is not None and line.due.high <= day
        total += line.amount if surely else line.amount.perhaps
    return total

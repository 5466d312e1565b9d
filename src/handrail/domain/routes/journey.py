"""Journeys as their authors wrote them: the steps of one life event. They name rules and hold no formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from handrail.domain.facts.mistakes import Place
from handrail.domain.routes.basis import ON_FINISH, Basis, basis_of
from handrail.domain.routes.choices import ByChoice
from handrail.domain.routes.occurrences import Again
from handrail.domain.rules.parameters import Source

DONE_ON = "done_on"
"""What an author writes for a fact that is the day a step was done."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to do it: online, by phone, by post, in person, or by asking someone, and the day this was checked."""

    how: str
    where: str
    checked: date | None = None
    seen: str = "notes"


@dataclass(frozen=True, slots=True)
class Organisation:
    """Someone who does things, or who helps."""

    id: str
    name: str
    place: Place
    nations: frozenset[str] = frozenset()
    phone: str = ""
    url: str = ""
    what_for: str = ""
    free: bool | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """Something that several organisations have to be told, such as a new address."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Tells:
    """What doing something tells, and whom it reaches. With words in `apart` it has to be told even to someone who heard it from
    another step: they say why."""

    news: str
    reaches: tuple[str, ...]
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """A thing done with an organisation. One without nations is the same everywhere."""

    id: str
    title: str
    organisation: str
    place: Place
    nations: frozenset[str] = frozenset()
    ways: tuple[Way, ...] = ()
    sources: tuple[Source, ...] = ()
    tells: tuple[Tells, ...] = ()


@dataclass(frozen=True, slots=True)
class Lasts:
    """How many calendar days a step takes. One day is today; no days is the same moment as what came before."""

    least: int
    likely: int
    most: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """A fact or a rule that fixes the day on which a step is finished."""

    name: str
    is_fact: bool


@dataclass(frozen=True, slots=True)
class Deadline:
    """The date rule that says by when, what happens if it is missed, and the step that then puts it right, which may be there
    `even_if_done` too late."""

    by: str
    if_missed: str = ""
    recover: str | None = None
    even_if_done: bool = False


@dataclass(frozen=True, slots=True)
class CostEntry:
    """A money rule, what it is for, and when it falls due: on_start, on_finish, or by a date rule. What is paid `every`
    week or month begins then. It `goes_on` while nothing changes, where the law sets it no last day; else date rules say when it
    `ends` and up to when it is `sure_until`, and a whole number that there are `at_most` so many payments."""

    rule: str
    says: str = ""
    due: str = ON_FINISH
    every: str = ""
    goes_on: bool = False
    ends: str = ""
    sure_until: str = ""
    at_most: str = ""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One lawful way of doing a step. Where it says nothing of cost or time, the step's own stand."""

    id: str
    title: str
    cost: str | None = None
    lasts: Lasts | None = None
    effort: int | None = None
    risk: str = ""
    undo: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A choice that is the person's own."""

    id: str
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class DocumentNeed:
    """A document, where it comes from, what it is for, and what people call it where its id does not say."""

    id: str
    comes_from: ByChoice[str]
    purpose: str = ""
    called: str = ""


@dataclass(frozen=True, slots=True)
class Risk:
    """What can go wrong, and the remedy: its time limit, its cost, and who helps free."""

    id: str
    says: str
    remedy: str = ""
    time_limit: ByChoice[str] | None = None
    cost: ByChoice[str] | None = None
    helps_free: ByChoice[str] | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Urgent:
    """A danger that comes before any question, and the organisation to call."""

    says: str
    call: ByChoice[str]


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of a journey with a name of its own."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `trigger` says what sets it off: steps of two journeys are one when service, subject and trigger match."""

    id: str
    phase: str
    lasts: Lasts
    place: Place
    service: ByChoice[str] | None = None
    owner: ByChoice[str] | None = None
    only_if: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    only_to_recover: bool = False
    after: ByChoice[tuple[str, ...]] = field(default_factory=lambda: ByChoice.always(()))
    happens_on: Anchor | None = None
    not_before: str | None = None
    deadline: Deadline | None = None
    ways: tuple[Way, ...] = ()
    documents: tuple[DocumentNeed, ...] = ()
    costs: tuple[CostEntry, ...] = ()
    gains: tuple[CostEntry, ...] = ()
    works_out: tuple[str, ...] = ()
    decision: Decision | None = None
    risks: tuple[Risk, ...] = ()
    asserts: Mapping[str, object] = field(default_factory=dict)
    subject: str = "you"
    trigger: str = ""
    sources: tuple[Source, ...] = ()
    tells: tuple[Tells, ...] = ()
    give_or_take: int = 0
    """How many days before or after the day that fixes it the step may come all the same."""


@dataclass(frozen=True)
class Journey:
    """The steps of one life event, with the services they point to. `nation` is the fact that says whose law it is.

    `again` says what is new when the event comes a second time. Where one route holds several, `called` is which this is.
    """

    id: str
    title: str
    phases: tuple[Phase, ...]
    steps: tuple[Step, ...]
    services: Mapping[str, Service]
    place: Place
    nation: str = ""
    needs: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    other_words: tuple[str, ...] = ()
    scope: str = ""
    urgent: tuple[Urgent, ...] = ()
    again: Again | None = None
    called: str = ""
    in_words: tuple[str, ...] = ()
    """The rules whose answers the words of its steps tell."""
    is_guarded: bool = False
    """It is about a bereavement or a danger: nothing that others might see is offered for it."""

    @cached_property
    def phase_order(self) -> Mapping[str, int]:
        """The rank of each phase."""
        return {phase.id: rank for rank, phase in enumerate(self.phases)}

    @cached_property
    def bases(self) -> Mapping[str, Basis]:
        """What bears on each step, by its id."""
        return {step.id: basis_of(step, self.nation) for step in self.steps}


def said_of(title: str, *journeys: Journey) -> str:
    """What a step is called. Where a route holds several of a life event, it says which of them the step is for."""
    called = journeys[0].called if len(journeys) == 1 else ""
    return f"{title} ({called})" if called else title

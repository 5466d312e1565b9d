"""What follows from what one person has told us so far: their route, and where two of their answers do not fit."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache

from handrail.domain.content.document import GivenAnswer
from handrail.domain.content.telling import Telling, given_answer
from handrail.domain.facts.held import Facts
from handrail.domain.facts.mistakes import InputError
from handrail.domain.routes.asserting import asserted_facts, with_asserted
from handrail.domain.routes.choices import ByChoice
from handrail.domain.routes.journey import Journey, Step
from handrail.domain.routes.marks import NO_MARKS, Marks, read_marks
from handrail.domain.routes.once import once
from handrail.domain.routes.route import Route
from handrail.domain.routes.topic import EVERYTHING, Topic
from handrail.domain.rules.determining import Sheet
from handrail.packs.entitlements import claim_of
from handrail.packs.pack import Pack
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.plan_route import Planned, journeys_of, plan_along, plan_for
from handrail.use_cases.reading_people import person_with

LANGUAGE = "en"
_STEP = "step:"


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """An answer that does not fit with another, and the step that says so when it was not the person."""

    answer: GivenAnswer
    step: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Answers that cannot all be right."""

    says: str
    answers: tuple[SaidBefore, ...]


class DoNotFit(Exception):
    """Some answers cannot all be right, so that there is no route until the person says which is wrong."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        super().__init__("answers do not fit together")
        self.clashes = clashes


@dataclass(frozen=True)
class WorkedOut:
    """One person's answers and marks on one day, with the route that follows. Without a route there is a clash."""

    pack: Pack
    contents: Contents
    on: date
    planned: Planned
    unread: tuple[InputError, ...]

    @property
    def route(self) -> Route:
        assert self.planned.route is not None
        return self.planned.route

    @property
    def facts(self) -> Facts:
        return self.planned.person.facts

    @property
    def sheet(self) -> Sheet:
        sheet = self.planned.person.supposing or self.planned.person.sheet
        assert sheet is not None
        return sheet

    @cached_property
    def telling(self) -> Telling:
        """What its words are filled from."""
        pack = self.pack
        return Telling(
            route=self.route,
            journeys={journey.id: journey for journey in self.planned.journeys},
            facts=self.facts,
            vocabulary=pack.vocabulary,
            parameters=pack.rulebook.parameters,
            rules=pack.rulebook.rules,
            organisations=pack.events.organisations,
            pages=pack.events.pages,
            release=pack.release,
            language=LANGUAGE,
        )

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """Every set of answers that do not fit together."""
        if self.planned.route is not None:
            return ()
        rulebook = self.pack.rulebook
        sheet = rulebook.sheet(self.facts, self.on)
        return tuple(
            Clash(rulebook.vocabulary.constraints[name].says, self._said(rulebook.facts_of_constraint(name)))
            for name in rulebook.broken_constraints(sheet)
        )

    def _said(self, names: tuple[str, ...]) -> tuple[SaidBefore, ...]:
        given = [name for name in names if name in self.facts] or [name for name in self.facts.by_name if name in names]
        return tuple(
            SaidBefore(given_answer(name, self.facts, self.pack.vocabulary), self._step(name)) for name in given
        )

    def _step(self, fact: str) -> str:
        """The step whose being done makes the fact true."""
        said_by = [held.provenance.said_by for held in self.facts.by_name[fact]]
        return next((source.removeprefix(_STEP) for source in said_by if source.startswith(_STEP)), "")


def events_of(pack: Pack, contents: Contents) -> tuple[str, ...]:
    """Their life events. One that the pack no longer has is passed over."""
    return tuple(event for event in contents.life_events if event in pack.events.journeys)


def goals_of_events(pack: Pack, contents: Contents) -> tuple[str, ...]:
    """What the routes of their life events tell, each once."""
    return once(goal for event in events_of(pack, contents) for goal in pack.events.journeys[event].goals)


def route_of(*, pack: Pack, contents: Contents, on: date, with_reasons: bool = True) -> WorkedOut:
    """As `work_out`, where there is no going on without a route."""
    worked = work_out(pack=pack, contents=contents, on=on, with_reasons=with_reasons)
    if worked.clashes:
        raise DoNotFit(worked.clashes)
    return worked


def work_out(
    *, pack: Pack, contents: Contents, on: date, with_reasons: bool = True, about: Collection[str] | None = None
) -> WorkedOut:
    """Everything that follows from what is kept.

    Reasons take longest. With `about`, what is still open says only which of these facts it hangs on: a page with one question needs
    no more. To find the next question takes none.
    """
    events = events_of(pack, contents)
    if not contents.answers and not contents.marks:
        return WorkedOut(pack, contents, on, _nothing_told(_Release(pack.release, pack), events, on), ())
    facts, unread = contents.facts(pack.vocabulary)
    marks, not_read = read_marks(contents.marks, journeys_of(pack, events), on)
    planned = plan_for(
        pack=pack, events=events, facts=facts, marks=marks, on=on, with_reasons=with_reasons, about=about
    )
    return WorkedOut(pack, contents, on, planned, unread + not_read)


@dataclass(frozen=True, slots=True)
class _Release:
    """A pack, known by its release."""

    release: str
    pack: Pack = field(compare=False)


@lru_cache(maxsize=8)
def _nothing_told(release: _Release, events: tuple[str, ...], on: date) -> Planned:
    """Where everyone begins. It is the same for all, and holds nothing of anyone."""
    return plan_for(pack=release.pack, events=events, facts=Facts(), marks=NO_MARKS, on=on)


def sheet_of(*, pack: Pack, contents: Contents, on: date) -> Sheet:
    """What is known of someone, with what their done steps make true, where no route is wanted."""
    person = person_with(pack.rulebook, _told(pack, contents, on).facts, on)
    return person.supposing or person.sheet or route_of(pack=pack, contents=contents, on=on).sheet


@dataclass(frozen=True, slots=True)
class _Told:
    """What someone has told us: the facts, with what their done steps make true, their marks, and what could not be read."""

    facts: Facts
    marks: Marks
    unread: tuple[InputError, ...]


def _told(pack: Pack, contents: Contents, on: date) -> _Told:
    facts, unread = contents.facts(pack.vocabulary)
    own = journeys_of(pack, events_of(pack, contents))
    marks, not_read = read_marks(contents.marks, own, on)
    return _Told(with_asserted(facts, asserted_facts(own, marks, pack.vocabulary, on)), marks, unread + not_read)


# -- one topic -----------------------------------------------------------------------------------------------------------


def work_out_topic(*, pack: Pack, contents: Contents, topic: Topic, on: date) -> WorkedOut:
    """What is known of one topic: its goals, and the steps that they are part of, without the rest of any route."""
    told = _told(pack, contents, on)
    journeys = tuple(_about(topic, pack, on)) or (_of_no_event(topic),)
    in_full = () if topic.id == EVERYTHING else topic.goals[:1]
    planned = plan_along(pack=pack, journeys=journeys, known=told.facts, marks=told.marks, on=on, in_full=in_full)
    return WorkedOut(pack, contents, on, planned, told.unread)


def _about(topic: Topic, pack: Pack, on: date) -> Iterator[Journey]:
    """Of each journey what bears on the topic. A programme is claimed in the same way whatever happened."""
    if topic.id == EVERYTHING:
        return
    for event in pack.events.journeys:
        journey = pack.journey(event, on)
        steps = tuple(_alone(step) for step in journey.steps if _bears_on(topic, step, journey))
        if steps:
            yield replace(journey, steps=steps, needs=(), goals=topic.goals, urgent=())
            if topic.programme:
                return


def _bears_on(topic: Topic, step: Step, journey: Journey) -> bool:
    if topic.programme:
        return step.id == claim_of(topic.programme)
    basis = journey.bases[step.id]
    return not step.only_to_recover and bool({*basis.money, *basis.status, *basis.dates} & set(topic.goals))


def _alone(step: Step) -> Step:
    """A step without those it waits for, or leads to."""
    deadline = replace(step.deadline, recover=None) if step.deadline else None
    return replace(step, after=ByChoice.always(()), deadline=deadline)


def _of_no_event(topic: Topic) -> Journey:
    return Journey("", topic.title, (), (), {}, topic.place, goals=topic.goals)

"""What is known of what a person wants to know: one topic, or everything that they could get."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from handrail.domain.content.about_a_route import GoalAnswer, goal_answer
from handrail.domain.content.about_a_step import about_step
from handrail.domain.content.document import Contact, Document
from handrail.domain.content.saying import (
    capital,
    say_date,
    say_listed,
    sentence,
)
from handrail.domain.content.telling import contact_of
from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.entitlement import Entitlement
from handrail.domain.routes.once import once
from handrail.domain.routes.topic import Topic
from handrail.domain.rules.determination import Status
from handrail.packs.pack import Pack
from handrail.use_cases.amounts_so_far import say_so_far
from handrail.use_cases.asking import NextQuestion, ask_about, is_ruled_out, stages_of
from handrail.use_cases.choosing_topics import TopicLine, moments_of, places_of, wanted
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.one_answer_away import NoShown, nos_that_may_turn, wished_for_in
from handrail.use_cases.showing_estimate import estimated_programme
from handrail.use_cases.starting import EventShown, first_helpers, show_event
from handrail.use_cases.working_out import DoNotFit, WorkedOut, work_out_topic

_MOST_STEPS, _MOST_HELPERS = 3, 2


@dataclass(frozen=True, slots=True)
class AnswerTold:
    """One answer of a topic, with how often an amount is paid."""

    answer: GoalAnswer
    says: str


@dataclass(frozen=True, slots=True)
class TopicShown:
    """All that is known of a topic, how to go on, and who can help."""

    id: str
    title: str
    place: int
    on: str
    is_programme: bool
    is_ruled_out: bool
    can_be_estimated: bool
    answers: tuple[AnswerTold, ...]
    following: NextQuestion
    question: str
    has_begun: bool
    steps: tuple[Document, ...]
    asks: tuple[Contact, ...]
    check_with: str
    notes: tuple[tuple[str, str], ...]
    events: tuple[EventShown, ...]
    leads_to: tuple[TopicLine, ...]
    may_turn: tuple[NoShown, ...] = ()
    """Where it is a no, what could make it a yes: none or one."""
    has_events: bool = False

    @property
    def first(self) -> AnswerTold:
        return self.answers[0]

    @property
    def known_so_far(self) -> tuple[AnswerTold, ...]:
        """What else there is to tell already, if only its range, or why nobody can say."""
        return tuple(one for one in self.answers[1:] if one.answer.is_settled or one.answer.dead_end or "£" in one.says)

    @property
    def not_known_yet(self) -> tuple[AnswerTold, ...]:
        return tuple(one for one in self.answers[1:] if one not in self.known_so_far)

    @property
    def is_all_known(self) -> bool:
        """Nothing that anyone could still tell would change it."""
        return self.following.fact is None and not self.following.left_open


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One programme among all of them."""

    topic: TopicLine
    says: str
    why: tuple[str, ...]
    check_with: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherTime:
    """A life event that the person has not told of, and what can be had only then."""

    event: EventShown
    topics: tuple[TopicLine, ...]


@dataclass(frozen=True, slots=True)
class EverythingShown:
    """All programmes: those that someone can get, those that are open, those they cannot get, and those for other times in life."""

    place: int
    title: str
    on: str
    can_get: tuple[ProgrammeLine, ...]
    may_get: tuple[ProgrammeLine, ...]
    cannot_get: tuple[ProgrammeLine, ...]
    at_other_times: tuple[OtherTime, ...]
    following: NextQuestion
    question: str
    has_begun: bool


def worked_out(*, pack: Pack, contents: Contents, topic: Topic, on: date) -> WorkedOut:
    """What follows for a topic, where there is no going on while two answers do not fit."""
    worked = work_out_topic(pack=pack, contents=contents, topic=topic, on=on)
    if worked.clashes:
        raise DoNotFit(worked.clashes)
    return worked


def next_about(*, pack: Pack, contents: Contents, place: int, on: date) -> NextQuestion:
    """The next question for what was chosen."""
    topic = wanted(pack=pack, contents=contents, place=place)
    return ask_about(worked=worked_out(pack=pack, contents=contents, topic=topic, on=on), topic=topic)


def show_topic(*, pack: Pack, contents: Contents, place: int, on: date) -> TopicShown:
    """One topic that was chosen."""
    topic = wanted(pack=pack, contents=contents, place=place)
    worked = worked_out(pack=pack, contents=contents, topic=topic, on=on)
    following = ask_about(worked=worked, topic=topic)
    is_out = bool(topic.programme) and is_ruled_out(worked, topic.goals[0])
    asks = _whom_to_ask(topic, worked)
    return TopicShown(
        id=topic.id,
        title=topic.title,
        place=place,
        on=say_date(on),
        is_programme=bool(topic.programme),
        is_ruled_out=is_out,
        can_be_estimated=any(estimated_programme(pack, step) for step in worked.route.steps),
        answers=tuple(_answers(topic, worked)),
        following=following,
        question=pack.vocabulary.facts[following.fact].question if following.fact else "",
        has_begun=bool(contents.answers),
        steps=() if is_out else tuple(_steps(worked)),
        asks=asks,
        check_with=say_listed([one.name for one in asks[:_MOST_STEPS]], "or"),
        notes=tuple(_notes(topic, pack)),
        events=tuple(_events(topic, pack, on)),
        leads_to=tuple(_leads_to(topic, pack, contents)),
        may_turn=nos_that_may_turn(pack, contents, worked.sheet, wished_for_in(pack, topic)),
        has_events=bool(contents.life_events),
    )


def _answers(topic: Topic, worked: WorkedOut) -> Iterator[AnswerTold]:
    for goal in (goal for goals in stages_of(topic, worked) for goal in goals):
        found = worked.telling.determination(goal)
        assert found is not None
        answer = goal_answer(found, worked.telling)
        if found.status is Status.OPEN:
            # What the rules say when it is a yes or a no says nothing while it may be either. What was told does.
            told = (replace(each, says=()) for each in answer.because if each.answers)
            answer = replace(answer, because=tuple(told))
        if found.status is Status.OPEN and goal != topic.goals[0]:
            # What it hangs on was not looked for: that takes longest, and the next question is named anyway.
            answer = replace(answer, dead_end="", turn_to=())
        yield AnswerTold(answer, say_so_far(found, worked) or answer.says)


def _steps(worked: WorkedOut) -> Iterator[Document]:
    """How and where: the words of the steps that it is part of."""
    steps = [step for step in worked.route.steps if step.status is not StepStatus.DOES_NOT_APPLY]
    for step in steps[:_MOST_STEPS]:
        yield about_step(step, worked.telling)


def _whom_to_ask(topic: Topic, worked: WorkedOut) -> tuple[Contact, ...]:
    """Who runs it, and who helps free."""
    known = worked.pack.events.organisations
    programme = worked.pack.events.entitlements.get(topic.programme)
    owners = (programme and _run_by(programme, worked)) or once(
        owner for step in worked.route.steps for owner in step.owners
    )
    few = owners if len(owners) <= _MOST_STEPS else ()
    helpers = tuple(worked.telling.contact(each) for each in worked.telling.helpers()[:_MOST_HELPERS])
    return once((*(contact_of(known[each]) for each in few if each in known), *(helpers or first_helpers(worked.pack))))


def _run_by(programme: Entitlement, worked: WorkedOut) -> tuple[str, ...]:
    """Who runs it where the person is, or wherever they may be."""
    if programme.run_by is None:
        return ()
    by = programme.run_by.by
    return programme.run_by.among({by: worked.facts.possible(by, worked.pack.vocabulary)} if by else {})


def _notes(topic: Topic, pack: Pack) -> Iterator[tuple[str, str]]:
    programme = pack.events.entitlements.get(topic.programme)
    if programme and programme.backdating:
        yield "How far back it can go", sentence(programme.backdating)
    if programme and programme.affects:
        yield "What else it changes", sentence(programme.affects)


def _events(topic: Topic, pack: Pack, on: date) -> Iterator[EventShown]:
    """The life events whose route this is part of."""
    programme = pack.events.entitlements.get(topic.programme)
    for journey in pack.events.journeys.values():
        is_moment = programme is not None and journey.id in programme.moments
        if is_moment or set(topic.goals) & set(journey.goals):
            shown = show_event(pack, journey.id, on)
            assert shown is not None
            yield shown


def _leads_to(topic: Topic, pack: Pack, contents: Contents) -> Iterator[TopicLine]:
    programme = pack.events.entitlements.get(topic.programme)
    places = places_of(pack, contents)
    for name in programme.leads_to if programme else ():
        yield TopicLine(name, pack.topics.by_id[name].title, places.get(name))


# -- everything at once ----------------------------------------------------------------------------------------------------


def show_everything(*, pack: Pack, contents: Contents, place: int, on: date) -> EverythingShown:
    """Every programme, by what is known of it."""
    topic = wanted(pack=pack, contents=contents, place=place)
    worked = worked_out(pack=pack, contents=contents, topic=topic, on=on)
    following = ask_about(worked=worked, topic=topic)
    lines = [(goal, _programme_line(goal, worked)) for goal in topic.goals]
    out = {goal for goal in topic.goals if is_ruled_out(worked, goal)}
    sure = {goal for goal in topic.goals if _is_settled(worked, goal)}
    return EverythingShown(
        place=place,
        title=topic.title,
        on=say_date(on),
        can_get=tuple(line for goal, line in lines if goal in sure - out),
        may_get=tuple(line for goal, line in lines if goal not in sure),
        cannot_get=tuple(line for goal, line in lines if goal in out),
        at_other_times=tuple(_at_other_times(topic, pack, contents, on)),
        following=following,
        question=pack.vocabulary.facts[following.fact].question if following.fact else "",
        has_begun=bool(contents.answers),
    )


def _at_other_times(everything: Topic, pack: Pack, contents: Contents, on: date) -> Iterator[OtherTime]:
    places = places_of(pack, contents)
    left_out = [topic for topic in pack.topics.programmes if topic.goals[0] not in everything.goals]
    for event in pack.events.journeys:
        topics = tuple(
            TopicLine(topic.id, topic.title, places.get(topic.id))
            for topic in left_out
            if event in moments_of(pack, topic)
        )
        shown = show_event(pack, event, on)
        if topics and shown:
            yield OtherTime(shown, topics)


def _is_settled(worked: WorkedOut, goal: str) -> bool:
    found = worked.telling.determination(goal)
    return found is not None and found.status is Status.SETTLED


def _programme_line(goal: str, worked: WorkedOut) -> ProgrammeLine:
    topic = worked.pack.topics.of_goal(goal)
    found = worked.telling.determination(goal)
    assert topic is not None
    assert found is not None
    answer = goal_answer(found, worked.telling)
    why = once(sentence(reason.says) for reason in found.because if reason.kind == "rule" and reason.says)
    line = TopicLine(topic.id, topic.title, places_of(worked.pack, worked.contents).get(topic.id))
    return ProgrammeLine(
        line, capital(answer.says), why[:1], once(one for each in answer.checks for one in each.with_whom)
    )

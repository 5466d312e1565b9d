"""What a person wants to know: choose a topic, or everything at once, and see what is known of it so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import isinf

from handrail.domain.content.about_a_route import GoalAnswer, goal_answer
from handrail.domain.content.about_a_step import about_step
from handrail.domain.content.document import Contact, Document
from handrail.domain.content.saying import (
    capital,
    money_between,
    say_amount,
    say_date,
    say_listed,
    say_outcome,
    say_regularly,
    sentence,
)
from handrail.domain.content.telling import contact_of
from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.entitlement import Entitlement
from handrail.domain.routes.once import once
from handrail.domain.routes.topic import EVERYTHING, Topic
from handrail.domain.rules.determination import Determination, Status
from handrail.domain.rules.types import Kind
from handrail.packs.pack import Pack
from handrail.use_cases.asking import NextQuestion, ask_about, is_ruled_out, stages_of
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.searching import search
from handrail.use_cases.starting import EventShown, first_helpers, show_event
from handrail.use_cases.working_out import DoNotFit, WorkedOut, route_of, work_out_topic

ALL_AT_ONCE = "Everything you could get"
_MOST_STEPS, _MOST_HELPERS = 3, 2


class NotWanted(Exception):
    """Nobody chose this, or there is no such topic."""


# -- choosing ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic to pick; or one that was picked, by its place among those. Places count from 1."""

    id: str
    title: str
    place: int | None = None
    question: str = ""


@dataclass(frozen=True, slots=True)
class AreaShown:
    """Topics that belong together."""

    id: str
    title: str
    topics: tuple[TopicLine, ...]


@dataclass(frozen=True, slots=True)
class FoundLine:
    """Something that fits a person's own words: a life event, or a topic."""

    event: EventShown | None = None
    topic: TopicLine | None = None


def list_topics(*, pack: Pack, contents: Contents | None = None) -> tuple[AreaShown, ...]:
    """All there is to know, area by area, each in the order of the alphabet. What belongs nowhere comes last."""
    places = _places(pack, contents)
    areas = [(area.id, area.title) for area in pack.topics.areas]
    others = "" if areas else "Topics"
    shown = (
        AreaShown(
            area or "more",
            title,
            tuple(
                TopicLine(topic.id, topic.title, places.get(topic.id))
                for topic in sorted(pack.topics.by_id.values(), key=lambda topic: topic.title.lower())
                if topic.area == area
            ),
        )
        for area, title in (*areas, ("", others or "More"))
    )
    return tuple(area for area in shown if area.topics)


def find(*, pack: Pack, own_words: str, on: date, contents: Contents | None = None) -> tuple[FoundLine, ...]:
    """What fits these words, best first."""
    places = _places(pack, contents)
    return tuple(_found(pack, name, places, on) for name in search(pack, own_words))


def _found(pack: Pack, name: str, places: dict[str, int], on: date) -> FoundLine:
    topic = pack.topics.by_id.get(name)
    if topic is None:
        return FoundLine(event=show_event(pack, name, on))
    return FoundLine(topic=TopicLine(name, topic.title, places.get(name), _question(pack, topic)))


def _question(pack: Pack, topic: Topic) -> str:
    written = pack.rulebook.rules[topic.goals[0]].written
    return written.question or written.says


def choose(*, pack: Pack, contents: Contents, topic: str) -> Contents:
    """This is something they want to know, beside what they chose before."""
    if topic != EVERYTHING and topic not in pack.topics.by_id:
        raise NotWanted(topic)
    return contents if topic in _places(pack, contents) else replace(contents, goals=(*contents.goals, topic))


def drop(*, pack: Pack, contents: Contents, topic: str) -> Contents:
    """They no longer want to know it. Their answers stay."""
    return replace(contents, goals=tuple(name for name in contents.goals if _id_of(pack, name) != topic))


@dataclass(frozen=True, slots=True)
class ChosenLine:
    """Something that was chosen, and the answer as far as it is known."""

    title: str
    place: int
    question: str
    says: str


def list_chosen(*, pack: Pack, contents: Contents, on: date) -> tuple[ChosenLine, ...]:
    """What was chosen, in that order."""
    worked = route_of(pack=pack, contents=replace(contents, life_events=()), on=on)
    return tuple(
        ChosenLine(topic.title, place, *_in_short(topic, worked))
        for place in _places(pack, contents).values()
        for topic in [wanted(pack=pack, contents=contents, place=place)]
    )


def _in_short(topic: Topic, worked: WorkedOut) -> tuple[str, str]:
    found = [
        worked.pack.rulebook.settle_on(goal, worked.sheet)
        for goal in topic.goals[: None if topic.id == EVERYTHING else 1]
    ]
    if topic.id == EVERYTHING:
        sure = sum(each.is_settled and each.is_yes for each in found)
        return "", f"{sure} you can get, {sum(not each.is_settled for each in found)} still open"
    return _question(worked.pack, topic), capital(say_outcome(found[0]))


def place_of(*, pack: Pack, contents: Contents, topic: str) -> int:
    """Where a topic stands among those chosen."""
    return _places(pack, contents)[topic]


def wanted(*, pack: Pack, contents: Contents, place: int) -> Topic:
    """The topic at a place among those chosen."""
    for name, its_place in _places(pack, contents).items():
        if its_place == place:
            return _everything(pack, contents) if name == EVERYTHING else pack.topics.by_id[name]
    raise NotWanted(str(place))


def _places(pack: Pack, contents: Contents | None) -> dict[str, int]:
    """What was chosen, each once. What the pack no longer has is passed over."""
    names = once(name for each in (contents.goals if contents else ()) if (name := _id_of(pack, each)))
    return {name: place for place, name in enumerate(names, 1)}


def _id_of(pack: Pack, name: str) -> str:
    topic = pack.topics.named(name)
    return EVERYTHING if name == EVERYTHING else topic.id if topic else ""


def _everything(pack: Pack, contents: Contents) -> Topic:
    """All programmes as one topic: whether someone can get each of them. Nobody is asked how far a pregnancy is who told of none:
    those that are for one life event only are left out until it is theirs."""
    at = {*pack.topics.for_everyone, *contents.life_events}
    programmes = [
        topic for topic in pack.topics.programmes if at & set(_moments(pack, topic))
    ] or pack.topics.programmes
    return Topic(EVERYTHING, ALL_AT_ONCE, tuple(each.goals[0] for each in programmes), programmes[0].place)


def _moments(pack: Pack, topic: Topic) -> tuple[str, ...]:
    return pack.events.entitlements[topic.programme].moments


# -- what is known so far ----------------------------------------------------------------------------------------------


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
        yield AnswerTold(answer, _said(found, worked.pack.rulebook.rules[goal].written.period) or answer.says)


def _said(found: Determination, period: str) -> str:
    """An amount with how often it is paid. What may be nothing is only said at its most."""
    if found.type.kind is not Kind.MONEY or found.status not in (Status.SETTLED, Status.OPEN) or isinf(found.high):
        return ""
    money = money_between(found.low, found.high)
    most = replace(money, low=money.high) if money.high and not money.low else money
    said = say_regularly(say_amount(most), "" if period == "once" else period)
    return f"Up to {said}" if most is not money and most != money else capital(said)


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
    places = _places(pack, contents)
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
    places = _places(pack, contents)
    left_out = [topic for topic in pack.topics.programmes if topic.goals[0] not in everything.goals]
    for event in pack.events.journeys:
        topics = tuple(
            TopicLine(topic.id, topic.title, places.get(topic.id))
            for topic in left_out
            if event in _moments(pack, topic)
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
    line = TopicLine(topic.id, topic.title, _places(worked.pack, worked.contents).get(topic.id))
    return ProgrammeLine(
        line, capital(answer.says), why[:1], once(one for each in answer.checks for one in each.with_whom)
    )

"""The question to ask next, and all that is shown with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handrail.domain.content.about_a_question import about_question
from handrail.domain.content.about_a_route import GoalAnswer, headline_of
from handrail.domain.content.document import Document
from handrail.domain.facts.possible import Items
from handrail.domain.facts.vocabulary import Declaration, FactType
from handrail.domain.facts.wording import say_possible
from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.asking import goals_at_stake, next_question
from handrail.domain.routes.once import once
from handrail.domain.routes.topic import EVERYTHING, Topic
from handrail.domain.rules.determination import Status
from handrail.packs.pack import Pack
from handrail.use_cases.answering import Given, given_before
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.said_before import SaidBefore, said_before
from handrail.use_cases.working_out import WorkedOut, route_of, work_out, work_out_topic


class NoSuchQuestion(Exception):
    """Nobody is asked this."""


@dataclass(frozen=True, slots=True)
class SoFar:
    """How far the answers given have brought the person."""

    headline: GoalAnswer | None
    certain: int
    maybe: int
    at_most: int


@dataclass(frozen=True, slots=True)
class ItemTold:
    """A member of a list, as it was told. Places count from 1."""

    place: int
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, ready to be shown: with what was answered before, and the question to go back to."""

    declaration: Declaration
    document: Document
    given: Given
    so_far: SoFar
    previous: str | None = None
    items: tuple[ItemTold, ...] = ()
    is_answered: bool = False
    topic: str = ""
    """What it is asked for, where that is not a route."""
    said_before: tuple[SaidBefore, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A question that was passed over, or declined."""

    fact: str
    question: str


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """What to ask next; or, when there is nothing more to ask, the questions that were left open."""

    fact: str | None = None
    left_open: tuple[LeftOpen, ...] = ()
    so_far: SoFar | None = None


def ask_next(*, pack: Pack, contents: Contents, on: date) -> NextQuestion:
    """The best question: what the journey needs first, then what the person most wants to know hangs on."""
    worked = route_of(pack=pack, contents=contents, on=on, with_reasons=False)
    fact = _need(worked) or _most_telling(worked)
    if fact:
        return NextQuestion(fact)
    worked = route_of(pack=pack, contents=contents, on=on)
    return NextQuestion(left_open=_left_open(worked), so_far=so_far(worked))


def check_question(pack: Pack, fact: str) -> None:
    """The pack has it. An address may name anything."""
    if fact not in pack.vocabulary.facts:
        raise NoSuchQuestion(fact)


def ask(*, pack: Pack, contents: Contents, fact: str, on: date, topic: Topic | None = None) -> Asked:
    """One question by its fact, on the way along a route or for a topic. It can be asked whatever else is wrong: that is how a
    clash is put right. Why it is asked stays true when it was answered: another answer could change the same."""
    check_question(pack, fact)
    declaration = pack.vocabulary.facts[fact]

    def work(contents: Contents) -> WorkedOut:
        if topic is None:
            return work_out(pack=pack, contents=contents, on=on, about=(fact,))
        return work_out_topic(pack=pack, contents=contents, topic=topic, on=on)

    worked = _without_clashes(work, contents, fact)
    is_answered = any(answer.fact == fact for answer in contents.answers)
    unanswered = _without_clashes(work, contents.without(fact), fact) if is_answered else worked
    at_stake = goals_at_stake(pack.rulebook, topic.goals, unanswered.sheet, fact) if topic else None
    facts = [answer.fact for answer in contents.answers if answer.fact in pack.vocabulary.facts]
    return Asked(
        declaration=declaration,
        document=about_question(fact, unanswered.telling, goals=at_stake),
        given=given_before(declaration, contents),
        so_far=so_far(worked),
        previous=_previous(facts, fact),
        items=_items(declaration, contents, pack),
        is_answered=is_answered,
        topic=topic.title if topic else "",
        said_before=() if is_answered else said_before(declaration, contents, pack.vocabulary),
    )


def _without_clashes(work: Callable[[Contents], WorkedOut], contents: Contents, fact: str) -> WorkedOut:
    """The route, if need be as it would be without this answer, or without any."""
    nothing_told = Contents(life_events=contents.life_events)
    tries = (work(each) for each in (contents, contents.without(fact), nothing_told))
    return next(worked for worked in tries if not worked.clashes)


def so_far(worked: WorkedOut) -> SoFar:
    """What is certain and what is not. At most so many answers make the most wanted one certain."""
    headline = headline_of(worked.telling)
    statuses = [step.status for step in worked.route.steps]
    return SoFar(
        headline=headline,
        certain=statuses.count(StepStatus.APPLIES),
        maybe=statuses.count(StepStatus.MAY_APPLY),
        at_most=_still_to_ask(worked, [headline.goal] if headline else []),
    )


def _still_to_ask(worked: WorkedOut, goals: Sequence[str]) -> int:
    """How many facts these goals still hang on that the person has not been asked for."""
    passed = {answer.fact for answer in worked.contents.answers}
    needs = {need for goal in goals if (found := worked.telling.determination(goal)) for need in found.needs}
    left = needs - passed
    # The rest hangs on questions that were passed over: it is not asked.
    can_be_asked = any(worked.pack.rulebook.is_asked(need, worked.sheet, surely=True) for need in left)
    return len(left) if can_be_asked else 0


def _need(worked: WorkedOut) -> str | None:
    """What the journeys ask first, in their order."""
    passed = {answer.fact for answer in worked.contents.answers}
    needs = once(need for journey in worked.planned.journeys for need in journey.needs)
    return next(
        (
            need
            for need in needs
            if need not in worked.facts
            and need not in passed
            and worked.pack.rulebook.is_asked(need, worked.sheet, surely=True)
        ),
        None,
    )


def _most_telling(worked: WorkedOut) -> str | None:
    """For what they chose to know first, then the answer people come for, then what their steps hang on.

    Nothing is asked twice: whoever said "between" or "I don't know" has said what they know.
    """
    not_now = frozenset(answer.fact for answer in worked.contents.answers)
    for goals in _wanted(worked):
        question = next_question(worked.pack.rulebook, goals, worked.sheet, not_now=not_now)
        if question.fact:
            return question.fact
    return None


def _wanted(worked: WorkedOut) -> tuple[tuple[str, ...], ...]:
    headline = headline_of(worked.telling)
    chosen = tuple(_chosen(worked))
    goals = once(goal for journey in worked.planned.journeys for goal in journey.goals)
    return (chosen, (headline.goal,) if headline else (), (*goals, *_of_steps(worked)))


def _chosen(worked: WorkedOut) -> Iterator[str]:
    """The goals that they chose one by one. Everything at once is asked about on its own page."""
    for name in worked.contents.goals:
        topic = worked.pack.topics.by_id.get(name)
        if name in worked.pack.rulebook.goals:
            yield name
        elif topic:
            yield from topic.goals


def ask_about(*, worked: WorkedOut, topic: Topic) -> NextQuestion:
    """The best question for a topic: first for whether someone can get it, and only then for how much, from when and by when."""
    rulebook = worked.pack.rulebook
    not_now = frozenset(answer.fact for answer in worked.contents.answers)
    for goals in stages_of(topic, worked):
        question = next_question(rulebook, goals, worked.sheet, not_now=not_now)
        if question.fact:
            return NextQuestion(question.fact)
    return NextQuestion(left_open=_left_open(worked), so_far=so_far(worked))


def stages_of(topic: Topic, worked: WorkedOut) -> tuple[tuple[str, ...], ...]:
    """The goals to ask about, and in what order. Of a programme that someone cannot get, nothing else matters."""
    if topic.id == EVERYTHING:
        return (topic.goals,)
    first, rest = topic.goals[:1], topic.goals[1:]
    is_out = bool(topic.programme) and is_ruled_out(worked, first[0])
    return (first,) if is_out or not rest else (first, rest)


def is_ruled_out(worked: WorkedOut, goal: str) -> bool:
    """It is settled that it is a no."""
    found = worked.telling.determination(goal)
    return found is not None and found.status is Status.SETTLED and not found.is_yes


def _of_steps(worked: WorkedOut) -> tuple[str, ...]:
    """The rules that steps still hang on, and what steps that surely apply work out. Steps that are ruled out ask nothing."""
    open_ones = (step for step in worked.route.to_do if step.status is StepStatus.MAY_APPLY)
    conditions = (rule for step in open_ones for rule in step.basis.status)
    deadlines = (step.deadline.by for step in worked.route.to_do if step.deadline)
    sure = (step for step in worked.route.to_do if step.status is StepStatus.APPLIES)
    return once((*conditions, *deadlines, *(goal for step in sure for goal in step.basis.answers)))


def _left_open(worked: WorkedOut) -> tuple[LeftOpen, ...]:
    """The questions whose answers could still change something, had the person known or wished to say."""
    passed = once(answer.fact for answer in worked.contents.answers)
    needs = {need for found in worked.planned.determinations.values() for need in found.needs}
    facts = worked.pack.vocabulary.facts
    return tuple(LeftOpen(fact, facts[fact].question) for fact in passed if fact in needs and fact in facts)


def _previous(answered: Sequence[str], fact: str) -> str | None:
    """The question that was answered before this one."""
    earlier = answered[: answered.index(fact)] if fact in answered else answered
    return earlier[-1] if earlier else None


def _items(declaration: Declaration, contents: Contents, pack: Pack) -> tuple[ItemTold, ...]:
    """The members of a list that were told so far."""
    if declaration.type is not FactType.COLLECTION:
        return ()
    facts, _ = contents.facts(pack.vocabulary)
    held = facts.possible(declaration.name, pack.vocabulary)
    assert isinstance(held, Items)
    return tuple(
        ItemTold(
            place,
            tuple(
                (field.question or field.label, say_possible(field, item[name]))
                for name, field in declaration.fields.items()
            ),
        )
        for place, item in enumerate(held.items, 1)
    )

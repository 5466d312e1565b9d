"""One answer away: for all that is still open the question that would settle most, and for each no what would make it a yes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from handrail.domain.content.about_one_away import NOT_SAID, say_stake, say_turn, say_worse
from handrail.domain.content.saying import say_date
from handrail.domain.facts.possible import NO
from handrail.domain.routes.once import once
from handrail.domain.routes.staking import Stake, stakes
from handrail.domain.routes.topic import EVERYTHING, Topic
from handrail.domain.routes.turning import Turn, opens_on, turns
from handrail.domain.rules.determining import Sheet
from handrail.domain.rules.types import Kind
from handrail.packs.pack import Pack
from handrail.use_cases.choosing_topics import TopicLine, moments_of, places_of, wanted
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.working_out import goals_of_events, sheet_of

_A_YEAR = {"day": 365, "week": 52, "fortnight": 26, "four_weeks": 13, "month": 12, "quarter": 4}
"""How often an amount comes in a year. It orders questions only."""


@dataclass(frozen=True, slots=True)
class SettledBy:
    """Something still open, and what may hang on it."""

    title: str
    stake: str

    @property
    def is_known(self) -> bool:
        return self.stake != NOT_SAID


@dataclass(frozen=True, slots=True)
class QuestionAway:
    """One question, and what it would do most to settle."""

    fact: str
    question: str
    settles: tuple[SettledBy, ...]


@dataclass(frozen=True, slots=True)
class WayShown:
    """What would make a no a yes: the facts to change, the programmes through which, and what would be worse then."""

    says: str
    facts: tuple[str, ...]
    through: tuple[TopicLine, ...]
    costs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoShown:
    """A no that need not stay one."""

    goal: str
    title: str
    ways: tuple[WayShown, ...]
    from_day: str


@dataclass(frozen=True, slots=True)
class OneAwayShown:
    """All of it, for one person on one day."""

    on: str
    questions: tuple[QuestionAway, ...]
    nos: tuple[NoShown, ...]


def show_one_away(*, pack: Pack, contents: Contents, on: date) -> OneAwayShown:
    """What one more answer could settle of what this person may be owed, and what could be otherwise."""
    sheet = sheet_of(pack=pack, contents=contents, on=on)
    asked_for = _asked_for(pack, contents)
    amounts = {goal: _amount_of(pack, goal) for goal in asked_for if _is_programme(pack, goal)}
    not_now = frozenset(answer.fact for answer in contents.answers)
    found = stakes(pack.rulebook, amounts, sheet, not_now=not_now)
    return OneAwayShown(
        on=say_date(on),
        questions=tuple(_questions(pack, found)),
        nos=nos_that_may_turn(pack, contents, sheet, asked_for),
    )


def _asked_for(pack: Pack, contents: Contents) -> tuple[str, ...]:
    """Whether they can get each programme of their life events, and of what they chose to know; and what they could make so."""
    at_hand = [topic for topic in pack.topics.programmes if set(contents.life_events) & set(moments_of(pack, topic))]
    chosen = [wanted(pack=pack, contents=contents, place=place) for place in places_of(pack, contents).values()]
    return once(
        (
            *(goal for topic in (*at_hand, *chosen) for goal in wished_for_in(pack, topic)),
            *(goal for goal in goals_of_events(pack, contents) if _is_wished_for(pack, goal)),
        )
    )


def wished_for_in(pack: Pack, topic: Topic) -> tuple[str, ...]:
    """Of what a topic tells, what a person would rather have be so."""
    if topic.id == EVERYTHING:
        return topic.goals
    others = (goal for goal in topic.goals if _is_wished_for(pack, goal))
    return once((*(topic.goals[:1] if topic.programme else ()), *others))


# -- what is open ----------------------------------------------------------------------------------------------------------


def _questions(pack: Pack, found: tuple[Stake, ...]) -> Iterator[QuestionAway]:
    """First those at which an amount is known to be at stake, then those that settle most money, or on which most hangs."""
    by_fact: dict[str, list[Stake]] = {}
    for stake in found:
        by_fact.setdefault(stake.fact, []).append(stake)

    def rank(each: tuple[str, list[Stake]]) -> tuple[object, ...]:
        return all(_stake(pack, stake) == NOT_SAID for stake in each[1]), -_worth(pack, each[1]), -len(each[1])

    for fact, settled in sorted(by_fact.items(), key=rank):
        ordered = sorted(settled, key=lambda stake: rank((fact, [stake])))
        yield QuestionAway(
            fact,
            pack.vocabulary.facts[fact].question,
            tuple(SettledBy(_title(pack, each.goal), _stake(pack, each)) for each in ordered),
        )


def _worth(pack: Pack, found: Iterable[Stake]) -> float:
    """How much the answer is likely to settle in a year, in pence."""
    return sum(stake.settles * _A_YEAR.get(_period(pack, stake.goal), 1) for stake in found)


def _stake(pack: Pack, stake: Stake) -> str:
    return say_stake(stake.low, stake.high, _period(pack, stake.goal))


# -- what is a no ----------------------------------------------------------------------------------------------------------


def nos_that_may_turn(pack: Pack, contents: Contents, sheet: Sheet, goals: Iterable[str]) -> tuple[NoShown, ...]:
    """Of these goals the settled ones that are no, and could be otherwise: by what the person can change, or with time."""
    rulebook = pack.rulebook
    nos = [goal for goal in goals if rulebook.outcome(goal, sheet).value == NO]
    days = opens_on(rulebook, nos, sheet)
    more_is_better = watched(pack)
    found = {goal: turns(rulebook, goal, sheet, more_is_better) for goal in nos}
    return tuple(
        NoShown(
            goal,
            _title(pack, goal),
            tuple(_way(pack, contents, turn) for turn in found[goal]),
            say_date(days[goal]) if goal in days else "",
        )
        for goal in nos
        if found[goal] or goal in days
    )


def _way(pack: Pack, contents: Contents, turn: Turn) -> WayShown:
    places = places_of(pack, contents)
    through = once(change.way.through for change in turn.changes if change.way.through)
    return WayShown(
        says=say_turn(turn.changes, pack.vocabulary),
        facts=tuple(change.fact for change in turn.changes),
        through=tuple(TopicLine(name, pack.topics.by_id[name].title, places.get(name)) for name in through),
        costs=tuple(_costs(pack, turn)),
    )


def _costs(pack: Pack, turn: Turn) -> Iterator[str]:
    """Each thing once: of what could not be had at all the amount goes without saying."""
    lost = {_programme(shift.goal) for shift in turn.worse if shift.after.type.kind is Kind.YES_NO}
    for shift in turn.worse:
        if shift.after.type.kind is Kind.YES_NO or _programme(shift.goal) not in lost:
            yield say_worse(shift, _title(pack, shift.goal), pack.rulebook.rules[shift.goal].written.period)


def watched(pack: Pack) -> tuple[str, ...]:
    """All of which a person would rather have more: every programme, and what they could make so."""
    programmes = (f"{name}.{part}" for name in pack.events.entitlements for part in ("eligible", "amount"))
    others = (goal for goal in pack.rulebook.goals if _is_wished_for(pack, goal))
    return once(goal for goal in (*programmes, *others) if goal in pack.rulebook.rules)


def _is_wished_for(pack: Pack, goal: str) -> bool:
    """A person would rather have it be so, and could make it so."""
    rule = pack.rulebook.rules[goal]
    return rule.written.changeable and rule.expression.type.kind is Kind.YES_NO


# -- names -----------------------------------------------------------------------------------------------------------------


def _programme(goal: str) -> str:
    return goal.rpartition(".")[0]


def _is_programme(pack: Pack, goal: str) -> bool:
    return _programme(goal) in pack.events.entitlements


def _amount_of(pack: Pack, goal: str) -> str | None:
    amount = f"{_programme(goal)}.amount"
    return amount if amount in pack.rulebook.rules else None


def _period(pack: Pack, goal: str) -> str:
    amount = _amount_of(pack, goal)
    return pack.rulebook.rules[amount].written.period if amount else ""


def _title(pack: Pack, goal: str) -> str:
    if _is_programme(pack, goal):
        return pack.events.entitlements[_programme(goal)].title
    return pack.rulebook.rules[goal].written.question

"""Several things at once, in words: dates that get in each other's way, and who has to be told what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handrail.domain.content.document import GivenAnswer
from handrail.domain.content.saying import say_date, say_days, say_weekday
from handrail.domain.content.telling import Telling as Words
from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.conflicting import Conflict, Kind, conflicts
from handrail.domain.routes.journey import News
from handrail.domain.routes.telling_once import Round, Telling, rounds, told_more_than_once

_FEW = 2


@dataclass(frozen=True, slots=True)
class StepNamed:
    """A step by its name and what it is called."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ConflictTold:
    """Two steps that get in each other's way, what is wrong, and what could give: answers that could be others, and a choice."""

    steps: tuple[StepNamed, ...]
    says: str
    could_move: tuple[GivenAnswer, ...]
    has_choice: bool
    if_missed: str = ""


@dataclass(frozen=True, slots=True)
class TellingTold:
    """One step that tells: whom it reaches, what it needs, by when, and whether another step covers it."""

    step: StepNamed
    reaches: tuple[str, ...]
    needs: tuple[str, ...]
    by: str
    covered_by: StepNamed | None
    apart: str
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class RoundTold:
    """Everyone to tell one piece of news."""

    title: str
    tellings: tuple[TellingTold, ...]


@dataclass(frozen=True, slots=True)
class SeveralTold:
    """All of it. `together` are those who hear from more than one step."""

    conflicts: tuple[ConflictTold, ...]
    rounds: tuple[RoundTold, ...]
    together: tuple[tuple[str, tuple[StepNamed, ...]], ...]


def about_several(words: Words, news: Mapping[str, News]) -> SeveralTold:
    """What gets in the way of what, and whom to tell."""
    called = {name: journey.called for name, journey in words.journeys.items()}
    told = tuple(each for each in rounds(words.route, called) if len(each.reaches) >= _FEW)
    together = told_more_than_once(told)
    return SeveralTold(
        conflicts=tuple(_conflict(each, words) for each in conflicts(words.route)),
        rounds=tuple(RoundTold(_title(each, news), tuple(_tellings(each, words))) for each in told),
        together=tuple(
            (words.name_of(name), tuple(_named(step, words) for step in by)) for name, by in together.items()
        ),
    )


def _named(step: str, words: Words) -> StepNamed:
    return StepNamed(step, words.title(step))


# -- dates ---------------------------------------------------------------------------------------------------------------


def _conflict(each: Conflict, words: Words) -> ConflictTold:
    held = tuple(name for name in each.fixed_by if name in words.facts)
    later = words.route.by_id[each.steps[1]]
    return ConflictTold(
        steps=tuple(_named(step, words) for step in each.steps),
        says=_says(each, words),
        could_move=tuple(words.answer(name) for name in held),
        has_choice=bool(each.decisions),
        if_missed=later.deadline.if_missed if later.deadline and each.kind is Kind.TOO_LATE else "",
    )


def _says(each: Conflict, words: Words) -> str:
    one, other = (f"“{words.title(step)}”" for step in each.steps)
    match each.kind:
        case Kind.SAME_DAY:
            assert each.days.low
            return f"{one} and {other} are both on {say_weekday(each.days.low)}."
        case Kind.MAY_BE_SAME_DAY:
            return f"{one} and {other} may fall on the same day: {say_days(each.days)}."
    assert each.days.low
    assert each.days.high
    last, soonest = say_date(each.days.low), say_date(each.days.high)
    return f"{one} comes first, and cannot be finished before {soonest}. {other} has to be done by {last}."


# -- who to tell -----------------------------------------------------------------------------------------------------------


def _title(each: Round, news: Mapping[str, News]) -> str:
    title = news[each.news].title
    return f"{title} ({each.called})" if each.called else title


def _tellings(each: Round, words: Words) -> Iterator[TellingTold]:
    for telling in each.tellings:
        yield _telling(telling, words)


def _telling(telling: Telling, words: Words) -> TellingTold:
    step = words.route.by_id[telling.step]
    due = step.deadline.days if step.deadline else None
    return TellingTold(
        step=_named(telling.step, words),
        reaches=tuple(_in_a_list(words.name_of(each), place) for place, each in enumerate(telling.reaches)),
        needs=tuple(each.called or each.id.replace("_", " ") for each in step.documents),
        by=say_days(due) if due and due.high else "",
        covered_by=_named(telling.covered_by, words) if telling.covered_by else None,
        apart=telling.apart,
        is_sure=step.status is StepStatus.APPLIES,
    )


def _in_a_list(name: str, place: int) -> str:
    """Your council first, and your council after another."""
    return name[:1].lower() + name[1:] if place and name.startswith(("Your ", "Their ", "The ")) else name

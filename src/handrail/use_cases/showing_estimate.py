"""About how much a programme pays one person, as a page shows it: never a settled figure, with all that it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from handrail.domain.content.document import Contact, GivenAnswer
from handrail.domain.content.saying import capital, say_date, say_what_of, sentence
from handrail.domain.facts.wording import say_money
from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.once import once
from handrail.domain.routes.route import RouteStep
from handrail.domain.rules.determination import Status
from handrail.domain.rules.outside import Outside
from handrail.engines.protocol import Away, Engine, Why
from handrail.packs.entitlements import claim_of
from handrail.packs.pack import Pack
from handrail.use_cases.choosing_topics import wanted
from handrail.use_cases.estimating import (
    AN_ESTIMATE,
    AWAY,
    NOTHING,
    PERIODS,
    Estimate,
    derived_for,
    estimates_of,
    facts_behind,
    needs_of,
)
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.marking_steps import NoSuchStep
from handrail.use_cases.working_out import DoNotFit, WorkedOut, route_of, work_out_topic

_POUND = 100
_MOST_CONTACTS = 3


@dataclass(frozen=True, slots=True)
class About:
    """An amount in whole pounds, as often as it is paid. Where both ends are the same it is one amount."""

    low: str
    high: str
    every: str
    may_be_nothing: bool
    is_nothing: bool

    @property
    def is_one(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that would make the estimate narrower."""

    fact: str
    says: str
    question: str
    was_asked: bool
    is_declined: bool


@dataclass(frozen=True, slots=True)
class EstimateShown:
    """An estimate, or why there is none, with what it rests on and who to ask instead."""

    step: str
    title: str
    programme: str
    status: Status
    amount: About | None
    away: Why | None
    notes: tuple[str, ...]
    worked_out_from: tuple[GivenAnswer, ...]
    taken_to_be_so: tuple[str, ...]
    worked_out_by_us: tuple[str, ...]
    unknown: tuple[Unknown, ...]
    next_question: Unknown | None
    contacts: tuple[Contact, ...]
    day: str
    place: int = 0
    """Where the topic that it is for stands among those chosen; on a route it is for the step."""


def estimated_programme(pack: Pack, step: RouteStep) -> str:
    """The programme that a step claims, where its amount is an outside calculator's; otherwise nothing."""
    if step.status in (StepStatus.DOES_NOT_APPLY, StepStatus.SKIPPED):
        return ""
    claimed = pack.events.claimed_at(name for _, name in step.parts)
    return claimed.id if claimed and claimed.amount_by == "engine" else ""


def show_estimate(
    *, pack: Pack, contents: Contents, step: str, engine: Engine, on: date, may_ask: bool = True
) -> EstimateShown:
    """Ask the calculator about one step's programme, with what is kept. Who has asked too often may not just now."""
    return _estimated(route_of(pack=pack, contents=contents, on=on), step, engine, may_ask=may_ask)


def _estimated(worked: WorkedOut, step: str, engine: Engine, *, may_ask: bool) -> EstimateShown:
    pack, found = worked.pack, worked.route.by_id.get(step)
    programme = estimated_programme(pack, found) if found else ""
    if found is None or not programme or engine.name not in pack.outside:
        raise NoSuchStep(step)
    person, asked = worked.planned.person, engine if may_ask else _Refusing(engine.name)
    estimate = estimates_of(pack, asked, [programme], person)[programme]
    return _shown(worked, found, pack.outside[engine.name], programme, estimate)


def estimate_topic(
    *, pack: Pack, contents: Contents, place: int, engine: Engine, on: date, may_ask: bool = True
) -> EstimateShown:
    """The same for the programme that was chosen to be known."""
    topic = wanted(pack=pack, contents=contents, place=place)
    worked = work_out_topic(pack=pack, contents=contents, topic=topic, on=on)
    if worked.clashes:
        raise DoNotFit(worked.clashes)
    shown = _estimated(worked, claim_of(topic.programme), engine, may_ask=may_ask)
    return replace(shown, title=topic.title, place=place)


@dataclass(frozen=True, slots=True)
class _Refusing:
    """Stands in for a calculator that someone has asked too often."""

    name: str

    def evaluate(self, _table: object, _outputs: object) -> Away:
        return Away(Why.BUSY)

    def away(self) -> Away:
        return Away(Why.BUSY)


def _shown(worked: WorkedOut, step: RouteStep, outside: Outside, programme: str, estimate: Estimate) -> EstimateShown:
    pack, telling = worked.pack, worked.telling
    is_about_them = estimate.status in (Status.ESTIMATE, Status.OPEN)
    unknown = _unknown(worked, outside, programme, estimate) if is_about_them else ()
    return EstimateShown(
        step=step.id,
        title=telling.title(step),
        programme=pack.events.entitlements[programme].title,
        status=estimate.status,
        amount=_about(estimate, PERIODS[outside.outputs[programme].times_a_year]),
        away=estimate.away,
        notes=tuple(each for each in estimate.says if each not in (AN_ESTIMATE, AWAY, NOTHING)),
        worked_out_from=_worked_out_from(worked, outside, programme) if is_about_them else (),
        taken_to_be_so=outside.held_for(programme) if is_about_them else (),
        worked_out_by_us=tuple(map(sentence, derived_for(outside, programme))) if is_about_them else (),
        unknown=unknown,
        next_question=_next(worked, unknown),
        contacts=tuple(telling.contact(each) for each in _whom_to_ask(worked, step)),
        day=say_date(worked.on),
    )


def _about(estimate: Estimate, every: str) -> About | None:
    """Whole pounds: further apart than the estimate has it, never closer. One amount goes to the nearest pound."""
    low, high = estimate.low, estimate.high
    if low is None or high is None:
        return None
    if low == high:
        low = high = round(low / _POUND) * _POUND
    else:
        low, high = low // _POUND * _POUND, -(-high // _POUND) * _POUND
    return About(say_money(low), say_money(high), every, may_be_nothing=low == 0, is_nothing=estimate.high == 0)


def _worked_out_from(worked: WorkedOut, outside: Outside, programme: str) -> tuple[GivenAnswer, ...]:
    """The answers that count. One that is dormant, or was refused, does not."""
    person = worked.planned.person
    assert person.sheet is not None
    told = (fact for fact in once((outside.nation, *facts_behind(outside, programme))) if fact in person.facts)
    used = (fact for fact in told if fact not in person.sheet.dormant and fact not in person.facts.declined)
    return tuple(worked.telling.answer(fact) for fact in used)


def _unknown(worked: WorkedOut, outside: Outside, programme: str, estimate: Estimate) -> tuple[Unknown, ...]:
    """What is still open, and what they would rather not say: it was tried in every way."""
    person, facts = worked.planned.person, worked.pack.vocabulary.facts
    assert person.sheet is not None
    needs = estimate.needs or needs_of(worked.pack, outside, programme, person)
    declined = person.facts.declined
    passed = {answer.fact for answer in worked.contents.answers}
    names = once((*needs, *(fact for fact in facts_behind(outside, programme) if fact in declined)))
    return tuple(
        Unknown(name, capital(say_what_of(facts[name])), facts[name].question, name in passed, name in declined)
        for name in names
    )


def _next(worked: WorkedOut, unknown: tuple[Unknown, ...]) -> Unknown | None:
    """The first that was not asked yet and surely makes sense to ask."""
    sheet = worked.planned.person.sheet
    assert sheet is not None
    can_be_asked = (each for each in unknown if not each.was_asked and not each.is_declined)
    return next((each for each in can_be_asked if worked.pack.rulebook.is_asked(each.fact, sheet, surely=True)), None)


def _whom_to_ask(worked: WorkedOut, step: RouteStep) -> tuple[str, ...]:
    """Who pays it, then who helps free."""
    return once((*step.owners, *worked.telling.helpers_at(step)))[:_MOST_CONTACTS]

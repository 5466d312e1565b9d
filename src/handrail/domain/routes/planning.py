"""Plan a route: the steps that apply, in an order that respects what must come first, each with its dates and its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import inf

from handrail.domain.facts.possible import Possible
from handrail.domain.routes.assembling import Draft, route_step
from handrail.domain.routes.circumstances import Circumstances
from handrail.domain.routes.dating import Dates, dates, expected_finish
from handrail.domain.routes.deciding import decide_by, decision_of, lasts_by, lasts_of
from handrail.domain.routes.gathering import all_documents, involved
from handrail.domain.routes.journey import Journey
from handrail.domain.routes.marking import standings
from handrail.domain.routes.marks import NO_MARKS, Marks
from handrail.domain.routes.merging import Candidate, candidates
from handrail.domain.routes.ordering import Before, handed_on, in_order
from handrail.domain.routes.pricing import by_date, costs, gains, money_of, once_and_regular
from handrail.domain.routes.route import Route, RouteDecision, RouteStep
from handrail.domain.routes.spans import Days, day_of
from handrail.domain.routes.standing import Standing
from handrail.domain.routes.timing import Timing
from handrail.domain.routes.wishing import brought_forward, put_off_to
from handrail.domain.rules.determination import Determination


def plan(
    journeys: Sequence[Journey],
    determinations: Mapping[str, Determination],
    facts: Mapping[str, Possible],
    marks: Marks = NO_MARKS,
    *,
    on: date,
) -> Route:
    """Keep the steps that apply or may, in an order that respects what must come first, and date and price each of them.

    `determinations` holds every rule of `rules_named(journeys)`, and `facts` every fact of `facts_named(journeys)`.
    """
    known = Circumstances(on, determinations, facts, marks)
    found = candidates(journeys, known)
    known = replace(known, marks=marks.renamed({part.id: name for name, each in found.items() for part in each.parts}))

    standing = standings(found, known)
    by_rank = in_order(found, lambda name: found[name].rank)
    before = handed_on(by_rank, found, standing)

    decisions = {name: decision_of(each, known) for name, each in found.items()}
    timings = {name: _timing(each, standing[name], decisions[name], known) for name, each in found.items()}
    days = dates(by_rank, before, standing, timings, known)

    forward = brought_forward(found, standing, known)
    order = in_order(found, lambda name: (name not in forward, *_urgency(found[name], days.get(name))))
    drafts = [
        _draft(found[name], standing[name], before, timings[name], days.get(name), decisions[name], known)
        for name in order
    ]
    return _route(journeys, drafts, day_of(expected_finish(days, standing)), forward, known)


def _timing(each: Candidate, now: Standing, decision: RouteDecision | None, known: Circumstances) -> Timing:
    """What bears on the day of a step."""
    anchor = next((step.happens_on for step in each.steps if step.happens_on), None)
    waits = [known.days(step.not_before) for step in each.steps if step.not_before]
    put_off = put_off_to(each, now, known)
    if put_off:
        waits.append((put_off.toordinal(), put_off.toordinal()))
    return Timing(
        lasts=lasts_by(decision, lasts_of(each)),
        is_event=anchor is not None,
        happens_on=known.anchor(anchor),
        not_before=(max((first for first, _ in waits), default=-inf), max((last for _, last in waits), default=-inf)),
        due=now.ends,
    )


def _urgency(each: Candidate, when: Dates | None) -> tuple[object, ...]:
    """Of the steps that could come next: the first phase, then the one that cannot wait, then the one that can start."""
    phase, *author = each.rank
    return (phase, when.start_by, when.start[0], *author) if when else (phase, -inf, -inf, *author)


def _draft(
    each: Candidate,
    now: Standing,
    before: Before,
    timing: Timing,
    when: Dates | None,
    decision: RouteDecision | None,
    known: Circumstances,
) -> Draft:
    cash = costs(each, now, when, decision, known)
    decision = replace(decision, by=decide_by(decision, timing.lasts, when)) if decision else None
    return Draft(each, now, tuple(before[each.id]), timing.lasts, when, decision, cash, gains(each, now, when, known))


def _route(
    journeys: Sequence[Journey],
    drafts: Sequence[Draft],
    expected: date | None,
    forward: frozenset[str],
    known: Circumstances,
) -> Route:
    by_event = {journey.id: journey for journey in journeys}
    steps = tuple(route_step(draft, by_event, known) for draft in drafts)
    cash = by_date(line for draft in drafts for line in draft.cash)
    received, regular = once_and_regular(by_date(line for draft in drafts for line in draft.gains))
    return Route(
        circumstances=known,
        events=tuple(by_event),
        steps=steps,
        finish=_finish(drafts, known.on),
        expected_finish=expected,
        money=money_of(cash, received),
        cash=cash,
        gains=received,
        regular=regular,
        do_now=_do_now(steps, forward, known.on),
        involved=involved(steps),
        documents=all_documents(steps),
    )


def _finish(drafts: Sequence[Draft], on: date) -> Days:
    """The last day of the route: at the soonest, when only what is certain is needed; at the latest, when everything is."""
    to_do = [(draft.dates, draft.standing) for draft in drafts if draft.dates]
    if not to_do:
        last_done = max((draft.standing.done_on for draft in drafts if draft.standing.done_on), default=None)
        return Days(last_done, last_done)
    fast = max((when.finish[0] for when, now in to_do if now.is_certain), default=on.toordinal())
    return Days.between(fast, max(when.finish[1] for when, _ in to_do))


def _do_now(steps: Sequence[RouteStep], forward: frozenset[str], on: date) -> tuple[str, ...]:
    """What can be started today because nothing that is still to do comes before it: what the person brought forward, and then the
    most pressing first."""
    awaited = {step.id for step in steps if step.is_to_do and not step.overtaken}
    ready = [
        (step.id not in forward, not step.is_overdue, step.start_by or date.max, not step.is_critical, place, step.id)
        for place, step in enumerate(steps)
        if step.id in awaited and not awaited & set(step.after) and step.start.low == on
    ]
    return tuple(name for *_, name in sorted(ready))

"""The ways of doing one step: what each costs and takes, which of them are worse in every way than another, and by when to choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from handrail.domain.routes.circumstances import Circumstances
from handrail.domain.routes.dating import Dates
from handrail.domain.routes.journey import Alternative, Decision, Lasts
from handrail.domain.routes.merging import Candidate
from handrail.domain.routes.route import RouteAlternative, RouteDecision
from handrail.domain.routes.spans import NO_DAYS, Days, Money


def lasts_of(each: Candidate) -> Lasts:
    """How long a step takes on its own account; where two events ask for it, the longer."""
    all_of = [step.lasts for step in each.steps]
    return Lasts(max(one.least for one in all_of), max(one.likely for one in all_of), max(one.most for one in all_of))


def decision_of(each: Candidate, known: Circumstances) -> RouteDecision | None:
    """The choice to make in a step, if there is one."""
    decision = next((step.decision for step in each.steps if step.decision), None)
    if decision is None:
        return None
    chosen = known.marks.chosen.get(decision.id)
    ways = [_way(alternative, lasts_of(each), chosen, known) for alternative in decision.alternatives]
    return RouteDecision(decision.id, each.id, tuple(_with_dominated(ways)), _still_there(decision, chosen))


def lasts_by(decision: RouteDecision | None, own: Lasts) -> Lasts:
    """How long the step takes: as the person chose, or as any way they may choose."""
    if decision is None:
        return own
    ways = [way.lasts for way in decision.alternatives if way.is_chosen] or [way.lasts for way in decision.shown]
    least, most = min(way.least for way in ways), max(way.most for way in ways)
    likely = ways[0].likely if len(ways) == 1 else min(max(own.likely, least), most)
    return Lasts(least, likely, most)


def cost_by(decision: RouteDecision, own: Money) -> Money:
    """What the step costs: as the person chose, or as any way they may choose. A way without a cost has the step's own."""
    ways = [way for way in decision.alternatives if way.is_chosen] or list(decision.shown)
    return reduce(Money.or_else, (own if way.cost is None else way.cost for way in ways))


def decide_by(decision: RouteDecision, lasts: Lasts, when: Dates | None) -> Days:
    """How long the choice can wait: up to the first day every way leaves time enough for what comes after, up to the last day one
    does. Nothing else on a route hangs on a choice but its own step, how long that takes and what it costs."""
    if when is None:
        return NO_DAYS
    in_time = when.start_by + _more(lasts)
    starts = [in_time - _more(way.lasts) for way in decision.shown]
    return Days.between(min(starts), max(starts))


def _more(lasts: Lasts) -> int:
    """The days that it is likely to take after the one it starts on."""
    return max(lasts.likely - 1, 0)


def _still_there(decision: Decision, chosen: str | None) -> str | None:
    return chosen if any(alternative.id == chosen for alternative in decision.alternatives) else None


def _way(alternative: Alternative, own: Lasts, chosen: str | None, known: Circumstances) -> RouteAlternative:
    cost = known.money(alternative.cost) if alternative.cost else None
    return RouteAlternative(alternative, cost, alternative.lasts or own, alternative.id == chosen)


def _with_dominated(ways: Sequence[RouteAlternative]) -> list[RouteAlternative]:
    """Each way, with the first that leaves nothing to be said for it."""
    return [
        replace(way, dominated_by=next((other.id for other in ways if _dominates(other, way)), None)) for way in ways
    ]


def _dominates(one: RouteAlternative, other: RouteAlternative) -> bool:
    """Surely no worse in cost, time, effort, risk and what cannot be undone, and surely better in one of them."""
    compared = (_cost(one, other), _time(one, other), _effort(one, other), _risk(one, other), _undo(one, other))
    return None not in compared and any(better for better in compared)


def _cost(one: RouteAlternative, other: RouteAlternative) -> bool | None:
    """True when it surely costs less, False when it costs the same, None when it may cost more."""
    if one.alternative.cost == other.alternative.cost:
        return False
    if one.cost is None or other.cost is None or one.cost.high is None or one.cost.high > other.cost.low:
        return None
    return one.cost.high < other.cost.low


def _time(one: RouteAlternative, other: RouteAlternative) -> bool | None:
    mine, theirs = one.lasts, other.lasts
    if mine.least > theirs.least or mine.likely > theirs.likely or mine.most > theirs.most:
        return None
    return mine != theirs


def _effort(one: RouteAlternative, other: RouteAlternative) -> bool | None:
    mine, theirs = one.alternative.effort, other.alternative.effort
    if mine is None or theirs is None or mine > theirs:
        return None
    return mine < theirs


def _risk(one: RouteAlternative, other: RouteAlternative) -> bool | None:
    """Risks are words. Only one without any is surely less risky than another."""
    if one.alternative.risk == other.alternative.risk:
        return False
    return None if one.alternative.risk else True


def _undo(one: RouteAlternative, other: RouteAlternative) -> bool | None:
    """How one changes one's mind is told in words: what they say of two ways is weighed by nobody but the person."""
    return False if one.alternative.undo == other.alternative.undo else None

"""Routes in the shape of the outside contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from handrail.domain.routes.journey import Journey, said_of
from handrail.domain.routes.route import CashLine, Route, RouteAlternative, RouteDeadline, RouteDocument, RouteStep
from handrail.domain.routes.spans import NO_DAYS, Days, Money
from handrail.domain.rules.determination import Determination
from handrail.packs.pack import Pack
from handrail.use_cases.answers import write_determination, write_error, write_reason, write_source
from handrail.use_cases.next_best import best_question
from handrail.use_cases.plan_route import Planned, plan_from_written

LANGUAGE = "en"


def route_row(
    *, pack: Pack, events: Sequence[str], facts: object, marks: object, on: date, row: int = 1
) -> dict[str, object]:
    """One row of `handrail route`."""
    planned = plan_from_written(pack=pack, events=events, facts=facts, marks=marks, on=on)
    described: dict[str, object] = {
        "row": row,
        "on": on.isoformat(),
        "release": pack.release,
        "events": list(events),
        "steps": [],
        "money": None,
        "cash": [],
        "do_now": [],
        "finish": None,
        "next": None,
        "scope": [],
        "errors": [write_error(error) for error in planned.errors],
        "warnings": list(planned.person.warnings),
    }
    return {**described, **_route(pack, planned, planned.route)} if planned.route else described


def _route(pack: Pack, planned: Planned, route: Route) -> dict[str, object]:
    sheet = planned.person.supposing or planned.person.sheet
    assert sheet is not None
    question = best_question(pack, planned.journeys, sheet)
    return {
        "steps": [_step(pack, step, route.circumstances.determinations) for step in route.steps],
        "money": {"pay": write_money(route.money.pay), "receive": write_money(route.money.receive)},
        "cash": [_cash(line) for line in route.cash],
        "do_now": list(route.do_now),
        "finish": write_days(route.finish),
        "next": {"fact": question.fact, "why": list(question.goals), "stopped": question.stopped or None},
        "scope": [journey.scope for journey in planned.journeys if journey.scope],
    }


def title_of(pack: Pack, step: RouteStep) -> str:
    """What a step is called in words people read."""
    for event in step.events:
        page = pack.events.pages.get((event, own_id(pack.events.journeys[event], step.id), LANGUAGE))
        if page is not None:
            return said_of(page.title, *(pack.events.journeys[each] for each in step.events))
    return step.id


def own_id(journey: Journey, name: str) -> str:
    """The step's id in its own journey: on a route it may carry the life event in front."""
    return name.removeprefix(f"{journey.id}.")


def _step(pack: Pack, step: RouteStep, found: Mapping[str, Determination]) -> dict[str, object]:
    return {
        "id": step.id,
        "service": step.services[0] if len(step.services) == 1 else None,
        "title": title_of(pack, step),
        "phase": step.phase,
        "status": step.status.value,
        "depends_on": list(step.depends_on),
        "because": [write_reason(reason) for reason in step.because],
        "after": list(step.after),
        "earliest": _day(step.start.low),
        "latest": _day(step.latest_finish),
        "finish": write_days(step.finish) if step.is_to_do else None,
        "deadline": _deadline(step.deadline),
        "done_on": _day(step.done_on),
        "assigned_to": step.assigned_to or None,
        "owner": step.owners[0] if len(step.owners) == 1 else None,
        "owners": list(step.owners),
        "do_it": [
            {"how": way.how, "where": way.where, "checked": _day(way.checked), "seen": way.seen} for way in step.ways
        ],
        "needs_documents": [_document(document) for document in step.documents],
        "cost": write_money(step.cost),
        "gain": write_money(step.gain),
        "regular_gain": [_regular(line) for line in step.regular],
        "works_out": {goal: write_determination(found[goal], None) for goal in step.basis.answers},
        "decision": step.decision.id if step.decision else None,
        "alternatives": [_alternative(each) for each in step.decision.shown] if step.decision else [],
        "decide_by": write_days(step.decision.by) if step.decision else None,
        "goes_wrong": [
            {"id": risk.id, "says": risk.says, "remedy": risk.remedy} for risk in step.risks
        ],
        "critical": step.is_critical,
        "overdue": step.is_overdue,
        "sources": [write_source(source) for source in step.sources],
    }  # fmt: skip


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def write_days(days: Days) -> dict[str, object]:
    """Two days, null where unbounded."""
    return {"low": _day(days.low), "high": _day(days.high)}


def write_money(money: Money) -> dict[str, object]:
    """Two amounts in pounds, null where unbounded."""
    return {"low": _pounds(money.low), "high": None if money.high is None else _pounds(money.high)}


def _pounds(pence: int) -> int | float:
    return pence // 100 if pence % 100 == 0 else pence / 100


def _deadline(deadline: RouteDeadline | None) -> dict[str, object] | None:
    if deadline is None:
        return None
    return {
        **write_days(deadline.days),
        "by": deadline.by,
        "if_missed": deadline.if_missed,
        "recover": deadline.recover,
        "depends_on": list(deadline.depends_on),
        "because": [write_reason(reason) for reason in deadline.because],
    }


def _document(document: RouteDocument) -> dict[str, object]:
    return {"id": document.id, "from": list(document.comes_from), "for": list(document.needed_for.values())}


def _alternative(each: RouteAlternative) -> dict[str, object]:
    return {
        "id": each.id,
        "title": each.alternative.title,
        "cost": write_money(each.cost) if each.cost else None,
        "lasts": {"least": each.lasts.least, "likely": each.lasts.likely, "most": each.lasts.most},
        "risk": each.alternative.risk,
        "effort": each.alternative.effort,
        "undo": each.alternative.undo,
        "chosen": each.is_chosen,
    }


def _regular(line: CashLine) -> dict[str, object]:
    """What is paid every week or month, from when, and until when where it has a last day."""
    return {
        "rule": line.rule,
        "amount": write_money(line.amount),
        "every": line.every,
        "from": write_days(line.due),
        "until": None if line.course.ends == NO_DAYS else write_days(line.course.ends),
    }


def _cash(line: CashLine) -> dict[str, object]:
    return {
        "step": line.step,
        "rule": line.rule,
        "says": line.says,
        "amount": write_money(line.amount),
        "due": write_days(line.due),
        "paid": line.is_paid,
    }

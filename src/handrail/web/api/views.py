"""One view for each thing a program can ask."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from handrail.domain.routes.occurrences import counted
from handrail.engines.installed import installed_engine
from handrail.packs.installed import installed_pack
from handrail.packs.occurring import pack_for
from handrail.use_cases.determine import UnknownGoal, check_goals, determine_goals
from handrail.use_cases.estimating import NothingToEstimate, UnknownProgramme, estimate_programmes
from handrail.use_cases.listing import list_facts, list_goals, list_journeys
from handrail.use_cases.next_best import next_for
from handrail.use_cases.plan_route import UnknownEvent
from handrail.use_cases.write_route import route_row
from handrail.web.api.openapi import description
from handrail.web.api.requests import Answer, BadRequest, answers_post, day, names, obj, only
from handrail.web.caching import holds_nothing_personal


@answers_post
def determine(body: dict[str, Any]) -> Answer:
    """What follows for one person."""
    only(body, ("goals", "facts"), ("on",))
    pack, goals = installed_pack(), names(body, "goals")
    try:
        check_goals(pack, goals)
    except UnknownGoal as problem:
        raise BadRequest(
            f"There is no goal '{problem.name}'.", "a name from /api/v1/goals", problem.nearest, 404
        ) from None
    return determine_goals(pack=pack, goals=goals, facts=obj(body, "facts"), on=day(body))


@answers_post
def estimate(body: dict[str, Any]) -> Answer:
    """What one household may pay or be owed, as an outside calculator has it."""
    only(body, ("programmes", "facts"), ("on",))
    programmes, facts, on = names(body, "programmes"), obj(body, "facts"), day(body)
    try:
        return estimate_programmes(
            pack=installed_pack(), engine=installed_engine(), programmes=programmes, facts=facts, on=on
        )
    except UnknownProgramme as problem:
        raise BadRequest(
            f"There is no estimate of '{problem.name}'.", "a programme of the pack", problem.nearest, 404
        ) from None
    except NothingToEstimate as problem:
        raise BadRequest(str(problem), "a pack with an engine", None, 404) from None


@answers_post
def route(body: dict[str, Any]) -> Answer:
    """One person's route."""
    only(body, ("events", "facts"), ("marks", "on"))
    events, facts, marks, on = counted(names(body, "events")), obj(body, "facts"), obj(body, "marks"), day(body)
    try:
        return route_row(pack=pack_for(installed_pack(), events), events=events, facts=facts, marks=marks, on=on)
    except UnknownEvent as problem:
        raise BadRequest(
            f"There is no life event '{problem.name}'.", "a name from /api/v1/journeys", problem.nearest, 404
        ) from None


@answers_post
def next_question(body: dict[str, Any]) -> Answer:
    """The question that would settle most."""
    only(body, ("wanted", "facts"), ("on",))
    wanted, facts, on = names(body, "wanted"), obj(body, "facts"), day(body)
    try:
        return next_for(pack=pack_for(installed_pack(), wanted), wanted=wanted, facts=facts, on=on)
    except UnknownGoal as problem:
        raise BadRequest(
            f"There is no goal or life event '{problem.name}'.",
            "a name from /api/v1/goals or /api/v1/journeys",
            problem.nearest,
            404,
        ) from None


@csrf_exempt
@require_safe
@holds_nothing_personal
def facts(_request: HttpRequest) -> HttpResponse:
    """The vocabulary."""
    return _listed(list_facts(installed_pack()))


@csrf_exempt
@require_safe
@holds_nothing_personal
def goals(_request: HttpRequest) -> HttpResponse:
    """Everything that can be worked out."""
    return _listed(list_goals(installed_pack()))


@csrf_exempt
@require_safe
@holds_nothing_personal
def journeys(_request: HttpRequest) -> HttpResponse:
    """Every life event with its steps."""
    return _listed(list_journeys(installed_pack()))


@csrf_exempt
@require_safe
@holds_nothing_personal
def openapi(_request: HttpRequest) -> HttpResponse:
    """This interface, described for machines."""
    return JsonResponse(description())


def _listed(items: list[dict[str, object]]) -> HttpResponse:
    return JsonResponse(items, safe=False)

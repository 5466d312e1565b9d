"""Open the route of the person at this browser, and keep what they change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from handrail.packs.installed import installed_pack
from handrail.packs.occurring import pack_for
from handrail.packs.pack import Pack
from handrail.use_cases import feeding, keeping_answers
from handrail.use_cases.answering import Given
from handrail.use_cases.asking import NoSuchQuestion
from handrail.use_cases.choosing_topics import NotWanted
from handrail.use_cases.keeping_answers import Kept
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.marking_steps import NoSuchStep
from handrail.use_cases.working_out import DoNotFit
from handrail.web.errors import problem_page
from handrail.web.kept import cookie
from handrail.web.redirects import see

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Kept, P], HttpResponse]


def with_route(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Give the view what is kept for this browser. Without a route there is a way to start and a way to come back.

    Where two answers do not fit together, every page asks the person which is wrong.
    """

    @wraps(view)
    def opened(request: HttpRequest, /, *values: P.args, **named: P.kwargs) -> HttpResponse:
        kept = cookie.opened(request)
        if kept is None:
            return no_route(request)
        if not kept.contents.life_events and not kept.contents.goals:
            return see("return")
        try:
            return view(request, kept, *values, **named)
        except DoNotFit as wrong:
            return render(request, "guide/clash.html", {"clashes": wrong.clashes})
        except (NoSuchQuestion, NoSuchStep, NotWanted):
            raise Http404 from None

    return opened


def along_events(view: View[P]) -> View[P]:
    """For pages of a route: whoever has only chosen something to know has none, and is led to that."""

    @wraps(view)
    def opened(request: HttpRequest, kept: Kept, /, *values: P.args, **named: P.kwargs) -> HttpResponse:
        return view(request, kept, *values, **named) if kept.contents.life_events else see("wanted")

    return opened


def no_route(request: HttpRequest) -> HttpResponse:
    """None was begun here, it was left, or its time ran out."""
    was_open = cookie.has_code(request)
    response = problem_page(request, "guide/no_route.html", 404, was_open=was_open)
    if was_open:
        cookie.forget(response)
    return response


def keep(kept: Kept, contents: Contents) -> None:
    """Save, unless nothing changed."""
    if contents != kept.contents:
        saved = keeping_answers.save(kept.holding(contents), on=today())
        feeding.follow(pack=pack_of(saved), kept=saved, on=today())


def typed(request: HttpRequest) -> Given:
    """What was typed, field by field. No field of ours is longer than a line."""
    return {name: str(value)[:200] for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}


def today() -> date:
    """The day where the people are."""
    return timezone.localdate()


def pack() -> Pack:
    """The country's pack, loaded once for each process."""
    return installed_pack()


def pack_of(kept: Kept) -> Pack:
    """The pack as someone's route needs it: a life event that came to them twice is in it twice."""
    return pack_for(pack(), kept.contents.life_events)

"""Turn library mode on, write down the code, carry on, and finish."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from handrail.use_cases.keeping_answers import Kept
from handrail.web.kept import cookie
from handrail.web.kept.views import how_to_come_back
from handrail.web.library import mode
from handrail.web.redirects import see

_LEADS_TO = {"home", "know", "return"}


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What it does, and what it cannot take away."""
    return render(request, "library/about.html", {"minutes": minutes()})


@require_POST
def turn_on(request: HttpRequest) -> HttpResponse:
    """From the next page on. Whoever has a route open already is shown its code."""
    then = request.POST.get("then", "")
    response = see("library_code" if cookie.opened(request) else then if then in _LEADS_TO else "home")
    mode.start(response)
    return response


@require_safe
def code(request: HttpRequest) -> HttpResponse:
    """The code, before anything is asked: this device will not keep it."""
    kept = cookie.opened(request)
    if kept is None or kept.is_in_account:
        return see("return")
    return render(request, "library/code.html", {**how_to_come_back(request, kept), "goes_on": goes_on(kept)})


def goes_on(kept: Kept) -> str:
    """Where someone is who has just begun, or where they were."""
    contents = kept.contents
    if contents.life_events:
        return reverse("route" if contents.answers else "question")
    return reverse("topic", args=[len(contents.goals)])


@require_POST
def carry_on(request: HttpRequest) -> HttpResponse:
    """Somebody is there. Says until when the page stays open now."""
    return HttpResponse(mode.from_now().until, content_type="text/plain")


@require_safe
def finish(request: HttpRequest) -> HttpResponse:
    """Leave what was told under its code, or erase it."""
    kept = cookie.opened(request)
    if kept is not None and kept.is_in_account:
        return render(request, "library/finish_account.html")
    return render(request, "library/finish.html", {"kept": kept, **(how_to_come_back(request, kept) if kept else {})})


@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """Where a page goes by itself when nobody uses it. While another window is in use, nothing is closed."""
    if request.library_mode:  # type: ignore[attr-defined]  # set by the middleware
        return see("return")
    return render(request, "library/closed.html", {"minutes": minutes()})


def minutes() -> int:
    return max(int(settings.LIBRARY_SECONDS) // 60, 1)

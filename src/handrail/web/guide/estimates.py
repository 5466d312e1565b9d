"""About how much a step pays, as an outside calculator has it: a page of its own, so that no other waits for it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handrail.engines.installed import installed_engine
from handrail.use_cases.keeping_answers import Kept
from handrail.use_cases.showing_estimate import estimate_topic, show_estimate
from handrail.web.guide.opening import pack_of, today, with_route
from handrail.web.rate_limit import seconds_to_wait


@require_safe
@with_route
def show(request: HttpRequest, kept: Kept, step: str) -> HttpResponse:
    """Worked out from what is kept. Without an estimate the page says why, and keeps all the rest."""
    may_ask = request.method == "GET" and not seconds_to_wait(request, "estimates", settings.ESTIMATES)
    shown = show_estimate(
        pack=pack_of(kept), contents=kept.contents, step=step, engine=installed_engine(), on=today(), may_ask=may_ask
    )
    return render(request, "guide/estimate.html", {"shown": shown})


@require_safe
@with_route
def about_topic(request: HttpRequest, kept: Kept, topic: int) -> HttpResponse:
    """The same for a programme that was chosen to be known."""
    may_ask = request.method == "GET" and not seconds_to_wait(request, "estimates", settings.ESTIMATES)
    shown = estimate_topic(
        pack=pack_of(kept), contents=kept.contents, place=topic, engine=installed_engine(), on=today(), may_ask=may_ask
    )
    return render(request, "guide/estimate.html", {"shown": shown})

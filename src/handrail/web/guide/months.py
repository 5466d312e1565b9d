"""Money and time at a glance: the next twelve months of a route."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handrail.use_cases.keeping_answers import Kept
from handrail.use_cases.showing_months import show_months
from handrail.web.guide.opening import along_events, pack_of, today, with_route


@require_safe
@with_route
@along_events
def show(request: HttpRequest, kept: Kept) -> HttpResponse:
    shown = show_months(pack=pack_of(kept), contents=kept.contents, on=today())
    return render(request, "guide/months.html", {"shown": shown, "ahead": shown.told})

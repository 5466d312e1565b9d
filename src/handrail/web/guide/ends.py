"""Who to turn to, where the site cannot go on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handrail.use_cases.starting import first_helpers, help_with_events, urgent_first
from handrail.web.guide.opening import pack, today
from handrail.web.kept import cookie


@require_safe
def get_help(request: HttpRequest) -> HttpResponse:
    shown = {
        "urgent": urgent_first(pack(), today()),
        "first": first_helpers(pack()),
        "events": help_with_events(pack(), today()),
        "is_open": cookie.has_route(request),
    }
    return render(request, "guide/help.html", shown)

"""Who to turn to, where the site cannot go on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handrail.use_cases.starting import helpers_by_nation, urgent_of
from handrail.web.guide.opening import pack, today
from handrail.web.kept import cookie


@require_safe
def get_help(request: HttpRequest) -> HttpResponse:
    shown = {
        "nations": helpers_by_nation(pack()),
        "urgent": urgent_of(pack(), today()),
        "is_open": cookie.has_code(request),
    }
    return render(request, "guide/help.html", shown)

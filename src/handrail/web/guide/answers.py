"""All answers, to be checked and changed, and what the last change did."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handrail.use_cases.checking_answers import check_answers, check_changes
from handrail.use_cases.keeping_answers import Kept
from handrail.web.guide.opening import along_events, pack_of, today, with_route


@require_safe
@with_route
def check(request: HttpRequest, kept: Kept) -> HttpResponse:
    shown = check_answers(pack=pack_of(kept), contents=kept.contents, on=today())
    return render(request, "guide/answers.html", {"shown": shown, "at": "answers"})


@require_safe
@with_route
@along_events
def changes(request: HttpRequest, kept: Kept) -> HttpResponse:
    shown = check_changes(pack=pack_of(kept), contents=kept.contents, on=today())
    return render(request, "guide/answers.html", {"shown": shown, "at": "changes"})

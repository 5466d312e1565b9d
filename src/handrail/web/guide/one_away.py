"""What one more answer could settle, and what would make a no a yes: a page of its own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handrail.use_cases.keeping_answers import Kept
from handrail.use_cases.one_answer_away import show_one_away
from handrail.web.guide.opening import pack_of, today, with_route


@require_safe
@with_route
def show(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Everything there, in the order of what is at stake."""
    shown = show_one_away(pack=pack_of(kept), contents=kept.contents, on=today())
    return render(request, "guide/one_away.html", {"shown": shown, "has_events": bool(kept.contents.life_events)})

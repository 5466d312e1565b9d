"""The start of the site, and the start of a route."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handrail.packs.occurring import next_time
from handrail.use_cases import choosing_topics
from handrail.use_cases.starting import begin_with, helpers_of, list_events, show_event, urgent_first
from handrail.web.guide.opening import keep, pack, today
from handrail.web.kept import cookie
from handrail.web.redirects import see


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    shown = {
        "events": list_events(pack(), today()),
        "urgent": urgent_first(pack(), today()),
        "is_open": cookie.has_route(request),
    }
    return render(request, "guide/home.html", shown)


@csrf_exempt  # it changes nothing, and so the start of the site needs no cookie
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Own words travel in the body of the request: they may say a lot about a person."""
    words = request.POST.get("words", "").strip()[:200]
    shown = {
        "words": words,
        "found": choosing_topics.find(pack=pack(), own_words=words, on=today()),
        "events": list_events(pack(), today()),
        "helpers": helpers_of(pack())[:4],
    }
    return render(request, "guide/find.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, event: str) -> HttpResponse:
    """A short promise; the button begins. Whoever has a route already goes on with it."""
    shown = show_event(pack(), event, today())
    if shown is None:
        raise Http404
    kept = cookie.opened(request)
    on_route = kept.contents.life_events if kept else ()
    once_more = next_time(pack(), event, on_route) if event in on_route else None
    if request.method != "POST":
        seen = {"event": shown, "is_on_it": event in on_route, "may_come_again": once_more is not None}
        return render(request, "guide/start.html", seen)
    if kept is not None:
        begun = once_more if once_more and request.POST.get("again") else event
        keep(kept, begin_with(begun, kept.contents))
        return see("question")
    new = cookie.begin(request, begin_with(event))
    return cookie.go_on_with(request, new, see("question"))

"""The route: on the screen, on paper and in a calendar."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from handrail.channels.pdf.writing import Kind
from handrail.use_cases import feeding
from handrail.use_cases.keeping_answers import Kept
from handrail.use_cases.showing_route import print_route, route_dates, show_route
from handrail.use_cases.showing_several import show_several
from handrail.use_cases.since_last_seen import is_seen, now_seen, since_last_seen
from handrail.web.guide.drawing import draw
from handrail.web.guide.feed import why_not_offered
from handrail.web.guide.on_paper import as_pdf
from handrail.web.guide.opening import along_events, pack_of, today, with_route
from handrail.web.redirects import see


@require_safe
@with_route
@along_events
def show(request: HttpRequest, kept: Kept) -> HttpResponse:
    """What has changed since it was last seen is said first, until the person has seen that too."""
    shown = show_route(pack=pack_of(kept), contents=kept.contents, on=today())
    since = since_last_seen(pack=pack_of(kept), kept=kept, on=today())
    if request.method == "GET" and not is_seen(pack=pack_of(kept), kept=kept, on=today()):
        feeding.follow(pack=pack_of(kept), kept=kept, on=today())
        if since is None:
            now_seen(kept=kept, remembered=shown.remembered)
    drawn = draw(shown.picture)
    return render(request, "guide/route.html", {"shown": shown, "told": shown.told, "drawn": drawn, "since": since})


@require_safe
@with_route
@along_events
def since_last_time(request: HttpRequest, kept: Kept) -> HttpResponse:
    """What has changed though the person changed nothing."""
    return render(request, "guide/since.html", {"since": since_last_seen(pack=pack_of(kept), kept=kept, on=today())})


@require_POST
@with_route
@along_events
def seen(request: HttpRequest, kept: Kept) -> HttpResponse:
    """The person has seen what changed."""
    shown = show_route(pack=pack_of(kept), contents=kept.contents, on=today())
    now_seen(kept=kept, remembered=shown.remembered)
    return see("route")


@require_safe
@with_route
@along_events
def printed(request: HttpRequest, kept: Kept, large: bool) -> HttpResponse:
    return HttpResponse(_on_paper(request, kept, large))


@require_safe
@with_route
@along_events
def pdf(request: HttpRequest, kept: Kept, large: bool) -> HttpResponse:
    """The printed page as a file."""
    return as_pdf(request, _on_paper(request, kept, large), "Your route", kind=Kind.LARGE if large else Kind.ORDINARY)


def _on_paper(request: HttpRequest, kept: Kept, large: bool) -> str:
    whole = print_route(pack=pack_of(kept), contents=kept.contents, on=today())
    drawn = draw(whole.shown.picture)
    context = {"opened": whole.steps, "told": whole.shown.told, "drawn": drawn, "large": large}
    return render_to_string("guide/print.html", context, request=request)


@require_safe
@with_route
@along_events
def dates(request: HttpRequest, kept: Kept) -> HttpResponse:
    """What the calendar file holds, before it is taken."""
    shown = show_route(pack=pack_of(kept), contents=kept.contents, on=today())
    is_offered = not why_not_offered(request, kept)
    return render(request, "guide/dates.html", {"shown": shown, "told": shown.told, "feed_is_offered": is_offered})


@require_safe
@with_route
@along_events
def calendar(request: HttpRequest, kept: Kept, neutral: bool) -> HttpResponse:
    made = route_dates(pack=pack_of(kept), kept=kept, on=today(), neutral=neutral)
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="dates.ics"'
    return response


@require_safe
@with_route
@along_events
def several(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Who to tell, and dates that get in each other's way."""
    told = show_several(pack=pack_of(kept), contents=kept.contents, on=today())
    return render(request, "guide/several.html", {"told": told})

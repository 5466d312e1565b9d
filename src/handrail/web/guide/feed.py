"""A calendar that keeps itself up to date: what it would show to whom, on and off, and the file behind its address."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from handrail.use_cases import feeding
from handrail.use_cases.keeping_answers import Kept
from handrail.web.guide.opening import along_events, pack_of, today, with_route
from handrail.web.kept.hidden import Hidden
from handrail.web.kept.middleware import FEED, linked_code
from handrail.web.rate_limit import seconds_to_wait
from handrail.web.redirects import see

ENDS_WITH = ".ics"


GUARDED, LIBRARY = "guarded", "library"


@require_safe
@with_route
@along_events
def show(request: HttpRequest, kept: Kept) -> HttpResponse:
    """What others would see, and the address when it is on."""
    feeding.follow(pack=pack_of(kept), kept=kept, on=today())
    return _page(request, kept)


def _page(request: HttpRequest, kept: Kept, status: int = 200) -> HttpResponse:
    secret, why_not = feeding.secret_of(kept=kept, on=today()), why_not_offered(request, kept)
    address = request.build_absolute_uri(f"{FEED}{secret}{ENDS_WITH}") if secret and not why_not else ""
    shown = {"address": Hidden(address), "why_not": why_not, "is_on": bool(secret)}
    return render(request, "guide/feed.html", shown, status=status)


def why_not_offered(request: HttpRequest, kept: Kept) -> str:
    """Nothing where it is. On a device that others use next, no address is left on the screen."""
    if not feeding.is_offered(pack=pack_of(kept), kept=kept):
        return GUARDED
    return LIBRARY if request.library_mode else ""  # type: ignore[attr-defined]  # set by the middleware


@require_POST
@with_route
@along_events
def switch_on(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Where it is not to be had, the page says so."""
    if why_not_offered(request, kept):
        return _page(request, kept, status=403)
    feeding.switch_on(pack=pack_of(kept), kept=kept, on=today())
    return see("feed")


@require_POST
@with_route
@along_events
def switch_off(request: HttpRequest, kept: Kept) -> HttpResponse:
    feeding.switch_off(kept=kept)
    return see("feed")


@require_safe
def serve(request: HttpRequest) -> HttpResponse:
    """For calendars, which send no cookie. The same answer whether there never was such a feed or it is off."""
    wait = seconds_to_wait(request, "feeds", settings.FEED_READS)
    if wait:
        return _plainly("Too many requests.", 429, {"Retry-After": str(wait)})
    made = feeding.read_feed(secret=Hidden(linked_code(request).removesuffix(ENDS_WITH)), on=today())
    if made is None:
        return _plainly("There is no calendar here.", 404, {})
    return HttpResponse(
        made, headers={"Content-Type": "text/calendar; charset=utf-8", "X-Robots-Tag": "noindex, nofollow"}
    )


def _plainly(says: str, status: int, headers: dict[str, str]) -> HttpResponse:
    return HttpResponse(says, status=status, headers={"Content-Type": "text/plain; charset=utf-8", **headers})

"""What do you want to know? Every topic to choose from, and a page for each that was chosen.

No address says which: what was chosen is kept with the answers, and its page is known by its place among what was chosen.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from handrail.domain.routes.topic import EVERYTHING
from handrail.use_cases import choosing_topics
from handrail.use_cases.choosing_topics import NotWanted
from handrail.use_cases.keeping_answers import Kept
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.showing_topics import next_about, show_everything, show_topic
from handrail.use_cases.starting import list_events
from handrail.web.guide.opening import keep, pack, pack_of, today, with_route
from handrail.web.kept import cookie
from handrail.web.redirects import SeeOther, see


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """Everything that there is to know. Whoever has a route sees what they chose before."""
    kept = cookie.opened(request)
    contents = kept.contents if kept else None
    shown = {
        "areas": choosing_topics.list_topics(pack=pack(), contents=contents),
        "events": list_events(pack(), today()),
        "is_open": kept is not None,
    }
    return render(request, "guide/know.html", shown)


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """The form's body says what; whoever has a route keeps it there."""
    kept, topic = cookie.opened(request), request.POST.get("topic", "")
    try:
        contents = choosing_topics.choose(pack=pack(), contents=kept.contents if kept else Contents(), topic=topic)
    except NotWanted:
        raise Http404 from None
    place = choosing_topics.place_of(pack=pack(), contents=contents, topic=topic)
    response = SeeOther(reverse("topic", args=[place]))
    if kept is not None:
        keep(kept, contents)
        return response
    return cookie.go_on_with(request, cookie.begin(request, contents), response)


@require_safe
@with_route
def wanted(request: HttpRequest, kept: Kept) -> HttpResponse:
    """All that was chosen."""
    chosen = choosing_topics.list_chosen(pack=pack_of(kept), contents=kept.contents, on=today())
    return render(request, "guide/wanted.html", {"chosen": chosen, "has_events": bool(kept.contents.life_events)})


@require_safe
@with_route
def show(request: HttpRequest, kept: Kept, topic: int) -> HttpResponse:
    """One topic, or everything at once."""
    chosen = choosing_topics.wanted(pack=pack_of(kept), contents=kept.contents, place=topic)
    if chosen.id == EVERYTHING:
        shown = show_everything(pack=pack_of(kept), contents=kept.contents, place=topic, on=today())
        return render(request, "guide/everything.html", {"shown": shown})
    told = show_topic(pack=pack_of(kept), contents=kept.contents, place=topic, on=today())
    return render(request, "guide/topic.html", {"shown": told})


@require_safe
@with_route
def next_best(request: HttpRequest, kept: Kept, topic: int) -> HttpResponse:
    """Where there is nothing more to ask, the page of the topic says so."""
    found = next_about(pack=pack_of(kept), contents=kept.contents, place=topic, on=today())
    if found.fact is None:
        return SeeOther(reverse("topic", args=[topic]))
    return SeeOther(reverse("ask_for_topic", args=[topic, found.fact]))


@require_POST
@with_route
def drop(request: HttpRequest, kept: Kept) -> HttpResponse:
    """It is no longer wanted. The answers stay, and so does the route."""
    contents = choosing_topics.drop(pack=pack_of(kept), contents=kept.contents, topic=request.POST.get("topic", ""))
    keep(kept, contents)
    return see("wanted" if contents.goals else "route" if contents.life_events else "know")

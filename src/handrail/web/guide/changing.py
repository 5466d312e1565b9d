"""Before an answer that was given is changed, show what the change would do, and let the person choose."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.use_cases.changing_answers import Weighed, weigh
from handrail.use_cases.checking_answers import check_changes
from handrail.use_cases.keeping_answers import Kept
from handrail.use_cases.kept_contents import Contents
from handrail.web.guide.opening import keep, pack, pack_of, today, typed
from handrail.web.guide.thread import CHANGE, Thread
from handrail.web.redirects import SeeOther

SEEN = "seen"
"""The field that says which state of the route the person was shown the differences for."""


def keep_or_weigh(
    request: HttpRequest, kept: Kept, proposed: Contents, fact: str, thread: Thread, goes_on: str
) -> HttpResponse:
    """Keep an answer; where it takes another back, only once the person has seen what that does.

    Until then the answer is nowhere but in the form. A form that is sent late, or twice, changes nothing unseen.
    """
    seen = request.POST.get(SEEN, "")
    if proposed == kept.contents:
        return changed_already(request, kept) if seen else SeeOther(goes_on)
    weighed = weigh(pack=pack_of(kept), contents=kept.contents, proposed=proposed, fact=fact, on=today())
    if weighed is not None and seen != state(kept):
        return show_weighed(request, kept, weighed, fact, thread, goes_on)
    keep(kept, proposed)
    return SeeOther(goes_on)


def state(kept: Kept) -> str:
    """Another change, another day or another release of the pack, and what was seen may not be so any more."""
    return f"{kept.revision}.{today().toordinal()}.{pack().release[-12:]}"


def show_weighed(
    request: HttpRequest, kept: Kept, weighed: Weighed, fact: str, thread: Thread, goes_on: str
) -> HttpResponse:
    """What the change would do, with the answer as it was typed in the form."""
    shown = {
        "weighed": weighed,
        "given": {name: value for name, value in typed(request).items() if name != SEEN},
        "state": state(kept),
        "is_late": SEEN in request.POST,
        "thread": thread,
        "question": thread.question(fact),
        "stay": reverse("answers") if thread.then == CHANGE else goes_on,
    }
    return render(request, "guide/weighed.html", shown)


def changed_already(request: HttpRequest, kept: Kept) -> HttpResponse:
    """The form was sent twice: once is enough."""
    shown = check_changes(pack=pack_of(kept), contents=kept.contents, on=today())
    return render(request, "guide/answers.html", {"shown": shown, "at": "changes", "is_already_so": True})

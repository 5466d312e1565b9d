"""The order of the steps: putting one first, or off to a day. What that could cost is shown before it is done."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handrail.use_cases import changing_order
from handrail.use_cases.answering import Given, Problem
from handrail.use_cases.changing_order import OrderWeighed, show_order, show_placed, weigh_first, weigh_putting_off
from handrail.use_cases.keeping_answers import Kept
from handrail.web.guide.changing import SEEN, state
from handrail.web.guide.opening import along_events, keep, pack_of, today, typed, with_route
from handrail.web.redirects import see


@require_safe
@with_route
@along_events
def show(request: HttpRequest, kept: Kept) -> HttpResponse:
    shown = show_order(pack=pack_of(kept), contents=kept.contents, on=today())
    return render(request, "guide/order.html", {"shown": shown})


@require_POST
@with_route
@along_events
def put_first(request: HttpRequest, kept: Kept, step: str) -> HttpResponse:
    """Before the others. What has to come before it all the same, and what waiting with the others could cost, is shown first."""
    placed = show_placed(pack=pack_of(kept), contents=kept.contents, step=step, on=today())
    if not placed.may_come_first:
        return render(request, "guide/order_weighed.html", {"placed": placed, "weighed": None})
    weighed = weigh_first(pack=pack_of(kept), contents=kept.contents, step=step, on=today())
    if weighed is not None and request.POST.get(SEEN, "") != state(kept):
        return _show_weighed(request, kept, weighed, {})
    keep(kept, changing_order.put_first(contents=kept.contents, step=step))
    return see("order")


@require_http_methods(["GET", "HEAD", "POST"])
@with_route
@along_events
def put_off(request: HttpRequest, kept: Kept, step: str) -> HttpResponse:
    """Not before a day. What that would cost is shown first; what it changed, next."""
    placed = show_placed(pack=pack_of(kept), contents=kept.contents, step=step, on=today())
    if placed.is_fixed:
        return render(request, "guide/order_weighed.html", {"placed": placed, "weighed": None})
    given = typed(request) if request.method == "POST" else {}
    if request.method != "POST":
        return _ask_for_the_day(request, placed, given)
    marked = changing_order.put_off(pack=pack_of(kept), contents=kept.contents, step=step, given=given, on=today())
    if marked.problems:
        return _ask_for_the_day(request, placed, given, marked.problems)
    weighed = weigh_putting_off(
        pack=pack_of(kept), contents=kept.contents, proposed=marked.contents, step=step, on=today()
    )
    if weighed is not None and request.POST.get(SEEN, "") != state(kept):
        return _show_weighed(request, kept, weighed, given)
    keep(kept, marked.contents)
    return see("changes")


def _ask_for_the_day(
    request: HttpRequest, placed: changing_order.Placed, given: Given, problems: Sequence[Problem] = ()
) -> HttpResponse:
    context = {"placed": placed, "given": given, "problems": problems}
    return render(request, "guide/put_off.html", context, status=422 if problems else 200)


def _show_weighed(request: HttpRequest, kept: Kept, weighed: OrderWeighed, given: Given) -> HttpResponse:
    """What it could cost, with what was typed in the form."""
    context = {
        "placed": weighed.placed,
        "weighed": weighed,
        "given": {name: value for name, value in given.items() if name != SEEN},
        "state": state(kept),
        "is_late": SEEN in request.POST,
    }
    return render(request, "guide/order_weighed.html", context)


@require_POST
@with_route
@along_events
def as_usual(request: HttpRequest, kept: Kept, step: str) -> HttpResponse:
    """Where it comes by itself. Of one that was put off, what moves back is shown next."""
    placed = show_placed(pack=pack_of(kept), contents=kept.contents, step=step, on=today())
    keep(kept, changing_order.as_usual(contents=kept.contents, step=step))
    return see("changes" if placed.put_off_to else "order")

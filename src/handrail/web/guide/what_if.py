"""What if? Other answers, tried out apart from those that are kept."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handrail.use_cases import answering
from handrail.use_cases.asking import ask
from handrail.use_cases.charting import NoSuchChart, charts_of, show_chart
from handrail.use_cases.keeping_answers import Kept
from handrail.use_cases.trying_out import as_if_told, show_what_if, tried_by, tried_in, try_answer, try_out
from handrail.web.guide.charts import chart
from handrail.web.guide.opening import pack_of, today, typed, with_route
from handrail.web.guide.questions import show_item, show_question
from handrail.web.guide.thread import WHAT_IF, Thread
from handrail.web.redirects import SeeOther, see

_THREAD = Thread(WHAT_IF)


@require_safe
@with_route
def show(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Today's route and the one that would be."""
    tried = tried_by(kept, on=today())
    shown = show_what_if(pack=pack_of(kept), contents=kept.contents, tried=tried, on=today())
    charts = charts_of(pack=pack_of(kept), contents=kept.contents, on=today())
    return render(request, "guide/what_if.html", {"shown": shown, "charts": charts})


@require_http_methods(["GET", "HEAD", "POST"])
@with_route
def one(request: HttpRequest, kept: Kept, fact: str) -> HttpResponse:
    """Another answer to one question."""
    tried = tried_by(kept, on=today())
    asked = ask(pack=pack_of(kept), contents=as_if_told(kept.contents, tried), fact=fact, on=today())
    if request.method != "POST":
        return show_question(request, asked, _THREAD, asked.given)
    given = typed(request)
    answered, tried = try_answer(
        pack=pack_of(kept), contents=kept.contents, tried=tried, fact=fact, given=given, on=today()
    )
    if answered.problems:
        return show_question(request, asked, _THREAD, given, answered.problems)
    if answered.next_item:
        return SeeOther(_THREAD.item(fact, answered.next_item))
    try_out(kept, tried, on=today())
    return see("what_if")


@require_http_methods(["GET", "HEAD", "POST"])
@with_route
def item(request: HttpRequest, kept: Kept, fact: str, place: int) -> HttpResponse:
    """One member of a list, tried out."""
    tried = tried_by(kept, on=today())
    contents = as_if_told(kept.contents, tried)
    asked = ask(pack=pack_of(kept), contents=contents, fact=fact, on=today())
    if not asked.declaration.fields or not 1 <= place <= len(asked.items) + 1:
        raise Http404
    if request.method != "POST":
        return show_item(request, asked, _THREAD, place, answering.item_before(asked.declaration, contents, place))
    given = typed(request)
    answered = answering.answer_item(
        pack=pack_of(kept), contents=contents, fact=fact, place=place, given=given, on=today()
    )
    if answered.problems:
        return show_item(request, asked, _THREAD, place, given, answered.problems)
    try_out(kept, tried_in(kept.contents, answered.contents, tried, fact), on=today())
    return SeeOther(_THREAD.question(fact))


@require_POST
@with_route
def remove(request: HttpRequest, kept: Kept, fact: str, place: int) -> HttpResponse:
    """A list without one of its members, tried out."""
    tried = tried_by(kept, on=today())
    contents = as_if_told(kept.contents, tried)
    ask(pack=pack_of(kept), contents=contents, fact=fact, on=today())
    proposed = answering.remove_item(contents=contents, fact=fact, place=place, on=today())
    try_out(kept, tried_in(kept.contents, proposed, tried, fact), on=today())
    return SeeOther(_THREAD.question(fact))


@require_POST
@with_route
def drop(request: HttpRequest, kept: Kept, fact: str) -> HttpResponse:
    """One answer is not tried any more."""
    tried = tuple(answer for answer in tried_by(kept, on=today()) if answer.fact != fact)
    try_out(kept, tried, on=today())
    return see("what_if")


@require_POST
@with_route
def leave(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Nothing is tried any more. The answers are as they were all along."""
    try_out(kept, (), on=today())
    return see("route")


@require_safe
@with_route
def curve(request: HttpRequest, kept: Kept, goal: str, fact: str) -> HttpResponse:
    """How an amount changes with one answer."""
    try:
        shown = show_chart(pack=pack_of(kept), contents=kept.contents, goal=goal, fact=fact, on=today())
    except NoSuchChart:
        raise Http404 from None
    return render(request, "guide/chart.html", {"shown": shown, "drawn": chart(shown)})

"""One question a page, the list of what is done already, and the days on which it was."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handrail.domain.routes.topic import Topic
from handrail.use_cases import answering, marking_steps
from handrail.use_cases.answering import Given, Problem
from handrail.use_cases.asking import Asked, ask, ask_next, check_question
from handrail.use_cases.choosing_topics import wanted
from handrail.use_cases.keeping_answers import Kept
from handrail.use_cases.marking_steps import DayAsked
from handrail.web.guide.changing import keep_or_weigh
from handrail.web.guide.opening import keep, pack_of, today, typed, with_route
from handrail.web.guide.thread import Thread
from handrail.web.redirects import SeeOther, see


@require_safe
@with_route
def next_best(request: HttpRequest, kept: Kept) -> HttpResponse:
    """What is done already is asked after the first answer: by then the list is shorter."""
    if not kept.contents.life_events:
        return see("wanted")
    if kept.contents.answers and not marking_steps.has_said_where(kept.contents):
        return see("where_are_you")
    found = ask_next(pack=pack_of(kept), contents=kept.contents, on=today())
    if found.fact is None:
        return render(request, "guide/all_asked.html", {"found": found})
    return SeeOther(reverse("ask", args=[found.fact]))


@require_http_methods(["GET", "HEAD", "POST"])
@with_route
def one(request: HttpRequest, kept: Kept, fact: str, then: str, step: str = "", topic: int = 0) -> HttpResponse:
    thread = Thread(then, step, topic)
    if request.method != "POST":
        asked = asked_for(thread, kept, fact)
        return show_question(request, asked, thread, asked.given)
    check_asked_for(thread, kept, fact)
    given = typed(request)
    answered = answering.answer(pack=pack_of(kept), contents=kept.contents, fact=fact, given=given, on=today())
    if answered.problems:
        return show_question(request, asked_for(thread, kept, fact), thread, given, answered.problems)
    if answered.next_item:
        return SeeOther(thread.item(fact, answered.next_item))
    return keep_or_weigh(request, kept, answered.contents, fact, thread, thread.goes_on)


def show_question(
    request: HttpRequest, asked: Asked, thread: Thread, given: Given, problems: Sequence[Problem] = ()
) -> HttpResponse:
    shown = {"asked": asked, "given": given, "problems": problems, "thread": thread}
    return render(request, "guide/question.html", shown, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@with_route
def item(
    request: HttpRequest, kept: Kept, fact: str, place: int, then: str, step: str = "", topic: int = 0
) -> HttpResponse:
    """One member of a list."""
    thread = Thread(then, step, topic)
    asked = asked_for(thread, kept, fact)
    if not asked.declaration.fields or not 1 <= place <= len(asked.items) + 1:
        raise Http404
    if request.method != "POST":
        return show_item(request, asked, thread, place, answering.item_before(asked.declaration, kept.contents, place))
    given = typed(request)
    answered = answering.answer_item(
        pack=pack_of(kept), contents=kept.contents, fact=fact, place=place, given=given, on=today()
    )
    if answered.problems:
        return show_item(request, asked, thread, place, given, answered.problems)
    return keep_or_weigh(request, kept, answered.contents, fact, thread, thread.question(fact))


def show_item(
    request: HttpRequest, asked: Asked, thread: Thread, place: int, given: Given, problems: Sequence[Problem] = ()
) -> HttpResponse:
    shown = {"asked": asked, "thread": thread, "place": place, "given": given, "problems": problems}
    return render(request, "guide/item.html", shown, status=422 if problems else 200)


@require_POST
@with_route
def remove(
    request: HttpRequest, kept: Kept, fact: str, place: int, then: str, step: str = "", topic: int = 0
) -> HttpResponse:
    thread = Thread(then, step, topic)
    asked_for(thread, kept, fact)
    proposed = answering.remove_item(contents=kept.contents, fact=fact, place=place, on=today())
    return keep_or_weigh(request, kept, proposed, fact, thread, thread.question(fact))


def asked_for(thread: Thread, kept: Kept, fact: str) -> Asked:
    """The question, with what it can change of that which it is asked for."""
    topic = check_asked_for(thread, kept, fact)
    return ask(pack=pack_of(kept), contents=kept.contents, fact=fact, on=today(), topic=topic)


def check_asked_for(thread: Thread, kept: Kept, fact: str) -> Topic | None:
    """There is such a question, and what it is asked for was chosen: the topic, where it is one."""
    check_question(pack_of(kept), fact)
    return wanted(pack=pack_of(kept), contents=kept.contents, place=thread.place) if thread.place else None


@require_http_methods(["GET", "HEAD", "POST"])
@with_route
def where_are_you(request: HttpRequest, kept: Kept) -> HttpResponse:
    if request.method != "POST":
        phases = marking_steps.where_are_you(pack=pack_of(kept), contents=kept.contents, on=today())
        return render(request, "guide/where_are_you.html", {"phases": phases})
    ticked = set(request.POST.getlist("done"))
    contents = marking_steps.tick(pack=pack_of(kept), contents=kept.contents, ticked=ticked, on=today())
    keep(kept, contents)
    return see("when" if marking_steps.days_asked(pack=pack_of(kept), contents=contents) else "question")


@require_http_methods(["GET", "HEAD", "POST"])
@with_route
def when(request: HttpRequest, kept: Kept) -> HttpResponse:
    days = marking_steps.days_asked(pack=pack_of(kept), contents=kept.contents)
    if not days:
        return see("question")
    if request.method != "POST":
        return show_days(request, days, {name: value for day in days for name, value in day.given.items()})
    steps, given = [day.step for day in days], typed(request)
    marked = marking_steps.date_steps(contents=kept.contents, steps=steps, given=given, on=today())
    if marked.problems:
        return show_days(request, days, given, marked.problems)
    keep(kept, marked.contents)
    return see("question")


def show_days(
    request: HttpRequest, days: Sequence[DayAsked], given: Given, problems: Sequence[Problem] = ()
) -> HttpResponse:
    shown = {"days": days, "given": given, "problems": problems}
    return render(request, "guide/when.html", shown, status=422 if problems else 200)


@require_POST
@with_route
def know_first(request: HttpRequest, kept: Kept) -> HttpResponse:
    """The person picks what they want to know."""
    goal = request.POST.get("goal", "")
    keep(kept, answering.want_first(pack=pack_of(kept), contents=kept.contents, goal=goal))
    return see("question")

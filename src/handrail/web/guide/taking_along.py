"""What to take along to one step: the sheet, what it may show, and a page that introduces whoever goes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from handrail.channels.pdf.writing import Kind
from handrail.use_cases.keeping_answers import Kept
from handrail.use_cases.taking_along import MOST_LETTERS, SheetShown, show_sheet, write_introduction
from handrail.web.guide.on_paper import as_pdf
from handrail.web.guide.opening import keep, pack_of, today, with_route
from handrail.web.redirects import SeeOther


@require_safe
@with_route
def sheet(request: HttpRequest, kept: Kept, step: str) -> HttpResponse:
    return HttpResponse(_sheet(request, kept, step))


@require_safe
@with_route
def pdf(request: HttpRequest, kept: Kept, step: str) -> HttpResponse:
    return as_pdf(request, _sheet(request, kept, step), "What to take along", kind=Kind.SHEET)


def _sheet(request: HttpRequest, kept: Kept, step: str) -> str:
    return render_to_string("guide/take_along.html", {"shown": _shown(kept, step)}, request=request)


@require_http_methods(["GET", "HEAD", "POST"])
@with_route
def write(request: HttpRequest, kept: Kept, step: str) -> HttpResponse:
    """What the person wants to say of themselves, and which answers may be seen."""
    if request.method != "POST":
        return render(request, "guide/introduce.html", _form(_shown(kept, step)))
    given = {name: request.POST.get(name, "") for name in ("about", "helps")}
    ticked = {name: request.POST.getlist(name) for name in ("tells", "shows")}
    written = write_introduction(
        pack=pack_of(kept), contents=kept.contents, step=step, given=given, ticked=ticked, on=today()
    )
    if written.problems:
        return render(
            request, "guide/introduce.html", {**_form(written.shown), "problems": written.problems}, status=422
        )
    keep(kept, written.contents)
    is_written = written.shown.introduction.is_written
    return SeeOther(reverse("introduction" if is_written else "take_along", args=[step]))


def _form(shown: SheetShown) -> dict[str, object]:
    return {"shown": shown, "most": MOST_LETTERS, "problems": ()}


@require_safe
@with_route
def introduction(request: HttpRequest, kept: Kept, step: str) -> HttpResponse:
    """The page to hand over, or to read out from a phone."""
    shown = _shown(kept, step)
    if not shown.introduction.is_written:
        return SeeOther(reverse("introduce", args=[step]))
    return render(request, "guide/introduction.html", {"shown": shown})


def _shown(kept: Kept, step: str) -> SheetShown:
    return show_sheet(pack=pack_of(kept), contents=kept.contents, step=step, on=today())

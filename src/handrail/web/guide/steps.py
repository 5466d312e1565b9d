"""One step, opened; and saying that it is done, left out, or done another way."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from handrail.use_cases import marking_steps
from handrail.use_cases.answering import Given, Problem
from handrail.use_cases.changing_choices import weigh_choice
from handrail.use_cases.keeping_answers import Kept
from handrail.use_cases.leaving_out import weigh_leaving_out
from handrail.use_cases.showing_step import StepShown, show_step
from handrail.web.guide.changing import SEEN, state
from handrail.web.guide.opening import keep, pack_of, today, typed, with_route
from handrail.web.redirects import SeeOther, see


@require_safe
@with_route
def show(request: HttpRequest, kept: Kept, step: str) -> HttpResponse:
    return step_page(request, show_step(pack=pack_of(kept), contents=kept.contents, step=step, on=today()), {})


def step_page(request: HttpRequest, shown: StepShown, given: Given, problems: Sequence[Problem] = ()) -> HttpResponse:
    context = {"shown": shown, "step": shown.document, "line": shown.line, "given": given, "problems": problems}
    return render(request, "guide/step.html", context, status=422 if problems else 200)


@require_POST
@with_route
def mark(request: HttpRequest, kept: Kept, step: str) -> HttpResponse:
    """Done, left out, or neither any more. What that changes is shown next; what leaving it out would cost, before."""
    shown = show_step(pack=pack_of(kept), contents=kept.contents, step=step, on=today())
    given = typed(request)
    marked = marking_steps.mark(contents=kept.contents, step=step, given=given, on=today())
    if marked.problems:
        return step_page(request, shown, given, marked.problems)
    seen = request.POST.get(SEEN, "")
    if given.get("mark") == "skip" and seen != state(kept):
        weighed = weigh_leaving_out(
            pack=pack_of(kept), contents=kept.contents, proposed=marked.contents, step=step, on=today()
        )
        if weighed is not None:
            context = {"weighed": weighed, "step": step, "state": state(kept), "is_late": bool(seen)}
            return render(request, "guide/leave_out.html", context)
    keep(kept, marked.contents)
    return see("changes")


@require_POST
@with_route
def choose(request: HttpRequest, kept: Kept, step: str) -> HttpResponse:
    """Another way than before is chosen once what that changes was seen. The first is chosen at once, and can be taken back at once."""
    picked, seen = request.POST.get("alternative", ""), request.POST.get(SEEN, "")
    pack, contents, on = pack_of(kept), kept.contents, today()
    proposed = marking_steps.choose(pack=pack, contents=contents, step=step, alternative=picked, on=on)
    weighed = weigh_choice(pack=pack, contents=contents, proposed=proposed, step=step, on=on)
    if weighed is not None and seen != state(kept):
        context = {
            "weighed": weighed, "step": step, "alternative": picked, "state": state(kept), "is_late": bool(seen)
        }  # fmt: skip
        return render(request, "guide/choice_weighed.html", context)
    keep(kept, proposed)
    return SeeOther(f"{reverse('step', args=[step])}#choice")

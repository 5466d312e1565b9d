"""Find out where each step stands, from what applies and what the person has done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from handrail.domain.facts.possible import EITHER, NO, YES
from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.circumstances import UNKNOWN, Circumstances, Ends
from handrail.domain.routes.journey import Deadline
from handrail.domain.routes.merging import Candidate
from handrail.domain.routes.recovering import with_recoveries
from handrail.domain.routes.standing import Standing


def standings(found: Mapping[str, Candidate], known: Circumstances) -> dict[str, Standing]:
    """Where every step stands, in the order given."""
    surely, perhaps = _overtaken(found, known, surely=True), _overtaken(found, known, surely=False)
    first = {
        name: _first_standing(each, known, YES if name in surely else EITHER if name in perhaps else NO)
        for name, each in found.items()
    }
    return with_recoveries(found, first, known)


def _first_standing(each: Candidate, known: Circumstances, overtaken: int) -> Standing:
    """Where a step stands before any missed deadline is thought of."""
    marks = known.marks
    deadline, ends = _earliest_deadline(each, known)
    applies = each.applies
    standing = Standing(
        applies.status, applies.hangs_on, applies.because, overtaken=overtaken, deadline=deadline, ends=ends
    )
    if each.id in marks.done:
        return replace(standing, status=StepStatus.DONE, hangs_on=(), done_on=marks.done[each.id])
    if applies.answer == NO:
        return standing
    if each.first.step.only_to_recover:
        return replace(standing, status=StepStatus.DOES_NOT_APPLY, hangs_on=(), because=())
    if each.id in marks.skipped:
        return replace(standing, status=StepStatus.SKIPPED, hangs_on=())
    return standing


def _earliest_deadline(each: Candidate, known: Circumstances) -> tuple[Deadline | None, Ends]:
    """Of several deadlines for the same thing, the one that can come first. It is no later than any of them can be."""
    deadlines = [step.deadline for step in each.steps if step.deadline]
    if not deadlines:
        return None, UNKNOWN
    ends = [known.days(deadline.by) for deadline in deadlines]
    first = min(range(len(deadlines)), key=lambda place: ends[place][::-1])
    return deadlines[first], (min(low for low, _ in ends), min(high for _, high in ends))


def _overtaken(found: Mapping[str, Candidate], known: Circumstances, *, surely: bool) -> frozenset[str]:
    """The steps that come before one that is done; with `surely`, those that do whatever the person may still answer."""
    waiting = [name for name in found if name in known.marks.done]
    before: set[str] = set()
    while waiting:
        for earlier, certain in found[waiting.pop()].after.items():
            if earlier not in before and (certain or not surely):
                before.add(earlier)
                waiting.append(earlier)
    return frozenset(before)

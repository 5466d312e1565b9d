"""A missed deadline opens the step that puts it right: one kept for that alone, or one that was done and must be done again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from handrail.domain.facts.possible import EITHER, NO, YES
from handrail.domain.routes.applying import Applicability, StepStatus
from handrail.domain.routes.circumstances import Circumstances, Ends
from handrail.domain.routes.journey import Deadline
from handrail.domain.routes.merging import Candidate
from handrail.domain.routes.standing import Standing
from handrail.domain.rules.determination import Reason


@dataclass(frozen=True, slots=True)
class Missed:
    """Whether a deadline has been missed, and the last day that it can have been."""

    opens: Applicability
    last_day: float

    def or_else(self, other: Missed) -> Missed:
        """Either deadline opens the same recovery."""
        return Missed(self.opens.either_way(other.opens), max(self.last_day, other.last_day))


def with_recoveries(
    found: Mapping[str, Candidate], first: Mapping[str, Standing], known: Circumstances
) -> dict[str, Standing]:
    """Open every recovery. One that is opened may have a deadline of its own, so this goes on until nothing changes."""
    names = {(part.event, part.step.id): name for name, each in found.items() for part in each.parts}
    standing, missed = dict(first), dict[str, Missed]()
    while (now_missed := _missed(found, standing, names, known)) != missed:
        missed = now_missed
        standing = {name: _opened(found[name], now, missed.get(name), known) for name, now in first.items()}
    return standing


def has_passed(ends: Ends, on: date) -> int:
    """The day is before today: yes, no, or either."""
    low, high = ends
    today = on.toordinal()
    return YES if high < today else EITHER if low < today else NO


def done_late(ends: Ends, done_on: date | None, on: date) -> int:
    """It was done after its last day. Where nobody knows the day on which it was done, it may have been."""
    if done_on is None:
        return EITHER if ends[0] < on.toordinal() else NO
    return has_passed(ends, done_on)


def _missed(
    found: Mapping[str, Candidate],
    standing: Mapping[str, Standing],
    names: Mapping[tuple[str, str], str],
    known: Circumstances,
) -> dict[str, Missed]:
    """What has been missed, by the name of the step that puts it right."""
    missed: dict[str, Missed] = {}
    for name, each in found.items():
        for recovery, one in _missed_by(each, standing[name], known):
            opened = names[recovery]
            if opened != name:
                missed[opened] = missed[opened].or_else(one) if opened in missed else one
    return missed


def _missed_by(each: Candidate, now: Standing, known: Circumstances) -> Iterator[tuple[tuple[str, str], Missed]]:
    """The deadlines of one step that have passed, or may have, while it is still to do; and of one that was done, those that can be
    put right even then."""
    is_done = now.status is StepStatus.DONE
    for part in each.asking:
        deadline = part.step.deadline
        if deadline and deadline.recover and (now.is_awaited or (is_done and deadline.even_if_done)):
            passing = _passing(each.id, deadline, now, known)
            if passing.answer != NO:
                applies = Applicability(YES if now.is_certain or is_done else EITHER, now.hangs_on)
                yield (part.event, deadline.recover), Missed(passing.and_also(applies), known.days(deadline.by)[1])


def _passing(name: str, deadline: Deadline, now: Standing, known: Circumstances) -> Applicability:
    """The deadline has passed, or had when it was done."""
    ends = known.days(deadline.by)
    passed = done_late(ends, now.done_on, known.on) if now.status is StepStatus.DONE else has_passed(ends, known.on)
    reason = Reason("deadline", name, deadline.if_missed)
    return Applicability(passed, known.hangs_on(deadline.by), (reason, *known.determinations[deadline.by].because))


def _opened(each: Candidate, first: Standing, missed: Missed | None, known: Circumstances) -> Standing:
    """Where a recovery stands. One done after the day that was missed has put it right already."""
    if missed is None or each.applies.answer == NO:
        return first
    if first.status is StepStatus.DONE:
        redone = first.done_on is None or first.done_on.toordinal() > missed.last_day
        if redone or missed.opens.answer != YES:
            return first
        return replace(
            first, status=StepStatus.APPLIES, because=missed.opens.because, done_on=None, overtaken=NO, reopened=True
        )
    if not each.first.step.only_to_recover:
        return first
    if each.id in known.marks.skipped:
        return replace(first, status=StepStatus.SKIPPED)
    opens = each.applies.and_also(missed.opens)
    return replace(first, status=opens.status, hangs_on=opens.hangs_on, because=opens.because, overtaken=NO)

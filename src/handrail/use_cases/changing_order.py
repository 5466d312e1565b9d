"""Change the order: put a step before the others, or put it off to a day. What that could cost is told before it is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from handrail.domain.content.about_a_route import DeadlineLine, Place, StepLine, deadline_lines, places, step_line
from handrail.domain.content.about_changes import ChangesTold, about_changes
from handrail.domain.content.saying import say_date
from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.route import Route, RouteStep
from handrail.packs.pack import Pack
from handrail.use_cases.answering import CannotBeRead, Given, Problem
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.marking_steps import Marked, NoSuchStep, read_day, want
from handrail.use_cases.working_out import WorkedOut, route_of, work_out

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Placed:
    """A step with where it stands and why: the steps that come before it, the soonest day for it, or the day that is fixed."""

    line: StepLine
    is_first: bool
    put_off_to: str
    waits_for: tuple[tuple[str, str], ...]
    soonest: str
    is_fixed: bool
    fixed_on: str
    start_by: str

    @property
    def may_come_first(self) -> bool:
        """There is something to bring forward: itself, or what it waits for."""
        return not self.is_fixed and (bool(self.waits_for) or not self.soonest)


@dataclass(frozen=True, slots=True)
class OrderShown:
    """The steps that are to do: what can be done now, what was put off, and what has to wait."""

    now: tuple[Placed, ...]
    put_off: tuple[Placed, ...]
    waiting: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Late:
    """A step that would surely be too late, or is likely to be."""

    step: str
    title: str
    deadline: DeadlineLine | None
    is_sure: bool


@dataclass(frozen=True, slots=True)
class OrderWeighed:
    """What a wish could cost. A step that is put first costs something only if all else waits for it: `until` about that day.
    `changes` are what putting one off surely does."""

    placed: Placed
    late: tuple[Late, ...]
    finish: tuple[str, str] | None
    until: str = ""
    changes: ChangesTold | None = None


def show_order(*, pack: Pack, contents: Contents, on: date) -> OrderShown:
    """The order as it is, with what may be moved."""
    worked = route_of(pack=pack, contents=contents, on=on, with_reasons=False)
    stands = places(worked.route)
    now = [worked.route.by_id[name] for name in worked.route.do_now if stands[name] is Place.NOW]
    others = [step for step in worked.route.to_do if stands[step.id] in (Place.NEXT, Place.LATER)]
    return OrderShown(
        tuple(_placed(step, worked, stands) for step in now),
        tuple(_placed(step, worked, stands) for step in others if step.put_off_to),
        tuple(_placed(step, worked, stands) for step in others if not step.put_off_to and not step.overtaken),
    )


def show_placed(*, pack: Pack, contents: Contents, step: str, on: date) -> Placed:
    """One step, with where it stands. What is done, left out or not needed has no place in the order."""
    worked = route_of(pack=pack, contents=contents, on=on, with_reasons=False)
    found = worked.route.by_id.get(step)
    if found is None or not found.is_to_do:
        raise NoSuchStep(step)
    return _placed(found, worked, places(worked.route))


def _placed(step: RouteStep, worked: WorkedOut, stands: Mapping[str, Place]) -> Placed:
    route, telling = worked.route, worked.telling
    fixed_on = step.finish.low if _is_fixed(step) and step.finish.is_known else None
    waits = not step.put_off_to and step.start.low is not None and step.start.low > worked.on
    return Placed(
        step_line(step, stands[step.id], telling),
        step.is_first,
        say_date(step.put_off_to) if step.put_off_to else "",
        tuple((name, telling.title(name)) for name in _just_before(step, route)),
        say_date(step.start.low) if waits and step.start.low else "",
        _is_fixed(step),
        say_date(fixed_on) if fixed_on else "",
        say_date(step.start_by) if step.start_by and step.start_by >= worked.on else "",
    )


def _is_fixed(step: RouteStep) -> bool:
    """It happens on a day of its own, which nobody can wish for."""
    return any(written.happens_on for written in step.written)


def _just_before(step: RouteStep, route: Route) -> tuple[str, ...]:
    """What is to do before it, and not before something else that is."""
    earlier = [name for name in step.after if route.by_id[name].is_to_do]
    before_those = frozenset[str]().union(*(_with_all_before(name, route) - {name} for name in earlier))
    return tuple(name for name in earlier if name not in before_those)


# -- what is wished for ----------------------------------------------------------------------------------------------------


def put_first(*, contents: Contents, step: str) -> Contents:
    """Before the others, with all that must come before it."""
    return want(contents=contents, step=step, wish={"first": True})


def put_off(*, pack: Pack, contents: Contents, step: str, given: Given, on: date) -> Marked:
    """Not before a day, which is later than the step comes by itself."""
    try:
        day = read_day(given, "", on, must_have_come=False)
    except CannotBeRead as wrong:
        return Marked(contents, wrong.problems)
    usual = route_of(pack=pack, contents=as_usual(contents=contents, step=step), on=on, with_reasons=False)
    soonest = max(on, usual.route.by_id[step].start.low or on)
    if day is None or date.fromisoformat(day) <= soonest:
        called = "today" if soonest == on else "the soonest you can start"
        return Marked(contents, (Problem("exact_day", f"Give a day after {called}, {say_date(soonest)}."),))
    return Marked(want(contents=contents, step=step, wish={"not_before": day}))


def as_usual(*, contents: Contents, step: str) -> Contents:
    """Where it comes by itself."""
    return want(contents=contents, step=step, wish={})


# -- what that could cost ----------------------------------------------------------------------------------------------------


def weigh_first(*, pack: Pack, contents: Contents, step: str, on: date) -> OrderWeighed | None:
    """What would come of waiting with everything else until this is done; None where nothing does and nothing has to come before it.

    Most steps can be done side by side. Then nothing is put off, and this is the worst that it can cost.
    """
    before = route_of(pack=pack, contents=contents, on=on, with_reasons=False)
    found = before.route.by_id[step]
    if found.expected is None:
        return None
    day = found.expected + (_A_DAY if found.lasts and found.lasts.likely else timedelta())
    ahead = _with_all_before(step, before.route)
    waiting = contents
    for other in before.route.to_do:
        if other.id not in ahead and not _is_fixed(other):
            waiting = want(contents=waiting, step=other.id, wish={"not_before": day.isoformat()})
    after = work_out(pack=pack, contents=waiting, on=on, with_reasons=False)
    late, finish = tuple(_late(before, after)), _finish(before.route, after.route, more_than=_A_DAY)
    placed = _placed(found, before, places(before.route))
    if not (placed.waits_for or late or finish):
        return None
    return OrderWeighed(placed, late, finish, say_date(found.expected))


def weigh_putting_off(
    *, pack: Pack, contents: Contents, proposed: Contents, step: str, on: date
) -> OrderWeighed | None:
    """What would be late, and how much later all would be finished; None where nothing is."""
    before, after = (route_of(pack=pack, contents=each, on=on) for each in (contents, proposed))
    late, finish = tuple(_late(before, after)), _finish(before.route, after.route)
    if not (late or finish):
        return None
    changes = about_changes(before.telling, after.telling, supposing=frozenset({step}))
    return OrderWeighed(_placed(after.route.by_id[step], after, places(after.route)), late, finish, changes=changes)


def _with_all_before(step: str, route: Route) -> frozenset[str]:
    """A step with all that is still to do before it."""
    found, waiting = {step}, [step]
    while waiting:
        earlier = [
            name for name in route.by_id[waiting.pop()].after if route.by_id[name].is_to_do and name not in found
        ]
        found.update(earlier)
        waiting += earlier
    return frozenset(found)


def _late(before: WorkedOut, after: WorkedOut) -> Iterator[Late]:
    """What is surely to do and would be late, or is likely to be, and is not so as it is."""
    deadlines = {line.step: line for line in deadline_lines(after.telling)}
    for step in after.route.to_do:
        was = before.route.by_id[step.id]
        is_sure = step.cannot_be_met and not was.cannot_be_met
        is_likely = _is_likely_late(step, after.on) and not _is_likely_late(was, after.on)
        if step.status is StepStatus.APPLIES and (is_sure or is_likely):
            yield Late(step.id, after.telling.title(step), deadlines.get(step.id), is_sure)


def _is_likely_late(step: RouteStep, on: date) -> bool:
    """Going as such things do, it is finished after the first day that its deadline can be."""
    due = step.deadline.days.safe_day(on) if step.deadline else None
    return step.cannot_be_met or (due is not None and step.expected is not None and step.expected > due)


def _finish(before: Route, after: Route, *, more_than: timedelta = timedelta()) -> tuple[str, str] | None:
    """The likely end as it is and as it would be, where that is later."""
    was, now = before.expected_finish, after.expected_finish
    return (say_date(was), say_date(now)) if was and now and now - was > more_than else None

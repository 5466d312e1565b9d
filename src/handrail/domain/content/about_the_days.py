"""What the days alone made different about a route: what has become late, what came or went, and what is due on another day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handrail.domain.content.about_a_route import deadline_lines
from handrail.domain.content.about_changes import DEADLINES, ChangeGroup, ChangeLine, ChangesTold, about_changes
from handrail.domain.content.saying import say_counted, say_date, sentence
from handrail.domain.content.telling import Telling

_LATE = "late"


def about_the_days(before: Telling, after: Telling) -> ChangesTold:
    """What is different on a later day. That what was not begun then can begin today at the soonest is left out: anyone knows."""
    told = about_changes(before, after, dates=DEADLINES)
    groups = tuple(_because_of_the_day(group, after) for group in told.groups)
    late = tuple(_late(before, after))
    if not late:
        return replace(told, groups=groups)
    passed = f"{say_counted(len(late), 'deadline')} {'has' if len(late) == 1 else 'have'} passed"
    return replace(told, groups=(ChangeGroup(_LATE, "Late now", late), *groups), in_short=(passed, *told.in_short))


def _late(before: Telling, after: Telling) -> Iterator[ChangeLine]:
    """The deadlines that were still ahead, and are missed now."""
    were_late = {line.step for line in deadline_lines(before) if line.is_overdue}
    for line in deadline_lines(after):
        if line.is_overdue and line.step not in were_late:
            yield ChangeLine(line.step, line.title, (line.was_due.removesuffix("."),), line.if_missed)


def _because_of_the_day(group: ChangeGroup, after: Telling) -> ChangeGroup:
    """Nothing but the day can be the reason: all that the person told was so before."""
    because = sentence(f"because today is {say_date(after.route.on)}")
    return replace(group, lines=tuple(replace(line, because=because) for line in group.lines))

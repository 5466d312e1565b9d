"""What leaving a step out would cost, told before it is left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from handrail.domain.content.about_a_route import DeadlineLine, deadline_lines
from handrail.domain.content.about_changes import ChangesTold, about_changes
from handrail.domain.routes.changes import ChangeKind
from handrail.packs.pack import Pack
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.working_out import route_of, work_out

_NO_LOSS = {ChangeKind.REORDERED, ChangeKind.REDATED, ChangeKind.REPRICED, ChangeKind.CONFIRMED}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What would be lost: its deadline, the steps that wait for it, and what else would be different."""

    title: str
    deadline: DeadlineLine | None
    waiting: tuple[tuple[str, str], ...]
    changes: ChangesTold


def weigh_leaving_out(*, pack: Pack, contents: Contents, proposed: Contents, step: str, on: date) -> LeftOut | None:
    """None where nothing is lost: no deadline, nothing to get, no step that waits for it, and nothing that comes of leaving it out."""
    before, after = route_of(pack=pack, contents=contents, on=on), work_out(pack=pack, contents=proposed, on=on)
    found = before.route.by_id.get(step)
    if found is None or not found.is_to_do or after.clashes:
        return None
    changes = _of_others(about_changes(before.telling, after.telling, supposing=frozenset({step})), step)
    deadline = next((line for line in deadline_lines(before.telling) if line.step == step), None)
    waiting = tuple((each.id, before.telling.title(each)) for each in before.route.to_do if step in each.after)
    is_worse = changes.goals or any(ChangeKind(group.kind) not in _NO_LOSS for group in changes.groups)
    if not (deadline or waiting or found.regular or not found.gain.is_nothing or is_worse):
        return None
    return LeftOut(before.telling.title(found), deadline, waiting, changes)


def _of_others(changes: ChangesTold, step: str) -> ChangesTold:
    """Without the line that this step is left out, which is what the person is doing."""
    groups = (
        replace(group, lines=tuple(line for line in group.lines if line.step != step)) for group in changes.groups
    )
    return replace(changes, groups=tuple(group for group in groups if group.lines))

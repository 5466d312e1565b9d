"""What choosing another way than before would do, told before it counts; and that a choice is what was changed last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handrail.domain.content.about_changes import ChangesTold, about_changes
from handrail.domain.routes.route import RouteDecision
from handrail.packs.pack import Pack
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.marking_steps import chosen_in
from handrail.use_cases.working_out import route_of, work_out


@dataclass(frozen=True, slots=True)
class ChoiceWeighed:
    """The way that was chosen, the one that would be, and what would be different."""

    title: str
    was: str
    now: str
    changes: ChangesTold


def weigh_choice(*, pack: Pack, contents: Contents, proposed: Contents, step: str, on: date) -> ChoiceWeighed | None:
    """None where no other way was chosen before, where none would be chosen now, and where nothing would be different."""
    before, after = route_of(pack=pack, contents=contents, on=on), work_out(pack=pack, contents=proposed, on=on)
    if after.clashes or step not in after.route.by_id:
        return None
    was, now = before.route.by_id[step].decision, after.route.by_id[step].decision
    if was is None or now is None or was.chosen is None or now.chosen in (None, was.chosen):
        return None
    changes = about_changes(before.telling, after.telling, supposing=frozenset({was.id}))
    if changes.is_nothing:
        return None
    return ChoiceWeighed(before.telling.title(step), _title(was), _title(now), changes)


def _title(decision: RouteDecision) -> str:
    return next(each.alternative.title for each in decision.alternatives if each.is_chosen)


def was_chosen_last(contents: Contents, decision: RouteDecision | None) -> bool:
    """The last change was to choose between these ways, or to take that back."""
    if decision is None or contents.earlier is None:
        return False
    return chosen_in(contents).get(decision.id) != chosen_in(contents.earlier).get(decision.id)

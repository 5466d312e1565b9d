"""One step of a person's route, opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handrail.domain.content.about_a_route import StepLine, places, step_line
from handrail.domain.content.about_a_step import about_step
from handrail.domain.content.document import Contact, Document
from handrail.packs.pack import Pack
from handrail.use_cases.changing_choices import was_chosen_last
from handrail.use_cases.choosing_topics import TopicLine, topics_on_step
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.marking_steps import NoSuchStep
from handrail.use_cases.showing_estimate import estimated_programme
from handrail.use_cases.working_out import route_of


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step with where it stands, and who to turn to."""

    document: Document
    line: StepLine
    phase: str
    helpers: tuple[Contact, ...]
    can_be_estimated: bool = False
    """What it pays can be estimated, which is done on a page of its own: it may take a while."""
    was_chosen_last: bool = False
    """What was changed last is the choice made here."""
    also: tuple[TopicLine, ...] = ()
    """What else they may want to work out here. It is asked about once they choose it."""


def show_step(*, pack: Pack, contents: Contents, step: str, on: date) -> StepShown:
    """Everything about one step."""
    worked = route_of(pack=pack, contents=contents, on=on)
    found = worked.route.by_id.get(step)
    if found is None:
        raise NoSuchStep(step)
    telling = worked.telling
    phases = {phase.id: phase.title for phase in telling.journeys[found.events[0]].phases}
    return StepShown(
        document=about_step(found, telling),
        line=step_line(found, places(worked.route)[found.id], telling),
        phase=phases[found.phase],
        helpers=tuple(telling.contact(each) for each in telling.helpers_at(found)[:2]),
        can_be_estimated=bool(estimated_programme(pack, found)),
        was_chosen_last=was_chosen_last(contents, found.decision),
        also=topics_on_step(pack=pack, contents=contents, step=step),
    )

"""One step of a person's route, opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handrail.domain.content.about_a_route import StepLine, places, step_line
from handrail.domain.content.about_a_step import about_step
from handrail.domain.content.document import Contact, Document
from handrail.packs.pack import Pack
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.marking_steps import NoSuchStep
from handrail.use_cases.working_out import Clash, work_out


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step with where it stands, and who to turn to."""

    document: Document
    line: StepLine
    phase: str
    helpers: tuple[Contact, ...]
    decisions: tuple[tuple[str, tuple[str, ...]], ...]


def show_step(*, pack: Pack, contents: Contents, step: str, on: date) -> StepShown | tuple[Clash, ...]:
    """Everything about one step."""
    worked = work_out(pack=pack, contents=contents, on=on)
    if worked.clashes:
        return worked.clashes
    found = worked.route.by_id.get(step)
    if found is None:
        raise NoSuchStep(step)
    telling = worked.telling
    phases = {phase.id: phase.title for journey in worked.planned.journeys for phase in journey.phases}
    helpers = telling.helpers(found) or telling.helpers()
    options = found.decision.alternatives if found.decision else ()
    return StepShown(
        document=about_step(found, telling),
        line=step_line(found, places(worked.route)[found.id], telling),
        phase=phases[found.phase],
        helpers=tuple(telling.contact(each) for each in helpers[:2]),
        decisions=((found.decision.id, tuple(each.id for each in options)),) if found.decision else (),
    )

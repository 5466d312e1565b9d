"""Several life events at once make one route: what two of them ask for alike is one thing to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from handrail.domain.routes.applying import Applicability, applicability
from handrail.domain.routes.circumstances import Circumstances
from handrail.domain.routes.journey import Journey, Step
from handrail.domain.routes.naming import route_ids
from handrail.domain.routes.once import once


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing a person may have to do: a step of one journey, or steps of several that are the same thing.

    `after` says what comes first: True where that is certain, False while it hangs on a fact.
    """

    id: str
    events: tuple[str, ...]
    steps: tuple[Step, ...]
    phase: str
    rank: tuple[int, int, int]
    services: tuple[str, ...]
    owners: tuple[str, ...]
    applies: Applicability
    after: Mapping[str, bool] = field(default_factory=dict)

    @property
    def step(self) -> Step:
        """The step of the journey that came first."""
        return self.steps[0]

    @property
    def is_same_as(self) -> tuple[tuple[str, ...], str, str]:
        """What another journey's step must match to be the same thing."""
        return self.services, self.step.subject, trigger_of(self.step)

    def merged_with(self, other: Candidate) -> Candidate:
        """One thing to do for both reasons, after what either of them comes after."""
        after = {name: self.after.get(name, False) or other.after.get(name, False) for name in (*self.after, *other.after)}
        return replace(
            self,
            events=self.events + other.events,
            steps=self.steps + other.steps,
            owners=once(self.owners + other.owners),
            applies=self.applies.either_way(other.applies),
            after=after,
        )


def trigger_of(step: Step) -> str:
    """What sets a step off. Unless its author says, steps with the same deadline have the same trigger."""
    return step.trigger or (step.deadline.by if step.deadline else "")


def candidates(journeys: Sequence[Journey], known: Circumstances) -> dict[str, Candidate]:
    """Everything these journeys may ask of a person, by the name it has on the route."""
    found: dict[str, Candidate] = {}
    for each in _candidates(journeys, known):
        found[each.id] = each
    return found if len(journeys) == 1 else _merged(found)


def _candidates(journeys: Sequence[Journey], known: Circumstances) -> Iterator[Candidate]:
    names = route_ids(journeys)
    for place, journey in enumerate(journeys):
        for position, step in enumerate(journey.steps):
            services = step.service.among(known.facts) if step.service else ()
            after = {names[journey.id, name]: certain for name, certain in _after(step, known).items()}
            yield Candidate(
                id=names[journey.id, step.id],
                events=(journey.id,),
                steps=(step,),
                phase=step.phase,
                rank=(journey.phase_order[step.phase], place, position),
                services=services,
                owners=_owners(step, services, journey, known),
                applies=applicability(step, journey, known),
                after=after,
            )


def _after(step: Step, known: Circumstances) -> dict[str, bool]:
    """What comes first. It is certain when it does whatever the person may still answer."""
    possible = step.after.among(known.facts)
    return {name: all(name in names for names in possible) for names in possible for name in names}


def _owners(step: Step, services: Sequence[str], journey: Journey, known: Circumstances) -> tuple[str, ...]:
    """Who does it, as far as that is known: the step's own owner, or the organisations of its services."""
    if step.owner:
        return step.owner.among(known.facts)
    return once(journey.services[name].organisation for name in services)


def _merged(found: Mapping[str, Candidate]) -> dict[str, Candidate]:
    """Join each candidate to an earlier one of another journey that is the same thing, unless each waits for the other."""
    merged: dict[str, Candidate] = dict(found)
    first: dict[object, str] = {}
    for name, each in found.items():
        earlier = merged.get(first.setdefault(each.is_same_as, name))
        if earlier is None or earlier.id == name or not each.services or earlier.events[-1] in each.events:
            continue
        if _waits_for(name, earlier.id, merged) or _waits_for(earlier.id, name, merged):
            continue
        merged[earlier.id] = earlier.merged_with(merged.pop(name))
        merged = {other: _renamed(candidate, name, earlier.id) for other, candidate in merged.items()}
    return merged


def _renamed(candidate: Candidate, old: str, new: str) -> Candidate:
    if old not in candidate.after:
        return candidate
    after = {new if name == old else name: certain for name, certain in candidate.after.items()}
    return replace(candidate, after=after)


def _waits_for(name: str, other: str, found: Mapping[str, Candidate]) -> bool:
    """The first cannot start before the other is done."""
    waiting, seen = [name], {name}
    while waiting:
        for earlier in found[waiting.pop()].after:
            if earlier == other:
                return True
            if earlier not in seen:
                seen.add(earlier)
                waiting.append(earlier)
    return False

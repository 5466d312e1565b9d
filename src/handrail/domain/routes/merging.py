"""Several life events at once make one route: what two of them ask for alike is one thing to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce

from handrail.domain.facts.possible import NO, YES
from handrail.domain.routes.applying import Applicability, applicability
from handrail.domain.routes.circumstances import Circumstances
from handrail.domain.routes.journey import Journey, Step
from handrail.domain.routes.naming import route_ids
from handrail.domain.routes.once import once


@dataclass(frozen=True, slots=True)
class Part:
    """A step of one journey, and whether it applies."""

    id: str
    event: str
    step: Step
    applies: Applicability


@dataclass(frozen=True)
class Candidate:
    """One thing a person may have to do: a step of one journey, or steps of several that are the same thing.

    `after` says what comes first: True where that is certain, False while it hangs on a fact.
    """

    id: str
    parts: tuple[Part, ...]
    rank: tuple[int, int, int]
    services: tuple[str, ...]
    owners: tuple[str, ...]
    after: Mapping[str, bool] = field(default_factory=dict)

    @property
    def first(self) -> Part:
        """The step of the journey that came first."""
        return self.parts[0]

    @cached_property
    def applies(self) -> Applicability:
        """One life event that asks for it is enough."""
        return reduce(Applicability.either_way, (part.applies for part in self.parts))

    @cached_property
    def asking(self) -> tuple[Part, ...]:
        """The parts that apply or may; all of them when none does."""
        return tuple(part for part in self.parts if part.applies.answer != NO) or self.parts

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the parts that apply or may."""
        return tuple(part.step for part in self.asking)

    @property
    def is_same_as(self) -> tuple[tuple[str, ...], str, str]:
        """What another journey's step must match to be the same thing."""
        return self.services, self.first.step.subject, trigger_of(self.first.step)

    @property
    def is_known_elsewhere(self) -> bool:
        """Another journey can ask for the same thing: it is a service, or its author names what sets it off."""
        return bool(self.services or self.first.step.trigger)

    def merged_with(self, other: Candidate) -> Candidate:
        """One thing to do for both reasons, after what either of them comes after."""
        after = {
            name: self.after.get(name, False) or other.after.get(name, False) for name in (*self.after, *other.after)
        }
        return replace(self, parts=self.parts + other.parts, owners=once(self.owners + other.owners), after=after)


def trigger_of(step: Step) -> str:
    """What sets a step off. Unless its author says, steps with the same deadline have the same trigger."""
    return step.trigger or (step.deadline.by if step.deadline else "")


def candidates(journeys: Sequence[Journey], known: Circumstances) -> dict[str, Candidate]:
    """Everything these journeys may ask of a person, by the name it has on the route."""
    found = {each.id: each for each in _candidates(journeys, known)}
    return found if len(journeys) == 1 else _merged(found)


def _candidates(journeys: Sequence[Journey], known: Circumstances) -> Iterator[Candidate]:
    names = route_ids(journeys)
    for place, journey in enumerate(journeys):
        for position, step in enumerate(journey.steps):
            name = names[journey.id, step.id]
            services = step.service.among(known.facts) if step.service else ()
            yield Candidate(
                id=name,
                parts=(Part(name, journey.id, step, applicability(step, journey, known)),),
                rank=(journey.phase_order[step.phase], place, position),
                services=services,
                owners=_owners(step, services, journey, known),
                after={names[journey.id, earlier]: certain for earlier, certain in _after(step, known).items()},
            )


def _after(step: Step, known: Circumstances) -> dict[str, bool]:
    """What comes first. It is certain when it does whatever the person may still answer."""
    possible = step.after.among(known.facts)
    covered = step.after.covers(known.facts) == YES
    return {name: covered and all(name in names for names in possible) for names in possible for name in names}


def _owners(step: Step, services: Sequence[str], journey: Journey, known: Circumstances) -> tuple[str, ...]:
    """Who does it, as far as that is known: the step's own owner, or the organisations of its services."""
    if step.owner:
        return step.owner.among(known.facts)
    return once(journey.services[name].organisation for name in services)


def _merged(found: Mapping[str, Candidate]) -> dict[str, Candidate]:
    """Join each candidate to an earlier one of another journey that is the same thing, unless one waits for the other."""
    merged = dict(found)
    first: dict[object, str] = {}
    for name, each in found.items():
        earlier = merged[first.setdefault(each.is_same_as, name)]
        if not each.is_known_elsewhere or any(part.event == each.first.event for part in earlier.parts):
            continue
        if _waits_for(name, earlier.id, merged) or _waits_for(earlier.id, name, merged):
            continue
        merged[earlier.id] = earlier.merged_with(merged.pop(name))
        merged = {other: _after_renamed(candidate, name, earlier.id) for other, candidate in merged.items()}
    return merged


def _after_renamed(candidate: Candidate, old: str, new: str) -> Candidate:
    """Wait for the step that took the other's place."""
    if old not in candidate.after:
        return candidate
    others = {name: certain for name, certain in candidate.after.items() if name not in (old, new)}
    certain = candidate.after[old] or candidate.after.get(new, False)
    return replace(candidate, after={**others, new: certain})


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

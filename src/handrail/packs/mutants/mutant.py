"""One small change to a pack, and the pack with that change in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.vocabulary import Constraint, Declaration, Vocabulary
from handrail.domain.routes.journey import Step
from handrail.domain.rules.determining import Rulebook
from handrail.domain.rules.parameters import Parameter
from handrail.domain.rules.rulebook import WrittenRule
from handrail.packs.journeys import Events
from handrail.packs.pack import Pack


class ChangeKind(StrEnum):
    """What sort of thing was changed."""

    FIGURE = "figure"
    DATE = "date"
    COMPARISON = "comparison"
    CLAUSE = "clause"
    LITERAL = "literal"
    FUNCTION = "function"


@dataclass(frozen=True, slots=True)
class Without:
    """A constraint that is no longer there."""

    name: str


@dataclass(frozen=True, slots=True)
class StepOf:
    """A step of a life event."""

    event: str
    step: Step

    @property
    def name(self) -> str:
        return f"{self.event}.{self.step.id}"


Becomes = Parameter | WrittenRule | Constraint | Declaration | Without | StepOf


@dataclass(frozen=True, slots=True)
class Mutant:
    """A pack that differs from the real one in one place: what stood there, what stands there now, and all that holds it."""

    id: str
    kind: ChangeKind
    place: Place
    was: str
    now: str
    becomes: Becomes

    @property
    def subject(self) -> str:
        """The figure, rule, constraint, fact or step that was changed, as its author calls it."""
        return self.becomes.name


def is_hidden(rule: str) -> bool:
    """Constraints and guards are rules under names that no author can write."""
    return " " in rule


def pack_with(original: Pack, mutant: Mutant) -> Pack:
    """A pack with the change in it; or a `PackError` where no pack could be so."""
    if isinstance(mutant.becomes, StepOf):
        return replace(original, events=_events_with(original.events, mutant.becomes))
    return replace(original, rulebook=rulebook_with(original.rulebook, mutant, original.rulebook.rules))


def _events_with(original: Events, changed: StepOf) -> Events:
    journey = original.journeys[changed.event]
    steps = tuple(changed.step if step.id == changed.step.id else step for step in journey.steps)
    return replace(original, journeys={**original.journeys, changed.event: replace(journey, steps=steps)})


def rulebook_with(original: Rulebook, mutant: Mutant, rules: Iterable[str]) -> Rulebook:
    """These rules of a rulebook, with the change in them. What they read must be among them."""
    written = {name: original.rules[name].written for name in rules if not is_hidden(name)}
    parameters = dict(original.parameters)
    match mutant.becomes:
        case Parameter() as parameter:
            parameters[parameter.name] = parameter
        case WrittenRule() as rule:
            written[rule.name] = rule
    vocabulary = _vocabulary_with(original.vocabulary, mutant)
    return Rulebook(
        vocabulary,
        parameters,
        written,
        original.calculators,
        original.calendar,
        original.release,
        original.covered_from,
    )


def _vocabulary_with(original: Vocabulary, mutant: Mutant) -> Vocabulary:
    match mutant.becomes:
        case Constraint() as constraint:
            return replace(original, constraints={**original.constraints, constraint.name: constraint})
        case Declaration() as declaration:
            return replace(original, facts={**original.facts, declaration.name: declaration})
        case Without(name=name):
            kept = {key: constraint for key, constraint in original.constraints.items() if key != name}
            return replace(original, constraints=kept)
    return original

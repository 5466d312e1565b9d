"""One small change to a pack, and the rulebook with that change in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.vocabulary import Constraint, Declaration, Vocabulary
from handrail.domain.rules.determining import Rulebook
from handrail.domain.rules.parameters import Parameter
from handrail.domain.rules.rulebook import WrittenRule


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

    constraint: str


Becomes = Parameter | WrittenRule | Constraint | Declaration | Without


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
        """The figure, rule, constraint or fact that was changed, as its author calls it."""
        return self.becomes.constraint if isinstance(self.becomes, Without) else self.becomes.name

    @property
    def is_everywhere(self) -> bool:
        """It bears on what every fact may be, so on every example."""
        return isinstance(self.becomes, Constraint | Declaration | Without)


def is_hidden(rule: str) -> bool:
    """Constraints and guards are rules under names that no author can write."""
    return " " in rule


def rulebook_with(original: Rulebook, mutant: Mutant, rules: Iterable[str]) -> Rulebook:
    """These rules of a rulebook, with the change in them; or a `PackError` where no pack could be so."""
    written = {name: original.rules[name].written for name in rules if not is_hidden(name)}
    parameters = dict(original.parameters)
    match mutant.becomes:
        case Parameter() as parameter:
            parameters[parameter.name] = parameter
        case WrittenRule() as rule:
            written[rule.name] = rule
    vocabulary = _vocabulary_with(original.vocabulary, mutant)
    return Rulebook(vocabulary, parameters, written, original.calculators, original.calendar, original.release)


def _vocabulary_with(original: Vocabulary, mutant: Mutant) -> Vocabulary:
    match mutant.becomes:
        case Constraint() as constraint:
            return replace(original, constraints={**original.constraints, constraint.name: constraint})
        case Declaration() as declaration:
            return replace(original, facts={**original.facts, declaration.name: declaration})
        case Without(constraint=name):
            kept = {key: constraint for key, constraint in original.constraints.items() if key != name}
            return replace(original, constraints=kept)
    return original

"""What bears on what: the rules that a goal, a step or a constraint reaches, the figures they read, and on which days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import inf

from handrail.domain.facts.possible import Ranges
from handrail.domain.facts.vocabulary import Vocabulary
from handrail.domain.routes.naming import facts_named, rules_named
from handrail.domain.rules import syntax
from handrail.domain.rules.determining import Rulebook
from handrail.domain.rules.parameters import Parameter
from handrail.domain.rules.rulebook import WrittenRule
from handrail.packs.mutants.mutant import Mutant, is_hidden
from handrail.packs.pack import Pack

Days = tuple[float | int, float | int]
"""The first and the last of a stretch of days."""


@dataclass(frozen=True)
class Reach:
    """Everything that goals, steps, constraints and guards look at, however many rules lie between."""

    rulebook: Rulebook
    named: frozenset[str] = frozenset()
    looked_at: frozenset[str] = frozenset()

    @classmethod
    def of(cls, pack: Pack) -> Reach:
        """What a pack is asked for: the rules and facts that its journeys name, besides its goals and what it always checks."""
        journeys = pack.events.journeys.values()
        goals = {goal for journey in journeys for goal in journey.goals}
        needs = {need for journey in journeys for need in journey.needs}
        return cls(pack.rulebook, rules_named(journeys) | goals, facts_named(journeys) | needs)

    @cached_property
    def roots(self) -> frozenset[str]:
        """The rules that are asked for by name."""
        hidden = {rule for rule in self.rulebook.rules if is_hidden(rule)}
        return frozenset({*self.rulebook.goals, *self.named, *hidden})

    def closure(self, rules: Iterable[str]) -> frozenset[str]:
        """These rules, and every rule they read."""
        found: set[str] = set()
        waiting = list(rules)
        while waiting:
            rule = waiting.pop()
            if rule not in found:
                found.add(rule)
                waiting += self._reads.get(rule, ())
        return frozenset(found)

    @cached_property
    def behind(self) -> dict[str, frozenset[str]]:
        """Each rule with every rule it reads, however many lie between."""
        return {name: self.closure([name]) for name in self.rulebook.rules}

    @cached_property
    def rules(self) -> frozenset[str]:
        """Every rule that something asks for."""
        return self.closure(self.roots)

    @cached_property
    def always(self) -> frozenset[str]:
        """The rules behind constraints and guards, which bear on every example."""
        return self.closure(rule for rule in self.roots if is_hidden(rule))

    @cached_property
    def of_routes(self) -> frozenset[str]:
        """The rules behind the routes of every life event."""
        return self.closure(self.named)

    @cached_property
    def facts(self) -> frozenset[str]:
        """Every fact that a rule within reach reads, or that a plan looks at by itself."""
        read = {fact for rule in self.rules for fact in self.rulebook.reads(rule)}
        return frozenset(read | self.looked_at)

    @cached_property
    def figures(self) -> frozenset[str]:
        """Every figure that a rule within reach reads."""
        return frozenset(name for name, readers in self.readers.items() if readers & self.rules)

    @cached_property
    def readers(self) -> dict[str, frozenset[str]]:
        """The rules that read each figure themselves."""
        found: dict[str, set[str]] = defaultdict(set)
        for rule, read in self._readings():
            found[read.name].add(rule)
        return {name: frozenset(rules) for name, rules in found.items()}

    @cached_property
    def days(self) -> dict[str, Days]:
        """The days for which each figure can be asked: as wide as the facts it is read at."""
        found: dict[str, Days] = {}
        for rule, read in self._readings():
            if rule in self.rules:
                first, last = days_of(read.as_at, self.rulebook.vocabulary)
                low, high = found.get(read.name, (first, last))
                found[read.name] = (min(low, first), max(high, last))
        return found

    @cached_property
    def missed(self) -> tuple[str, ...]:
        """The figures and rules of the pack that nothing asks for. A figure may still be shown in words."""
        figures = (name for name in self.rulebook.parameters if name not in self.figures)
        return (*figures, *(name for name in self.rulebook.rules if name not in self.rules))

    def touched_by(self, mutant: Mutant) -> frozenset[str]:
        """The rules that a change is in, or that read the figure it is in."""
        match mutant.becomes:
            case Parameter(name=name):
                return self.readers.get(name, frozenset())
            case WrittenRule(name=name):
                return frozenset({name})
        return frozenset()

    @cached_property
    def _reads(self) -> dict[str, frozenset[str]]:
        return {
            name: frozenset(
                part.name for part in syntax.everything_in(rule.expression) if isinstance(part, syntax.RuleRead)
            )
            for name, rule in self.rulebook.rules.items()
        }

    def _readings(self) -> Iterator[tuple[str, syntax.ParameterRead]]:
        for name, rule in self.rulebook.rules.items():
            for part in syntax.everything_in(rule.expression):
                if isinstance(part, syntax.ParameterRead):
                    yield name, part


def days_of(as_at: syntax.Expression, vocabulary: Vocabulary) -> Days:
    """The days that a date may be: all that a fact may be while nobody has told it, or any day at all."""
    if isinstance(as_at, syntax.FactRead):
        domain = vocabulary.facts[as_at.name].domain
        if isinstance(domain, Ranges):
            return domain.low, domain.high
    return -inf, inf

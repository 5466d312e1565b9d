"""What bears on what: the rules that a goal, a step or a constraint reaches, the figures they read, and on which days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import inf

from handrail.domain.facts.held import Facts
from handrail.domain.facts.possible import Ranges
from handrail.domain.facts.vocabulary import Constraint, Declaration
from handrail.domain.routes.journey import Journey
from handrail.domain.routes.naming import facts_named, rules_named
from handrail.domain.rules import syntax
from handrail.domain.rules.checking import GUARD
from handrail.domain.rules.determining import CONSTRAINT, Rulebook
from handrail.domain.rules.parameters import Parameter
from handrail.domain.rules.rulebook import WrittenRule
from handrail.packs.mutants.mutant import Mutant, Without, is_hidden
from handrail.packs.pack import Pack

Days = tuple[float | int, float | int]
"""The first and the last of a stretch of days."""


@dataclass(frozen=True, slots=True)
class Named:
    """The rules and the facts that a life event names."""

    rules: frozenset[str]
    facts: frozenset[str]

    @classmethod
    def by(cls, journey: Journey) -> Named:
        """What one asks for in its goals, its questions and its steps."""
        return cls(rules_named([journey]).union(journey.goals), facts_named([journey]).union(journey.needs))


@dataclass(frozen=True)
class Reach:
    """Everything that goals, steps, constraints and guards look at, however many rules lie between."""

    rulebook: Rulebook
    by_event: Mapping[str, Named] = field(default_factory=dict)

    @classmethod
    def of(cls, pack: Pack) -> Reach:
        """What a pack is asked for: the rules and facts that its journeys name, besides its goals and what it always checks."""
        return cls(pack.rulebook, {event: Named.by(journey) for event, journey in pack.events.journeys.items()})

    @cached_property
    def named(self) -> frozenset[str]:
        """The rules that the journeys name."""
        return frozenset(rule for named in self.by_event.values() for rule in named.rules)

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
    def facts(self) -> frozenset[str]:
        """Every fact that a rule within reach reads, or that a plan looks at by itself."""
        read = {fact for rule in self.rules for fact in self.rulebook.reads(rule)}
        return frozenset(read).union(*(named.facts for named in self.by_event.values()))

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
                first, last = self._days_of(read.as_at)
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

    def _days_of(self, as_at: syntax.Expression) -> Days:
        """The days that a date may be: all that a fact may be while nobody has told it, all that a rule may come to for people of
        whom nothing is known, no day before the first on which a pack is to be asked; or any day at all."""
        match as_at:
            case syntax.Today():
                return self.rulebook.covered_from.toordinal(), inf
            case syntax.FactRead(name=name):
                domain = self.rulebook.vocabulary.facts[name].domain
                if isinstance(domain, Ranges):
                    return domain.low, domain.high
            case syntax.RuleRead(name=name) if not self._hangs_on_today(name):
                value = self.rulebook.outcome(name, self.rulebook.sheet(Facts(), date.max)).value
                if isinstance(value, tuple):
                    return value
        return -inf, inf

    def _hangs_on_today(self, rule: str) -> bool:
        expressions = (self.rulebook.rules[name].expression for name in self.behind[rule])
        return any(isinstance(part, syntax.Today) for one in expressions for part in syntax.everything_in(one))

    def facts_touched_by(self, mutant: Mutant) -> frozenset[str]:
        """The facts that can be held otherwise: those whose limits, constraints or guards a change is in or behind, and those
        that constraints and guards tie to them."""
        match mutant.becomes:
            case Declaration(name=name):
                held = {name}
            case Constraint(name=name) | Without(name=name):
                held = self._held_by(f"{CONSTRAINT}{name}")
            case _:
                touched = self.touched_by(mutant)
                always = (rule for rule in self.rulebook.rules if is_hidden(rule) and touched & self.behind[rule])
                held = {fact for rule in always for fact in self._held_by(rule)}
        return frozenset(held).union(*(self.rulebook.felt_in(fact) for fact in held))

    def _held_by(self, rule: str) -> set[str]:
        """The facts that a constraint or a guard narrows: all that it reads, and the one it guards."""
        return {*self.rulebook.reads(rule), *({rule.removeprefix(GUARD)} if rule.startswith(GUARD) else ())}

    def events_that_feel(self, facts: Set[str]) -> frozenset[str]:
        """The life events whose routes hang on any of these facts."""
        return frozenset(event for event, felt in self._felt.items() if not felt.isdisjoint(facts))

    def feels(self, rule: str, facts: Set[str]) -> bool:
        """A rule can come out otherwise where one of these facts is held otherwise."""
        return not facts.isdisjoint(self.rulebook.reads(rule))

    @cached_property
    def _felt(self) -> dict[str, frozenset[str]]:
        """Every fact that the route of each life event hangs on."""
        return {
            event: named.facts.union(*(self.rulebook.reads(rule) for rule in named.rules))
            for event, named in self.by_event.items()
        }

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

"""Try the examples of a pack against one mutant after another: an example that fails has noticed the change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from handrail.domain.facts.mistakes import PackError
from handrail.domain.routes.journey import Step
from handrail.domain.rules.determining import Rulebook
from handrail.domain.rules.parameters import Parameter
from handrail.domain.rules.rulebook import WrittenRule
from handrail.packs.examples import Example, load_examples
from handrail.packs.mutants.conditions import dropped_conditions
from handrail.packs.mutants.equivalence import Same, why_same_figure, why_same_step
from handrail.packs.mutants.mutant import Mutant, StepOf, pack_with, rulebook_with
from handrail.packs.mutants.reach import Reach
from handrail.packs.pack import Pack, load_pack
from handrail.use_cases.trying_examples import Difference, differences_in_goals, differences_in_route
from handrail.use_cases.usual_outcomes import Usual, bare_route, usual_goals, usual_route

Goals = Sequence[str]

_READ_OFF_THE_OUTCOME = {"value", "low", "high", "possible", "status"}
"""What can be expected of a goal that its bare outcome decides, when nothing is missing from the law."""


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    REFUSED = "refused"
    SAME = "same"
    SURVIVED = "survived"


class ExamplesFail(Exception):
    """Examples do not hold for the pack as it is, so nothing can be learned from changing it."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        super().__init__(differences)
        self.differences = tuple(differences)

    def __str__(self) -> str:
        return "\n".join(str(difference) for difference in self.differences)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one mutant, and by what: the example that fails, the mistake found on loading, or why nothing changes."""

    mutant: Mutant
    fate: Fate
    by: str = ""


@dataclass
class Trial:
    """A pack with its examples, ready to be tried against mutants. It remembers which examples noticed what."""

    pack: Pack
    examples: tuple[Example, ...]
    reach: Reach
    noticed: dict[str, list[str]] = field(default_factory=dict)
    _usual_routes: dict[str, Usual | None] = field(default_factory=dict)
    _usual_plans: dict[str, tuple[object, ...] | None] = field(default_factory=dict)
    _holding: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: Path) -> Trial:
        """The pack in a folder."""
        pack = load_pack(root)
        return cls(pack, load_examples(root), Reach.of(pack))

    def failing(self) -> tuple[Difference, ...]:
        """The examples that do not even hold for the pack as it is, each with the first thing wrong."""
        found = (self._wrong_with(example) for example in self.examples)
        return tuple(difference for difference in found if difference)

    def _wrong_with(self, example: Example) -> Difference | None:
        if example.identifier in self._holding:
            return None
        difference = next(_differences(self.pack, example), None)
        if difference is None:
            self._holding.add(example.identifier)
        return difference

    def _check(self, example: Example) -> None:
        """An example that does not hold in any case has noticed nothing."""
        difference = self._wrong_with(example)
        if difference:
            raise ExamplesFail([difference])

    def verdicts(self, mutants: Sequence[Mutant]) -> tuple[Verdict, ...]:
        """What becomes of each."""
        return tuple(self.verdict(mutant) for mutant in mutants)

    def verdict(self, mutant: Mutant) -> Verdict:
        """What becomes of one mutant: the first example that fails settles it."""
        reason = self._why_same(mutant)
        if reason:
            return Verdict(mutant, Fate.SAME, reason.value)
        try:
            return self._tried(mutant)
        except PackError as refusal:
            return Verdict(mutant, Fate.REFUSED, refusal.mistakes[0].says)

    def _why_same(self, mutant: Mutant) -> Same | None:
        """Why nothing can come of it, where that can be told without trying."""
        match mutant.becomes:
            case Parameter(name=name) as parameter:
                return why_same_figure(self.pack.rulebook.parameters[name], parameter, self.reach.days[name])
            case StepOf(event=event, step=step) as changed:
                dropped = dropped_conditions(self._step(changed), step)
                return why_same_step(self.pack.events.journeys[event], step, dropped, self.pack.rulebook)
        return None

    def _tried(self, mutant: Mutant) -> Verdict:
        by = ""
        if not isinstance(mutant.becomes, StepOf):
            affected = self._affected(mutant)
            changed = self._rulebook_with(mutant, affected)
            if self._says_the_same(mutant, changed):
                return Verdict(mutant, Fate.SAME, Same.SAID_OTHERWISE.value)
            by = self._noticed_in_goals(mutant, changed, affected)
        by = by or self._noticed_in_routes(mutant)
        return Verdict(mutant, Fate.KILLED, by) if by else Verdict(mutant, Fate.SURVIVED)

    # -- goals -------------------------------------------------------------------------------------------------

    def _affected(self, mutant: Mutant) -> dict[str, Goals]:
        """The goals of each example that the change can bear on: all of them where it bears on what the example tells."""
        touched, facts = self.reach.touched_by(mutant), self.reach.facts_touched_by(mutant)
        found: dict[str, Goals] = {}
        for example in self.examples:
            goals = example.expect.get("goals") or {}
            tells = not facts.isdisjoint(example.facts)
            hit = [
                goal for goal in goals if tells or touched & self.reach.behind[goal] or self.reach.feels(goal, facts)
            ]
            if hit:
                found[example.identifier] = hit
        return found

    def _rulebook_with(self, mutant: Mutant, affected: Mapping[str, Goals]) -> Rulebook:
        """No more rules than are asked for, for the rest need not be compiled."""
        asked = {goal for goals in affected.values() for goal in goals}
        return rulebook_with(self.pack.rulebook, mutant, self.reach.closure({*asked, *self.reach.touched_by(mutant)}))

    def _says_the_same(self, mutant: Mutant, changed: Rulebook) -> bool:
        if not isinstance(mutant.becomes, WrittenRule):
            return False
        return changed.rules[mutant.subject].expression == self.pack.rulebook.rules[mutant.subject].expression

    def _noticed_in_goals(self, mutant: Mutant, changed: Rulebook, affected: Mapping[str, Goals]) -> str:
        """The first example whose goals do not come out as they must."""
        looked_into = bool(self.reach.facts_touched_by(mutant))
        for example in self._likeliest_first(mutant):
            goals = affected.get(example.identifier)
            if not goals or not (looked_into or self._differs(changed, example, goals)):
                continue
            if next(differences_in_goals(changed, _only(example, goals)), None):
                return self._remember(mutant, example)
        return ""

    def _differs(self, changed: Rulebook, example: Example, goals: Goals) -> bool:
        """Something may come out otherwise. Bare outcomes are much quicker to find than answers with their reasons."""
        usual = self._usual_goals.get(example.identifier)
        if usual is None or not all(_shows(example, goal, usual) for goal in goals):
            return True
        return usual.differs(changed, goals)

    @cached_property
    def _usual_goals(self) -> dict[str, Usual]:
        return usual_goals(self.pack, self.examples)

    # -- routes ------------------------------------------------------------------------------------------------

    def _noticed_in_routes(self, mutant: Mutant) -> str:
        """The first example whose steps, dates or money do not come out as they must."""
        may_differ, in_facts = self._route_may_differ(mutant), bool(self.reach.facts_touched_by(mutant))
        changed: Pack | None = None
        for example in self._likeliest_first(mutant):
            if not set(example.expect) - {"goals"} or ("refused" in example.expect and not in_facts):
                continue
            if not may_differ(example):
                continue
            changed = changed or pack_with(self.pack, mutant)
            if not self._is_otherwise(changed, example):
                continue
            if next(differences_in_route(changed, example), None):
                return self._remember(mutant, example)
        return ""

    def _is_otherwise(self, changed: Pack, example: Example) -> bool:
        """Something that an example expects of its route comes out otherwise. Routes without reasons are much quicker to find."""
        if {"next", "refused"} & set(example.expect):
            return True
        if example.identifier not in self._usual_plans:
            self._usual_plans[example.identifier] = bare_route(self.pack, example)
        return bare_route(changed, example) != self._usual_plans[example.identifier]

    def _route_may_differ(self, mutant: Mutant) -> Callable[[Example], bool]:
        """Whether the route of an example can come out otherwise at all."""
        if isinstance(mutant.becomes, StepOf):
            event, dropped = mutant.becomes.event, dropped_conditions(self._step(mutant.becomes), mutant.becomes.step)
            return lambda example: example.event == event and not self._surely_met(example, dropped)
        facts = self.reach.facts_touched_by(mutant)
        if facts:
            feeling = self.reach.events_that_feel(facts)
            return lambda example: example.event in feeling or not facts.isdisjoint(example.facts)
        touched = self.reach.touched_by(mutant)
        affected = {
            event: [rule for rule in named.rules if touched & self.reach.behind[rule]]
            for event, named in self.reach.by_event.items()
        }
        every = {rule for rules in affected.values() for rule in rules}
        if not every:
            return lambda _: False
        changed = rulebook_with(self.pack.rulebook, mutant, self.reach.closure(every | touched))
        return lambda example: self._rules_differ(example, changed, affected.get(example.event, ()))

    def _rules_differ(self, example: Example, changed: Rulebook, rules: Sequence[str]) -> bool:
        if not rules:
            return False
        usual = self._usual_route(example)
        return usual is None or usual.differs(changed, rules)

    def _surely_met(self, example: Example, conditions: Mapping[str, int]) -> bool:
        """The conditions hold for this person in any case, so that dropping them changes nothing."""
        usual = self._usual_route(example)
        return usual is not None and all(usual.outcomes[rule].value == met for rule, met in conditions.items())

    def _usual_route(self, example: Example) -> Usual | None:
        """What the rules of its life event come to for an example, worked out when it is first asked for."""
        if example.identifier not in self._usual_routes:
            named = self.reach.by_event[example.event].rules if example.event else ()
            self._usual_routes[example.identifier] = usual_route(self.pack, example, named)
        return self._usual_routes[example.identifier]

    def _step(self, changed: StepOf) -> Step:
        return next(step for step in self.pack.events.journeys[changed.event].steps if step.id == changed.step.id)

    # -- which example first -----------------------------------------------------------------------------------

    def _likeliest_first(self, mutant: Mutant) -> list[Example]:
        """The examples that noticed other changes of the same thing come first."""
        ranks = {identifier: rank for rank, identifier in enumerate(reversed(self.noticed.get(mutant.subject, [])))}
        return sorted(self.examples, key=lambda example: ranks.get(example.identifier, len(ranks)))

    def _remember(self, mutant: Mutant, example: Example) -> str:
        self._check(example)
        known = self.noticed.setdefault(mutant.subject, [])
        with suppress(ValueError):
            known.remove(example.identifier)
        known.append(example.identifier)
        return example.identifier


def _differences(pack: Pack, example: Example) -> Iterator[Difference]:
    yield from differences_in_goals(pack.rulebook, example)
    yield from differences_in_route(pack, example)


def _only(example: Example, goals: Goals) -> Example:
    """An example that expects these goals and nothing else."""
    expected = example.expect["goals"]
    return replace(example, expect={"goals": {goal: expected[goal] for goal in goals}})


def _shows(example: Example, goal: str, usual: Usual) -> bool:
    """All that is expected of a goal can be read off its outcome, and nothing is missing that would give it another status."""
    expected = example.expect["goals"][goal]
    keys = set(expected) if isinstance(expected, Mapping) else {"value"}
    return keys <= _READ_OFF_THE_OUTCOME and (usual.outcomes[goal].is_exact or not usual.outcomes[goal].gaps)

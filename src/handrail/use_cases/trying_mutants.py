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
from handrail.use_cases.usual_outcomes import Usual, usual_goals, usual_routes

Goals = Sequence[str]

_READ_OFF_THE_OUTCOME = {"value", "low", "high", "possible", "status"}
"""What can be expected of a goal that its bare outcome decides, when nothing is missing from the law."""


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    REFUSED = "refused"
    SAME = "same"
    SURVIVED = "survived"


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

    @classmethod
    def of(cls, root: Path) -> Trial:
        """The pack in a folder."""
        pack = load_pack(root)
        return cls(pack, load_examples(root), Reach.of(pack))

    def failing(self) -> tuple[Difference, ...]:
        """The examples that do not even hold for the pack as it is, each with the first thing wrong."""
        found = (next(_differences(self.pack, example), None) for example in self.examples)
        return tuple(difference for difference in found if difference)

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
        """The goals of each example that the change can bear on."""
        touched = self.reach.touched_by(mutant)
        every = self._bears_on_facts(mutant)
        found: dict[str, Goals] = {}
        for example in self.examples:
            goals = example.expect.get("goals") or {}
            hit = [goal for goal in goals if every or touched & self.reach.behind[goal]]
            if hit:
                found[example.identifier] = hit
        return found

    def _bears_on_facts(self, mutant: Mutant) -> bool:
        """What is held of the facts themselves may come out otherwise."""
        return mutant.is_everywhere or bool(self.reach.touched_by(mutant) & self.reach.always)

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
        looked_into = self._bears_on_facts(mutant)
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
        may_differ = self._route_may_differ(mutant)
        changed: Pack | None = None
        for example in self._likeliest_first(mutant):
            if example.identifier not in self._with_routes or not may_differ(example.identifier):
                continue
            changed = changed or pack_with(self.pack, mutant)
            if next(differences_in_route(changed, example), None):
                return self._remember(mutant, example)
        return ""

    def _route_may_differ(self, mutant: Mutant) -> Callable[[str], bool]:
        """Whether the route of an example can come out otherwise at all."""
        if isinstance(mutant.becomes, StepOf):
            dropped = dropped_conditions(self._step(mutant.becomes), mutant.becomes.step)
            return lambda example: not self._surely_met(example, dropped)
        if self._bears_on_facts(mutant):
            return lambda _: True
        if not self.reach.touched_by(mutant) & self.reach.of_routes:
            return lambda _: False
        changed = rulebook_with(self.pack.rulebook, mutant, self.reach.of_routes)
        return lambda example: self._rules_differ(example, changed)

    def _rules_differ(self, example: str, changed: Rulebook) -> bool:
        usual = self._usual_routes.get(example)
        return usual is None or usual.differs(changed, self.reach.named)

    def _surely_met(self, example: str, conditions: Mapping[str, int]) -> bool:
        """The conditions hold for this person in any case, so that dropping them changes nothing."""
        usual = self._usual_routes.get(example)
        return usual is not None and all(usual.outcomes[rule].value == met for rule, met in conditions.items())

    def _step(self, changed: StepOf) -> Step:
        return next(step for step in self.pack.events.journeys[changed.event].steps if step.id == changed.step.id)

    @cached_property
    def _with_routes(self) -> frozenset[str]:
        return frozenset(example.identifier for example in self.examples if set(example.expect) - {"goals"})

    @cached_property
    def _usual_routes(self) -> dict[str, Usual]:
        examples = [example for example in self.examples if example.identifier in self._with_routes]
        return usual_routes(self.pack, examples, self.reach.named)

    # -- which example first -----------------------------------------------------------------------------------

    def _likeliest_first(self, mutant: Mutant) -> list[Example]:
        """The examples that noticed other changes of the same thing come first."""
        ranks = {identifier: rank for rank, identifier in enumerate(reversed(self.noticed.get(mutant.subject, [])))}
        return sorted(self.examples, key=lambda example: ranks.get(example.identifier, len(ranks)))

    def _remember(self, mutant: Mutant, example: Example) -> str:
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

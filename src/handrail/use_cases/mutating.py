"""Hold a pack's examples to account: change the pack in one small place at a time, and see whether an example notices."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path

from handrail.domain.facts.mistakes import PackError
from handrail.domain.rules.determining import Rulebook
from handrail.domain.rules.parameters import Parameter
from handrail.domain.rules.rulebook import WrittenRule
from handrail.packs.examples import Example, load_examples
from handrail.packs.mutants.equivalence import Same, why_same
from handrail.packs.mutants.finding import mutants_of
from handrail.packs.mutants.mutant import Mutant, rulebook_with
from handrail.packs.mutants.reach import Reach
from handrail.packs.mutants.survivors import Explanation, explanation_of, load_explanations
from handrail.packs.pack import Pack, load_pack
from handrail.use_cases.trying_examples import Difference, differences_in_goals

FEW = 200
"""No more mutants than this are tried in one process: starting others would take longer."""


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    REFUSED = "refused"
    SAME = "same"
    SURVIVED = "survived"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one mutant, and by what: the example that fails, the mistake found on loading, or why nothing can change."""

    mutant: Mutant
    fate: Fate
    by: str = ""


@dataclass(frozen=True)
class Findings:
    """What became of every mutant. A survivor is explained by the pack or it is a gap in its examples."""

    verdicts: tuple[Verdict, ...]
    explanations: tuple[Explanation, ...] = ()
    stale: tuple[Explanation, ...] = ()

    def having(self, *fates: Fate) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if verdict.fate in fates)

    @property
    def unexplained(self) -> tuple[Verdict, ...]:
        """The survivors that nobody has given a reason for."""
        return tuple(
            verdict
            for verdict in self.having(Fate.SURVIVED)
            if explanation_of(verdict.mutant.id, self.explanations) is None
        )

    @property
    def explained(self) -> tuple[tuple[Verdict, Explanation], ...]:
        """The other survivors, each with its reason."""
        survivors = (
            (verdict, explanation_of(verdict.mutant.id, self.explanations)) for verdict in self.having(Fate.SURVIVED)
        )
        return tuple((verdict, explanation) for verdict, explanation in survivors if explanation is not None)


class ExamplesFail(Exception):
    """The examples do not hold for the pack as it is, so nothing can be learned from changing it."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        self.differences = tuple(differences)
        super().__init__("\n".join(str(difference) for difference in differences))


Progress = Callable[[int, int], None]
"""Told how many mutants have been tried, and how many there are."""


def no_progress(_done: int, _of: int) -> None:
    """Nobody is looking."""


def mutate(
    root: Path, *, processes: int | None = None, choose: Callable[[Sequence[Mutant]], Sequence[Mutant]] | None = None,
    progress: Progress = no_progress,
) -> Findings:  # fmt: skip
    """Try every mutant of the pack in a folder, or those that `choose` picks, and report what became of them."""
    trial = Trial.of(root)
    everything = tuple(mutants_of(trial.pack, trial.reach))
    chosen = tuple(choose(everything)) if choose else everything
    trial.check_examples()
    verdicts = _tried(trial, chosen, processes or os.cpu_count() or 1, progress)
    explanations = load_explanations(root)
    return Findings(verdicts, explanations, _stale(explanations, verdicts, everything if choose else chosen))


def _stale(
    explanations: Iterable[Explanation], verdicts: Iterable[Verdict], everything: Iterable[Mutant]
) -> tuple[Explanation, ...]:
    """What explains no survivor: its mutants are noticed by now, or are no more. One whose mutants were not tried may still be right."""
    tried = {verdict.mutant.id: verdict.fate for verdict in verdicts}
    fates = {mutant.id: tried.get(mutant.id, Fate.SURVIVED) for mutant in everything}
    survivors = [identifier for identifier, fate in fates.items() if fate is Fate.SURVIVED]
    return tuple(each for each in explanations if not any(each.fits(identifier) for identifier in survivors))


# -- many at once ----------------------------------------------------------------------------------------------


def _tried(trial: Trial, mutants: Sequence[Mutant], processes: int, progress: Progress) -> tuple[Verdict, ...]:
    """Each mutant's verdict, in order. Mutants of one figure or rule go together, for the same example often notices them all."""
    batches = [tuple(group) for _, group in groupby(mutants, key=lambda mutant: mutant.subject)]
    done: list[Verdict] = []
    for verdicts in _in_batches(trial, batches, processes if len(mutants) > FEW else 1):
        done += verdicts
        progress(len(done), len(mutants))
    return tuple(done)


def _in_batches(trial: Trial, batches: Sequence[Sequence[Mutant]], processes: int) -> Iterator[Sequence[Verdict]]:
    if processes == 1:
        yield from map(trial.verdicts, batches)
        return
    # Each process starts afresh and loads the pack once: compiled rules cannot be sent from one to another.
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(trial.pack.root,)) as pool:
        yield from pool.map(_try_batch, batches)


_here: list[Trial] = []


def _begin(root: Path) -> None:
    """What a new process does first."""
    _here.append(Trial.of(root))


def _try_batch(mutants: Sequence[Mutant]) -> Sequence[Verdict]:
    return _here[0].verdicts(mutants)


# -- one at a time ---------------------------------------------------------------------------------------------


@dataclass
class Trial:
    """A pack with its examples, ready to be tried against mutants."""

    pack: Pack
    examples: tuple[Example, ...]
    reach: Reach
    killers: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path) -> Trial:
        pack = load_pack(root)
        return cls(pack, load_examples(root), Reach.of(pack))

    def check_examples(self) -> None:
        """Every example holds for the pack as it is."""
        failing = [next(self._differences(self.pack, example), None) for example in self.examples]
        if any(failing):
            raise ExamplesFail([difference for difference in failing if difference])

    def verdicts(self, mutants: Sequence[Mutant]) -> tuple[Verdict, ...]:
        return tuple(self.verdict(mutant) for mutant in mutants)

    def verdict(self, mutant: Mutant) -> Verdict:
        """What becomes of one mutant: the first example that fails settles it."""
        reason = self._same_figure(mutant)
        if reason:
            return Verdict(mutant, Fate.SAME, reason.value)
        try:
            return self._tried(mutant)
        except PackError as refusal:
            return Verdict(mutant, Fate.REFUSED, refusal.mistakes[0].says)

    def _same_figure(self, mutant: Mutant) -> Same | None:
        if not isinstance(mutant.becomes, Parameter):
            return None
        return why_same(self.pack.rulebook.parameters[mutant.subject], mutant.becomes, self.reach.days[mutant.subject])

    def _tried(self, mutant: Mutant) -> Verdict:
        touched = self.reach.touched_by(mutant)
        affected = self._affected(mutant, touched)
        asked = {goal for goals in affected.values() for goal in goals}
        changed = rulebook_with(self.pack.rulebook, mutant, self.reach.closure({*asked, *touched}) & self._known)
        if self._says_the_same(mutant, changed):
            return Verdict(mutant, Fate.SAME, Same.SAID_OTHERWISE.value)
        by = self._killer_in_goals(mutant, changed, affected) or self._killer_in_routes(mutant, touched)
        return Verdict(mutant, Fate.KILLED, by) if by else Verdict(mutant, Fate.SURVIVED)

    @property
    def _known(self) -> frozenset[str]:
        return frozenset(self.pack.rulebook.rules)

    def _says_the_same(self, mutant: Mutant, changed: Rulebook) -> bool:
        if not isinstance(mutant.becomes, WrittenRule):
            return False
        return changed.rules[mutant.subject].expression == self.pack.rulebook.rules[mutant.subject].expression

    def _affected(self, mutant: Mutant, touched: frozenset[str]) -> dict[str, tuple[str, ...]]:
        """The goals of each example that the change can bear on."""
        every = mutant.is_everywhere or bool(touched & self.reach.always)
        found: dict[str, tuple[str, ...]] = {}
        for example in self.examples:
            goals = (goal for goal in example.expect.get("goals") or () if goal in self._known)
            found[example.identifier] = tuple(goal for goal in goals if every or touched & self.reach.closure({goal}))
        return {example: goals for example, goals in found.items() if goals}

    def _killer_in_goals(self, mutant: Mutant, changed: Rulebook, affected: Mapping[str, Sequence[str]]) -> str:
        for example in self._likeliest_first(mutant.subject):
            if example.identifier in affected and self._fails(changed, _only(example, affected[example.identifier])):
                self._remember(mutant.subject, example.identifier)
                return example.identifier
        return ""

    def _fails(self, changed: Rulebook, example: Example) -> bool:
        return next(differences_in_goals(changed, example), None) is not None

    def _likeliest_first(self, subject: str) -> list[Example]:
        """The examples that noticed other changes of the same thing come first."""
        earlier = self.killers.get(subject, [])
        ranks = {identifier: rank for rank, identifier in enumerate(reversed(earlier))}
        return sorted(self.examples, key=lambda example: ranks.get(example.identifier, len(ranks)))

    def _remember(self, subject: str, example: str) -> None:
        known = self.killers.setdefault(subject, [])
        with suppress(ValueError):
            known.remove(example)
        known.append(example)

    # -- routes ------------------------------------------------------------------------------------------------

    def _killer_in_routes(self, mutant: Mutant, touched: frozenset[str]) -> str:
        """Steps, dates and money on a route count as well."""
        if not (mutant.is_everywhere or touched & self._rules_of_routes):
            return ""
        return ""

    @property
    def _rules_of_routes(self) -> frozenset[str]:
        return self.reach.rules

    def _differences(self, pack: Pack, example: Example) -> Iterator[Difference]:
        yield from differences_in_goals(pack.rulebook, example)


def _only(example: Example, goals: Sequence[str]) -> Example:
    """An example that expects these goals and nothing else."""
    expected = example.expect["goals"]
    return replace(example, expect={"goals": {goal: expected[goal] for goal in goals}})

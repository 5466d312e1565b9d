"""Hold a pack's examples to account: change the pack in one small place at a time, and list the changes that no example notices."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path

from handrail.packs.mutants.finding import mutants_of
from handrail.packs.mutants.mutant import Mutant
from handrail.packs.mutants.survivors import Explanation, explanation_of, load_explanations
from handrail.use_cases.trying_mutants import ExamplesFail, Fate, Trial, Verdict

FEW = 200
"""No more mutants than this are tried in one process: starting others would take longer."""

Progress = Callable[[int, int], None]
"""Told how many mutants have been tried, and how many there are."""

Choice = Callable[[Sequence[Mutant]], Sequence[Mutant]]
"""Which mutants to try."""


class NothingFits(Exception):
    """No mutant has a name or a file that fits any of the patterns."""

    def __init__(self, patterns: Sequence[str]) -> None:
        super().__init__(f"no change has a name or a file that fits {' or '.join(map(repr, patterns))}")


def fitting(patterns: Sequence[str], mutants: Sequence[Mutant]) -> Sequence[Mutant]:
    """The mutants whose name or file fits one of the patterns, in which `*` stands for anything.

    Raises `NothingFits` where there is none: a pattern was mistyped.
    """
    found = [
        each
        for each in mutants
        if any(fnmatchcase(said, one) for said in (each.id, each.place.file) for one in patterns)
    ]
    if not found:
        raise NothingFits(patterns)
    return found


@dataclass(frozen=True)
class Findings:
    """What became of every mutant. A survivor is explained by the pack, or it is a gap in the pack's examples.

    `stale` are explanations of what does not survive any more. `out_of_reach` counts the figures and rules that were left
    alone because no goal, step or constraint asks for them.
    """

    release: str
    verdicts: tuple[Verdict, ...]
    explanations: tuple[Explanation, ...] = ()
    stale: tuple[Explanation, ...] = ()
    out_of_reach: tuple[str, ...] = ()

    def having(self, fate: Fate) -> tuple[Verdict, ...]:
        """The mutants that this became of."""
        return tuple(verdict for verdict in self.verdicts if verdict.fate is fate)

    @property
    def unexplained(self) -> tuple[Verdict, ...]:
        """The survivors that nobody has given a reason for."""
        return tuple(verdict for verdict in self.having(Fate.SURVIVED) if self._explanation(verdict) is None)

    @property
    def explained(self) -> tuple[tuple[Verdict, Explanation], ...]:
        """The other survivors, each with its reason."""
        survivors = ((verdict, self._explanation(verdict)) for verdict in self.having(Fate.SURVIVED))
        return tuple((verdict, explanation) for verdict, explanation in survivors if explanation is not None)

    @property
    def same_because(self) -> dict[str, int]:
        """Why mutants cannot change anything, and how many there are of each kind."""
        return dict(Counter(verdict.by for verdict in self.having(Fate.SAME)))

    def _explanation(self, verdict: Verdict) -> Explanation | None:
        return explanation_of(verdict.mutant.id, self.explanations)


def nobody_looks(_tried: int, _of: int) -> None:
    """Progress that is not shown."""


def mutate(
    root: Path, *, processes: int | None = None, choose: Choice | None = None, progress: Progress = nobody_looks
) -> Findings:
    """Try every mutant of the pack in a folder, or those that `choose` picks, and tell what became of them.

    Raises `ExamplesFail` where the examples do not hold for the pack as it is: all of them are looked at before every mutant is
    tried, and else those that notice something.
    """
    explanations = load_explanations(root)
    trial = Trial.of(root)
    if choose is None and (failing := trial.failing()):
        raise ExamplesFail(failing)
    everything = tuple(mutants_of(trial.pack, trial.reach))
    chosen = choose(everything) if choose else everything
    verdicts = _tried(trial, chosen, processes or os.cpu_count() or 1, progress)
    return Findings(
        release=trial.pack.release,
        verdicts=verdicts,
        explanations=explanations,
        stale=_stale(explanations, verdicts, everything),
        out_of_reach=trial.reach.missed,
    )


def _stale(
    explanations: Iterable[Explanation], verdicts: Iterable[Verdict], everything: Iterable[Mutant]
) -> tuple[Explanation, ...]:
    """What explains no survivor: its mutants are noticed by now, or are no more. One that was not tried may still survive."""
    fates = {verdict.mutant.id: verdict.fate for verdict in verdicts}
    survivors = [mutant.id for mutant in everything if fates.get(mutant.id, Fate.SURVIVED) is Fate.SURVIVED]
    return tuple(each for each in explanations if not any(each.fits(identifier) for identifier in survivors))


def _tried(trial: Trial, mutants: Sequence[Mutant], processes: int, progress: Progress) -> tuple[Verdict, ...]:
    """Each verdict, in order. Mutants of one figure or rule go together, for the same example often notices them all."""
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
"""The trial of this process, where it is one of several."""


def _begin(root: Path) -> None:
    _here.append(Trial.of(root))


def _try_batch(mutants: Sequence[Mutant]) -> Sequence[Verdict]:
    return _here[0].verdicts(mutants)

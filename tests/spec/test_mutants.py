"""Whatever small thing is changed in the pack, one of its people notices, or there is a reason why nobody can.

`make mutate` tries every change; this tries a sample.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from handrail.packs.installed import installed_root
from handrail.packs.mutants.mutant import Mutant
from handrail.use_cases.mutating import Findings, mutate

SEED = 20261122


def gaps(found: Findings) -> str:
    """Every survivor that nobody has explained, one a line."""
    return "\n".join(
        f"{each.mutant.place} {each.mutant.id}: {each.mutant.was} -> {each.mutant.now}" for each in found.unexplained
    )


def sixty(mutants: Sequence[Mutant]) -> Sequence[Mutant]:
    """As many as there is time for in `make test`, the same ones each time."""
    return Random(SEED).sample(mutants, 60)


def test_a_sample_of_changes_does_not_go_unnoticed() -> None:
    found = mutate(installed_root(), choose=sixty)

    assert not found.unexplained, gaps(found)

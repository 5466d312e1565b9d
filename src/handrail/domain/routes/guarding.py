"""Whether there is a bereavement or a danger on a route, so that nothing of it may stand where others see it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from handrail.domain.facts.held import Facts
from handrail.domain.facts.possible import Among
from handrail.domain.facts.vocabulary import Declaration, Vocabulary
from handrail.domain.routes.journey import Journey


def is_guarded(journeys: Iterable[Journey], facts: Facts, unsure: Collection[str], vocabulary: Vocabulary) -> bool:
    """A life event of the kind, or an answer that tells of one. Who was asked and did not say may have had reason not to."""
    return any(journey.is_guarded for journey in journeys) or any(
        name in unsure or _tells(declaration, facts, vocabulary)
        for name, declaration in vocabulary.facts.items()
        if declaration.guarded_when
    )


def _tells(declaration: Declaration, facts: Facts, vocabulary: Vocabulary) -> bool:
    if declaration.name not in facts:
        return False
    possible = facts.possible(declaration.name, vocabulary)
    return isinstance(possible, Among) and not possible.values.isdisjoint(declaration.guarded_when)

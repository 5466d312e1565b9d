"""What a programme is: something a person may be owed, whose conditions and amounts are rules of the pack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handrail.domain.facts.mistakes import Place
from handrail.domain.routes.choices import ByChoice
from handrail.domain.rules.parameters import Source

TIERS = ("a", "b", "c")
"""How much of it is worked out: condition and amount; condition and how to claim; or only where to turn."""

AMOUNT_BY = ("rules", "engine", "council", "nobody")
"""Who works out the amount: our rules, an outside calculator, the council that decides it, or nobody here."""


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One programme. Its goals are the rules `<id>.eligible`, `.amount`, `.claim_by` and `.starts`; only the first must be there.

    `moments` are the life events at which claiming it is a step, and `leads_to` other programmes that getting it opens.
    `area` is where it is listed, and `other_words` is what people call it.
    """

    id: str
    title: str
    tier: str
    nations: tuple[str, ...]
    place: Place
    run_by: ByChoice[str] | None = None
    amount_by: str = "rules"
    moments: tuple[str, ...] = ()
    backdating: str = ""
    affects: str = ""
    leads_to: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    review_by: date | None = None
    area: str = ""
    other_words: tuple[str, ...] = ()

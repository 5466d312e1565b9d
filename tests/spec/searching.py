"""What searches for a counter-example in the United Kingdom's pack share: how hard they look, and what a goal comes to."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, settings

from handrail.domain.facts.reading import read_facts
from handrail.domain.rules.determination import Outcome
from handrail.packs.installed import installed_pack

ON = date(2026, 11, 20)
Told = dict[str, Any]


def searching(examples: int) -> settings:
    """So many tries, however long each takes."""
    return settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def comes_to(goal: str, told: Told) -> Outcome:
    """What the goal comes to, without its reasons."""
    rulebook = installed_pack().rulebook
    facts, errors = read_facts(told, rulebook.vocabulary)
    assert not errors
    return rulebook.outcome(goal, rulebook.sheet(facts, ON))


def settled(goal: str, told: Told) -> int:
    """The settled number, day or pence."""
    outcome = comes_to(goal, told)
    assert outcome.is_exact
    assert isinstance(outcome.value, tuple)
    return int(outcome.value[0])

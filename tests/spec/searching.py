"""What searches for a counter-example in the United Kingdom's pack share: how hard they look, and what a goal comes to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from handrail.domain.facts.possible import Ranges
from handrail.domain.facts.reading import read_facts
from handrail.domain.rules.determination import Outcome
from handrail.domain.rules.determining import Sheet
from handrail.packs.installed import installed_pack

ON = date(2026, 11, 20)
EXAMPLES = int(os.environ.get("HANDRAIL_EXAMPLES", "1000"))
Told = dict[str, Any]


def searching(examples: int = EXAMPLES) -> settings:
    """So many tries, however long each takes."""
    return settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def sheet_of(told: Told) -> Sheet:
    """What is told, laid out once for all that is asked of it."""
    rulebook = installed_pack().rulebook
    facts, errors = read_facts(told, rulebook.vocabulary)
    assert not errors
    return rulebook.sheet(facts, ON)


def comes_to(goal: str, told: Told | Sheet) -> Outcome:
    """What the goal comes to, without its reasons."""
    return installed_pack().rulebook.outcome(goal, sheet_of(told) if isinstance(told, dict) else told)


def settled(goal: str, told: Told | Sheet) -> int:
    """The settled number, day or pence."""
    outcome = comes_to(goal, told)
    assert outcome.is_exact
    assert isinstance(outcome.value, tuple)
    return int(outcome.value[0])


def never_shut_out(goals: Iterable[str], told: Told, partly: Told) -> None:
    """Whoever tells less is told a range, and what whoever tells all is told lies in it."""
    whole, part = sheet_of(told), sheet_of(partly)
    for goal in goals:
        known, truth = comes_to(goal, part).value, settled(goal, whole)
        assert isinstance(known, tuple)
        assert known[0] <= truth <= known[1], goal


@st.composite
def partly(draw: st.DrawFn, told: Told) -> Told:
    """The same person, who leaves up to four things out, or tells them only about."""
    vague = draw(_up_to_four(*sorted(told)))
    kept: Told = {name: value for name, value in told.items() if name not in vague}
    for name in sorted(vague):
        if draw(EITHER_WAY) and (about := _about(name, told[name], draw(NEAR), draw(NEAR))):
            kept[name] = about
    return kept


NEAR = st.integers(0, 2) | st.integers(0, 400)
EITHER_WAY = st.booleans()


@cache
def _up_to_four(*names: str) -> st.SearchStrategy[set[str]]:
    """Made once for the same names: making a strategy takes longer than drawing from it."""
    return st.sets(st.sampled_from(names), max_size=4)


def _about(name: str, value: Any, less: int, more: int) -> Told | None:
    """A range that holds the value, for a number, an amount in pounds or a day; nothing for what has no range."""
    domain = installed_pack().rulebook.vocabulary.facts[name].domain
    if not isinstance(domain, Ranges):
        return None
    if isinstance(value, str):
        day = date.fromisoformat(value)
        return {"between": [str(day - timedelta(less)), str(day + timedelta(more))]}
    a_pound = 100 if isinstance(value, float) else 1
    low, high = max(domain.low / a_pound, value - less), min(domain.high / a_pound, value + more)
    return {"between": [type(value)(round(low, 2)), type(value)(round(high, 2))]}

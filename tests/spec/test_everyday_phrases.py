"""People who say it in their own words find the thing that they mean. What is asked for here was measured: see ADR 0024."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from handrail.packs.installed import installed_pack
from handrail.use_cases.searching import MOST_FOUND, search

HERE = Path(__file__).parent


def places(file: str) -> dict[str, int]:
    """For each phrase, how many other things stand before the first that is right."""
    rows: Sequence[dict[str, Any]] = yaml.safe_load((HERE / file).read_text(encoding="utf-8"))
    pack = installed_pack()
    known = {*pack.topics.by_id, *pack.events.journeys}
    assert {name for row in rows for name in row["finds"]} <= known
    return {row["says"]: place(search(pack, row["says"]), row["finds"]) for row in rows}


def place(found: Sequence[str], right: Sequence[str]) -> int:
    return next((rank for rank, name in enumerate(found) if name in right), MOST_FOUND)


@pytest.mark.parametrize(
    ("file", "least", "first", "in_three", "at_all"),
    [("everyday_phrases.yaml", 100, 0.95, 0.99, 1.0), ("everyday_phrases_later.yaml", 60, 0.75, 0.9, 0.95)],
)
def test_everyday_phrases_find_what_is_meant(
    file: str, least: int, first: float, in_three: float, at_all: float
) -> None:
    found = places(file)

    def share(before: int) -> float:
        return sum(place < before for place in found.values()) / len(found)

    missed = {says: place for says, place in found.items() if place}
    assert len(found) >= least
    assert share(1) >= first, missed
    assert share(3) >= in_three, missed
    assert share(MOST_FOUND) >= at_all, missed


@pytest.mark.parametrize("says", ["stillborn baby", "we lost the baby", "my baby died", "miscarriage"])
def test_whoever_has_lost_a_baby_is_not_shown_what_is_for_parents_first(says: str) -> None:
    found = search(installed_pack(), says)

    assert found[0] in ("having_a_baby", "parental_bereavement_leave", "someone_has_died", "child_funeral_fund")
    assert not {"tax_free_childcare", "healthy_start", "sure_start_maternity_grant", "child_benefit"} & set(found[:3])


@pytest.mark.parametrize(
    "says",
    [
        "can't pay rent", "cant pay rent", "can’t pay rent", "can't afford my rent", "behind with the rent",
        "late with the rent", "rent arrears", "i owe rent", "evicted", "being evicted", "landlord is kicking me out",
    ],
)  # fmt: skip
def test_whoever_may_lose_their_home_over_rent_is_shown_the_way_through_it_among_the_first(says: str) -> None:
    """Help with the money may come before it. What to do about arrears and a notice is in the life event."""
    assert "renting_a_home" in search(installed_pack(), says)[:3]

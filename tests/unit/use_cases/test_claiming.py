"""What a person may be owed is a step of their route, as certain as they are eligible."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from handrail.use_cases.plan_route import plan_from_written
from handrail.use_cases.write_route import route_row
from tests.unit.packs.grant_pack import FILES
from tests.unit.packs.written_pack import load

ON = date(2026, 11, 22)


@pytest.fixture
def pack(tmp_path):
    return load(tmp_path, FILES)


def test_what_is_paid_every_week_is_told_beside_what_is_paid_once(pack):
    row: Any = route_row(pack=pack, events=["moving"], facts={"home.price": 200}, marks={}, on=ON)
    claim = next(step for step in row["steps"] if step["id"] == "claim_home_grant")

    assert (claim["status"], claim["title"], claim["after"]) == ("applies", "Claim the grant", ["pack_boxes"])
    assert claim["gain"] == {"low": 0, "high": 0}
    [regular] = claim["regular_gain"]
    assert (regular["rule"], regular["amount"], regular["every"]) == (
        "home_grant.amount",
        {"low": 20, "high": 20},
        "week",
    )
    assert row["money"]["receive"] == {"low": 0, "high": 0}


@pytest.mark.parametrize(("price", "status"), [(299, "applies"), (300, "does_not_apply")])
def test_it_is_a_step_for_whoever_is_eligible(pack, price, status):
    row: Any = route_row(pack=pack, events=["moving"], facts={"home.price": price}, marks={}, on=ON)

    assert {step["id"]: step["status"] for step in row["steps"]}["claim_home_grant"] == status


def test_two_life_events_lead_to_one_claim(tmp_path):
    renting = FILES["life_events/moving/journey.yaml"].replace("id: moving", "id: renting")
    grant = FILES["entitlements/home_grant.yaml"].replace("moments:\n", "moments:\n  renting: {phase: before}\n")
    files = {**FILES, "entitlements/home_grant.yaml": grant, "life_events/renting/journey.yaml": renting}

    row: Any = route_row(
        pack=load(tmp_path, files), events=["moving", "renting"], facts={"home.price": 200}, marks={}, on=ON
    )

    assert [step["id"] for step in row["steps"] if "home_grant" in step["id"]] == ["claim_home_grant"]


def test_who_may_be_eligible_may_have_to_claim(pack):
    route = plan_from_written(pack=pack, events=["moving"], facts={}, marks={}, on=ON).route
    assert route is not None
    claim = route.by_id["claim_home_grant"]

    assert (claim.status, claim.depends_on) == ("may_apply", ("home.price",))
    assert claim.regular[0].amount.low == 0
    assert claim.regular[0].amount.high == 2000

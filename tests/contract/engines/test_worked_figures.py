"""What the worker makes of invented people is what published figures say they pay and get."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from handrail.engines.policyengine.client import PolicyEngine
from handrail.engines.protocol import Answered
from tests.contract.engines.households import Household, together

ROWS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "worked_figures.json").read_text())["rows"]

# PolicyEngine takes whoever does not say where they live for a Londoner, whose benefits are capped higher.
OUTSIDE_LONDON = {"region": "SOUTH_EAST"}


def test_every_row_is_here():
    assert len({row["id"] for row in ROWS}) == 44


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_a_worked_figure(row: dict[str, Any], policyengine: PolicyEngine):
    household = Household(row["people"], row["benunit"] or {}, {**OUTSIDE_LONDON, **(row["household"] or {})})

    answered = policyengine.evaluate(together([household], row["year"]), [row["variable"]])

    assert isinstance(answered, Answered), answered
    value = float(answered.results[row["variable"]].values[row["index"]]) / row["divisor"]
    assert value == pytest.approx(row["expected"], abs=row["tol"])

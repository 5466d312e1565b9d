"""The shared system gives to the penny what PolicyEngine's own unpatched class gives, which is built anew for each household."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from handrail.engines.policyengine.client import PolicyEngine
from handrail.engines.protocol import Answered
from tests.contract.engines.households import Household, together
from tests.contract.engines.invented import OUTPUTS, YEARS, households

HERE = Path(__file__).parent
A_PENNY = 0.01
FEW, MANY = 6, 60
NOTHING_FOR_ANYONE_HERE = {
    "benefit_cap_reduction", "carer_support_payment", "dla", "income_support", "land_transaction_tax",
    "pension_age_winter_heating_payment", "vehicle_excise_duty", "wales_childcare_offer",
}  # fmt: skip
"""0 for all sixty, both ways: the same, which says little. The rest is not 0 for someone."""

Values = dict[str, list[float]]


def start_stock(how_many: int, python: Path) -> subprocess.Popen[str]:
    """Their class takes seconds for each household: it is at work while the worker starts and answers."""
    asked = [
        {"year": year, "situations": [each.situation(year) for each in ours], "outputs": OUTPUTS}
        for year, ours in shared_out(how_many)
    ]
    stock = subprocess.Popen(
        [python, "-I", HERE / "stock.py"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert stock.stdin is not None
    with stock.stdin:
        json.dump(asked, stock.stdin)
    return stock


@pytest.fixture(scope="module")
def a_few(engine_python: Path) -> Iterator[subprocess.Popen[str]]:
    """Asked for before the worker is."""
    with start_stock(FEW, engine_python) as stock:
        yield stock


def shared_out(how_many: int) -> list[tuple[int, list[Household]]]:
    """Half of them are asked about in each year."""
    return [(year, households(how_many)[place::2]) for place, year in enumerate(YEARS)]


def test_a_few_households(a_few: subprocess.Popen[str], policyengine: PolicyEngine):
    fast = from_the_worker(FEW, policyengine)

    assert differences(fast, found_by(a_few)) == []


@pytest.mark.slow
def test_many_households(engine_python: Path, policyengine: PolicyEngine):
    fast = from_the_worker(MANY, policyengine)
    with start_stock(MANY, engine_python) as stock:
        assert differences(fast, found_by(stock)) == []

    for name in set(OUTPUTS) - NOTHING_FOR_ANYONE_HERE:
        assert any(any(values[name]) for values in fast), f"{name} is 0 for everyone: nothing was compared"


def differences(fast: Sequence[Values], stock: Sequence[Values]) -> list[str]:
    """Every output of every household that is not the same, both ways of asking having been told the same."""
    assert len(fast) == len(stock) > 0
    return [
        f"household {place}, {name}: {one[name]} and theirs {other[name]}"
        for place, (one, other) in enumerate(zip(fast, stock, strict=True))
        for name in OUTPUTS
        if one[name] != pytest.approx(other[name], abs=A_PENNY, rel=0)
    ]


def found_by(stock: subprocess.Popen[str]) -> list[Values]:
    assert stock.stdout is not None
    found: list[Values] = json.loads(stock.stdout.read())
    return found


def from_the_worker(how_many: int, policyengine: PolicyEngine) -> list[Values]:
    return [values for year, ours in shared_out(how_many) for values in of_each(ours, year, policyengine)]


def of_each(ours: Sequence[Household], year: int, policyengine: PolicyEngine) -> Iterator[Values]:
    """One call for all of them; each one's rows picked out of the answer."""
    table = together(ours, year)
    answered = policyengine.evaluate(table, OUTPUTS)
    assert isinstance(answered, Answered), answered
    home_of = table.groups["person"].belongs_to["household"]
    for place in range(len(ours)):
        rows = {"person": home_of == place, "benunit": [place], "household": [place]}
        yield {name: result.values[rows[result.group]].tolist() for name, result in answered.results.items()}

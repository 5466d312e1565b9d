"""What is known to mislead in PolicyEngine UK 2.162.10: that it is still so, and that nobody is misled by it here.

A trap that has gone fails its first half, so that the pack can be changed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from handrail.domain.rules.outside import Coverage
from handrail.engines.policyengine.client import PolicyEngine
from handrail.engines.protocol import Answered
from handrail.packs.pack import Pack, load_pack
from tests.contract.engines.households import Household, together

UNITED_KINGDOM = Path(__file__).parents[3] / "src" / "handrail_uk"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(UNITED_KINGDOM)


def amount(policyengine: PolicyEngine, household: Household, output: str) -> float | str:
    answered = policyengine.evaluate(together([household], 2026), [output])
    assert isinstance(answered, Answered), answered
    value = answered.results[output].values[0]
    return str(value) if answered.results[output].values.dtype.kind in "UO" else float(value)


@pytest.mark.parametrize(
    ("variable", "default"),
    [
        ("age", 40),
        ("gender", "MALE"),
        ("region", "LONDON"),
        ("tenure_type", "RENT_PRIVATELY"),
        ("local_authority", "MAIDSTONE"),
    ],
)
def test_silent_defaults(variable: str, default: float | str, policyengine: PolicyEngine, pack: Pack):
    outside = pack.outside["policyengine"]

    assert amount(policyengine, Household([{}]), variable) == default

    given = {*outside.inputs, *(name for held in outside.held for name in held.names)}
    is_read = any(variable in output.reads for output in outside.outputs.values())
    assert variable in given or not is_read


def test_council_tax_reduction_is_nothing_in_england_where_it_is_not_modelled(policyengine: PolicyEngine, pack: Pack):
    poor = Household(
        [{"age": 35}], household={"region": "NORTH_WEST", "council_tax": 1500.0, "tenure_type": "RENT_FROM_COUNCIL"}
    )

    assert amount(policyengine, poor, "council_tax_reduction") == 0
    assert pack.outside["policyengine"].outputs["council_tax_reduction"].coverage["england"].how is Coverage.NOT


@pytest.mark.parametrize("region", ["SCOTLAND", "WALES"])
def test_council_tax_reduction_counts_housing_help_as_income(region: str, policyengine: PolicyEngine, pack: Pack):
    """With no income but Universal Credit a tenant should pay none; the dearer the rent, the less help comes out."""

    def with_rent(rent: float) -> Household:
        home = {"region": region, "council_tax": 1500.0, "rent": rent, "tenure_type": "RENT_FROM_COUNCIL"}
        return Household([{"age": 35}], household=home)

    cheap, dear = (amount(policyengine, with_rent(rent), "council_tax_reduction") for rent in (6000.0, 9000.0))

    assert float(dear) < float(cheap) < 1500
    assert pack.outside["policyengine"].outputs["council_tax_reduction"].coverage[region.lower()].how is Coverage.NOT


def test_a_new_claim_gets_the_lower_amount_for_ill_health(policyengine: PolicyEngine, pack: Pack):
    """429.80 a month for those protected, which is the default; 217.26 for those who claim now."""
    ill = [{"age": 35, "uc_limited_capability_for_WRA": True}]

    protected = amount(policyengine, Household(ill), "uc_LCWRA_element")
    new = amount(policyengine, Household(ill, {"uc_receives_new_claimant_health_element": True}), "uc_LCWRA_element")

    assert float(protected) / 12 == pytest.approx(429.80, abs=0.01)
    assert float(new) / 12 == pytest.approx(217.26, abs=0.01)
    held = {
        name: value
        for each in pack.outside["policyengine"].held
        for name, value in each.values.get("benunit", {}).items()
    }
    assert held["uc_receives_new_claimant_health_element"] is True


def test_hours_of_care_are_those_of_a_week(policyengine: PolicyEngine):
    """35 a week are enough for Carer's Allowance; 34 are not. Hours worked and rent are those of a year."""

    def caring(hours: float) -> Household:
        return Household([{"age": 35, "care_hours": hours}], household={"region": "NORTH_WEST"})

    assert float(amount(policyengine, caring(35.0), "carers_allowance")) > 0
    assert amount(policyengine, caring(34.0), "carers_allowance") == 0


@pytest.mark.parametrize("programme", ["state_pension", "new_style_benefits", "maternity_allowance"])
def test_what_only_repeats_what_it_is_told_is_not_an_estimate(programme: str, pack: Pack):
    coverage = pack.outside["policyengine"].outputs[programme].coverage.values()

    assert {covered.how for covered in coverage} == {Coverage.NOT}


def test_no_capital_is_written_as_minus_one(policyengine: PolicyEngine, pack: Pack):
    """0 would put nothing in place of the savings that a person told us of."""

    def with_savings(recorded: float) -> Household:
        home = {"region": "NORTH_WEST", "savings": 20000.0, "tenure_type": "OWNED_OUTRIGHT"}
        return Household([{"age": 35}], {"benunit_reported_capital": recorded}, home)

    assert float(amount(policyengine, with_savings(0.0), "universal_credit")) > 0
    assert amount(policyengine, with_savings(-1.0), "universal_credit") == 0
    held = {
        name: value
        for each in pack.outside["policyengine"].held
        for name, value in each.values.get("benunit", {}).items()
    }
    assert held["benunit_reported_capital"] == -1

"""What must hold of the tax on any purchase by anyone, however much of it we are told."""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.spec.searching import Told, comes_to, searching

pytestmark = pytest.mark.property
TAX, FIRST = "property_transaction_tax", "first_time_buyer"
EXAMPLES = int(os.environ.get("HANDRAIL_EXAMPLES", "1000"))
search = searching(EXAMPLES)

EDGES = (40_000, 125_000, 145_000, 175_000, 180_000, 225_000, 250_000, 300_000, 325_000, 400_000, 500_000, 925_000)
PENCE = st.integers(100, 200_000_000) | st.sampled_from(EDGES).flatmap(
    lambda edge: st.integers(edge * 100 - 2, edge * 100 + 2)
)
YES_NO = st.booleans()
BUYERS = st.lists(
    st.fixed_dictionaries({"has_owned_a_home": YES_NO, "owns_other_homes": YES_NO, "is_uk_resident": YES_NO}),
    max_size=2,
)


@st.composite
def purchases(draw: st.DrawFn) -> Told:
    """Everything about one purchase."""
    told: Told = {
        "purchase.price": draw(PENCE) / 100,
        "purchase.nation": draw(st.sampled_from(["england", "wales", "scotland", "northern_ireland"])),
        "purchase.completion_date": draw(st.dates(date(2021, 10, 1), date(2028, 12, 31))).isoformat(),
        "purchase.is_main_home": draw(YES_NO),
        "purchase.replaces_main_home": draw(YES_NO),
        "purchase.other_buyers": draw(BUYERS),
        "partner.exists": draw(YES_NO),
        **{f"you.{name}": draw(YES_NO) for name in ("have_owned_a_home", "own_other_homes", "is_uk_resident")},
    }
    if told["partner.exists"]:
        names = ("is_spouse", "is_buying", "has_owned_a_home", "owns_other_homes", "is_uk_resident")
        told |= {f"partner.{name}": draw(YES_NO) for name in names}
    return told


def tax(told: Told) -> float:
    """The settled tax, in pence."""
    outcome = comes_to(TAX, told)
    assert outcome.is_exact
    assert isinstance(outcome.value, tuple)
    return outcome.value[0]


@search
@given(purchases(), PENCE)
def test_a_dearer_home_never_costs_less_tax(told: Told, pence: int) -> None:
    cheaper, dearer = sorted([told["purchase.price"], pence / 100])

    assert tax({**told, "purchase.price": cheaper}) <= tax({**told, "purchase.price": dearer})


@search
@given(purchases(), st.data())
def test_what_is_told_in_part_never_shuts_out_the_truth(told: Told, data: st.DataObject) -> None:
    hidden = data.draw(st.sets(st.sampled_from(sorted(told))))
    price = told["purchase.price"]
    partly = {name: value for name, value in told.items() if name not in hidden}
    if "purchase.price" in hidden and data.draw(YES_NO):
        partly["purchase.price"] = {"between": [max(1, int(price) - 5000), int(price) + 5000]}

    known, truth = comes_to(TAX, partly).value, tax(told)
    first, truly_first = comes_to(FIRST, partly).value, comes_to(FIRST, told).value

    assert isinstance(known, tuple)
    assert known[0] <= truth <= known[1]
    assert isinstance(first, int)
    assert isinstance(truly_first, int)
    assert first & truly_first == truly_first


@search
@given(purchases())
def test_a_surcharge_never_makes_the_tax_less(told: Told) -> None:
    assert tax({**told, "you.own_other_homes": False}) <= tax({**told, "you.own_other_homes": True})
    assert tax({**told, "you.is_uk_resident": True}) <= tax({**told, "you.is_uk_resident": False})

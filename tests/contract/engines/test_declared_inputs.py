"""What the pack says PolicyEngine reads is what it reads; what is asked makes a difference; what is held is what was written.

Run as a program, it writes the list of what is read anew.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml

from handrail.domain.rules.outside import Coverage, Outside
from handrail.engines.policyengine.client import PolicyEngine
from handrail.packs.pack import Pack, load_pack
from handrail.use_cases.estimating import estimate_programmes
from scripts import engine as engine_environment
from scripts import environment

UNITED_KINGDOM = Path(__file__).parents[3] / "src" / "handrail_uk"
READS = UNITED_KINGDOM / "engines" / "policyengine_reads.yaml"
ON = date(2026, 11, 22)

Answer = Mapping[str, object]

# Invented.
FAMILY: dict[str, object] = {
    "you.birth_date": "1991-05-01",
    "you.earnings_a_year": 14000,
    "you.pension_a_year": 0,
    "you.nation": "england",
    "you.savings": 0,
    "partner.exists": False,
    "children": [{"birth_date": "2022-03-01"}],
    "household.is_in_london": False,
    "household.tenure": "private_landlord",
    "household.rent_a_month": 700,
    "household.housing_allowance_a_month": 650,
    "household.childcare_a_month": 300,
}
WITH_PARTNER = {
    "partner.exists": True, "partner.birth_date": "1990-02-03", "partner.earnings_a_year": 9000,
    "partner.pension_a_year": 0, "partner.is_spouse": True,
}  # fmt: skip
OLDER = {
    **FAMILY, "you.birth_date": "1950-01-01", "you.earnings_a_year": 0, "you.pension_a_year": 6000, "children": [],
}  # fmt: skip
LARGE = {
    **FAMILY, "you.earnings_a_year": 0, "household.rent_a_month": 2000, "household.housing_allowance_a_month": 2000,
    "children": [{"birth_date": f"20{year}-03-01"} for year in (12, 14, 20, 22)],
}  # fmt: skip


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(UNITED_KINGDOM)


def what_is_read(outside: Outside, python: Path) -> dict[str, list[str]]:
    """Traced in PolicyEngine itself."""
    asked = {
        each.variable for each in outside.outputs.values() if {c.how for c in each.coverage.values()} != {Coverage.NOT}
    }
    declared = {*outside.inputs, *(name for held in outside.held for name in held.names)}
    done = subprocess.run(
        [python, "-I", Path(__file__).parent / "reads.py"],
        input=json.dumps({"outputs": sorted(asked), "declared": sorted(declared)}),
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@pytest.mark.slow
def test_the_list_of_what_is_read_is_right(pack: Pack, engine_python: Path):
    assert what_is_read(pack.outside["policyengine"], engine_python) == yaml.safe_load(READS.read_text())


def test_the_pack_names_the_release_that_is_installed(pack: Pack):
    lock = environment.lock_of("policyengine").read_text()

    assert f"policyengine-uk=={pack.outside['policyengine'].version} " in lock


def goals(pack: Pack, policyengine: PolicyEngine, facts: Mapping[str, object], *programmes: str) -> dict[str, Answer]:
    outputs = pack.outside["policyengine"].outputs
    names = programmes or tuple(outputs)
    row = estimate_programmes(pack=pack, engine=policyengine, programmes=names, facts=facts, on=ON)
    assert row["errors"] == []
    found = row["goals"]
    assert isinstance(found, dict)
    return found


def amounts(answers: Mapping[str, Answer]) -> dict[str, tuple[object, object]]:
    return {name: (answer["low"], answer["high"]) for name, answer in answers.items()}


@pytest.mark.parametrize(
    ("person", "fact", "value"),
    [
        (FAMILY, "you.birth_date", "2003-05-01"),
        (FAMILY, "you.earnings_a_year", 30000),
        (OLDER, "you.pension_a_year", 9000),
        (FAMILY, "you.nation", "scotland"),
        (FAMILY, "you.savings", 10000),
        (FAMILY, "children", []),
        (FAMILY, "household.tenure", "own_outright"),
        (FAMILY, "household.rent_a_month", 500),
        (FAMILY, "household.housing_allowance_a_month", 400),
        (FAMILY, "household.childcare_a_month", 0),
        (LARGE, "household.is_in_london", True),
        ({**OLDER, **WITH_PARTNER, "partner.birth_date": "1951-01-01"}, "partner.birth_date", "1975-01-01"),
        ({**FAMILY, **WITH_PARTNER}, "partner.earnings_a_year", 15000),
        ({**OLDER, **WITH_PARTNER, "partner.birth_date": "1951-01-01"}, "partner.pension_a_year", 4000),
        ({**FAMILY, **WITH_PARTNER}, "partner.is_spouse", False),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_every_fact_that_is_asked_makes_a_difference(
    person: Mapping[str, object], fact: str, value: object, pack: Pack, policyengine: PolicyEngine
):
    before, after = (goals(pack, policyengine, {**person, **more}) for more in ({}, {fact: value}))

    assert amounts(before) != amounts(after)


def test_every_fact_that_is_asked_is_tried_above(pack: Pack):
    """So that a new one is not forgotten."""
    tried = {*FAMILY, *WITH_PARTNER}

    assert {fact for each in pack.outside["policyengine"].inputs.values() for fact in each.facts} == tried


@pytest.mark.parametrize(
    ("programme", "person", "expected"),
    [
        ("child_benefit", FAMILY, 27.05),  # the eldest child, 2026 to 2027
        ("child_benefit", {**FAMILY, "children": [{"birth_date": "2009-05-01"}]}, 27.05),  # 17, at college
        ("child_benefit", LARGE, 27.05 + 3 * 17.90),
        ("income_tax", {**FAMILY, "you.earnings_a_year": 30000}, 3486.00),  # 20% of 30,000 less 12,570
        ("national_insurance", {**FAMILY, "you.earnings_a_year": 30000}, 1394.40),  # 8% of the same
        # 20% of 14,000 less the allowance of 12,570, of which 1,260 come from a partner who earns less
        ("income_tax", {**FAMILY, **WITH_PARTNER}, 34.00),
        # 424.90 standard allowance, nothing else: owns the home, no child, no earnings
        ("universal_credit", {**LARGE, "children": [], "household.tenure": "own_outright"}, 424.90),
        # … less 4.35 for each 250 of savings above 6,000
        ("universal_credit", {**LARGE, "children": [], "household.tenure": "own_outright", "you.savings": 10000}, 355.30),
        ("universal_credit", {**LARGE, "children": [], "household.tenure": "own_outright", "you.savings": 16000.01}, 0),
        # … and rent up to the Local Housing Allowance
        ("universal_credit", {**FAMILY, "children": [], "you.earnings_a_year": 0}, 424.90 + 650),
        ("pension_credit", {**OLDER, "household.tenure": "own_outright"}, 238.00 - 6000 / 52),
    ],
)  # fmt: skip
def test_what_it_comes_to_for_someone_who_told_us_everything(
    programme: str, person: Mapping[str, object], expected: float, pack: Pack, policyengine: PolicyEngine
):
    answer = goals(pack, policyengine, person, programme)[f"{programme}.amount"]

    assert answer["status"] == "estimate"
    assert answer["value"] is None
    assert answer["needs"] == []
    assert answer["low"] == answer["high"] == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("fact", ["you.savings", "you.earnings_a_year", "household.rent_a_month", "children"])
def test_the_range_holds_what_comes_out_once_the_fact_is_told(fact: str, pack: Pack, policyengine: PolicyEngine):
    unknown = {name: value for name, value in FAMILY.items() if name != fact}
    told = {
        "you.savings": (0, 5999, 6001, 16000, 16001, 25000),
        "you.earnings_a_year": (0, 12570, 60000, 79999, 125000),
        "household.rent_a_month": (0, 400, 2400),
        "children": ([], [{"birth_date": "2010-01-01"}], [{"birth_date": "2026-01-01"}, {"birth_date": "2020-06-01"}]),
    }[fact]

    wide = goals(pack, policyengine, unknown, "universal_credit", "child_benefit")
    for value in told:
        exact = goals(pack, policyengine, {**FAMILY, fact: value}, "universal_credit", "child_benefit")
        for name, answer in exact.items():
            low, high = wide[name]["low"], wide[name]["high"]
            assert float(str(low)) - 0.01 <= float(str(answer["low"])) <= float(str(high)) + 0.01, (name, value)


if __name__ == "__main__":
    heading = READS.read_text().partition("\n\n")[0]
    found = what_is_read(
        load_pack(UNITED_KINGDOM).outside["policyengine"], environment.python_of(engine_environment.FOLDER)
    )
    READS.write_text(heading + "\n\n" + yaml.safe_dump(found, default_flow_style=False))

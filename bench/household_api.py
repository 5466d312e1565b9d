"""PolicyEngine's household API, served on this machine, beside our worker: the same households, asked in turns.

It holds the model of the UK that it was released with, which is older than ours. So the households state, and are asked for, only
what both know, and the page says how many of the amounts are the same. Whatever keeps it from being measured is said on the page.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from http.client import HTTPException
from pathlib import Path
from typing import Any

from bench.estimates import YEAR, ask, worker
from bench.measuring import row_of
from bench.peers import Beside
from bench.serving import request, serving
from handrail.engines.policyengine.client import PolicyEngine
from handrail.engines.protocol import Answered
from scripts import engine, household_api
from scripts.say import CannotGoOn
from tests.contract.engines.households import Household
from tests.contract.engines.invented import OUTPUTS, households

WORK = "All taxes and benefits of a household, beside PolicyEngine's household API"
UNKNOWN_INPUTS = {"lifetime_isa_payments", "uc_receives_new_claimant_health_element"}
UNKNOWN_OUTPUTS = {
    "lifetime_isa_bonus", "vehicle_excise_duty", "wales_childcare_offer", "winter_fuel_payment",
    "pension_age_winter_heating_payment", "warm_home_discount", "council_tax_reduction",
}  # fmt: skip
"""What the model that it holds has no variable for."""
BOTH = tuple(name for name in OUTPUTS if name not in UNKNOWN_OUTPUTS)

OF_A_PERSON = {
    "income_tax", "personal_allowance", "savings_income_tax", "dividend_income_tax", "marriage_allowance", "CB_HITC",
    "capital_gains_tax", "national_insurance", "ni_class_4", "student_loan_repayment", "universal_childcare_entitlement",
    "targeted_childcare_entitlement", "tax_free_childcare", "scottish_child_payment", "pip", "pip_dl", "pip_m", "dla",
    "attendance_allowance", "carers_allowance", "carer_support_payment", "state_pension_age", "state_pension",
    "minimum_wage", "adjusted_net_income",
}  # fmt: skip
OF_A_HOME = {
    "stamp_duty_land_tax", "land_and_buildings_transaction_tax", "land_transaction_tax", "winter_fuel_allowance",
    "tv_licence", "council_tax", "household_benefits", "household_tax", "household_net_income",
}  # fmt: skip
"""Whom the model that it holds works an output out for; the rest is for a benefit unit."""

TIMES, WARM = 20, 2
"""It answers no more than 60 requests a minute."""
SECONDS_TO_START, SECONDS_TO_ANSWER = 600.0, 60.0
A_PENNY = 0.01

GROUPS = {"person": "people", "benunit": "benunits", "household": "households"}

Amounts = dict[str, list[float]]


def beside_household_api(wanted: bool) -> Beside:
    """What was measured, or why nothing was."""
    if not wanted:
        return Beside(WORK, (), "Not measured in this run. `HOUSEHOLD_API=1 make bench` measures it (1.1 GB).")
    if not engine.is_installed():
        return Beside(WORK, (), "Not measured: PolicyEngine is not installed for ours (`make engine`).")
    try:
        python = household_api.make_ready()
        with (
            tempfile.TemporaryDirectory(prefix="handrail-") as folder,
            their_server(python, folder) as port,
            worker() as asked,
        ):
            return compared(asked, port)
    except CannotGoOn as problem:
        return Beside(WORK, (), f"Not measured: {problem}.")
    except (OSError, RuntimeError, HTTPException, subprocess.SubprocessError) as problem:
        return Beside(WORK, (), f"Not measured: it was installed, but did not answer ({type(problem).__name__}).")


def their_server(python: Path, folder: str) -> AbstractContextManager[int]:
    """One process of it, as it is released, on this machine only and with nowhere to report to."""
    command = [
        str(python), "-m", "gunicorn", "--workers", "1", "--timeout", "600", "--bind", "127.0.0.1:{port}",
        "policyengine_household_api.api:app",
    ]  # fmt: skip
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    alone = {"HOME": folder, "HF_HUB_OFFLINE": "1", "OTEL_SDK_DISABLED": "true", "OMP_NUM_THREADS": "1"}
    return serving(command, {**kept, **alone}, path="/liveness_check", folder=folder, seconds_to_start=SECONDS_TO_START)


def compared(asked: PolicyEngine, port: int) -> Beside:
    """First ours, then theirs, household after household, so that what else the machine does falls on both."""
    ours, theirs, same, amounts, release = [], [], 0, 0, ""
    for number, household in enumerate(known_to_both(TIMES + WARM)):
        start = time.perf_counter()
        answered = ask(asked, [household], BOTH)
        middle = time.perf_counter()
        release, found = answered_by_them(port, household)
        end = time.perf_counter()
        if number >= WARM:
            ours.append(1000 * (middle - start))
            theirs.append(1000 * (end - middle))
            both = pairs(answered, found)
            same += sum(abs(one - other) <= A_PENNY for one, other in both)
            amounts += len(both)
    times = statistics.median(one / other for one, other in zip(theirs, ours, strict=True))
    note = (
        f"{same / amounts:.0%} of {amounts:,} amounts are ours: it holds {release}, which is older law."
        f" Pair by pair it takes {times:.1f} times as long"
    )
    return Beside(
        WORK,
        (
            row_of(f"Handrail's worker, {len(BOTH)} outputs", 200, ours),
            row_of("PolicyEngine's household API on this machine, the same outputs", 200, theirs, note=note),
        ),
    )


def known_to_both(how_many: int) -> list[Household]:
    """The first invented households, without what only one of the models knows."""

    def without(values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in values.items() if name not in UNKNOWN_INPUTS}

    return [
        Household([without(person) for person in each.people], without(each.benunit), each.household)
        for each in households(how_many)
    ]


def answered_by_them(port: int, household: Household) -> tuple[str, Amounts]:
    """Which model answered, and each output for every person, or for the one unit and the one home."""
    body = json.dumps({"household": with_outputs(household)}).encode()
    reply = json.loads(request(port, "POST", "/uk/calculate", body, seconds=SECONDS_TO_ANSWER))
    found: Amounts = {name: [] for name in BOTH}
    for name in BOTH:
        for row in reply["result"][GROUPS[group_of(name)]].values():
            found[name].append(float(row[name][str(YEAR)]))
    bundle = reply.get("policyengine_bundle", {})
    return f"policyengine-uk {bundle.get('model_version', 'of another release')}", found


def with_outputs(household: Household) -> dict[str, Any]:
    """A situation in which every output that is asked for stands open, as that interface wants it."""
    situation = household.situation(YEAR)
    for name in BOTH:
        for row in situation[GROUPS[group_of(name)]].values():
            row[name] = {str(YEAR): None}
    return situation


def group_of(name: str) -> str:
    return "person" if name in OF_A_PERSON else "household" if name in OF_A_HOME else "benunit"


def pairs(answered: Answered, theirs: Amounts) -> list[tuple[float, float]]:
    """Amount beside amount, of what both work out for the same."""
    return [
        (float(one), other)
        for name, result in answered.results.items()
        if result.group == group_of(name)
        for one, other in zip(result.values, theirs[name], strict=True)
    ]

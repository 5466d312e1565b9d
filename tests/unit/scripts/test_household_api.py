"""The household API is measured where it can be, and where it cannot the page says why in words."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pytest

from bench import household_api as bench
from bench.__main__ import beside_lines
from handrail.engines.protocol import Answered, Result
from scripts import engine, household_api
from scripts.say import CannotGoOn


@pytest.fixture(autouse=True)
def ours_is_ready(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(engine, "is_installed", lambda: True)
    monkeypatch.setattr(bench, "worker", nullcontext)


def said(wanted: bool) -> str:
    return "\n".join(beside_lines(bench.beside_household_api(wanted)))


def test_it_is_an_extra():
    assert "`HOUSEHOLD_API=1 make bench`" in said(wanted=False)


def test_a_machine_without_a_later_python_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(household_api, "candidates", lambda: iter(["/nowhere/python3.12", "false"]))

    assert "Not measured: it needs Python 3.12 or later" in said(wanted=True)


def test_a_server_that_ends_at_once_is_told(monkeypatch: pytest.MonkeyPatch):
    """This Python has no household API in it."""
    monkeypatch.setattr(household_api, "make_ready", lambda: Path(sys.executable))

    assert "Not measured: it was installed, but did not answer" in said(wanted=True)


def test_an_installation_that_fails_is_told_without_what_it_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    def fails(*_: object, **__: object) -> None:
        raise CannotGoOn("the index at some.host said no")

    monkeypatch.setattr(household_api, "FOLDER", tmp_path / "folder")
    monkeypatch.setattr(household_api, "later_python", lambda: "true")
    monkeypatch.setattr(household_api, "pip", fails)

    assert said(wanted=True).endswith("Not measured: it could not be installed.\n")


def test_the_first_python_that_is_late_enough_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    early, late = tmp_path / "early", tmp_path / "late"
    for python, code in ((early, 1), (late, 0)):
        python.write_text(f"#!/bin/sh\nexit {code}\n")
        python.chmod(0o755)
    monkeypatch.setattr(household_api, "candidates", lambda: iter([str(tmp_path / "none"), str(early), str(late)]))

    assert household_api.later_python() == str(late)


def test_a_household_states_what_both_models_know_and_asks_of_whom_it_is_worked_out():
    household = bench.known_to_both(1)[0]
    situation = bench.with_outputs(household)

    stated = {
        name for group in ("people", "benunits", "households") for row in situation[group].values() for name in row
    }
    assert stated.isdisjoint(bench.UNKNOWN_INPUTS | bench.UNKNOWN_OUTPUTS)
    assert all(person["income_tax"] == {"2026": None} for person in situation["people"].values())
    assert situation["benunits"]["unit"]["universal_credit"] == {"2026": None}
    assert situation["households"]["home"]["household_tax"] == {"2026": None}
    assert stated >= set(bench.BOTH)


def test_only_amounts_of_the_same_people_are_compared():
    answered = Answered(
        {
            "income_tax": Result("person", np.array([100.0, 0.0])),
            "child_benefit": Result("household", np.array([27.05])),  # theirs is for a benefit unit
        },
        "1.0",
    )

    assert bench.pairs(answered, {"income_tax": [99.0, 0.0], "child_benefit": [27.0]}) == [(100.0, 99.0), (0.0, 0.0)]


def test_both_are_asked_in_turns_and_the_page_says_how_many_amounts_are_the_same(monkeypatch: pytest.MonkeyPatch):
    asked = []

    def ours(_worker: object, _households: object, outputs: tuple[str, ...]) -> Answered:
        asked.append("ours")
        return Answered({name: Result(bench.group_of(name), np.array([10.0])) for name in outputs}, "1.0")

    def theirs(_port: int, _household: object) -> tuple[str, bench.Amounts]:
        asked.append("theirs")
        return "policyengine-uk 0.1", {name: [9.0 if name == "income_tax" else 10.0] for name in bench.BOTH}

    monkeypatch.setattr(bench, "ask", ours)
    monkeypatch.setattr(bench, "answered_by_them", theirs)
    monkeypatch.setattr(household_api, "make_ready", lambda: Path(sys.executable))
    monkeypatch.setattr(bench, "their_server", lambda *_: nullcontext(0))

    told = said(wanted=True)

    assert asked == ["ours", "theirs"] * (bench.TIMES + bench.WARM)
    amounts = bench.TIMES * len(bench.BOTH)
    assert f"98% of {amounts:,} amounts are ours: it holds policyengine-uk 0.1" in told
    assert told.count("| Handrail's worker") == 1

"""`handrail estimate` without a calculator to ask: it says so, and still answers in the shape that programs rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from handrail.cli.commands import app

RUN = CliRunner()


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An invented person, on a machine on which no calculator was ever started."""
    monkeypatch.setenv("HANDRAIL_ENGINES", str(tmp_path / "engines"))
    file = tmp_path / "person.json"
    file.write_text(json.dumps({"you.nation": "wales"}))
    return file


def test_it_says_that_no_estimate_can_be_made_just_now(person: Path):
    done = RUN.invoke(app, ["estimate", "child_benefit", "--facts", str(person), "--on", "2026-11-22", "--json"])

    assert done.exit_code == 0, done.output
    answer = json.loads(done.output)["goals"]["child_benefit.amount"]
    assert (answer["status"], answer["low"], answer["high"]) == ("open", None, None)
    assert "just now" in answer["scope"]


def test_a_programme_that_there_is_none_of_is_told_so(person: Path):
    done = RUN.invoke(app, ["estimate", "child_benefits", "--facts", str(person)])

    assert done.exit_code == 2
    assert "Did you mean 'child_benefit'?" in done.output

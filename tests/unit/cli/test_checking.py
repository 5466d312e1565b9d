"""`handrail check` says in words, in JSON and by its exit status whether a pack and its examples are in order."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from handrail.cli.commands import app
from handrail.packs.installed import installed_pack
from tests.unit.packs.mutants.tiny_pack import (
    A_PENNY_OVER,
    AT_THE_LIMIT,
    FAR_ABOVE,
    FAR_BELOW,
    FILES,
    SOURCE,
    write_pack,
)

Check = Callable[..., Result]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """The command, run on the pack in `tmp_path`."""
    monkeypatch.setenv("HANDRAIL_PACK", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    installed_pack.cache_clear()
    monkeypatch.setattr("handrail.cli.commands.installed_pack", installed_pack.__wrapped__)
    return lambda *options: CliRunner().invoke(app, ["check", *options])


def test_a_pack_in_order_passes(tmp_path: Path, check: Check) -> None:
    write_pack(tmp_path)

    result = check()

    assert result.exit_code == 0
    assert "2 parameters, 3 rules, 2 goals, 1 step. No mistakes found." in result.stdout


def test_in_brief_only_what_has_to_be_put_right_is_told(tmp_path: Path, check: Check) -> None:
    rules = FILES["rules/fees.yaml"].replace(SOURCE, SOURCE.replace(", checked: 2026-11-22", ""))
    write_pack(tmp_path, files={"rules/fees.yaml": rules})

    whole, brief = check(), check("--brief")

    assert "read itself" in whole.stdout
    assert "read itself" not in brief.stdout
    assert brief.stdout.count("does not say when it was checked") == 3
    assert brief.stdout.splitlines()[-1] == whole.stdout.splitlines()[-1]
    assert brief.exit_code == 1


def test_a_source_without_its_day_fails(tmp_path: Path, check: Check) -> None:
    rules = FILES["rules/fees.yaml"].replace(SOURCE, SOURCE.replace(", checked: 2026-11-22", ""))
    write_pack(tmp_path, files={"rules/fees.yaml": rules})

    result = check()

    assert result.exit_code == 1
    assert "3 mistakes found." in result.stdout
    assert "does not say when it was checked" in result.stdout


def test_the_day_decides_what_is_past_its_review(tmp_path: Path, check: Check) -> None:
    parameters = FILES["parameters/council/fees.yaml"].replace("source:", "review_by: 2027-01-01, source:")
    write_pack(tmp_path, files={"parameters/council/fees.yaml": parameters})

    early, late = (json.loads(check("--json", "--on", day).stdout) for day in ("2026-12-31", "2027-06-01"))

    assert early["past_review"]["figures"] == []
    assert late["past_review"]["figures"] == ["fees.limit", "fees.fee"]


def test_survivors_fail_the_check_and_are_listed(tmp_path: Path, check: Check) -> None:
    write_pack(tmp_path, FAR_BELOW, FAR_ABOVE)

    shown, told = check("--mutate"), json.loads(check("--mutate", "--json").stdout)

    assert shown.exit_code == 1
    assert (
        "Survived: parameters/council/fees.yaml:6 figure/fees.limit/2020-01-01/value/up: value £100 → £100.01"
        in shown.stdout
    )
    assert told["mutants"] == told["killed"] + told["refused"] + told["same"] + told["survived"]
    assert {"id", "kind", "place", "was", "now"} == set(told["unexplained"][0])


def test_survivors_with_a_reason_pass(tmp_path: Path, check: Check) -> None:
    files = {"mutation_survivors.yaml": '"*": This is only a test.\n"gone/*": Gone.\n'}
    write_pack(tmp_path, FAR_BELOW, FAR_ABOVE, AT_THE_LIMIT, A_PENNY_OVER, files=files)

    result = check("--mutate")

    assert result.exit_code == 0
    assert "Explained: This is only a test." in result.stdout
    assert "mutation_survivors.yaml:2: 'gone/*' explains nothing any more." in result.stdout


def test_examples_that_fail_anyway_are_told(tmp_path: Path, check: Check) -> None:
    write_pack(tmp_path, FAR_ABOVE.replace("30", "31"))

    result = check("--mutate")

    assert result.exit_code == 1
    assert "The examples do not hold for the pack as it is" in result.stderr


def test_a_reason_without_words_is_a_mistake_in_the_pack(tmp_path: Path, check: Check) -> None:
    write_pack(tmp_path, FAR_BELOW, files={"mutation_survivors.yaml": "figure/*:\n"})

    assert check("--mutate").exit_code == 2


def test_only_the_changes_whose_name_or_file_fits_are_tried(tmp_path: Path, check: Check) -> None:
    write_pack(tmp_path, FAR_BELOW, FAR_ABOVE)

    by_name = json.loads(check("--mutate", "--json", "--only", "figure/fees.limit/*").stdout)
    by_file = json.loads(check("--mutate", "--json", "--only", "rules/*").stdout)

    assert {each["id"].split("/")[1] for each in by_name["unexplained"]} == {"fees.limit"}
    assert {each["place"].split(":")[0] for each in by_file["unexplained"]} == {"rules/fees.yaml"}


def test_a_pattern_that_fits_nothing_is_not_taken_for_success(tmp_path: Path, check: Check) -> None:
    write_pack(tmp_path, FAR_BELOW, FAR_ABOVE)

    mistyped, alone = check("--mutate", "--only", "figure/feez.*"), check("--only", "figure/*")

    assert mistyped.exit_code == alone.exit_code == 2
    assert "no change has a name or a file that fits 'figure/feez.*'" in mistyped.stderr
    assert "--mutate" in alone.stderr


def test_what_is_missing_in_a_language_is_listed_and_is_no_mistake(tmp_path: Path, check: Check) -> None:
    write_pack(tmp_path)

    whole, as_json = check("--language", "cy"), json.loads(check("--language", "cy", "--json").stdout)

    assert whole.exit_code == 0
    assert "Without words, so said in English:\n  " in whole.stdout
    assert "  Continue = Parhau\n" in whole.stdout.partition("Not reviewed:")[2]
    assert "Content of the pack in English only:\n  " in whole.stdout
    assert whole.stdout.splitlines()[-1].startswith(f"Cymraeg: {as_json['strings']:,} strings of the interface, ")
    assert "Continue" in as_json["unreviewed"]
    assert as_json["reviewed"] + len(as_json["unreviewed"]) + len(as_json["untranslated"]) == as_json["strings"]
    assert sum(as_json["pack_in_english"].values()) > 0


def test_a_language_without_a_catalogue_is_refused_with_those_there_are(tmp_path: Path, check: Check) -> None:
    write_pack(tmp_path)

    result = check("--language", "tlh")

    assert result.exit_code == 2
    assert "There is: cy" in result.stderr

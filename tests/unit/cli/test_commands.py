"""The command line: what it prints, for whom it goes on, and how it ends."""

from __future__ import annotations

import io
import json
import runpy
import sys
from datetime import datetime

import pytest
from typer.testing import CliRunner

from handrail.cli import commands, main
from handrail.cli.commands import app
from handrail.packs.installed import installed_pack

ON = ("--on", "2026-11-20")


@pytest.fixture
def run(moving, monkeypatch):
    """Run a command on the small pack; what is given to it stands on standard input."""
    monkeypatch.setattr(commands, "installed_pack", lambda: moving)
    monkeypatch.setenv("COLUMNS", "200")
    return lambda *arguments, given="": CliRunner().invoke(app, list(arguments), input=given)


def rows(result):
    """The rows that a command printed as JSON."""
    return [json.loads(line) for line in result.stdout.splitlines()]


# -- determine ---------------------------------------------------------------------------------------------------------


def test_one_person_in_a_json_file_is_answered(run, tmp_path):
    file = tmp_path / "amira.json"
    file.write_text('{"home.price": 300.50}')

    result = run("determine", "is_dear", "price_and_fee", "--facts", str(file), *ON, "--json")

    (row,) = rows(result)
    assert result.exit_code == 0
    assert (row["row"], row["on"]) == (1, "2026-11-20")
    assert row["goals"]["is_dear"]["value"] is True
    assert row["goals"]["price_and_fee"]["value"] == 311


def test_many_people_are_answered_one_a_line_in_their_order(run, tmp_path):
    file = tmp_path / "people.jsonl"
    file.write_text('{"home.price": 5}\n\n{"home.price": 500}\n')

    result = run("determine", "is_dear", "--facts", str(file), *ON, "--json")

    assert [(row["row"], row["goals"]["is_dear"]["value"]) for row in rows(result)] == [(1, False), (2, True)]


def test_people_may_come_on_standard_input(run):
    result = run("determine", "is_dear", "--facts", "-", *ON, "--json", given='{"home.price": 5}\n{}\n')

    assert [row["goals"]["is_dear"]["status"] for row in rows(result)] == ["settled", "open"]


def test_no_people_is_no_answer(run):
    result = run("determine", "is_dear", "--facts", "-", *ON, "--json")

    assert (result.exit_code, result.stdout) == (0, "")


BROKEN = [
    '{"home.price": 5}',
    "this is not JSON",
    '{"home.price": NaN}',
    '{"home.price": -Infinity}',
    '{"home.price": 5, "home.price": 6}',
    '{"you.children": [{"age": 5, "age": 6}]}',
    '{"home.price": 1.234}',
    '{"home.prise": 5}',
    '{"home.nation": "\\ud800"}',
    '{"home.price": 1' + "0" * 5000 + "}",
    '{"home.price": 1e400}',
    "[" * 100_000,
    "[]",
    '{"home.offer_date": "2026-07-02", "home.moving_date": "2026-07-01"}',
    '{"home.price": 500}',
]


def test_a_row_that_is_broken_is_told_and_the_others_are_answered_and_the_end_is_1(run):
    result = run("determine", "is_dear", "--facts", "-", *ON, "--json", given="\n".join(BROKEN))

    found = rows(result)
    assert result.exit_code == 1
    assert [row["row"] for row in found] == list(range(1, len(BROKEN) + 1))
    assert [bool(row["errors"]) for row in found] == [False, *[True] * (len(BROKEN) - 2), False]
    assert [row["goals"] for row in found[1:-1]] == [{}] * (len(BROKEN) - 2)
    assert [row["goals"]["is_dear"]["value"] for row in (found[0], found[-1])] == [False, True]


ONE_OBJECT = "one JSON object whose keys are fact names"
MONEY = "an amount in pounds with at most two decimals, 1 or more"


def error(fact, got, expected, nearest=None):
    return {"fact": fact, "got": got, "expected": expected, "nearest": nearest}


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ('{"home.price": NaN}', error("", "NaN is not a number", f"{ONE_OBJECT}, each once")),
        ('{"home.price": 5, "home.price": 6}', error("", "'home.price' is said twice", f"{ONE_OBJECT}, each once")),
        ('{"home.prise": 5}', error("home.prise", 5, "the name of a fact", "home.price")),
        ('{"home.price": 1.234}', error("home.price", 1.234, MONEY)),
        ('{"home.price": 1e400}', error("home.price", "1E+400", MONEY)),
        ("[]", error("", [], ONE_OBJECT)),
    ],
)
def test_what_is_wrong_with_a_row_is_told_with_what_was_expected(run, line, error):
    (row,) = rows(run("determine", "is_dear", "--facts", "-", *ON, "--json", given=line))

    assert row["errors"] == [error]
    assert row["on"] == "2026-11-20"
    assert row["warnings"] == []


def test_a_line_that_is_not_utf_8_spoils_its_own_row_only(run, tmp_path):
    file = tmp_path / "people.jsonl"
    file.write_bytes(b'{"home.price": 5}\n{"home.nation": "\xff"}\n{"home.price": 500}\n')

    result = run("determine", "is_dear", "--facts", str(file), *ON, "--json")

    assert [bool(row["errors"]) for row in rows(result)] == [False, True, False]


def test_a_file_may_begin_with_a_mark_of_its_encoding(run, tmp_path):
    file = tmp_path / "amira.json"
    file.write_text('{"home.price": 5}', encoding="utf-8-sig")

    assert run("determine", "is_dear", "--facts", str(file), *ON, "--json").exit_code == 0


@pytest.mark.parametrize("name", ["nobody.json", "nobody.jsonl", "."])
def test_a_file_that_is_not_there_ends_with_2(run, tmp_path, name):
    result = run("determine", "is_dear", "--facts", str(tmp_path / name), *ON)

    assert result.exit_code == 2
    assert "cannot be read" in result.stderr
    assert "Expected a .json or .jsonl file, or - for standard input." in result.stderr


def test_a_goal_that_does_not_exist_ends_with_2_and_the_nearest(run):
    result = run("determine", "is_deer", "--facts", "-", *ON, given="{}")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "There is no goal 'is_deer'. Did you mean 'is_dear'? `handrail goals` lists them all.\n"


@pytest.mark.parametrize("on", ["yesterday", "2026-02-30", "20261120", "2026-W47-5", "20/11/2026"])
def test_a_day_that_is_none_ends_with_2(run, on):
    result = run("determine", "is_dear", "--facts", "-", "--on", on, given="{}")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"--on is '{on}'. Expected a date as YYYY-MM-DD.\n"


def test_the_day_is_today_when_left_out_and_always_told(run):
    before = datetime.now().astimezone().date().isoformat()

    (row,) = rows(run("determine", "is_dear", "--facts", "-", "--json", given="{}"))

    assert before <= row["on"] <= datetime.now().astimezone().date().isoformat()


@pytest.mark.parametrize(
    "arguments", [("determine", "--facts", "-"), ("determine", "is_dear"), ("determin", "is_dear")]
)
def test_a_request_with_something_missing_ends_with_2(run, arguments):
    assert run(*arguments).exit_code == 2


# -- as tables ---------------------------------------------------------------------------------------------------------


def test_answers_are_shown_to_people_in_a_table(run):
    result = run(
        "determine",
        "is_dear",
        "price_and_fee",
        "last_day",
        "--facts",
        "-",
        *ON,
        given='{"home.price": {"between": [300, 301]}, "home.moving_date": "2026-11-20"}',
    )

    assert result.exit_code == 0
    for words in (
        "no or yes",
        "needs home.price",
        "£310.50 to £311.50",
        "4 December 2026",
        "settled",
        "What is_dear covers: Homes",
    ):
        assert words in result.stdout


def test_what_a_goal_covers_is_said_once_and_a_reason_too(run):
    result = run("determine", "is_dear", "--facts", "-", *ON, given='{"home.price": 300}\n{"home.price": 301}')

    assert result.stdout.count("What is_dear covers:") == 1
    assert result.stdout.count("the price is £300") == 1


def test_errors_and_warnings_are_shown_to_people(run):
    result = run(
        "determine",
        "is_dear",
        "--facts",
        "-",
        *ON,
        given='{"home.prise": 5}\nnonsense\n{"partner.exists": false, "partner.age": 4}',
    )

    assert result.exit_code == 1
    assert "Row 1: 'home.prise' is 5. Expected the name of a fact. Did you mean 'home.price'?" in result.stdout
    assert "Row 2: " in result.stdout
    assert "Row 3: partner.age is not used: it counts only when partner.exists." in result.stdout


# -- lists -------------------------------------------------------------------------------------------------------------


def test_facts_and_goals_are_listed_as_json(run):
    facts, goals = json.loads(run("facts", "--json").stdout), json.loads(run("goals", "--json").stdout)

    assert "home.price" in [fact["fact"] for fact in facts]
    assert {"goal", "type", "question", "says", "reads", "scope", "sources"} <= set(goals[0])


def test_facts_and_goals_are_listed_in_tables(run):
    assert "How much is it?" in run("facts").stdout
    assert "Is it dear?" in run("goals").stdout


# -- packs that cannot be used -----------------------------------------------------------------------------------------


@pytest.fixture
def another_pack(monkeypatch):
    """Run a command on whatever `HANDRAIL_PACK` names."""

    def run_on(name, *arguments):
        monkeypatch.setenv("HANDRAIL_PACK", name)
        monkeypatch.setattr(commands, "installed_pack", installed_pack.__wrapped__)
        return CliRunner().invoke(app, list(arguments))

    return run_on


def test_a_pack_that_is_not_there_ends_with_2(another_pack):
    result = another_pack("no_such_pack", "goals")

    assert result.exit_code == 2
    assert "HANDRAIL_PACK is 'no_such_pack'." in result.stderr


def test_a_pack_with_mistakes_ends_with_2_and_all_of_them(another_pack, tmp_path):
    (tmp_path / "pack.yaml").write_text("id: x\nversion: 1\ntitle: X\ncolour: red\nshape: round\n")

    result = another_pack(str(tmp_path), "facts")

    assert result.exit_code == 2
    assert "pack.yaml:4: there is no key 'colour' here." in result.stderr
    assert "pack.yaml:5: there is no key 'shape' here." in result.stderr


def test_the_command_can_be_called_with_its_arguments(moving, monkeypatch, capsys):
    monkeypatch.setattr(commands, "installed_pack", lambda: moving)

    with pytest.raises(SystemExit) as ended:
        main(["goals", "--json"])

    assert ended.value.code == 0
    assert "is_dear" in capsys.readouterr().out


def test_the_package_can_be_run_as_the_command(moving, monkeypatch, capsys):
    monkeypatch.setattr(commands, "installed_pack", lambda: moving)
    monkeypatch.setattr(sys, "argv", ["handrail", "goals", "--json"])

    with pytest.raises(SystemExit) as ended:
        runpy.run_module("handrail.cli", run_name="__main__")

    assert ended.value.code == 0
    assert "is_dear" in capsys.readouterr().out


def test_a_reader_that_stops_reading_is_no_error(monkeypatch):
    def gone(*_arguments, **_options):
        raise BrokenPipeError

    errors = io.StringIO()
    monkeypatch.setattr(commands, "with_progress", gone)
    monkeypatch.setattr(sys, "stderr", errors)

    commands.answer_rows("-", answer=lambda _row: {}, unreadable=lambda _row: {}, show=lambda _result: None)

    assert errors.closed

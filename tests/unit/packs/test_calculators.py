"""A pack's calculators: what is declared is what is run, and what is wrong is told with its file and line."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from handrail.domain.facts.mistakes import PackError
from handrail.domain.facts.reading import read_facts
from handrail.packs.pack import load_pack
from tests.unit.packs.calculating_pack import DECLARED, FILES, RULE, WRITTEN
from tests.unit.packs.written_pack import FACTS, load, mistakes_in, write_pack

ON = date(2026, 11, 20)


def determined(pack, facts):
    read, errors = read_facts(facts, pack.vocabulary)
    assert errors == ()
    return pack.rulebook.determine("help", read, ON)


def spoilt(root, name, old, new):
    """What is said of the pack where one thing in one of its files is written otherwise."""
    assert FILES[name].count(old) == 1, f"'{old}' must be there once"
    return mistakes_in(root, {**FILES, name: FILES[name].replace(old, new)})


def test_a_rule_calls_a_calculator_of_its_pack(tmp_path):
    pack = load(tmp_path, FILES)

    found = determined(pack, {"home.price": 200, "home.moving_date": "2026-07-02", "you.employed": False})

    assert (found.low, found.high) == (300_00, 300_00)
    assert found.because[0].says == "What the town gives towards the move"
    assert found.because[0].source == pack.rulebook.calculators["help_with_moving"].sources[0]


def test_what_it_declares_bounds_what_is_not_known(tmp_path):
    pack = load(tmp_path, FILES)
    facts = {"home.price": {"between": [200, 400]}, "home.moving_date": {"between": ["2026-06-01", "2026-08-01"]}}

    assert (determined(pack, {**facts, "you.employed": False}).low, determined(pack, facts).high) == (200_00, 400_00)
    assert determined(pack, {**facts, "you.employed": True}).is_settled
    assert determined(pack, facts).needs == ("you.employed", "home.price", "home.moving_date")


@pytest.mark.parametrize("name", FILES)
def test_its_files_are_part_of_the_release(tmp_path, name):
    before = load(tmp_path / "before", FILES).release

    after = load(tmp_path / "after", {**FILES, name: FILES[name] + "\n"}).release

    assert before != after


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("result: money\n", "result: rate\n", "calculators/moving.yaml:6: `result` of 'help_with_moving' is of type 'rate'. Expected one of whole_number, money, date. Did you mean 'date'?"),
        ("price: money\n", "price: mony\n", "calculators/moving.yaml:3: 'price' of 'help_with_moving' is of type 'mony'. Expected one of yes_no, choice, whole_number, money, date, or a list of choices. Did you mean 'money'?"),
        ("with_job: yes_no", "with_job: choice", "calculators/moving.yaml:5: 'with_job' is a choice without choices. Expected a list of them in place of the type."),
        ("price: falls", "price: rises", "calculators/moving.yaml:8: 'help_with_moving' does not always rise with 'price'. Expected `monotone` only where it does."),
        ("price: falls", "price: fals", "calculators/moving.yaml:8: `monotone` says 'fals'. Expected rises or falls. Did you mean 'falls'?"),
        ("{price: falls}", "{prise: falls}", "calculators/moving.yaml:8: 'prise' is no number, amount or date that 'help_with_moving' is given. Expected one of price, moving_on. Did you mean 'price'?"),
        ("{price: falls}", "price", "calculators/moving.yaml:8: `monotone` of 'help_with_moving' is not a mapping. Expected a mapping from names of arguments."),
        ("{moving_on: [2026-07-01]}", "{moving_on: [july]}", "calculators/moving.yaml:9: 'moving_on' is july. Expected a date as YYYY-MM-DD."),
        ("with_job: true, result: 0}", "with_job: true, result: 1}", "calculators/moving.yaml:13: 'help_with_moving' gives £0 for a worked example. Expected £1."),
        ("{price: 1200, moving_on: 2026-07-01, with_job: true, result: 0}", "{price: 1200, result: 0}", "calculators/moving.yaml:13: a worked example cannot be read. Expected {price, moving_on, with_job, result}."),
        ("  says: What the town gives towards the move\n", "", "calculators/moving.yaml:2: 'help_with_moving' does not say what it works out. Expected says: words."),
        ("break_points:", "break_point:", "calculators/moving.yaml:9: there is no key 'break_point' here. Expected one of arguments, result, says, monotone, break_points, examples, source, sources, review_by. Did you mean 'break_points'?"),
        ("help_with_moving:", "help_with_move:", "calculators/moving.yaml:2: calculators/moving.py has no function 'help_with_move'. Expected a function of that name. Did you mean 'help_with_moving'?"),
        ("help_with_moving:", "min:", "calculators/moving.yaml:1: 'min' is a function of the rule language. Expected another name."),
        ("    with_job: yes_no\n", "", "calculators/moving.py:8: the function is written 'def help_with_moving(price: int, moving_on: date, with_job: bool) -> int'. Expected 'def help_with_moving(price: int, moving_on: date) -> int', as it is declared."),
        ("price: money\n", "result: money\n", "calculators/moving.yaml:3: an argument of 'help_with_moving' is called 'result'. Expected another name."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_declaration_is_told_with_its_line(tmp_path, old, new, says):
    assert says in spoilt(tmp_path, "calculators/moving.yaml", old, new)


@pytest.mark.parametrize("kept", ["arguments", "examples", "source"])
def test_a_calculator_without_what_it_needs_is_a_mistake(tmp_path, kept):
    parts = {
        "arguments": "  arguments: {}\n",
        "examples": "  examples: []\n",
        "source": "  sources: []\n",
    }
    whole = "leave:\n  result: money\n  says: Leave\n" + "".join(
        parts[key] if key == kept else f"  {line}\n"
        for key, line in {
            "arguments": "arguments: {pay: money}",
            "examples": "examples: [{pay: 1, result: 1}]",
            "source": "source: {title: An Act, seen: text, checked: 2026-11-22}",
        }.items()
    )
    expected = {
        "arguments": "'leave' has no arguments. Expected arguments: {name: type, …}.",
        "examples": "'leave' has no worked example. Expected examples: [{pay, result}, …].",
        "source": "'leave' has no source. Expected source: {title, provision, seen, checked}.",
    }
    found = mistakes_in(
        tmp_path,
        {"calculators/leave.yaml": whole, "calculators/leave.py": "def leave(pay: int) -> int:\n    return pay\n"},
    )

    assert any(expected[kept] in mistake for mistake in found), found


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("from datetime import date\n", "from os import environ\n", "calculators/moving.py:3: it imports 'os'"),
        ("from datetime import date\n", "import random, urllib.request\n", "calculators/moving.py:3: it imports 'urllib.request'"),
        ("from datetime import date\n", "from . import other\n", "calculators/moving.py:3: it imports '.'"),
        ("from datetime import date\n", "from handrail.records import gate\n", "calculators/moving.py:3: it imports 'handrail.records'"),
        ("price // 2", "int(price * 0.5)", "calculators/moving.py:11: it holds the inexact number 0.5"),
        ("price // 2", "int(float(price) / 2)", "calculators/moving.py:11: it uses 'float'"),
        ("date(2026, 7, 1)", "date.today()", "calculators/moving.py:10: it uses 'today'"),
        ("later = 100_00", "global MOST; later = 100_00", "calculators/moving.py:10: it keeps something from one call to the next"),
        ("price // 2", "len(date.__doc__)", "calculators/moving.py:11: it uses '__doc__'"),
        ("def help_with", "def def help_with", "calculators/moving.py:8: this is not Python"),
    ],
)  # fmt: skip
def test_a_function_that_may_not_be_pure_is_not_run(tmp_path, old, new, says):
    found = spoilt(tmp_path, "calculators/moving.py", old, new)

    assert any(mistake.startswith(says) for mistake in found), found


def test_a_function_that_fails_on_its_own_example_is_a_mistake(tmp_path):
    found = spoilt(tmp_path, "calculators/moving.py", "price // 2", "price // 0")

    assert found[0].startswith("calculators/moving.yaml:11: 'help_with_moving' fails here: ZeroDivisionError")


def test_a_result_of_another_type_than_declared_is_a_mistake(tmp_path):
    found = spoilt(tmp_path, "calculators/moving.py", "price // 2", "price / 2")

    assert "TypeError: the calculator 'help_with_moving' gave a float, and not money" in found[0]


def test_a_declaration_needs_its_functions_and_functions_their_declaration(tmp_path):
    only_declared = mistakes_in(tmp_path / "one", {"calculators/moving.yaml": DECLARED})
    only_written = mistakes_in(tmp_path / "other", {"calculators/moving.py": WRITTEN})

    assert only_declared == [
        "calculators/moving.py: there is no such file. Expected the functions that moving.yaml declares."
    ]
    assert only_written == [
        "calculators/moving.py: nothing declares the functions in this file. Expected moving.yaml beside it."
    ]


def test_a_calculator_has_one_place(tmp_path):
    again = {**FILES, "calculators/other.yaml": DECLARED, "calculators/other.py": WRITTEN}

    assert mistakes_in(tmp_path, again) == [
        (
            "calculators/other.yaml:1: the calculator 'help_with_moving' is there twice. "
            "Expected it only in calculators/moving.yaml:2."
        )
    ]


def test_choices_are_listed_and_read_by_their_words(tmp_path):
    declared = (
        "rate_of:\n  arguments: {nation: [wales, scotland]}\n  result: whole_number\n  says: The rate\n"
        "  examples: [{nation: wales, result: 3}, {nation: scotland, result: 4}]\n"
        "  source: {title: An Act, seen: text, checked: 2026-11-22}\n"
    )
    written = "def rate_of(nation: str) -> int:\n    return {'wales': 3, 'scotland': 4}[nation]\n"
    facts = FACTS.replace(
        "  home.moving_date:", "  home.nation:\n    type: choice\n    choices: [scotland, wales]\n  home.moving_date:"
    )
    rules = {"rules/rate.yaml": "help: {value: rate_of(nation=home.nation)}\n", "facts/home.yaml": facts}

    pack = load(tmp_path, {"calculators/rate.yaml": declared, "calculators/rate.py": written, **rules})

    assert determined(pack, {"home.nation": "scotland"}).low == 4
    assert (determined(pack, {}).low, determined(pack, {}).high) == (3, 4)


# -- forks ---------------------------------------------------------------------------------------------------------------


def test_a_fork_may_change_data(tmp_path):
    original = write_pack(tmp_path / "original", FILES)
    fork = tmp_path / "fork"
    shutil.copytree(original, fork)
    (fork / "rules/help.yaml").write_text(RULE.replace("price=home.price", "price=£20"))

    assert load_pack(fork, fork_of=original).rulebook.calculators


@pytest.mark.parametrize("spoiling", ["another", "changed", "missing"])
def test_a_fork_may_not_change_a_calculator_and_nothing_of_its_own_is_run(tmp_path, spoiling):
    original = write_pack(tmp_path / "original", FILES)
    fork = tmp_path / "fork"
    shutil.copytree(original, fork)
    written = fork / "calculators" / ("another.py" if spoiling == "another" else "moving.py")
    written.write_text("raise AssertionError('it was run')\n")
    if spoiling == "missing":
        written.unlink()

    with pytest.raises(PackError) as raised:
        load_pack(fork, fork_of=original)

    assert [str(mistake) for mistake in raised.value.mistakes] == [
        (
            f"calculators/{written.name}: a fork has changed a calculator. "
            "Expected the calculators as they were: a fork may change data only."
        )
    ]

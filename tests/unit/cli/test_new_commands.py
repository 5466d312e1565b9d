"""`handrail new`: what an author starts from loads at once, and writes over nothing."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from handrail.cli import commands
from handrail.cli.commands import app
from handrail.packs.examples import load_examples
from handrail.packs.pack import load_pack
from handrail.use_cases.trying_examples import differences_in_goals, differences_in_route
from tests.unit.packs.grant_pack import FILES
from tests.unit.packs.written_pack import write_pack


@pytest.fixture
def root(tmp_path):
    (tmp_path / "pack").mkdir()
    programmes = {name: text for name, text in FILES.items() if not name.endswith(".examples.yaml")}
    return write_pack(tmp_path / "pack", programmes)


@pytest.fixture
def run(root, monkeypatch):
    monkeypatch.setattr(commands, "installed_pack", lambda: load_pack(root))
    monkeypatch.setenv("COLUMNS", "200")
    return lambda *arguments: CliRunner().invoke(app, ["new", *arguments])


@pytest.mark.parametrize(
    "arguments",
    [
        ("entitlement", "heat_payment"),
        ("life-event", "moving_abroad"),
        ("service", "claim_heat", "--organisation", "office"),
    ],
    ids=["a programme", "a life event", "a service"],
)
def test_what_is_new_loads_and_its_examples_hold(run, root, arguments):
    result = run(*arguments)
    pack, examples = load_pack(root), load_examples(root)

    assert result.exit_code == 0, result.output
    assert all((root / line.removeprefix("Wrote ")).exists() for line in result.stdout.splitlines() if "Wrote" in line)
    assert pack.events.without_words("en") == ()
    for example in examples:
        assert list(differences_in_goals(pack.rulebook, example)) == []
        assert list(differences_in_route(pack, example)) == []


def test_a_new_programme_is_open_until_the_person_says(run, root):
    run("entitlement", "heat_payment")
    pack = load_pack(root)

    assert set(pack.rulebook.reads("heat_payment.eligible")) == {"you.told_of_heat_payment"}
    assert [example.identifier for example in load_examples(root)] == ["heat_payment_nothing_known"]


def test_what_is_there_is_never_written_over(run, root):
    run("service", "claim_heat", "--organisation", "office")
    (root / "services/claim_heat.yaml").write_text("mine")

    result = run("service", "claim_heat", "--organisation", "office")

    assert result.exit_code == 2
    assert (root / "services/claim_heat.yaml").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("entitlment", "heat"), "There is no kind 'entitlment'. Did you mean 'entitlement'? Expected one of entitlement, life-event, service."),
        (("service", "Claim Heat"), "'Claim Heat' cannot be a name. Expected small letters, digits and _, starting with a letter."),
        (("service", "claim_heat"), "A service belongs to an organisation. Expected --organisation with one of those under organisations/."),
        (("service", "claim_heat", "--organisation", "ofice"), "There is no organisation 'ofice'. Did you mean 'office'?"),
    ],
)  # fmt: skip
def test_what_cannot_be_started_is_told(run, root, arguments, told):
    before = sorted(root.rglob("*"))
    result = run(*arguments)

    assert result.exit_code == 2
    assert told in result.stderr
    assert sorted(root.rglob("*")) == before

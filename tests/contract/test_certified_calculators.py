"""What a calculator settles has a certificate that the independent checker accepts, and it rejects another amount."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.domain.facts.reading import read_facts
from handrail.domain.rules.certifying import certify
from handrail.independent_checker import check_certificate
from tests.unit.packs.calculating_pack import FILES
from tests.unit.packs.written_pack import load

ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    "facts",
    [
        {"home.price": 200, "home.moving_date": "2026-07-02", "you.employed": False},
        {"home.price": {"between": [200, 400]}, "home.moving_date": "2026-07-02", "you.employed": True},
        {"home.price": {"between": [1000, 2000]}, "home.moving_date": "2026-07-02"},
    ],
)
def test_what_a_calculator_settles_is_certified(tmp_path, facts):
    pack = load(tmp_path, FILES)
    read, _ = read_facts(facts, pack.vocabulary)

    certificate = certify(pack.rulebook, "help", pack.rulebook.sheet(read, ON))

    assert certificate is not None
    assert check_certificate(pack.root, facts, certificate) == []
    low = certificate["outcome"]["low"]  # type: ignore[index]
    false = {**certificate, "outcome": {"low": low + 1, "high": low + 1}}
    reasons = check_certificate(pack.root, facts, false)
    assert reasons
    assert all(reason.endswith(": the rules give another outcome") for reason in reasons)


def test_a_changed_calculator_makes_another_release(tmp_path):
    pack = load(tmp_path, FILES)
    facts = {"home.price": 200, "home.moving_date": "2026-07-02", "you.employed": False}
    read, _ = read_facts(facts, pack.vocabulary)
    certificate = certify(pack.rulebook, "help", pack.rulebook.sheet(read, ON))
    written = tmp_path / "calculators/moving.py"
    written.write_text(written.read_text().replace("500_00", "400_00"))

    assert certificate is not None
    assert check_certificate(pack.root, facts, certificate)[0].startswith("it is about another release")

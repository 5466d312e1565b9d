"""An input of an outside calculator that nobody wrote down is a mistake, as is all else that would be guessed in silence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handrail.domain.facts.vocabulary import Vocabulary
from handrail.packs.entries import Report
from handrail.packs.outside import load_outside
from handrail.packs.vocabulary import load_vocabulary
from tests.unit.packs.grant_pack import FILES
from tests.unit.packs.written_pack import mistakes_in as grant_mistakes

UNITED_KINGDOM = Path(__file__).parents[3] / "src" / "handrail_uk"
VOCABULARY: Vocabulary = load_vocabulary(UNITED_KINGDOM, Report())


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the pack's declarations, which may be spoilt."""
    shutil.copytree(UNITED_KINGDOM / "engines", tmp_path / "engines")
    return tmp_path


def mistakes_in(pack: Path) -> str:
    report = Report()
    load_outside(pack, VOCABULARY, report)
    return "\n".join(str(mistake) for mistake in report.mistakes)


def test_there_is_none_as_it_stands(pack: Path):
    assert mistakes_in(pack) == ""


def spoil(pack: Path, old: str, new: str, file: str = "policyengine.yaml") -> str:
    """Change the one place where something stands, and say what is then wrong."""
    path = pack / "engines" / file
    text = path.read_text()
    assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
    path.write_text(text.replace(old, new))
    return mistakes_in(pack)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("      is_blind: false\n", "", "the input 'is_blind' is read and not listed"),
        ("      is_blind: false\n", "      is_blind: false\n      is_tall: false\n", "'is_tall' is listed and never read"),
        ("person: {gender: FEMALE}", "person: {gender: FEMALE, age: 40}", "'age' is declared twice"),
        ("  - says: Your sex makes no difference. The State Pension age is the same for women and men.\n    person:", "  - person:", "held without a word"),
        ("take: age, facts: [you.birth_date,", "take: age, facts: [you.birth_day,", "Did you mean 'you.birth_date'?"),
        ("{group: person, take: age", "{group: person, take: years", "nothing is taken as 'years'"),
        ("{group: person, take: age", "{group: persons, take: age", "there is no group 'persons'"),
        ("    reads_as: Whoever earns works full time\n", "", "'hours_worked' is derived without a word"),
        ("  household.rent_a_month: {up_to: 2500}\n", "", "how far is 'household.rent_a_month' tried"),
        ("variable: pension_credit\n", "variable: pension_credits\n", "nobody knows what 'pension_credits' reads"),
        ("coverage: {england: modelled, wales: modelled, scotland: partly, northern_ireland: partly}", "coverage: {england: modelled, wales: modelled, scotland: partly}", "'universal_credit' is not in the table for northern_ireland"),
        ("      northern_ireland: Help with rates and rent in Northern Ireland differs.\n", "      wales: Fine.\n", "'pension_credit' is partly modelled in northern_ireland"),
        ("engine: policyengine\n", "motor: policyengine\n", "there is no key 'motor' here"),
    ],
)  # fmt: skip
def test_a_mistake_is_told(old: str, new: str, says: str, pack: Path):
    assert says in spoil(pack, old, new)


def test_what_an_output_has_begun_to_read_has_to_be_listed(pack: Path):
    wrong = spoil(pack, "CB_HITC:\n", "CB_HITC:\n- shoe_size\n", "policyengine_reads.yaml")

    assert "the input 'shoe_size' is read and not listed" in wrong


def test_the_list_of_what_is_read_has_to_be_there(pack: Path):
    (pack / "engines" / "policyengine_reads.yaml").unlink()

    assert "needs two files" in mistakes_in(pack)


def test_a_programme_whose_amount_no_engine_is_asked_for_is_a_mistake(tmp_path: Path):
    grant = FILES["entitlements/home_grant.yaml"].replace("  amount: {value: £20, period: week}\n", "")
    files = {**FILES, "entitlements/home_grant.yaml": grant.replace("tier: a\n", "tier: a\namount_by: engine\n")}

    assert "no engine is asked for the amount of 'home_grant'" in "\n".join(grant_mistakes(tmp_path, files))

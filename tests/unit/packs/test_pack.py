"""A pack, loaded and checked as a whole."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.domain.facts.mistakes import PackError
from handrail.packs.pack import load_pack
from tests.unit.domain.invented import told
from tests.unit.packs.written_pack import ABOUT, FACTS, FILES, PARAMETERS, RULES, load, mistakes_in, write_pack


def test_a_pack_knows_what_it_is_and_answers(tmp_path):
    pack = load(tmp_path)

    assert (pack.root, pack.identifier, pack.version, pack.title) == (tmp_path, "ruritania", "2026.1", "Ruritania")
    assert pack.release.startswith("ruritania-2026.1+")
    assert pack.rulebook.release == pack.release
    assert pack.vocabulary is pack.rulebook.vocabulary
    facts = told({"home.price": 301}, vocabulary=pack.vocabulary)
    assert pack.rulebook.determine("is_dear", facts, date(2026, 11, 20)).is_yes


def test_what_cannot_wait_belongs_to_the_whole_pack(tmp_path):
    urgent = ABOUT + "urgent: [{says: In danger, call: police}]\n"
    [danger] = load(tmp_path, {"pack.yaml": urgent, "organisations/all.yaml": "police: {name: The police}\n"}).urgent

    assert (danger.says, set(danger.call.values.values())) == ("In danger", {"police"})
    assert any(
        "there is no organisation 'polis'" in told
        for told in mistakes_in(tmp_path, {"pack.yaml": urgent.replace("police", "polis")})
    )


def test_its_working_days_are_those_of_the_ministry_of_justice(tmp_path):
    assert "northern_ireland" in load(tmp_path).rulebook.calendar.holidays


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"pack.yaml": ABOUT + "colour: red\n"}, ["pack.yaml:5: there is no key 'colour' here."]),
        ({"pack.yaml": "[ruritania]"}, ["pack.yaml:1: the pack does not say what it is."]),
        ({"pack.yaml": ""}, ["pack.yaml:1: the pack does not say what it is."]),
        ({"pack.yaml": "id: ruritania\n"}, ["pack.yaml:1: the pack does not say what it is."]),
        ({"pack.yaml": ABOUT.replace("2026.1", "[2026]")}, ["pack.yaml:2: 'version' is a list."]),
        ({"pack.yaml": "id: ["}, ["pack.yaml:1: this is not YAML"]),
        (
            {"facts/home.yaml": FACTS.replace("type: money", "type: mony"), "rules/home.yaml": RULES.replace("goal:", "gaol:")},
            ["facts/home.yaml:10: there is no type 'mony'.", "rules/home.yaml:5: there is no key 'gaol' here."],
        ),
        ({"parameters/office/home_tax.yaml": PARAMETERS.replace("from:", "form:")}, ["parameters/office/home_tax.yaml:6: there is no key 'form' here."]),
        ({"rules/home.yaml": RULES.replace("home.price", "home.prise")}, ["rules/home.yaml:2: is_dear: there is no 'home.prise'."]),
        ({"rules/home.yaml": RULES.replace("home_tax.limit\n", "home_tax.limt\n")}, ["Did you mean 'home_tax.limit'?"]),
        (
            {"facts/home.yaml": FACTS.replace("home.price < £500", "home.price < 500")},
            ["facts/home.yaml:19: constraint workers_only: money stands against number."],
        ),
    ],
    ids=[
        "a key of pack.yaml", "a list", "nothing", "no version", "a version that is a list", "not YAML", "a fact and a rule", "a figure", "a name", "the nearest name",
        "a constraint",
    ],
)  # fmt: skip
def test_every_mistake_is_told_with_its_file_and_line(tmp_path, files, told):
    mistakes = mistakes_in(tmp_path, files)

    assert all(any(words in mistake for mistake in mistakes) for words in told), mistakes


def test_a_folder_that_is_no_pack_is_told(tmp_path):
    with pytest.raises(PackError, match=r"the pack has no pack\.yaml"):
        load_pack(tmp_path)


def test_the_release_changes_with_any_file_of_the_pack(tmp_path):
    before = load(tmp_path).release

    after = load(tmp_path, {"rules/home.yaml": RULES + "# a comment\n"}).release

    assert before != after


def test_a_pack_needs_no_more_than_the_folders_it_has(tmp_path):
    (tmp_path / "pack.yaml").write_text(ABOUT)

    assert load_pack(tmp_path).rulebook.goals == ()


def test_the_files_of_this_test_are_a_pack(tmp_path):
    assert mistakes_in(tmp_path, FILES) == []
    assert write_pack(tmp_path) == tmp_path


@pytest.mark.parametrize("holds", ["1 > 2", "today > date('2020-01-01')"])
def test_a_constraint_speaks_of_some_fact(tmp_path, holds):
    facts = FACTS.replace("you.employed or home.price < £500", holds)

    assert mistakes_in(tmp_path, {"facts/home.yaml": facts}) == [
        "facts/home.yaml:19: the constraint workers_only speaks of no fact. Expected a condition on facts."
    ]

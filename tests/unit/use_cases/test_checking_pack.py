"""A look over a pack finds sources that are incomplete, figures that are old, and what nothing uses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from handrail.packs.installed import installed_pack
from handrail.packs.pack import load_pack
from handrail.use_cases.checking_pack import PackCheck, check_pack
from tests.unit.packs.mutants.tiny_pack import FILES, SOURCE, write_pack

ON = date(2026, 11, 22)


def look_over(folder: Path, **changes: tuple[str, str]) -> PackCheck:
    """The tiny pack with one text in place of another, in `facts`, `parameters` or `rules`."""
    names = {"facts": "facts/home.yaml", "parameters": "parameters/council/fees.yaml", "rules": "rules/fees.yaml"}
    files = {names[key]: FILES[names[key]].replace(was, now) for key, (was, now) in changes.items()}
    return check_pack(load_pack(write_pack(folder, files=files)), ON)


def test_a_pack_in_order_has_nothing_to_put_right(tmp_path: Path) -> None:
    found = look_over(tmp_path)

    assert found.mistakes == ()
    assert (found.figures.seen, found.rules.seen) == ({"text": 2}, {"text": 3})
    assert (found.unread_facts, found.unused) == ((), ())


def test_a_fact_that_only_an_outside_calculator_reads_is_read():
    found = check_pack(installed_pack(), ON)

    assert not {"you.earnings_a_year", "household.rent_a_month", "children"} & set(found.unread_facts)


def test_a_source_says_when_it_was_checked(tmp_path: Path) -> None:
    found = look_over(tmp_path, parameters=(SOURCE, SOURCE.replace(", checked: 2026-11-22", "")))

    assert [(str(mistake.place), mistake.says) for mistake in found.mistakes] == [
        ("parameters/council/fees.yaml:6", "a source of 'fees.limit' does not say when it was checked"),
        ("parameters/council/fees.yaml:11", "a source of 'fees.fee' does not say when it was checked"),
        ("parameters/council/fees.yaml:12", "a source of 'fees.fee' does not say when it was checked"),
    ]


def test_a_rule_that_a_step_rests_on_has_a_source(tmp_path: Path) -> None:
    found = look_over(tmp_path, rules=(SOURCE, "review_by: 2027-01-01"))

    assert len(found.mistakes) == 3
    assert "'has_a_dog' has no source" in str(found.mistakes[2])


def test_a_figure_counts_by_how_its_source_was_seen(tmp_path: Path) -> None:
    found = look_over(tmp_path, parameters=("seen: text", "seen: notes"))

    assert found.figures.seen == {"notes": 2}


def test_a_figure_past_its_review_is_named_and_one_that_is_over_is_not(tmp_path: Path) -> None:
    due = "review_by: 2026-01-01, source:"

    found = look_over(tmp_path, parameters=("source:", due))

    assert found.figures.past_review == ("fees.limit", "fees.fee")
    assert found.figures.total == 2


def test_a_figure_past_its_last_day_is_named_with_that_day(tmp_path: Path) -> None:
    last = date(2026, 11, 21)

    over = look_over(tmp_path / "over", parameters=("value: 100,", f"value: 100, to: {last},"))
    today = look_over(tmp_path / "today", parameters=("value: 100,", f"value: 100, to: {ON},"))

    assert over.past_last_day == {"fees.limit": last}
    assert today.past_last_day == {}


def test_a_fact_that_nothing_reads_is_warned_of(tmp_path: Path) -> None:
    found = look_over(tmp_path, rules=("pet.exists and pet.is_a_dog", "pet.exists"))

    assert found.unread_facts == ("pet.is_a_dog",)


def test_a_figure_that_only_words_show_is_told_apart_from_one_that_nothing_uses(tmp_path: Path) -> None:
    both = f"""
        shown: {{type: money, says: Shown, values: [{{from: 2020-01-01, value: 1, {SOURCE}}}]}}
        idle: {{type: money, says: Idle, values: [{{from: 2020-01-01, value: 1, {SOURCE}}}]}}
        """
    files = {
        "parameters/council/other.yaml": both,
        "rules/fees.yaml": FILES["rules/fees.yaml"].replace("There is a fee", "'There is a fee of {other.shown}'"),
    }

    found = check_pack(load_pack(write_pack(tmp_path, files=files)), ON)

    assert (found.only_in_words, found.unused) == (("other.shown",), ("other.idle",))

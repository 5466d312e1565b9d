"""A change that no example notices is listed; one that some example notices is not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from handrail.domain.facts.mistakes import PackError
from handrail.packs.mutants.equivalence import Same
from handrail.packs.mutants.mutant import Mutant
from handrail.packs.pack import load_pack
from handrail.use_cases import mutating
from handrail.use_cases.mutating import Findings, mutate
from handrail.use_cases.reading_people import read_person
from handrail.use_cases.trying_mutants import ExamplesFail, Fate, Verdict
from tests.unit.packs.mutants.tiny_pack import (
    A_PENNY_OVER,
    AT_THE_LIMIT,
    FAR_ABOVE,
    FAR_BELOW,
    FILES,
    NO_PET,
    SOURCE,
    write_pack,
)

LIMIT_UP = "figure/fees.limit/2020-01-01/value/up"
EDGE = "rule/fee_is_due/when/comparison-1/gt-to-ge"


def verdict(found: Findings, identifier: str) -> Verdict:
    return next(each for each in found.verdicts if each.mutant.id == identifier)


def survivors(found: Findings) -> set[str]:
    return {each.mutant.id for each in found.unexplained}


def test_a_threshold_that_nobody_stands_at_survives_and_is_listed(tmp_path: Path) -> None:
    found = mutate(write_pack(tmp_path, FAR_BELOW, FAR_ABOVE))

    assert {LIMIT_UP, EDGE} <= survivors(found)
    listed = verdict(found, LIMIT_UP).mutant
    assert (str(listed.place), listed.was, listed.now) == ("parameters/council/fees.yaml:6", "value £100", "£100.01")


def test_people_on_both_sides_of_it_kill_it(tmp_path: Path) -> None:
    found = mutate(write_pack(tmp_path, FAR_BELOW, FAR_ABOVE, AT_THE_LIMIT, A_PENNY_OVER))

    assert not {LIMIT_UP, EDGE} & survivors(found)
    assert verdict(found, LIMIT_UP).by == "dan"
    assert verdict(found, EDGE).by == "cat"


def test_a_figure_that_was_over_before_our_law_begins_cannot_matter(tmp_path: Path) -> None:
    found = mutate(write_pack(tmp_path, FAR_ABOVE))

    over = verdict(found, "figure/fees.fee/2020-01-01/value/up")
    assert (over.fate, over.by) == (Fate.SAME, Same.NOT_COVERED.value)


def test_a_clause_that_guards_a_fact_cannot_be_dropped(tmp_path: Path) -> None:
    found = mutate(write_pack(tmp_path, FAR_ABOVE))

    assert verdict(found, "rule/has_a_dog/when/clause-1/part-1-dropped").fate is Fate.REFUSED


def test_a_condition_of_a_step_is_held_by_someone_it_is_not_for(tmp_path: Path) -> None:
    dropped = "step/moving/register_the_dog/only_if-has_a_dog/dropped"

    without = mutate(write_pack(tmp_path / "without", FAR_ABOVE))
    with_eve = mutate(write_pack(tmp_path / "with", FAR_ABOVE, NO_PET))

    assert dropped in survivors(without)
    assert verdict(with_eve, dropped).by == "eve"


def test_a_rule_counts_as_held_where_only_a_route_shows_it(tmp_path: Path) -> None:
    found = mutate(write_pack(tmp_path, FAR_ABOVE, NO_PET.replace("false", "true, pet.is_a_dog: false")))

    assert verdict(found, "rule/has_a_dog/when/clause-1/part-2-dropped").by == "eve"


def test_a_limit_of_a_fact_is_held_by_an_answer_that_starts_from_it(tmp_path: Path) -> None:
    one_pound = "{person: Flo, id: flo, on: 2026-06-01, facts: {home.price: 1}, expect: {goals: {fee_is_due: false}}}"

    found = mutate(write_pack(tmp_path, one_pound))

    assert verdict(found, "limit/home.price/min/up").by == "flo"
    assert "limit/home.price/min/down" in survivors(found)


def explained(folder: Path, pattern: str, *examples: str) -> Findings:
    files = {"mutation_survivors.yaml": f'"{pattern}": Nobody can stand there.\n'}
    return mutate(write_pack(folder, *examples, files=files))


def test_a_survivor_with_a_reason_is_no_gap(tmp_path: Path) -> None:
    found = explained(tmp_path, "figure/fees.limit/*", FAR_BELOW, FAR_ABOVE)

    assert LIMIT_UP not in survivors(found)
    assert {(each.mutant.id, why.reason) for each, why in found.explained} >= {(LIMIT_UP, "Nobody can stand there.")}
    assert found.stale == ()


def test_a_reason_for_what_is_noticed_by_now_is_stale(tmp_path: Path) -> None:
    found = explained(tmp_path, LIMIT_UP, FAR_BELOW, FAR_ABOVE, AT_THE_LIMIT, A_PENNY_OVER)

    assert [each.pattern for each in found.stale] == [LIMIT_UP]
    assert str(found.stale[0].place) == "mutation_survivors.yaml:1"


def test_a_reason_for_what_is_no_more_is_stale(tmp_path: Path) -> None:
    found = explained(tmp_path, "figure/fees.window_tax/*", FAR_BELOW, FAR_ABOVE)

    assert [each.pattern for each in found.stale] == ["figure/fees.window_tax/*"]


def test_a_survivor_needs_words_for_its_reason(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="has no reason"):
        mutate(write_pack(tmp_path, FAR_BELOW, files={"mutation_survivors.yaml": "figure/*:\n"}))


def test_nothing_is_learned_from_examples_that_fail_anyway(tmp_path: Path) -> None:
    with pytest.raises(ExamplesFail, match="fee_is_due is True, expected False"):
        mutate(write_pack(tmp_path, FAR_ABOVE.replace("fee_is_due: true", "fee_is_due: false")))


def test_what_nothing_asks_for_is_left_alone_and_named(tmp_path: Path) -> None:
    idle = FILES["rules/fees.yaml"].rstrip() + "\n        nobody_asks: {when: you.is_a_pensioner, says: Words}\n"

    found = mutate(write_pack(tmp_path, FAR_ABOVE, files={"rules/fees.yaml": idle}))

    assert found.out_of_reach == ("nobody_asks",)
    assert not [each for each in found.verdicts if each.mutant.subject == "nobody_asks"]


def test_several_processes_find_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = write_pack(tmp_path, FAR_BELOW, FAR_ABOVE, NO_PET)
    alone = mutate(pack, processes=1)
    monkeypatch.setattr(mutating, "FEW", 0)
    told: list[tuple[int, int]] = []

    together = mutate(pack, processes=2, progress=lambda tried, of: told.append((tried, of)))

    assert [(each.mutant.id, each.fate) for each in together.verdicts] == [
        (each.mutant.id, each.fate) for each in alone.verdicts
    ]
    assert told[-1] == (len(alone.verdicts), len(alone.verdicts))


def test_a_few_can_be_picked_and_the_reasons_for_the_rest_are_not_stale(tmp_path: Path) -> None:
    def only_the_limit(mutants: Sequence[Mutant]) -> Sequence[Mutant]:
        return [mutant for mutant in mutants if mutant.subject == "fees.limit"]

    files = {"mutation_survivors.yaml": f"{EDGE}: Nobody can stand there.\n"}
    found = mutate(write_pack(tmp_path, FAR_BELOW, FAR_ABOVE, files=files), choose=only_the_limit)

    assert {each.mutant.subject for each in found.verdicts} == {"fees.limit"}
    assert found.stale == ()


def read_at(day: str, more: str = "") -> dict[str, str]:
    return {
        "rules/fees.yaml": FILES["rules/fees.yaml"].replace("as_at: home.moved_in", f"as_at: {day}").rstrip(" ") + more
    }


def test_what_differs_only_before_the_first_day_a_pack_is_for_cannot_matter(tmp_path: Path) -> None:
    later = "figure/fees.limit/2020-01-01/from/later"
    begins = {"pack.yaml": FILES["pack.yaml"].replace("}", ", covered_from: 2021-01-01}")}

    without = mutate(write_pack(tmp_path / "without", files=read_at("today")))
    with_it = mutate(write_pack(tmp_path / "with", files=read_at("today") | begins))

    assert verdict(without, later).fate is Fate.SURVIVED
    assert (verdict(with_it, later).fate, verdict(with_it, later).by) == (Fate.SAME, Same.NOT_COVERED.value)


def test_a_figure_read_at_a_day_that_a_rule_gives_matters_only_on_days_it_can_give(tmp_path: Path) -> None:
    first = f"        first: {{value: home.moved_in, {SOURCE}}}\n"
    later = "figure/fees.limit/2020-01-01/from/later"

    found = mutate(write_pack(tmp_path / "rule", files=read_at("first", first)))

    assert (verdict(found, later).fate, verdict(found, later).by) == (Fate.SAME, Same.NOT_COVERED.value)


def test_whoever_asks_before_the_first_day_a_pack_is_for_is_warned(tmp_path: Path) -> None:
    begins = {"pack.yaml": FILES["pack.yaml"].replace("}", ", covered_from: 2021-01-01}")}
    rulebook = load_pack(write_pack(tmp_path, files=begins)).rulebook

    early, in_time = (
        read_person(rulebook, {}, date(year, month, day)) for year, month, day in ((2020, 12, 31), (2021, 1, 1))
    )

    assert early.warnings == (
        "These rules are made for 1 January 2021 and later. What was so on 31 December 2020 may be left out or out of date.",
    )
    assert in_time.warnings == ()

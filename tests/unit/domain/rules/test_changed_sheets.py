"""A sheet that is changed must say what a sheet laid out afresh says, and keep what the change cannot affect."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handrail.domain.facts.held import Fact, Facts, Standing
from tests.unit.domain.rules.small_pack import CONSTRAINED, ON, VOCABULARY, Known, exact_values, knowledge, rulebook
from tests.unit.domain.rules.test_properties import EXPRESSIONS, searching


@searching
@given(EXPRESSIONS, knowledge(), st.data())
def test_a_changed_sheet_says_what_a_fresh_one_says(text: str, known: Known, data: st.DataObject) -> None:
    rules = rulebook({"goal": text, "named": "a or n > m", "naming": "named and not c"}, CONSTRAINED)
    goals = ("goal", "naming", "named")
    before = rules.sheet(known.facts, ON)
    found = dict(zip(goals, rules.outcomes(goals, before), strict=True))
    name = data.draw(st.sampled_from(sorted(VOCABULARY.facts)))
    told = Fact(name, data.draw(st.sampled_from(list(exact_values(VOCABULARY.facts[name].domain, name)))))

    changed, fresh = rules.changed(before, told), rules.sheet(known.facts.plus(told), ON)

    assert (changed.facts, changed.narrowing, changed.dormant) == (fresh.facts, fresh.narrowing, fresh.dormant)
    assert [one.value for one in rules.outcomes(goals, changed)] == [one.value for one in rules.outcomes(goals, fresh)]
    for goal in set(goals) - set(rules.affected_by(name)):
        assert rules.outcome(goal, fresh).value == found[goal].value


def test_what_a_fact_affects_is_every_rule_that_reads_it_through_others_too() -> None:
    rules = rulebook({"goal": "named and b", "named": "a or c", "other": "b"})

    assert rules.affected_by("a") == ("goal", "named")
    assert rules.affected_by("b") == ("goal", "other")


def test_what_a_fact_affects_is_also_what_reads_a_fact_that_it_rules_out_or_that_hangs_on_it() -> None:
    rules = rulebook({"one": "b", "other": "c", "neither": "n > 1", "hanging": "a and d"}, CONSTRAINED)

    assert rules.affected_by("c") == ("one", "other")
    assert rules.affected_by("a") == rules.affected_by("d") == ("hanging",)


def test_what_the_change_cannot_affect_stays_worked_out() -> None:
    rules = rulebook({"goal": "named and b", "named": "a or c"})
    sheet = rules.sheet(Facts(), ON)
    rules.outcome("goal", sheet)
    place = rules.layout.rules["named"]

    untouched = rules.changed(sheet, Fact("b", next(exact_values(VOCABULARY.facts["b"].domain, "b"))))
    touched = rules.changed(sheet, Fact("a", next(exact_values(VOCABULARY.facts["a"].domain, "a"))))

    assert untouched.values[place] == sheet.values[place] is not None
    assert touched.values[place] is None


def test_what_is_supposed_counts_in_a_changed_sheet_only_if_it_counted_before() -> None:
    rules = rulebook({"goal": "a"})
    supposed = Fact("a", next(exact_values(VOCABULARY.facts["a"].domain, "a")), Standing.ASSUMED)

    with_it = rules.changed(rules.sheet(Facts(), ON), supposed)
    without_it = rules.changed(rules.sheet(Facts(), ON, with_assumptions=False), supposed)

    assert rules.outcome("goal", with_it).is_exact
    assert not rules.outcome("goal", without_it).is_exact

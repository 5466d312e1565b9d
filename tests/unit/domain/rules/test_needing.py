"""What a rule still needs is found without trying what can show nothing new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handrail.domain.facts.held import Fact, Facts
from handrail.domain.facts.possible import Among, Ranges
from handrail.domain.facts.vocabulary import Vocabulary
from handrail.domain.rules import needing
from handrail.domain.rules.cases import MOST_LEAVES, leaves_of
from handrail.domain.rules.determining import Rulebook, Sheet
from tests.unit.domain.rules.small_pack import (
    CONDITIONS,
    CONSTRAINED,
    ON,
    VOCABULARY,
    Known,
    every_case_tried,
    exact_values,
    knowledge,
    rulebook,
)
from tests.unit.domain.rules.test_properties import EXPRESSIONS, searching


@searching
@given(EXPRESSIONS, knowledge(), st.sampled_from([VOCABULARY, CONSTRAINED]), st.sampled_from([4, MOST_LEAVES]))
def test_a_fact_that_is_not_needed_changes_nothing_whatever_it_is(
    text: str, known: Known, vocabulary: Vocabulary, most: int
) -> None:
    """Also where the search for it was cut short. What it says of a fact that is needed, by a constraint, is not its own."""
    rules = rulebook({"goal": text}, vocabulary)
    sheet = rules.sheet(known.facts, ON)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(needing, "MOST_LEAVES", most)
        needs = rules.needs("goal", sheet)
        needed = {name for name in vocabulary.facts if rules.is_needed(name, "goal", sheet)}

    assert needed <= set(needs)
    with every_case_tried():
        before = rules.outcome("goal", sheet).value
        for told in sheets_with_one_more(rules, known, vocabulary.facts.keys() - needed):
            narrowed = {cut.fact for cut in told.narrowing if cut not in sheet.narrowing}
            assert rules.outcome("goal", told).value == before or narrowed & needed


def sheets_with_one_more(rules: Rulebook, known: Known, names: Iterable[str]) -> Iterator[Sheet]:
    """What is known with each of these told, whatever it is, unless the constraints rule it out."""
    for name in names:
        for value in exact_values(known.facts.possible(name, VOCABULARY), name):
            told = rules.sheet(known.facts.plus(Fact(name, value)), ON)
            if not rules.broken_constraints(told):
                yield told


def test_of_a_few_facts_it_can_be_asked_alone_which_are_needed() -> None:
    rules = rulebook({"goal": "a and (b or n > 2)"})
    open_one = rules.sheet(Facts.of([Fact("b", Among(frozenset({True})))]), ON)
    settled = rules.sheet(Facts.of([Fact("a", Among(frozenset({False})))]), ON)

    assert rules.settle_about(("m", "n", "a"), "goal", open_one).needs == ("a",)
    assert rules.settle_about(("a", "b"), "goal", settled) == rules.settle_on("goal", settled)


@searching
@given(EXPRESSIONS, knowledge(), st.sampled_from([VOCABULARY, CONSTRAINED]))
def test_case_after_case_comes_to_what_the_tree_of_cases_does(text: str, known: Known, vocabulary: Vocabulary) -> None:
    rules = rulebook({"goal": text}, vocabulary)
    sheet, facts = rules.sheet(known.facts, ON), list(vocabulary.facts)

    one_by_one = [leaf.outcome for leaf in rules.machine.leaves("goal", sheet.values, facts)]

    tree = rules.machine.settle("goal", sheet.values, facts, every_leaf=True)
    assert one_by_one == [leaf.outcome for leaf in leaves_of(tree)]


def test_what_only_spares_trying_cases_is_not_needed() -> None:
    """The range is wider than the truth while there are too many cases. An n makes them few, and changes the truth no more."""
    never = "(m if a else m) < (n if a and n < n else m)"
    rules = rulebook({"goal": f"round_down(pay, 1p) if {never} else round_up(step(pay, law.fees) + pay, 1p)"})
    sheet = rules.sheet(Facts(), ON)
    with_n = rules.sheet(Facts.of([Fact("n", Ranges.exactly(1))]), ON)

    assert not rules.is_needed("n", "goal", sheet)
    assert rules.outcome("goal", sheet).value == (1, 7)
    assert rules.outcome("goal", with_n).value == (3, 6)
    with every_case_tried():
        assert rules.outcome("goal", sheet).value == rules.outcome("goal", with_n).value == (3, 6)


def test_what_the_search_did_not_get_to_may_be_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is yes with a and no without. Before the cases of n and m are tried, both look alike."""
    monkeypatch.setattr(needing, "MOST_LEAVES", 2)
    rules = rulebook({"goal": "(a and (n < m or n >= m)) or (not a and n < m and n >= m)"})

    assert rules.is_needed("a", "goal", rules.sheet(Facts(), ON))


@pytest.mark.parametrize("text", ["n if a else m", "(n if b else m) if a else max(n, m)"])
def test_what_says_on_which_other_facts_it_hangs_is_needed(text: str) -> None:
    """Alone it changes nothing: the ends are the same either way."""
    rules = rulebook({"goal": f"plus_days(date('2026-04-05'), ({text}) + ({text}))"})
    sheet = rules.sheet(Facts(), ON)

    assert [name for name in rules.reads("goal") if not rules.is_needed(name, "goal", sheet)] == []


@searching
@given(CONDITIONS, knowledge())
def test_what_an_open_condition_hangs_on_alone_is_needed(text: str, known: Known) -> None:
    """Where one answer would make it yes and another no, the fact is not left out."""
    rules = rulebook({"goal": text}, CONSTRAINED)
    sheet = rules.sheet(known.facts, ON)
    assume(rules.outcome("goal", sheet).value == 3)
    assume(not rules.broken_constraints(sheet))
    needs = rules.needs("goal", sheet)

    for name in rules.reads("goal"):
        answers = [
            rules.sheet(known.facts.plus(Fact(name, value)), ON)
            for value in exact_values(known.facts.possible(name, VOCABULARY), name)
        ]
        can_be = [answer for answer in answers if not rules.broken_constraints(answer)]
        outcomes = {rules.outcome("goal", answer).value for answer in can_be}
        if {1, 2} <= outcomes:
            assert name in needs


def test_what_the_constraints_rule_out_is_not_counted_as_another_case() -> None:
    """It could only be yes with both b and c, or with an n above 4: there is neither."""
    rules = rulebook({"goal": "(b and c) or (not b and not c and n > 4)"}, CONSTRAINED)

    assert rules.needs("goal", rules.sheet(Facts(), ON)) == ()

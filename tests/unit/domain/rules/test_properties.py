"""What must hold for every rule and everything a person may have told us."""

from __future__ import annotations

import os
from math import prod

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from handrail.domain.facts.held import Fact, Facts
from handrail.domain.facts.possible import YES, Among, Items, Possible, Ranges
from handrail.domain.facts.reading import write_facts
from handrail.domain.facts.vocabulary import Vocabulary
from handrail.domain.rules.determination import possible_of
from handrail.domain.rules.determining import Rulebook
from handrail.domain.rules.screening import Screen, Table, column_of
from tests.unit.domain.rules.small_pack import (
    AMOUNTS,
    CONDITIONS,
    CONSTRAINED,
    DAYS,
    ON,
    VOCABULARY,
    Known,
    every_case_tried,
    exact_values,
    knowledge,
    rulebook,
)

pytestmark = pytest.mark.property
EXAMPLES = int(os.environ.get("HANDRAIL_EXAMPLES", "1000"))
MOST_COMPLETIONS = 4000
searching = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
EXPRESSIONS = CONDITIONS | AMOUNTS | DAYS


def completions_of(rules: Rulebook, known: Known) -> list[dict[str, Possible]]:
    """Every way of knowing everything that the rule `goal` reads."""
    names = [name for name in VOCABULARY.facts if name in rules.reads("goal")]
    counts = [sum(1 for _ in exact_values(known.facts.possible(name, VOCABULARY), name)) for name in names]
    assume(prod(counts) <= MOST_COMPLETIONS)
    return list(known.completions(names))


def exact_outcomes(rules: Rulebook, completions: list[dict[str, Possible]]) -> set[object]:
    """What the rule comes to in every completion, all at once."""
    names = completions[0]
    columns = {name: column_of(VOCABULARY.facts[name], [values[name] for values in completions]) for name in names}
    screened = Screen(rules, Table(len(completions), ON, columns)).rule("goal")
    assert not screened.gaps.any()
    return {value.item() for value in np.unique(screened.values)}


def holds(possible: Possible, outcome: object) -> bool:
    """The outcome is one of those still possible."""
    if isinstance(possible, Among):
        return outcome in possible.values
    assert isinstance(possible, Ranges)
    assert isinstance(outcome, int)
    return possible.low <= outcome <= possible.high


@searching
@given(EXPRESSIONS, knowledge())
def test_the_truth_is_always_among_what_is_possible(text: str, known: Known) -> None:
    rules = rulebook({"goal": text})
    completions = completions_of(rules, known)

    determined = rules.determine("goal", known.facts, ON)

    for outcome in exact_outcomes(rules, completions):
        assert holds(determined.possible, outcome)


def _has_every_kid(known: Known) -> bool:
    """While a list may be longer, `any` and `all` are left open by design, and so is what hangs on them."""
    kids = known.facts.possible("kids", VOCABULARY)
    return isinstance(kids, Items) and kids.complete == YES


@searching
@given(EXPRESSIONS, knowledge())
def test_what_trying_every_completion_settles_is_settled_by_trying_every_case(text: str, known: Known) -> None:
    """But for lists: their members have no cases."""
    rules = rulebook({"goal": text})
    assume("kids" not in rules.reads("goal") or known.facts.possible("kids", VOCABULARY).is_known)
    is_settled = len(exact_outcomes(rules, completions_of(rules, known))) == 1

    with every_case_tried():
        assert rules.outcome("goal", rules.sheet(known.facts, ON)).is_exact == is_settled


def test_few_expressions_have_too_many_cases_or_lists_too_little_known() -> None:
    """A measurement, not a search: always of the same expressions, and each counts once."""
    settled: set[str] = set()
    left_open: dict[str, str] = {}

    @settings(searching, derandomize=True)
    @given(EXPRESSIONS, knowledge())
    def compare(text: str, known: Known) -> None:
        rules = rulebook({"goal": text})
        assume("kids" not in rules.reads("goal") or _has_every_kid(known))
        if len(exact_outcomes(rules, completions_of(rules, known))) == 1:
            settled.add(text)
            if not rules.outcome("goal", rules.sheet(known.facts, ON)).is_exact:
                left_open[text] = f"{text} with {write_facts(known.facts, VOCABULARY)}"

    compare()

    assert len(settled) > EXAMPLES / 10
    assert len(left_open) <= len(settled) / 100, "\n".join(left_open.values())


@searching
@given(EXPRESSIONS, knowledge())
def test_screening_agrees_with_determining_row_by_row(text: str, known: Known) -> None:
    rules = rulebook({"goal": text})
    values = completions_of(rules, known)[0]
    facts = Facts.of(Fact(name, value) for name, value in values.items())

    outcome = rules.outcome("goal", rules.sheet(facts, ON))

    assert outcome.is_exact
    assert exact_outcomes(rules, [values]) == {_plain(possible_of(outcome, rules.rules["goal"].expression.type))}


def _plain(possible: Possible) -> object:
    if isinstance(possible, Among):
        return next(iter(possible.values))
    assert isinstance(possible, Ranges)
    return possible.low


@searching
@given(EXPRESSIONS, knowledge(), st.data())
def test_knowing_more_never_makes_less_certain(text: str, known: Known, data: st.DataObject) -> None:
    rules = rulebook({"goal": text})
    name = data.draw(st.sampled_from(sorted(VOCABULARY.facts)))
    told = data.draw(st.sampled_from(list(exact_values(known.facts.possible(name, VOCABULARY), name))))

    before = rules.determine("goal", known.facts, ON).possible
    after = rules.determine("goal", known.facts.plus(Fact(name, told)), ON).possible

    if isinstance(before, Among):
        assert isinstance(after, Among)
        assert after.values <= before.values
    else:
        assert isinstance(before, Ranges)
        assert isinstance(after, Ranges)
        assert before.low <= after.low
        assert after.high <= before.high


@searching
@given(CONDITIONS, knowledge(), st.randoms(use_true_random=False))
def test_the_order_of_answering_changes_nothing(text: str, known: Known, random: object) -> None:
    rules = rulebook({"goal": text})
    facts = [fact for held in known.facts.by_name.values() for fact in held]
    shuffled = facts.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert rules.determine("goal", Facts.of(facts), ON) == rules.determine("goal", Facts.of(shuffled), ON)


@searching
@given(EXPRESSIONS, knowledge())
def test_what_is_not_needed_changes_nothing(text: str, known: Known) -> None:
    rules = rulebook({"goal": text})
    needed = rules.determine("goal", known.facts, ON).needs
    facts = known.facts
    for name in VOCABULARY.facts:
        if name not in needed and not facts.possible(name, VOCABULARY).is_known:
            facts = facts.plus(Fact(name, next(exact_values(facts.possible(name, VOCABULARY), name))))

    with every_case_tried():
        before, after = (rules.outcome("goal", rules.sheet(told, ON)).value for told in (known.facts, facts))

    assert after == before


@searching
@given(CONDITIONS)
def test_what_a_constraint_rules_out_is_never_counted(text: str) -> None:
    rules = _with_constraint(f"({text}) or (b and c)")
    told = Facts.of([Fact("b", Among(frozenset({True})))])

    plainly = rulebook({"goal": text}).outcome("goal", rulebook({"goal": text}).sheet(_b_without_c(), ON))

    assert rules.outcome("goal", rules.sheet(told, ON)).value == plainly.value


def _with_constraint(text: str) -> Rulebook:
    vocabulary: Vocabulary = CONSTRAINED
    return rulebook({"goal": text}, vocabulary)


def _b_without_c() -> Facts:
    return Facts.of([Fact("b", Among(frozenset({True}))), Fact("c", Among(frozenset({False})))])

"""What is remembered from one person to the next is the same for all of them, and tells of none of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.domain.facts.held import Fact, Facts, Standing
from handrail.domain.facts.possible import Among, Possible, Ranges
from handrail.domain.facts.vocabulary import FactType, Vocabulary
from handrail.domain.rules.determination import Determination
from handrail.domain.rules.determining import Rulebook
from handrail.domain.rules.remembering import Remembered
from tests.unit.domain.rules.small_pack import CONSTRAINED, ON, VOCABULARY, Known, declared, knowledge, rulebook
from tests.unit.domain.rules.test_properties import EXAMPLES, EXPRESSIONS, searching

CLOSE = declared("close", FactType.YES_NO, sensitivity="special")
VOCABULARY_WITH_CLOSE = Vocabulary({**VOCABULARY.facts, "close": CLOSE})
YES = Among(frozenset({True}))


def remembered(most: int = 10) -> Remembered:
    """As for a rule that every fact but `b` bears on."""
    return Remembered(VOCABULARY_WITH_CLOSE, lambda: {"rule": frozenset(VOCABULARY_WITH_CLOSE.facts) - {"b"}}, most)


def told(name: str, value: Possible | None, standing: Standing = Standing.TOLD) -> Facts:
    return Facts.of([Fact(name, value, standing)])


@settings(searching, max_examples=EXAMPLES // 5)
@given(EXPRESSIONS, st.lists(knowledge(), min_size=2, max_size=3), st.sampled_from([VOCABULARY, CONSTRAINED]))
def test_who_was_there_before_makes_no_difference(text: str, people: list[Known], vocabulary: Vocabulary) -> None:
    rules = rulebook({"goal": text}, vocabulary)
    told = [told_of(rules, known) for known in [*people, *people]]
    for known, found in zip([*people, *people], told, strict=True):
        rules.forget()
        assert told_of(rules, known) == found


def told_of(rules: Rulebook, known: Known) -> list[Determination]:
    """In every way of asking, each on a sheet of its own."""
    facts = rules.vocabulary.facts
    return [
        rules.determine_on("goal", rules.sheet(known.facts, ON)),
        rules.settle_on("goal", rules.sheet(known.facts, ON)),
        rules.settle_about(facts, "goal", rules.sheet(known.facts, ON)),
    ]


@pytest.mark.parametrize(
    ("facts", "is_remembered"),
    [
        (Facts(), True),
        (told("a", YES), True),
        (told("k", Among(frozenset({"x", "y"}))), True),
        (told("a", None, Standing.DECLINED), True),
        (told("n", Ranges.exactly(2)), False),
        (told("day", Ranges.between(1, 2)), False),
        (told("close", YES), False),
        (told("a", YES, Standing.ASSUMED), False),
        (told("kids", None, Standing.DECLINED), False),
    ],
)
def test_only_answers_picked_from_a_few_that_are_close_to_nobody_are_remembered(
    facts: Facts, is_remembered: bool
) -> None:
    assert (remembered().known("rule", facts, ON) is not None) == is_remembered


def test_what_does_not_bear_on_a_rule_is_no_part_of_it() -> None:
    assert remembered().known("rule", told("b", YES), ON) == remembered().known("rule", Facts(), ON)


def test_another_day_another_answer_or_another_rule_is_another_thing() -> None:
    kept = remembered()
    no, tomorrow = Among(frozenset({False})), ON + timedelta(1)

    assert len({kept.known("rule", told("a", value), on) for value in (YES, no) for on in (ON, tomorrow)}) == 4
    with pytest.raises(KeyError):
        kept.known("another rule", Facts(), ON)


def test_it_is_found_once_and_anew_when_too_much_was_kept() -> None:
    kept, times = remembered(most=2), 0

    def find() -> int:
        nonlocal times
        times += 1
        return times

    known = [kept.known("rule", told("a", value), ON) for value in (YES, Among(frozenset({False})), None)]
    assert [kept.once("this", each, find) for each in (known[0], known[0], known[1], known[0])] == [1, 1, 2, 1]
    assert kept.once("that", known[0], find) == 3
    assert kept.once("this", known[0], find) == 4
    assert [kept.once("this", None, find) for _ in range(2)] == [5, 6]

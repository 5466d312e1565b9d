"""Invented people agree with themselves, are the same for the same seed, and differ between seeds."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from bench.inventing_people import invent
from handrail.packs.installed import installed_pack
from handrail.use_cases.reading_people import read_person

ON = date(2026, 11, 22)
RULEBOOK = installed_pack().rulebook


@pytest.mark.parametrize("seed", range(8))
def test_an_invented_person_contradicts_nothing_and_says_nothing_that_does_not_count(seed: int):
    told = invent(RULEBOOK, RULEBOOK.vocabulary.facts, ON, Random(seed))

    person = read_person(RULEBOOK, told, ON)

    assert person.errors == ()
    assert person.warnings == ()
    assert len(told) > len(RULEBOOK.vocabulary.facts) // 2


def test_the_same_seed_gives_the_same_person_and_another_seed_another():
    one, again, another = (invent(RULEBOOK, RULEBOOK.vocabulary.facts, ON, Random(seed)) for seed in (1, 1, 2))

    assert one == again
    assert one != another


def test_only_what_is_named_is_said():
    told = invent(RULEBOOK, ["purchase.price", "purchase.nation"], ON, Random(3))

    assert set(told) == {"purchase.price", "purchase.nation"}

"""Two people who ask at the same moment each get their own reasons."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from handrail.domain.facts.held import Fact, Facts
from handrail.domain.facts.possible import Ranges
from tests.unit.domain.rules.small_pack import rulebook

ON = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def taking_turns_very_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def test_nobody_is_told_the_reasons_of_someone_else():
    rules = rulebook({"goal": "n + m < 10 and n > m"})

    def told(number: int) -> set[str]:
        facts = Facts.of(Fact(name, Ranges.exactly(number)) for name in ("n", "m"))
        return {reason.says for reason in rules.because("goal", rules.sheet(facts, ON))}

    alone = [told(number) for number in (1, 2)]
    with ThreadPoolExecutor(6) as people:
        together = list(people.map(lambda number: told(number % 2 + 1), range(2000)))

    assert all(found == alone[place % 2] for place, found in enumerate(together))

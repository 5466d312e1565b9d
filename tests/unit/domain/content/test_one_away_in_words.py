"""What may be at stake, and what a change would cost elsewhere, as people read it."""

from __future__ import annotations

from math import inf

import pytest

from handrail.domain.content.about_one_away import say_stake, say_turn, say_worse
from handrail.domain.facts.possible import Among, Ranges
from handrail.domain.facts.vocabulary import Toward, Way
from handrail.domain.routes.turning import Change, Shift
from handrail.domain.rules.determination import Determination, Status
from handrail.domain.rules.types import MONEY, YES_NO
from tests.unit.domain.invented import VOCABULARY


@pytest.mark.parametrize(
    ("low", "high", "period", "says"),
    [
        (0, 2605, "week", "up to £26.05 a week"),
        (-500, 2605, "week", "up to £26.05 a week"),
        (1000, 2600, "four_weeks", "between £10 and £26 every 4 weeks"),
        (30000, 30000, "once", "£300"),
        (0, inf, "week", "how much is not known yet"),
        (0, 0, "week", "how much is not known yet"),
        (None, None, "", "how much is not known yet"),
    ],
)
def test_what_may_be_at_stake(low: float | None, high: float | None, period: str, says: str) -> None:
    assert say_stake(low, high, period) == says


def test_a_change_is_only_ever_an_if() -> None:
    cheaper = Change("home.price", Way(Toward.LESS, "it cost {value} or less"), Ranges.exactly(25_000_000))
    job = Change("you.employed", Way(Among(frozenset({True})), "you had a job"), Among(frozenset({True})))

    assert say_turn((cheaper, job), VOCABULARY) == "If it cost £250,000 or less and you had a job, this would be a yes."


def yes_or_no(*answers: bool) -> Determination:
    return Determination("grant.eligible", YES_NO, Status.SETTLED, Among(frozenset(answers)))


def amount(low: int, high: int) -> Determination:
    return Determination("grant.amount", MONEY, Status.SETTLED, Ranges.between(low, high))


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (yes_or_no(True), yes_or_no(False), "Grant: you could not get it then."),
        (yes_or_no(True), yes_or_no(True, False), "Grant: it would not be certain any more."),
        (amount(2000, 2000), amount(500, 500), "Grant: £5 a week then, and £20 a week as it is now."),
        (amount(0, 2000), amount(0, 0), "Grant: nothing then, and up to £20 a week as it is now."),
    ],
)
def test_what_it_would_cost_elsewhere(before: Determination, after: Determination, says: str) -> None:
    assert say_worse(Shift("grant", before, after), "Grant", "week") == says

"""How much is different between two routes, in a few words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handrail.domain.content.changes_in_short import in_short
from handrail.domain.routes.changes import ChangeKind
from handrail.domain.routes.planning import plan
from handrail.domain.routes.route import CashLine, Route, RouteMoney
from handrail.domain.routes.spans import NO_DAYS, Money

NOTHING = plan([], {}, {}, on=date(2026, 11, 20))


def pays(low: int, high: int | None) -> Route:
    return replace(NOTHING, money=RouteMoney(pay=Money(low, high)))


def gets_weekly(pence: int) -> Route:
    return replace(NOTHING, regular=(CashLine("claim", "rule", "", Money(pence, pence), NO_DAYS, every="week"),))


def test_steps_and_dates_are_counted():
    counts = {ChangeKind.DROPPED: 2, ChangeKind.REDATED: 1, ChangeKind.ADDED: 1, ChangeKind.REOPENED: 3}

    said = in_short(counts, 0, NOTHING, NOTHING, would=True)

    assert said == ("1 step comes", "2 steps go", "3 steps are to do again", "1 date moves")


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        (pays(100, 100), pays(4400, 4400), "you would pay £43 more"),
        (pays(4400, 5000), pays(100, 700), "you would pay £43 less"),
        (pays(0, 10000), pays(5000, 20000), "you would pay £50 to £200 instead of £0 to £100"),
        (pays(0, None), pays(5000, 20000), "you would pay £50 to £200"),
        (pays(100, None), pays(5000, 20000), "you would pay £50 to £200 instead of from £1"),
        (pays(0, None), pays(0, 0), "you would pay nothing"),
        (pays(100, 100), pays(0, None), "what you would pay is not known any more"),
        (gets_weekly(4300), gets_weekly(0), "you would get £43 a week less"),
    ],
)
def test_money_is_told_as_what_there_is_more_or_less(was: Route, now: Route, says: str):
    assert in_short({}, 0, was, now, would=True) == (says,)


def test_what_has_happened_is_not_told_as_what_would():
    assert in_short({}, 0, pays(100, 100), pays(200, 200), would=False) == ("you pay £1 more",)


def test_the_end_of_the_route_moves():
    first, later = (replace(NOTHING, expected_finish=date(2026, 12, day)) for day in (1, 9))

    assert in_short({}, 0, first, later, would=True) == (
        "the end moves from about 1 December 2026 to about 9 December 2026",
    )


def test_where_no_step_and_no_money_is_different_the_answers_are_counted():
    assert in_short({}, 1, NOTHING, NOTHING, would=True) == ("1 answer for you is different",)
    assert in_short({}, 2, NOTHING, NOTHING, would=True) == ("2 answers for you are different",)
    assert in_short({}, 0, NOTHING, NOTHING, would=True) == ()

"""Two routes side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handrail.domain.content.about_changes import ChangesTold
from handrail.domain.content.about_scenarios import ScenarioRow, about_scenarios
from handrail.domain.routes.planning import plan
from handrail.domain.routes.route import CashLine, RouteMoney
from handrail.domain.routes.spans import NO_DAYS, Money
from tests.unit.domain.content.small_telling import telling_of

NOTHING = plan([], {}, {}, on=date(2026, 11, 20))


def test_what_is_paid_and_got_stands_side_by_side_and_says_where_it_differs():
    weekly = CashLine("claim", "rule", "", Money(2000, 2000), NO_DAYS, every="week")
    today = replace(NOTHING, regular=(weekly,), money=RouteMoney(pay=Money(100, 100)))
    would_be = replace(NOTHING, money=RouteMoney(pay=Money(300, 300)))

    rows = about_scenarios(telling_of(today), telling_of(would_be), ChangesTold((), ()))

    assert [(row.what, row.today, row.would_be) for row in rows if row.differs] == [
        ("To pay", "£1", "£3"),
        ("To get, regularly", "£20 a week", "£0 a week"),
    ]
    assert ScenarioRow("route", "Steps to do", "0 steps", "0 steps") in rows

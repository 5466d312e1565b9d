"""The months ahead, in words. The day is 20 November 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import inf

from handrail.domain.content.about_the_months import AheadTold, about_the_months
from handrail.domain.routes.journey import CostEntry, Step
from handrail.domain.rules.determination import Determination, Status
from handrail.domain.rules.types import NUMBER
from tests.unit.domain.content.small_telling import telling_of
from tests.unit.domain.routes.small_journey import (
    a_journey,
    a_step,
    comes_to,
    costing,
    falls_on,
    fixed_by,
    on_the,
    route_of,
)

DECEMBER = falls_on("december", date(2026, 12, 9))


def told(*steps: Step, rules: tuple[Determination, ...], moving_on: date = date(2026, 12, 1)) -> AheadTold:
    journey = a_journey(*steps)
    route = route_of(journey, DECEMBER, *rules, facts={"moving_day": on_the(moving_on)})
    return about_the_months(telling_of(route, journey))


def glance(ahead: AheadTold) -> list[tuple[str, str, str, str]]:
    return [(month.title, month.pay, month.get, month.needed) for month in ahead.months]


def test_months_that_say_the_same_are_one_line():
    ahead = told(a_step("pay", costs=costing("fee", "december")), rules=(comes_to("fee", 120_50),))

    assert glance(ahead) == [
        ("The rest of November 2026", "", "", "Nothing"),
        ("December 2026", "£120.50", "", "£120.50"),
        ("January 2027 to October 2027", "", "", "£120.50"),
    ]
    assert [month.is_empty for month in ahead.months] == [True, False, True]
    assert [month.months for month in ahead.months] == [1, 1, 10]


def test_what_is_not_known_is_counted_beside_the_rest_and_never_as_nought():
    costs = (*costing("fee", "december"), *costing("tax", "december"), *costing("duty", "december"))

    ahead = told(
        a_step("pay", costs=costs),
        rules=(comes_to("fee", 100_00, 200_00), comes_to("tax", -inf, inf), comes_to("duty", -inf, inf)),
    )

    [december] = [month for month in ahead.months if month.paying]
    assert december.pay == "£100 to £200, and 2 amounts not known yet"
    assert december.needed == "Up to £200, and 2 amounts not known yet"
    assert [line.amount for line in december.paying] == ["£100 to £200", "Not known yet", "Not known yet"]
    assert (ahead.needed[0].day, ahead.needed[0].own) == ("Wednesday 9 December 2026", "")


def test_where_nothing_is_known_of_any_amount_that_is_all_there_is_to_say():
    ahead = told(a_step("pay", costs=costing("tax", "december")), rules=(comes_to("tax", -inf, inf),))

    [december] = [month for month in ahead.months if month.paying]
    assert (december.pay, december.needed, ahead.needed[0].pay) == ("Not known yet", "Not known yet", "Not known yet")


def test_an_estimate_says_so_and_payments_that_go_on_are_listed_once():
    # Tuesdays from 1 December 2026: five in December, four in January, £20 each.
    benefit = CostEntry("benefit", "", every="week", goes_on=True)
    guessed = replace(comes_to("bonus", 300_00), status=Status.ESTIMATE)

    ahead = told(
        a_step("claim", happens_on=fixed_by("moving_day"), gains=(benefit, CostEntry("bonus", "A bonus", "december"))),
        rules=(comes_to("benefit", 20_00), guessed),
    )

    assert glance(ahead)[1:3] == [
        ("December 2026", "", "About £400", "Nothing"),
        ("January 2027 to February 2027", "", "£80", "Nothing"),
    ]
    assert [(line.amount, line.when) for line in ahead.regular] == [("£20 a week", "1 December 2026")]
    [bonus] = ahead.months[1].getting
    assert (bonus.says, bonus.amount, bonus.is_estimate) == ("A bonus", "£300", True)


def test_a_payment_with_a_last_day_says_it_and_stands_in_no_month_after():
    # Tuesdays from 1 December 2026 up to 12 January 2027: five in December, two in January, £20 each.
    # The leave may be taken on any of them up to 2 February, two in all, £100 each.
    benefit = CostEntry("benefit", "", "december_first", "week", ends="ends")
    in_pieces = CostEntry("leave_pay", "", "december_first", "week", ends="window", at_most="two")
    days = (
        falls_on("december_first", date(2026, 12, 1)),
        falls_on("ends", date(2027, 1, 12)),
        falls_on("window", date(2027, 2, 1), date(2027, 2, 8)),
    )
    amounts = (comes_to("benefit", 20_00), comes_to("leave_pay", 100_00), replace(comes_to("two", 2), type=NUMBER))

    ahead = told(a_step("claim", gains=(benefit, in_pieces)), rules=(*days, *amounts))

    assert [get for _, _, get, _ in glance(ahead)] == ["", "£200 to £300", "£40 to £240", "£0 to £100", ""]
    assert [line.when for line in ahead.regular] == [
        "1 December 2026, until 12 January 2027",
        "1 December 2026, until 8 February 2027 at the latest",
    ]


def test_money_that_surely_comes_is_said_beside_what_is_needed_and_a_year_without_money_has_none():
    ahead = told(
        a_step("get", gains=(CostEntry("grant", "", "december"),)),
        a_step("pay", costs=costing("fee", "later")),
        rules=(comes_to("grant", 30_00), comes_to("fee", 100_00), falls_on("later", date(2027, 1, 9))),
    )

    assert (ahead.needed[0].pay, ahead.needed[0].got, ahead.needed[0].own) == ("£100", "£30", "£70")
    assert ahead.has_money
    assert not told(a_step("look"), rules=()).has_money


def test_the_finish_is_a_range_with_the_step_that_takes_most_of_the_time():
    # 20 November; 3 days: 22; 30 days: 22 December at the likely pace, 12 December at the least, 20 February at the most.
    finish = told(a_step("look", days=3), a_step("law", "look", days=(20, 30, 90)), rules=()).finish

    assert (finish.first, finish.expected, finish.last) == ("12 December 2026", "22 December 2026", "20 February 2027")
    assert finish.longest is not None
    assert (finish.longest.step, finish.longest.length) == ("law", "4 weeks")
    assert [each.step for each in finish.way] == ["look", "law"]

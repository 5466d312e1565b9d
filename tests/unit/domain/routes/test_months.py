"""Twelve months of a route. ON is 20 November 2026. Every amount here was added up by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import inf

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from handrail.domain.facts.possible import Possible
from handrail.domain.routes.finishing import finish_of
from handrail.domain.routes.journey import CostEntry
from handrail.domain.routes.marks import Marks
from handrail.domain.routes.months import Ahead, Counted, months_ahead
from handrail.domain.routes.route import Route
from handrail.domain.routes.spans import Money
from handrail.domain.rules.determination import Status
from tests.unit.domain.routes.small_journey import (
    ON,
    a_deadline,
    a_journey,
    a_step,
    among,
    by_nation,
    comes_to,
    costing,
    day,
    done,
    either,
    falls_on,
    fixed_by,
    not_before_day,
    on_the,
    route_of,
)
from tests.unit.domain.routes.test_properties import Person, journeys, narrowed, people, within
from tests.unit.domain.rules.test_properties import EXAMPLES, searching


def rules(counted: tuple[Counted, ...]) -> list[str]:
    return [each.line.rule for each in counted]


def paid_in(ahead: Ahead) -> dict[str, Money]:
    """What is to pay in each month that has anything to pay, by its first day."""
    return {f"{month.first:%B %Y}": month.to_pay for month in ahead.months if month.pay}


def got_in(ahead: Ahead) -> dict[str, Money]:
    return {f"{month.first:%B %Y}": month.to_get for month in ahead.months if month.get or month.regular}


def gaining(rule: str, due: str = "on_finish", every: str = "", goes_on: bool = False) -> tuple[CostEntry, ...]:
    return (CostEntry(rule, "", due, every, goes_on),)


def on_a_day(name: str, when: date, last: date | None = None):
    """A date rule of this name."""
    return falls_on(name, when, last)


def test_there_are_twelve_and_the_first_begins_today():
    ahead = months_ahead(route_of(a_journey(a_step("look"))))

    assert [(month.first, month.last) for month in ahead.months[:2]] == [
        (date(2026, 11, 20), date(2026, 11, 30)),
        (date(2026, 12, 1), date(2026, 12, 31)),
    ]
    assert len(ahead.months) == 12
    assert ahead.months[-1].last == date(2027, 10, 31)
    assert all(month.is_empty for month in ahead.months)


def test_a_cost_counts_in_the_first_month_and_money_to_get_in_the_last():
    journey = a_journey(
        a_step("pay", costs=costing("fee", "window"), gains=gaining("refund", "window")),
        a_step("pay_more", costs=costing("rest", "certain")),
    )
    window = on_a_day("window", date(2026, 12, 30), date(2027, 2, 2))
    certain = on_a_day("certain", date(2027, 2, 14))

    ahead = months_ahead(
        route_of(journey, comes_to("fee", 100, 150), comes_to("refund", 40), comes_to("rest", 7), window, certain)
    )

    assert paid_in(ahead) == {"December 2026": Money(100, 150), "February 2027": Money(7, 7)}
    assert got_in(ahead) == {"February 2027": Money(40, 40)}


def test_what_must_be_there_by_each_day_is_never_too_little():
    # The fee may be due from 30 December, at most 150. The refund has surely come before 3 February: 40. The rest is 7 more.
    journey = a_journey(
        a_step("pay", costs=costing("fee", "window"), gains=gaining("refund", "window")),
        a_step("pay_more", costs=costing("rest", "certain")),
    )
    window = on_a_day("window", date(2026, 12, 30), date(2027, 2, 2))
    route = route_of(
        journey,
        comes_to("fee", 100, 150),
        comes_to("refund", 40),
        comes_to("rest", 7),
        window,
        on_a_day("certain", date(2027, 2, 14)),
    )

    ahead = months_ahead(route)

    assert [(each.day, each.pay, each.got, each.own) for each in ahead.needed] == [
        (date(2026, 12, 30), Money(0, 150), 0, 150),
        (date(2027, 2, 14), Money(107, 157), 40, 117),
    ]
    assert [month.needed.pay for month in ahead.months[:4]] == [
        Money(0, 0),
        Money(0, 150),
        Money(0, 150),
        Money(107, 157),
    ]


def test_what_is_got_is_never_taken_off_below_nothing_or_on_the_day_it_comes():
    journey = a_journey(
        a_step("pay", costs=costing("fee", "first")),
        a_step("pay_more", costs=costing("rest", "second")),
        a_step("ask", gains=gaining("grant", "first")),
    )
    days = (on_a_day("first", day(5)), on_a_day("second", day(6)))

    needed = months_ahead(
        route_of(journey, comes_to("fee", 10), comes_to("rest", 20), comes_to("grant", 500), *days)
    ).needed

    assert [(each.got, each.own) for each in needed] == [(0, 10), (500, 0)]


def test_what_may_be_needed_widens_only_the_high_end():
    journey = a_journey(
        a_step("pay", costs=costing("fee", "due")), a_step("borrow", only_if="loan", costs=costing("interest", "due"))
    )
    route = route_of(
        journey, comes_to("fee", 30), comes_to("interest", 50), either("loan", "x"), on_a_day("due", day(20))
    )

    assert paid_in(months_ahead(route)) == {"December 2026": Money(30, 80)}


def test_an_amount_that_nobody_knows_is_not_nought():
    journey = a_journey(a_step("pay", costs=(*costing("fee", "due"), *costing("tax", "due"))))
    route = route_of(journey, comes_to("fee", 30), comes_to("tax", -inf, inf), on_a_day("due", day(20)))

    ahead = months_ahead(route)
    [december] = [month for month in ahead.months if month.pay]

    assert december.to_pay == Money(30, None)
    assert [each.is_unknown for each in december.pay] == [False, True]
    assert ahead.needed[0].own is None
    assert (ahead.needed[0].known, ahead.needed[0].unbounded) == (Money(30, 30), 1)


def test_what_has_no_day_or_a_day_too_late_stands_apart():
    journey = a_journey(
        a_step("owe", costs=costing("old_fee", "no_day")),
        a_step("pay", costs=costing("fee", "far")),
        a_step("ask", gains=(*gaining("grant", "no_day"), *gaining("refund", "behind"), *gaining("bonus", "far"))),
    )
    amounts = [comes_to(name, 5) for name in ("old_fee", "fee", "grant", "refund", "bonus")]
    route = route_of(
        journey, *amounts, falls_on("no_day", None), on_a_day("far", date(2027, 11, 1)), on_a_day("behind", day(-2)),
        marks=done("owe"),
    )  # fmt: skip

    ahead = months_ahead(route)

    assert (rules(ahead.pay_apart.without_day), rules(ahead.pay_apart.later)) == (["old_fee"], ["fee"])
    assert (rules(ahead.get_apart.without_day), rules(ahead.get_apart.later)) == (["refund", "grant"], ["bonus"])
    assert rules(ahead.pay_apart.all) == ["fee", "old_fee"]
    assert ahead.months[-1].needed.pay == Money(0, 5)  # it may be due any day


def test_what_should_have_been_paid_is_due_now_and_what_is_paid_is_past():
    journey = a_journey(a_step("pay", costs=costing("fee", "behind")), a_step("paid", costs=costing("other")))

    ahead = months_ahead(
        route_of(journey, comes_to("fee", 30), comes_to("other", 9), on_a_day("behind", day(-40)), marks=done("paid"))
    )

    assert paid_in(ahead) == {"November 2026": Money(30, 30)}
    assert ahead.needed[0].day == ON


def test_an_estimate_is_marked_and_is_never_counted_on():
    journey = a_journey(a_step("ask", gains=gaining("grant", "soon")), a_step("pay", costs=costing("fee", "later")))
    guessed = replace(comes_to("grant", 500), status=Status.ESTIMATE)
    route = route_of(journey, guessed, comes_to("fee", 30), on_a_day("soon", day(3)), on_a_day("later", day(9)))

    ahead = months_ahead(route)

    assert [each.is_estimate for each in ahead.months[0].get] == [True]
    assert ahead.needed[0].own == 30


def test_regular_payments_count_in_the_months_they_run_in():
    # £26.05 a week from Tuesday 1 December 2026: 1, 8, 15, 22, 29 December; 5, 12, 19, 26 January.
    journey = a_journey(
        a_step("claim", happens_on=fixed_by("day"), gains=gaining("benefit", every="week", goes_on=True))
    )
    route = route_of(journey, comes_to("benefit", 26_05), facts={"day": on_the(date(2026, 12, 1))})

    ahead = months_ahead(route)

    assert list(got_in(ahead).items())[:2] == [
        ("December 2026", Money(130_25, 130_25)),
        ("January 2027", Money(104_20, 104_20)),
    ]
    assert len(got_in(ahead)) == 11
    assert ahead.needed == ()


def test_a_regular_payment_without_a_known_amount_is_open_and_one_over_a_year_stands_apart():
    journey = a_journey(
        a_step(
            "claim",
            happens_on=fixed_by("day"),
            gains=(*gaining("benefit", every="month", goes_on=True), *gaining("discount", every="year")),
        )
    )
    route = route_of(
        journey, comes_to("benefit", 0, inf), comes_to("discount", 300), facts={"day": on_the(date(2026, 12, 1))}
    )

    ahead = months_ahead(route)

    assert ahead.months[1].to_get == Money(0, None)
    assert rules(ahead.spread) == ["discount"]


def test_a_regular_payment_that_has_been_claimed_goes_on_from_a_day_nobody_knows():
    journey = a_journey(a_step("claim", gains=gaining("benefit", every="week", goes_on=True)))

    claimed = months_ahead(route_of(journey, comes_to("benefit", 100), marks=Marks({"claim": None})))
    on_the_day = months_ahead(route_of(journey, comes_to("benefit", 100), marks=done("claim", when=date(2026, 11, 16))))

    # December 2026 has five Tuesdays, Wednesdays and Thursdays; 16 November was a Monday, and December has four.
    assert claimed.months[1].to_get == Money(400, 500)
    assert on_the_day.months[1].to_get == Money(400, 400)


def test_a_regular_payment_that_begins_after_the_year_is_named():
    journey = a_journey(a_step("claim", happens_on=fixed_by("day"), gains=gaining("pension", every="month")))

    ahead = months_ahead(route_of(journey, comes_to("pension", 9), facts={"day": on_the(date(2028, 1, 1))}))

    assert rules(ahead.regular_later) == ["pension"]
    assert got_in(ahead) == {}


def test_every_deadline_stands_in_its_month_or_apart_with_why():
    journey = a_journey(
        a_step("file", deadline=a_deadline("soon")),
        a_step("register", deadline=a_deadline("between")),
        a_step("appeal", deadline=a_deadline("behind")),
        a_step("renew", deadline=a_deadline("far")),
        a_step("object", deadline=a_deadline("unknown")),
        a_step("wait", deadline=a_deadline("from_a_day")),
    )
    route = route_of(
        journey,
        on_a_day("soon", date(2026, 12, 9)), on_a_day("between", date(2026, 12, 3), date(2027, 2, 1)), on_a_day("behind", day(-9)),
        on_a_day("far", date(2028, 1, 1)), falls_on("unknown", None), not_before_day("from_a_day", date(2027, 1, 4)),
    )  # fmt: skip

    ahead = months_ahead(route)

    assert {
        f"{month.first:%B}": [step.id for step in month.deadlines] for month in ahead.months if month.deadlines
    } == {
        "December": ["register", "file"],
        "January": ["wait"],
    }
    assert [step.id for step in ahead.late] == ["appeal"]
    assert [step.id for step in ahead.deadlines_later] == ["renew"]
    assert [step.id for step in ahead.deadlines_without_day] == ["object"]


# -- the finish ------------------------------------------------------------------------------------------------------------


def test_the_finish_hangs_on_the_longest_way_and_names_where_the_time_goes():
    # 20 November; three days to look: 22; thirty days of law: 23 November to 22 December; one day to move: 23 December.
    journey = a_journey(
        a_step("look", days=3),
        a_step("law", "look", days=(20, 30, 90)),
        a_step("pack", "look", days=5),
        a_step("move", "law", "pack"),
    )

    finish = finish_of(route_of(journey))

    assert finish.expected == date(2026, 12, 23)
    assert [(each.step.id, each.days, each.waits_for_a_day) for each in finish.way] == [
        ("look", 2, False),
        ("law", 30, False),
        ("move", 1, False),
    ]
    assert finish.longest is not None
    assert finish.longest.step.id == "law"
    assert finish.without_end == ()


def test_what_waits_for_a_fixed_day_says_so():
    journey = a_journey(a_step("look", days=3), a_step("move", "look", happens_on=fixed_by("keys")))

    finish = finish_of(route_of(journey, facts={"keys": on_the(day(60))}))

    assert [(each.step.id, each.waits_for_a_day) for each in finish.way] == [("look", False), ("move", True)]


def test_what_is_late_for_a_fixed_day_does_not_hold_it_up():
    # Where packing must come first, it would take until 29 November; the keys come on 24 November all the same.
    move = a_step("move", after=by_nation(england=("pack",), scotland=()), happens_on=fixed_by("keys"))
    facts: dict[str, Possible] = {"keys": on_the(day(4)), "home.nation": among("england", "scotland")}

    finish = finish_of(
        route_of(a_journey(a_step("pack", days=(1, 10, 20), only_if="loan"), move), either("loan", "x"), facts=facts)
    )

    assert [(each.step.id, each.days, each.waits_for_a_day) for each in finish.way] == [("move", 4, True)]


def test_without_a_last_day_the_first_step_that_has_none_is_named():
    journey = a_journey(a_step("wait", not_before="some_day"), a_step("after", "wait"), a_step("pack", days=2))

    finish = finish_of(route_of(journey, falls_on("some_day", None)))

    assert finish.days.high is None
    assert [step.id for step in finish.without_end] == ["wait"]


def test_only_what_may_apply_still_has_a_finish_and_nothing_to_do_has_no_way():
    maybe = a_journey(a_step("borrow", days=4, only_if="loan"))
    nothing = a_journey(a_step("look"))

    assert [each.step.id for each in finish_of(route_of(maybe, either("loan", "x"))).way] == ["borrow"]
    assert finish_of(route_of(nothing, marks=done("look"))).way == ()
    assert finish_of(route_of(nothing, marks=done("look"))).longest is None


# -- for every journey and person ------------------------------------------------------------------------------------------

fewer = settings(searching, max_examples=max(20, EXAMPLES // 4))


@pytest.mark.property
@fewer
@given(journeys(), people())
def test_what_holds_of_every_year_ahead(journey, person: Person):
    """One search for all that holds of a single route."""
    route = person.route([journey])
    ahead = months_ahead(route)

    assert months_ahead(person.route([journey])) == ahead
    the_months_add_up_to_the_route(ahead, route)
    every_deadline_stands_in_one_place(ahead, route)
    no_day_ever_needs_more_than_was_said(ahead, route)
    the_finish_hangs_on_an_unbroken_way(route)


def the_months_add_up_to_the_route(ahead: Ahead, route: Route) -> None:
    """With what stands apart, to the penny and at both ends."""
    pay = [each.amount for month in ahead.months for each in month.pay] + [each.amount for each in ahead.pay_apart.all]
    get = [each.amount for month in ahead.months for each in month.get] + [each.amount for each in ahead.get_apart.all]
    assert (sum(pay, Money()), sum(get, Money())) == (route.money.pay, route.money.receive)


def every_deadline_stands_in_one_place(ahead: Ahead, route: Route) -> None:
    placed = [*ahead.late, *ahead.deadlines_later, *ahead.deadlines_without_day]
    placed += [step for month in ahead.months for step in month.deadlines]
    assert sorted(step.id for step in placed) == sorted(step.id for step in route.to_do if step.deadline)


def no_day_ever_needs_more_than_was_said(ahead: Ahead, route: Route) -> None:
    """Whatever day each cost falls due on, if it is at its dearest."""
    for needed in ahead.needed:
        owed = [line for line in route.cash if not line.is_paid and (line.due.low or ON) <= needed.day]
        assert needed.pay.high == sum((line.amount for line in owed), Money()).high


def the_finish_hangs_on_an_unbroken_way(route: Route) -> None:
    finish = finish_of(route)
    for earlier, later in pairwise(finish.way):
        assert earlier.step.id in later.step.after
    if finish.way and route.expected_finish:
        assert finish.way[-1].step.expected == route.expected_finish
        assert sum(each.days for each in finish.way) == (route.expected_finish - ON).days


@pytest.mark.property
@fewer
@given(st.data(), journeys(simple=True), people())
def test_telling_more_never_widens_what_is_needed_by_the_end_of_a_month(data: st.DataObject, journey, person: Person):
    knows_more = data.draw(narrowed(person))

    routes = person.route([journey]), knows_more.route([journey])
    # What is overtaken is shown by more knowledge too. It has no day any more, so that what it costs may be due on any.
    assume(not any(step.overtaken for step in routes[1].to_do))
    before, after = (months_ahead(route) for route in routes)

    for was, now in zip(before.months, after.months, strict=True):
        assert within(now.needed.pay, was.needed.pay)

"""What a route costs and brings, and when."""

from __future__ import annotations

from math import inf

from handrail.domain.routes.journey import Alternative
from handrail.domain.routes.marks import Marks
from handrail.domain.routes.route import cash_needed_by
from handrail.domain.routes.spans import Days, Money
from tests.unit.domain.routes.small_journey import (
    ON,
    a_choice,
    a_journey,
    a_step,
    comes_to,
    costing,
    day,
    done,
    either,
    falls_on,
    no,
    route_of,
)


def test_what_is_certain_is_paid_and_what_may_apply_is_perhaps_paid():
    journey = a_journey(
        a_step("search", costs=costing("fee")), a_step("borrow", costs=costing("interest"), only_if="loan")
    )

    route = route_of(journey, comes_to("fee", 300_00, 400_00), comes_to("interest", 50_00), either("loan", "x"))

    assert route.money.pay == Money(300_00, 450_00)
    assert route.by_id["borrow"].cost == Money(0, 50_00)


def test_a_step_that_does_not_apply_costs_nothing():
    journey = a_journey(a_step("borrow", costs=costing("interest"), only_if="loan"))

    assert route_of(journey, comes_to("interest", 50_00), no("loan")).money.pay == Money(0, 0)


def test_an_amount_without_a_bound_leaves_the_total_open():
    journey = a_journey(a_step("search", costs=costing("fee")), a_step("tax", costs=costing("duty")))

    assert route_of(journey, comes_to("fee", 300_00), comes_to("duty", -inf, inf)).money.pay == Money(300_00, None)


def test_a_gain_is_received():
    journey = a_journey(a_step("claim", gains=costing("bonus")))

    route = route_of(journey, comes_to("bonus", 1_000_00))

    assert route.money.receive == Money(1_000_00, 1_000_00)
    assert route.by_id["claim"].gain == Money(1_000_00, 1_000_00)
    assert route_of(journey, comes_to("bonus", 1_000_00), marks=done("claim")).money.received == Money(
        1_000_00, 1_000_00
    )


def test_cash_falls_due_with_the_step_or_by_a_rule_and_is_listed_by_date():
    journey = a_journey(
        a_step("move", "search", costs=costing("van", "moving_day")),
        a_step("search", days=(2, 3, 5), costs=(*costing("fee", "on_start"), *costing("rest"))),
        a_step("thank", costs=costing("flowers", "some_day")),
        a_step("free", costs=costing("nothing")),
    )
    amounts = [
        comes_to("van", 100),
        comes_to("fee", 30),
        comes_to("rest", 20),
        comes_to("flowers", 5),
        comes_to("nothing", 0),
    ]

    route = route_of(journey, *amounts, falls_on("moving_day", day(40)), falls_on("some_day", None))

    assert [(line.rule, line.due) for line in route.cash] == [
        ("fee", Days(ON, ON)),
        ("flowers", Days(ON, None)),
        ("rest", Days(day(1), day(4))),
        ("van", Days(day(40), day(40))),
    ]
    assert cash_needed_by(route, ON) == Money(30, 35)
    assert cash_needed_by(route, day(3)) == Money(30, 55)
    assert cash_needed_by(route, day(40)) == Money(150, 155)


def test_what_was_paid_with_a_step_that_is_done_is_paid():
    route = route_of(
        a_journey(a_step("search", costs=costing("fee"))), comes_to("fee", 30), marks=done("search", when=day(-2))
    )

    assert route.money.pay == Money(0, 0)
    assert route.money.paid == Money(30, 30)
    assert route.cash[0].due == Days(day(-2), day(-2))
    assert cash_needed_by(route, day(9)) == Money(0, 0)


def test_a_done_step_can_leave_something_to_pay_on_a_later_day():
    journey = a_journey(a_step("instruct", costs=costing("fee", "completion")))

    later = route_of(journey, comes_to("fee", 30), falls_on("completion", day(9)), marks=done("instruct"))
    unknown = route_of(journey, comes_to("fee", 30), falls_on("completion", None), marks=done("instruct"))
    past = route_of(journey, comes_to("fee", 30), falls_on("completion", day(-9)), marks=done("instruct"))

    assert later.money.pay == Money(30, 30)
    assert unknown.money.pay == Money(0, 30)
    assert past.money.paid == Money(30, 30)


def test_what_should_have_been_paid_is_still_shown_on_its_day():
    route = route_of(
        a_journey(a_step("pay", costs=costing("fee", "due"))), comes_to("fee", 30), falls_on("due", day(-2))
    )

    assert route.cash[0].due == Days(day(-2), day(-2))


SURVEY = a_choice(
    "level",
    Alternative("short", "A short report", cost="short_fee", risk="It may miss things."),
    Alternative("full", "A full survey", cost="full_fee"),
    Alternative("usual", "The usual one"),
)


def test_until_it_is_decided_the_cost_runs_over_the_ways():
    journey = a_journey(a_step("survey", costs=costing("fee", "on_start"), decision=SURVEY))
    amounts = (comes_to("fee", 600), comes_to("short_fee", 300), comes_to("full_fee", 900))

    route = route_of(journey, *amounts)

    assert route.money.pay == Money(300, 900)
    assert [(line.decision, line.due) for line in route.cash] == [("level", Days(ON, ON))]


def test_the_way_that_is_chosen_gives_its_cost_and_its_name():
    journey = a_journey(a_step("survey", costs=costing("fee", "on_start"), decision=SURVEY))
    amounts = (comes_to("fee", 600), comes_to("short_fee", 300), comes_to("full_fee", 900))

    full = route_of(journey, *amounts, marks=Marks(chosen={"level": "full"}))
    usual = route_of(journey, *amounts, marks=Marks(chosen={"level": "usual"}))

    assert [(line.rule, line.says, line.amount) for line in full.cash] == [
        ("full_fee", "A full survey", Money(900, 900))
    ]
    assert usual.money.pay == Money(600, 600)


def test_a_way_can_cost_something_where_the_step_itself_does_not():
    journey = a_journey(
        a_step("survey", decision=a_choice("level", Alternative("a", "A", cost="fee"), Alternative("b", "B")))
    )

    assert route_of(journey, comes_to("fee", 9)).money.pay == Money(0, 9)

"""Documents, people and places along the route."""

from __future__ import annotations

from handrail.domain.facts.possible import Ranges
from handrail.domain.routes.choices import ByChoice
from handrail.domain.routes.journey import Alternative, Anchor, CostEntry, DocumentNeed, Risk, Way
from handrail.domain.routes.naming import facts_named, rules_named
from handrail.domain.rules.parameters import Source
from tests.unit.domain.routes.small_journey import (
    ON,
    a_choice,
    a_deadline,
    a_journey,
    a_service,
    a_step,
    among,
    by_nation,
    comes_to,
    costing,
    done,
    falls_on,
    fixed_by,
    route_of,
)


def need(name, comes_from, purpose=""):
    return DocumentNeed(name, ByChoice.always(comes_from), purpose)


def test_each_document_is_listed_once_with_every_step_that_still_needs_it():
    journey = a_journey(
        a_step("borrow", documents=(need("payslips", "employer", "to show income"), need("passport", "you"))),
        a_step("rent", documents=(need("payslips", "the payroll office", "to be trusted"),)),
        a_step("vote", documents=(need("passport", "you"),)),
    )

    route = route_of(journey, marks=done("vote"))

    found = {document.id: document for document in route.documents}
    assert found["payslips"].comes_from == ("employer", "the payroll office")
    assert found["payslips"].needed_for == {"borrow": "to show income", "rent": "to be trusted"}
    assert found["passport"].needed_for == {"borrow": ""}


def test_who_is_involved_is_listed_with_what_they_own():
    journey = a_journey(
        a_step("a", owner="bank"), a_step("b", owner="council"), a_step("c", owner="bank"), a_step("d", owner="x")
    )

    route = route_of(journey, marks=done("d"))

    assert [(each.organisation, each.steps) for each in route.involved] == [("bank", ("a", "c")), ("council", ("b",))]


def test_the_ways_sources_and_risks_of_service_and_step_are_together():
    from dataclasses import replace

    online, phone = Way("online", "https://x.test"), Way("phone", "01")
    service = replace(a_service("tell"), ways=(online,), sources=(Source("An Act"),))
    step = a_step(
        "tell", service="tell", ways=(phone, online), sources=(Source("A page"),), risks=(Risk("late", "Late."),)
    )

    route = route_of(a_journey(step, services=[service]), facts={"home.nation": among("wales")})

    assert route.by_id["tell"].ways == (online, phone)
    assert route.by_id["tell"].sources == (Source("A page"), Source("An Act"))
    assert [risk.id for risk in route.by_id["tell"].risks] == ["late"]


def test_a_plan_names_every_rule_and_fact_that_it_looks_at():
    journey = a_journey(
        a_step(
            "buy",
            only_if="may_buy",
            unless="may_not",
            not_before="opens",
            happens_on=Anchor("on_this_day", is_fact=False),
            deadline=a_deadline("buy_by"),
            costs=(*costing("price", "due_day"), CostEntry("fee")),
            gains=costing("bonus"),
            decision=a_choice("how", Alternative("a", "A", cost="a_cost"), Alternative("b", "B")),
            service=by_nation(wales="tell"),
            owner=ByChoice({"true": "x"}, "you.own"),
            after=ByChoice({"true": ()}, "you.after"),
            documents=(DocumentNeed("d", ByChoice({"true": "x"}, "you.document")),),
            risks=(Risk("r", "R", helps_free=ByChoice({"true": "x"}, "you.risk")),),
        ),
        a_step("keys", happens_on=fixed_by("keys_on")),
        services=[a_service("tell")],
    )

    assert rules_named([journey]) == {
        "may_buy", "may_not", "opens", "on_this_day", "buy_by", "price", "due_day", "fee", "bonus", "a_cost",
    }  # fmt: skip
    assert facts_named([journey]) == {
        "home.nation", "you.own", "you.after", "you.document", "you.risk", "keys_on",
    }  # fmt: skip


def test_a_plan_keeps_what_it_was_worked_out_from():
    journey = a_journey(a_step("pay", deadline=a_deadline("by"), costs=costing("fee"), happens_on=fixed_by("pay_on")))
    facts = {"pay_on": Ranges.exactly(ON.toordinal())}

    route = route_of(journey, falls_on("by", ON), comes_to("fee", 3), facts=facts)

    assert route.on == ON
    assert route.circumstances.facts == facts
    assert route.by_id["pay"].basis.dates == ("by",)
    assert route.by_id["pay"].basis.money == ("fee",)
    assert route.by_id["pay"].basis.facts == ("pay_on",)

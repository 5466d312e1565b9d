"""Whether a step applies, and what that hangs on."""

from __future__ import annotations

from handrail.domain.facts.possible import EITHER, NO, YES
from handrail.domain.routes.applying import Applicability, StepStatus
from handrail.domain.routes.choices import ByChoice
from handrail.domain.routes.marks import Marks
from handrail.domain.routes.spans import NO_DAYS, Days, Money
from tests.unit.domain.routes.small_journey import (
    NATIONS,
    ON,
    a_deadline,
    a_journey,
    a_service,
    a_step,
    among,
    by_nation,
    comes_to,
    costing,
    day,
    done,
    either,
    falls_on,
    no,
    perhaps,
    route_of,
    statuses,
    yes,
)


def test_a_step_without_conditions_applies_to_everyone():
    route = route_of(a_journey(a_step("pack")))

    assert statuses(route) == {"pack": "applies"}


def test_a_settled_rule_decides_and_gives_its_reasons():
    journey = a_journey(a_step("borrow", only_if="needs_a_loan"), a_step("save", unless="needs_a_loan"))

    route = route_of(journey, yes("needs_a_loan", "loan"))

    assert statuses(route) == {"borrow": "applies", "save": "does_not_apply"}
    assert [reason.name for reason in route.by_id["save"].because] == ["needs_a_loan", "loan"]
    assert route.by_id["save"].depends_on == ()


def test_an_unsettled_rule_keeps_the_step_and_says_what_it_hangs_on():
    route = route_of(a_journey(a_step("borrow", only_if="needs_a_loan")), either("needs_a_loan", "loan", "price"))

    assert statuses(route) == {"borrow": "may_apply"}
    assert route.by_id["borrow"].depends_on == ("loan", "price")


def test_all_conditions_must_hold_and_one_no_is_enough():
    step = a_step("borrow", only_if=("one", "two"))

    assert statuses(route_of(a_journey(step), yes("one"), yes("two"))) == {"borrow": "applies"}
    assert statuses(route_of(a_journey(step), yes("one"), either("two", "x"))) == {"borrow": "may_apply"}
    assert statuses(route_of(a_journey(step), either("one", "x"), no("two"))) == {"borrow": "does_not_apply"}


def test_an_estimate_never_hides_a_step_and_never_settles_one():
    step = a_step("borrow", only_if="needs_a_loan")

    assert statuses(route_of(a_journey(step), perhaps("needs_a_loan", False, "loan"))) == {"borrow": "may_apply"}
    supposed = route_of(a_journey(step), perhaps("needs_a_loan", True, "loan"))
    assert statuses(supposed) == {"borrow": "may_apply"}
    assert supposed.by_id["borrow"].depends_on == ("loan",)


def test_a_nation_that_is_ruled_out_is_given_as_the_reason():
    journey = a_journey(a_step("ask", service="ask_scotland"), services=[a_service("ask_scotland", "scotland")])

    abroad = route_of(journey, facts={"home.nation": among("wales")})
    perhaps_there = route_of(journey, facts={"home.nation": among("wales", "scotland")})

    assert abroad.by_id["ask"].status is StepStatus.DOES_NOT_APPLY
    assert [(reason.kind, reason.name) for reason in abroad.by_id["ask"].because] == [("fact", "home.nation")]
    assert perhaps_there.by_id["ask"].status is StepStatus.MAY_APPLY
    assert perhaps_there.by_id["ask"].depends_on == ("home.nation",)
    assert statuses(route_of(journey, facts={"home.nation": among("scotland")})) == {"ask": "applies"}
    assert statuses(route_of(journey)) == {"ask": "may_apply"}


def test_a_service_without_nations_is_there_in_all_of_them():
    journey = a_journey(a_step("ask", service="ask_anywhere"), services=[a_service("ask_anywhere")])

    assert statuses(route_of(journey, facts={"home.nation": among("wales")})) == {"ask": "applies"}


def test_a_nation_that_the_service_is_chosen_by_is_not_ruled_out_by_where_the_journey_takes_place():
    """Someone who lives in Wales and opens a shop in Scotland tells the office in Wales."""
    services = [a_service("ask_wales", "wales"), a_service("ask_scotland", "scotland")]
    by_home = ByChoice({"wales": "ask_wales", "scotland": "ask_scotland"}, "you.nation")
    journey = a_journey(a_step("ask", service=by_home), services=services)

    route = route_of(journey, facts={"home.nation": among("scotland"), "you.nation": among("wales")})
    open_home = route_of(journey, facts={"home.nation": among("scotland"), "you.nation": among("wales", "scotland")})

    assert route.by_id["ask"].status is StepStatus.APPLIES
    assert route.by_id["ask"].services == ("ask_wales",)
    assert statuses(open_home) == {"ask": "applies"}


def test_of_services_that_something_else_chooses_each_must_be_there_for_a_yes():
    services = [a_service("as_owner", "wales"), a_service("as_tenant")]
    by_tenure = ByChoice({"owner": "as_owner", "tenant": "as_tenant"}, "home.tenure")
    journey = a_journey(a_step("ask", service=by_tenure), services=services)

    def asked(nation, *tenures):
        return route_of(journey, facts={"home.nation": among(nation), "home.tenure": among(*tenures)}).by_id["ask"]

    assert asked("wales", "owner", "tenant").status is StepStatus.APPLIES
    assert asked("scotland", "owner").status is StepStatus.DOES_NOT_APPLY
    assert asked("scotland", "tenant").status is StepStatus.APPLIES
    assert asked("scotland", "owner", "tenant").status is StepStatus.MAY_APPLY
    assert asked("scotland", "owner", "tenant").depends_on == ("home.tenure",)


def test_an_open_nation_leaves_every_service_and_owner_possible():
    services = [a_service("ask_wales", "wales", by="cardiff"), a_service("ask_scotland", "scotland", by="edinburgh")]
    step = a_step("ask", service=by_nation(wales="ask_wales", scotland="ask_scotland"))

    open_nation = route_of(a_journey(step, services=services), facts={"home.nation": among("wales", "scotland")})
    known = route_of(a_journey(step, services=services), facts={"home.nation": among("scotland")})

    assert open_nation.by_id["ask"].services == ("ask_wales", "ask_scotland")
    assert open_nation.by_id["ask"].owners == ("cardiff", "edinburgh")
    assert [each.organisation for each in open_nation.involved] == ["cardiff", "edinburgh"]
    assert known.by_id["ask"].services == ("ask_scotland",)
    assert known.by_id["ask"].owners == ("edinburgh",)


def test_a_step_with_no_service_for_the_answer_does_not_apply():
    services = [a_service("ask_wales", *NATIONS)]
    step = a_step("ask", service=by_nation(wales="ask_wales"), owner=by_nation(wales="cardiff"))

    elsewhere = route_of(a_journey(step, services=services), facts={"home.nation": among("england")})
    perhaps_there = route_of(a_journey(step, services=services), facts={"home.nation": among("england", "wales")})

    assert elsewhere.by_id["ask"].status is StepStatus.DOES_NOT_APPLY
    assert elsewhere.by_id["ask"].owners == ()
    assert perhaps_there.by_id["ask"].status is StepStatus.MAY_APPLY
    assert perhaps_there.by_id["ask"].owners == ("cardiff",)


def test_a_fact_that_a_rule_gives_in_words_is_not_given_again_without():
    step = a_step("ask", service="ask_scotland", only_if="in_scotland")
    journey = a_journey(step, services=[a_service("ask_scotland", "scotland")])

    route = route_of(journey, no("in_scotland", "home.nation"), facts={"home.nation": among("wales")})

    assert [reason.says for reason in route.by_id["ask"].because] == ["in_scotland is False", "you said home.nation"]


def test_a_step_stays_open_while_nothing_is_known_of_the_fact_that_chooses_its_service():
    step = a_step("ask", service=by_nation(wales="ask_wales", scotland="ask_wales"))

    route = route_of(a_journey(step, services=[a_service("ask_wales")]))

    assert route.by_id["ask"].status is StepStatus.MAY_APPLY
    assert route.by_id["ask"].services == ("ask_wales",)


def test_two_conditions_together_are_no_as_soon_as_one_is():
    sure, never, open_one = Applicability(YES), Applicability(NO), Applicability(EITHER, ("x",))

    assert sure.and_also(never) == never
    assert never.and_also(open_one) == never
    assert sure.and_also(sure) == sure
    assert sure.and_also(open_one) == open_one
    assert open_one.either_way(sure) == sure
    assert never.either_way(open_one) == open_one


def test_a_yes_or_no_fact_can_choose_too():
    after = a_step("ask", after=type(by_nation())({"true": ("borrow",), "false": ()}, "loan"))
    journey = a_journey(a_step("borrow"), after)

    assert route_of(journey, facts={"loan": among(True)}).by_id["ask"].after == ("borrow",)
    assert route_of(journey, facts={"loan": among(False)}).by_id["ask"].after == ()
    assert route_of(journey).by_id["ask"].after == ("borrow",)


def test_done_stays_done_and_skipped_stays_skipped():
    journey = a_journey(a_step("borrow", only_if="needs_a_loan"), a_step("pack"), a_step("sell", only_if="has_a_home"))
    marks = Marks({"borrow": ON}, frozenset({"pack", "sell"}), {"pack": "Sam"})

    route = route_of(journey, no("needs_a_loan"), no("has_a_home"), marks=marks)

    assert statuses(route) == {"borrow": "done", "pack": "skipped", "sell": "does_not_apply"}
    assert route.by_id["borrow"].done_on == ON
    assert route.by_id["pack"].assigned_to == "Sam"
    assert route.to_do == ()


def test_what_comes_before_a_done_step_is_overtaken_and_not_asked_for_now():
    journey = a_journey(
        a_step("pack"), a_step("hire", "pack"), a_step("move", "hire", "pack"), a_step("unpack", "move")
    )

    route = route_of(journey, marks=done("move"))

    assert [step.id for step in route.steps if step.overtaken] == ["pack", "hire"]
    assert route.do_now == ("unpack",)


def test_what_was_overtaken_holds_nothing_up_and_has_no_days():
    journey = a_journey(
        a_step("pack", days=50, deadline=a_deadline("pack_by"), costs=costing("boxes")),
        a_step("move", "pack"),
        a_step("thank", "pack"),
    )

    route = route_of(journey, falls_on("pack_by", day(-1)), comes_to("boxes", 9), marks=done("move"))

    assert route.by_id["pack"].start == NO_DAYS
    assert not route.by_id["pack"].is_overdue
    assert route.by_id["thank"].start.low == ON
    assert route.do_now == ("thank",)
    assert route.finish == Days(ON, ON)
    assert route.money.pay == Money(0, 9)

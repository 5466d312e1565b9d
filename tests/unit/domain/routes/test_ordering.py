"""What comes before what."""

from __future__ import annotations

from handrail.domain.routes.choices import ByChoice
from handrail.domain.routes.marks import Marks
from tests.unit.domain.routes.small_journey import (
    a_deadline,
    a_journey,
    a_step,
    among,
    day,
    done,
    either,
    falls_on,
    no,
    route_of,
)


def order(route):
    return [step.id for step in route.steps]


def test_a_step_comes_after_all_that_it_waits_for():
    journey = a_journey(a_step("move", "pack", "hire"), a_step("hire"), a_step("pack"))

    assert order(route_of(journey)) == ["hire", "pack", "move"]


def test_a_step_that_does_not_apply_hands_its_prerequisites_on():
    journey = a_journey(a_step("save"), a_step("borrow", "save", only_if="loan"), a_step("buy", "borrow"))

    route = route_of(journey, no("loan"))

    assert route.by_id["buy"].after == ("save",)


def test_a_skipped_step_hands_its_prerequisites_on():
    journey = a_journey(a_step("save"), a_step("borrow", "save"), a_step("insure", "borrow"), a_step("buy", "insure"))

    route = route_of(journey, marks=Marks(skipped=frozenset({"borrow", "insure"})))

    assert route.by_id["buy"].after == ("save",)


def test_a_done_step_is_still_named_as_what_came_before():
    journey = a_journey(a_step("save"), a_step("buy", "save"))

    route = route_of(journey, marks=done("save"))

    assert route.by_id["buy"].after == ("save",)
    assert route.do_now == ("buy",)


def test_phases_come_in_their_order_where_nothing_else_decides():
    journey = a_journey(a_step("unpack", phase="after"), a_step("pack", phase="before"), phases=("before", "after"))

    assert order(route_of(journey)) == ["pack", "unpack"]


def test_what_has_to_be_started_first_comes_first():
    journey = a_journey(a_step("pack"), a_step("tell_the_council", deadline=a_deadline("council_by")))

    assert order(route_of(journey, falls_on("council_by", day(9)))) == ["tell_the_council", "pack"]
    assert order(route_of(journey, falls_on("council_by", None))) == ["pack", "tell_the_council"]


def test_what_can_be_done_now_has_nothing_to_do_before_it():
    journey = a_journey(
        a_step("pack"), a_step("hire"), a_step("move", "pack", "hire"), a_step("wait", not_before="later")
    )

    route = route_of(journey, falls_on("later", day(4)))

    assert route.do_now == ("pack", "hire")


def test_the_most_pressing_of_what_can_be_done_now_comes_first():
    journey = a_journey(
        a_step("pack"),
        a_step("vote", deadline=a_deadline("vote_by")),
        a_step("tax", deadline=a_deadline("tax_by")),
    )

    route = route_of(journey, falls_on("vote_by", day(1)), falls_on("tax_by", day(-1)))

    assert route.do_now == ("tax", "vote", "pack")


def test_what_comes_first_can_hang_on_a_fact():
    after = ByChoice({"wales": ("pack",), "scotland": ("hire", "pack")}, "home.nation")
    journey = a_journey(a_step("pack"), a_step("hire", days=9), a_step("move", after=after))

    open_nation = route_of(journey, facts={"home.nation": among("wales", "scotland")}).by_id["move"]

    assert open_nation.after == ("pack", "hire")
    assert (open_nation.start.low, open_nation.start.high) == (day(1), day(9))


def test_a_step_that_may_apply_still_comes_before_what_follows():
    journey = a_journey(a_step("borrow", only_if="loan"), a_step("buy", "borrow"))

    route = route_of(journey, either("loan", "x"))

    assert route.by_id["buy"].after == ("borrow",)
    assert route.do_now == ("borrow",)


def test_nothing_surely_comes_first_while_there_may_be_an_answer_without_it():
    after = ByChoice({"wales": ("pack",)}, "home.nation")
    journey = a_journey(a_step("pack", days=5), a_step("move", after=after))

    perhaps = route_of(journey, facts={"home.nation": among("wales", "england")}).by_id["move"]

    assert (perhaps.start.low, perhaps.start.high) == (day(0), day(5))
    assert route_of(journey, facts={"home.nation": among("wales")}).by_id["move"].start.low == day(5)


def test_a_step_that_may_be_overtaken_is_still_awaited_but_holds_nothing_up_for_sure():
    after = ByChoice({"wales": ("pack",), "england": ()}, "home.nation")
    journey = a_journey(a_step("pack", days=5), a_step("move", after=after), a_step("thank", "pack"))

    perhaps = route_of(journey, facts={"home.nation": among("wales", "england")}, marks=done("move"))
    surely = route_of(journey, facts={"home.nation": among("wales")}, marks=done("move"))

    assert not perhaps.by_id["pack"].overtaken
    assert (perhaps.by_id["thank"].start.low, perhaps.by_id["thank"].start.high) == (day(0), day(5))
    assert surely.by_id["pack"].overtaken

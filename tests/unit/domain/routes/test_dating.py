"""The earliest, the latest and the critical days."""

from __future__ import annotations

from handrail.domain.routes.spans import NO_DAYS, Days
from tests.unit.domain.routes.small_journey import (
    ON,
    a_deadline,
    a_journey,
    a_step,
    day,
    done,
    either,
    falls_on,
    fixed_by,
    not_before_day,
    on_the,
    route_of,
)


def test_a_step_of_one_day_is_done_today_and_the_next_can_start_tomorrow():
    route = route_of(a_journey(a_step("pack"), a_step("move", "pack")))

    assert route.by_id["pack"].finish == Days(ON, ON)
    assert route.by_id["move"].start == Days(day(1), day(1))
    assert route.finish == Days(day(1), day(1))


def test_a_step_that_takes_no_time_lets_the_next_start_the_same_day():
    route = route_of(a_journey(a_step("ring", days=0), a_step("move", "ring")))

    assert route.by_id["move"].start.low == ON


def test_the_finish_runs_from_all_going_fast_to_all_going_slowly():
    route = route_of(a_journey(a_step("search", days=(2, 10, 30)), a_step("buy", "search", days=(1, 5, 9))))

    assert route.by_id["search"].finish == Days(day(1), day(29))
    assert route.finish == Days(day(2), day(38))
    assert route.expected_finish == day(14)


def test_what_may_not_apply_counts_only_for_the_slow_finish():
    journey = a_journey(
        a_step("search", days=3), a_step("borrow", "search", days=20, only_if="loan"), a_step("buy", "borrow")
    )

    route = route_of(journey, either("loan", "x"))

    assert route.by_id["buy"].start == Days(day(3), day(23))
    assert route.finish == Days(day(3), day(23))


def test_a_step_that_is_done_holds_nothing_up():
    route = route_of(a_journey(a_step("search", days=30), a_step("buy", "search")), marks=done("search", when=day(-3)))

    assert route.by_id["buy"].start.low == ON
    assert route.by_id["search"].start == NO_DAYS


def test_the_finish_of_a_route_that_is_done_is_its_last_day():
    journey = a_journey(a_step("search"), a_step("buy", "search"))

    route = route_of(journey, marks=done("search", "buy", when=day(-3)))

    assert route.finish == Days(day(-3), day(-3))
    assert route.expected_finish is None
    assert route_of(a_journey()).finish == NO_DAYS


def test_nothing_starts_before_the_day_that_a_rule_allows():
    journey = a_journey(a_step("open", not_before="opens"), a_step("use", "open"))

    route = route_of(journey, falls_on("opens", day(10), day(20)))

    assert route.by_id["open"].start == Days(day(10), day(20))
    assert route.by_id["use"].start == Days(day(11), day(21))


def test_a_day_without_a_last_one_leaves_the_finish_open():
    route = route_of(a_journey(a_step("open", not_before="opens")), not_before_day("opens", day(10)))

    assert route.finish == Days(day(10), None)
    assert route.expected_finish == day(10)


def test_a_fixed_day_is_when_the_step_happens():
    journey = a_journey(a_step("search", days=(1, 5, 50)), a_step("keys", "search", happens_on=fixed_by("keys_on")))

    route = route_of(journey, facts={"keys_on": on_the(day(30))})

    assert route.by_id["keys"].start == Days(day(30), day(30))
    assert route.by_id["keys"].finish == Days(day(30), day(30))
    assert route.by_id["keys"].is_critical
    assert route.by_id["search"].finish == Days(ON, day(29))
    assert route.by_id["search"].latest_finish == day(29)
    assert route.by_id["search"].slack == 25


def test_a_rule_can_fix_the_day_too():
    from handrail.domain.routes.journey import Anchor

    journey = a_journey(a_step("funeral", happens_on=Anchor("funeral_day", is_fact=False)))

    route = route_of(journey, falls_on("funeral_day", day(7)))

    assert route.by_id["funeral"].finish == Days(day(7), day(7))


def test_what_follows_a_fixed_day_can_be_done_on_it():
    journey = a_journey(a_step("keys", happens_on=fixed_by("keys_on")), a_step("meters", "keys"))

    route = route_of(journey, facts={"keys_on": on_the(day(30))})

    assert route.by_id["meters"].start.low == day(30)


def test_a_fixed_day_that_cannot_be_kept_is_flagged_and_the_honest_day_shown():
    journey = a_journey(a_step("search", days=10), a_step("keys", "search", happens_on=fixed_by("keys_on")))

    route = route_of(journey, facts={"keys_on": on_the(day(5))})

    assert route.by_id["keys"].cannot_be_met
    assert route.by_id["keys"].finish == Days(day(10), day(10))
    assert not route.by_id["search"].cannot_be_met


def test_a_fixed_day_that_is_only_known_roughly_gives_a_range():
    journey = a_journey(a_step("keys", happens_on=fixed_by("keys_on")))

    route = route_of(journey, facts={"keys_on": on_the(day(5), day(9))})

    assert route.by_id["keys"].finish == Days(day(5), day(9))


def test_an_unknown_fixed_day_falls_back_on_how_long_things_take():
    journey = a_journey(a_step("search", days=4), a_step("keys", "search", happens_on=fixed_by("keys_on")))

    assert route_of(journey).by_id["keys"].finish == Days(day(4), day(4))


def test_the_latest_days_run_back_from_a_deadline():
    journey = a_journey(
        a_step("form", days=(1, 3, 9)), a_step("file", "form", days=(1, 2, 4), deadline=a_deadline("file_by"))
    )

    route = route_of(journey, falls_on("file_by", day(20)))

    assert route.by_id["file"].latest_finish == day(20)
    assert route.by_id["file"].latest_start == day(20)
    assert route.by_id["form"].latest_finish == day(19)
    assert route.by_id["form"].start_by == day(16)
    assert route.by_id["form"].slack == 16


def test_of_a_deadline_that_may_be_one_of_several_days_the_first_is_the_safe_one():
    route = route_of(a_journey(a_step("file", deadline=a_deadline("file_by"))), falls_on("file_by", day(5), day(9)))

    step = route.by_id["file"]
    assert step.deadline is not None
    assert step.deadline.days == Days(day(5), day(9))
    assert step.latest_finish == day(5)
    assert not step.deadline.may_be_overdue


def test_a_deadline_that_is_not_known_bounds_nothing():
    route = route_of(
        a_journey(a_step("file", deadline=a_deadline("file_by"))), falls_on("file_by", None, needs=["born_on"])
    )

    step = route.by_id["file"]
    assert step.deadline is not None
    assert step.deadline.days == NO_DAYS
    assert step.deadline.depends_on == ("born_on",)
    assert (step.latest_finish, step.slack, step.is_overdue, step.deadline.may_be_overdue) == (None, None, False, False)


def test_a_missed_deadline_is_overdue_and_one_that_may_be_missed_says_so():
    journey = a_journey(a_step("file", deadline=a_deadline("file_by")))

    missed = route_of(journey, falls_on("file_by", day(-1))).by_id["file"]
    may_be = route_of(journey, falls_on("file_by", day(-1), day(1))).by_id["file"]
    today = route_of(journey, falls_on("file_by", ON)).by_id["file"]

    assert missed.is_overdue
    assert missed.cannot_be_met
    assert missed.latest_finish == day(-1)
    assert may_be.deadline is not None
    assert may_be.deadline.may_be_overdue
    assert not may_be.is_overdue
    assert may_be.latest_finish == day(1)
    assert not today.is_overdue


def test_a_deadline_of_a_step_that_is_done_is_not_overdue():
    route = route_of(
        a_journey(a_step("file", deadline=a_deadline("file_by"))), falls_on("file_by", day(-1)), marks=done("file")
    )

    assert not route.by_id["file"].is_overdue


def test_the_critical_steps_are_those_the_finish_hangs_on():
    journey = a_journey(a_step("search", days=10), a_step("pack", days=2), a_step("move", "search", "pack"))

    route = route_of(journey)

    assert [step.id for step in route.steps if step.is_critical] == ["search", "move"]


def test_a_step_without_a_day_to_spare_before_its_deadline_is_critical():
    journey = a_journey(a_step("search", days=10), a_step("file", days=2, deadline=a_deadline("file_by")))

    assert route_of(journey, falls_on("file_by", day(1))).by_id["file"].is_critical
    assert not route_of(journey, falls_on("file_by", day(2))).by_id["file"].is_critical


def test_a_long_tail_that_may_not_apply_does_not_put_off_the_expected_finish():
    journey = a_journey(a_step("buy", days=3), a_step("claim_back", "buy", days=300, only_if="paid_too_much"))

    route = route_of(journey, either("paid_too_much", "x"))

    assert route.expected_finish == day(2)
    assert route.by_id["buy"].is_critical
    assert not route.by_id["claim_back"].is_critical
    assert route.finish == Days(day(2), day(302))


def test_when_nothing_is_certain_the_finish_may_be_today():
    route = route_of(a_journey(a_step("borrow", days=5, only_if="loan")), either("loan", "x"))

    assert route.finish == Days(ON, day(4))
    assert route.expected_finish == day(4)
    assert route.by_id["borrow"].is_critical


def test_a_missed_deadline_hurries_nobody_who_comes_before_it():
    journey = a_journey(a_step("form", days=3), a_step("file", "form", deadline=a_deadline("file_by")))

    route = route_of(journey, falls_on("file_by", day(-9)))

    assert route.by_id["form"].latest_finish is None
    assert (route.by_id["file"].latest_finish, route.by_id["file"].slack) == (day(-9), -12)


def test_a_fixed_day_that_has_gone_by_fixes_nothing_any_more():
    journey = a_journey(a_step("search", days=(1, 2, 9)), a_step("keys", "search", happens_on=fixed_by("keys_on")))

    route = route_of(journey, facts={"keys_on": on_the(day(-4))})

    assert route.by_id["keys"].cannot_be_met
    assert route.by_id["search"].finish == Days(ON, day(8))
    assert route.by_id["keys"].finish == Days(day(1), day(9))

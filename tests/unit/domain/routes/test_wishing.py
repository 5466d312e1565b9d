"""The order a person wishes for: what comes first when it may, and what is put off to a day."""

from __future__ import annotations

from dataclasses import replace

from handrail.domain.routes.changes import ChangeKind, Move, changes
from handrail.domain.routes.marks import Marks
from handrail.domain.routes.spans import Days
from tests.unit.domain.routes.small_journey import (
    ON,
    a_deadline,
    a_journey,
    a_service,
    a_step,
    day,
    done,
    falls_on,
    fixed_by,
    no,
    on_the,
    route_of,
)

MOVING = a_journey(
    a_step("clean", days=2, deadline=a_deadline("clean_by")),
    a_step("measure"),
    a_step("paint", "measure", days=3),
    a_step("tell_friends"),
)
DUE = falls_on("clean_by", day(10))


def moving(**wishes):
    return route_of(MOVING, DUE, marks=Marks(**wishes))


def first(*names):
    return moving(first=frozenset(names))


def put_off(**days):
    return moving(not_before=days)


def test_what_is_put_first_is_the_first_thing_to_do_now():
    assert moving().do_now[0] == "clean"
    assert first("tell_friends").do_now == ("tell_friends", "clean", "measure")
    assert first("tell_friends").steps[0].id == "tell_friends"


def test_what_must_come_before_it_still_does_and_comes_forward_with_it():
    route = first("paint")

    assert [step.id for step in route.steps][:2] == ["measure", "paint"]
    assert route.do_now == ("measure", "clean", "tell_friends")
    assert [step.is_first for step in route.steps] == [False, True, False, False]


def test_what_two_of_them_wait_for_comes_forward_once():
    journey = a_journey(
        a_step("ask"), a_step("save"), a_step("see", "save"), a_step("borrow", "save"), a_step("buy", "see", "borrow")
    )

    route = route_of(journey, marks=Marks(first=frozenset({"buy"})))

    assert [step.id for step in route.steps] == ["save", "see", "borrow", "buy", "ask"]


def test_what_stands_aside_in_between_holds_nothing_back():
    journey = a_journey(
        a_step("save"), a_step("borrow", "save", only_if="loan"), a_step("buy", "borrow"), a_step("ask")
    )

    route = route_of(journey, no("loan"), marks=Marks(first=frozenset({"buy"})))

    assert [step.id for step in route.steps] == ["save", "borrow", "buy", "ask"]


def test_putting_one_first_moves_no_day_and_says_so():
    found = changes(moving(), first("tell_friends"))

    assert [(change.kind, change.step) for change in found] == [(ChangeKind.REORDERED, "tell_friends")]
    assert [(reason.kind, reason.name) for reason in found[0].because] == [("first", "tell_friends")]


def test_what_is_put_off_starts_on_its_day_and_all_that_waits_for_it_follows():
    before, after = moving(), put_off(measure=day(5))

    moved = {
        change.step: (move.was, move.now) for change in changes(before, after) for move in change.moves
        if move.what == "start"
    }  # fmt: skip
    assert after.by_id["measure"].put_off_to == day(5)
    assert moved == {
        "measure": (Days(ON, ON), Days(day(5), day(5))),
        "paint": (Days(day(1), day(1)), Days(day(6), day(6))),
    }
    assert {
        (reason.kind, reason.name) for change in changes(before, after) for reason in change.because
    } == {("put_off", "measure")}  # fmt: skip
    assert after.do_now == ("clean", "tell_friends")


def test_what_is_put_off_past_its_deadline_cannot_be_in_time():
    assert not put_off(clean=day(9)).by_id["clean"].cannot_be_met
    assert put_off(clean=day(10)).by_id["clean"].cannot_be_met
    assert put_off(clean=day(10)).by_id["clean"].deadline == moving().by_id["clean"].deadline


def test_once_the_day_has_come_it_is_put_off_no_more():
    later = route_of(MOVING, DUE, marks=Marks(not_before={"measure": day(5)}), on=day(5))

    assert later.by_id["measure"].put_off_to is None
    assert "measure" in later.do_now


def test_a_step_that_is_done_or_left_out_has_no_place_to_want():
    wishes = Marks({"measure": ON}, frozenset({"clean"}), {}, {}, frozenset({"clean"}), {"measure": day(5)})

    route = route_of(MOVING, DUE, marks=wishes)

    assert not any(step.is_first or step.put_off_to for step in route.steps)
    assert route.do_now == route_of(MOVING, DUE, marks=replace(wishes, first=frozenset(), not_before={})).do_now


def test_a_day_that_someone_has_fixed_is_not_put_off():
    journey = a_journey(a_step("keys", happens_on=fixed_by("keys_on")))
    facts = {"keys_on": on_the(day(4))}

    route = route_of(journey, facts=facts, marks=Marks(not_before={"keys": day(9)}))

    assert route == replace(route_of(journey, facts=facts), circumstances=route.circumstances)


def test_what_two_life_events_ask_for_is_put_off_to_the_later_day_and_first_for_either():
    service = a_service("council")
    one, other = (
        a_journey(a_step("tell", service="council"), a_step("pack"), name=name, services=[service])
        for name in ("moving", "dying")
    )
    days = {"tell": day(9), "dying.tell": day(3)}

    assert route_of([one, other], marks=Marks(not_before=days)).by_id["tell"].put_off_to == day(9)
    assert route_of([one, other], marks=Marks(first=frozenset({"dying.tell"}))).by_id["tell"].is_first


def test_what_is_taken_back_is_said_to_be():
    found = changes(put_off(tell_friends=day(2)), first("tell_friends"))

    assert [change.kind for change in found] == [ChangeKind.REORDERED, ChangeKind.REDATED]
    assert [reason.kind for reason in found[1].because] == ["put_off"]
    assert Move("start", Days(day(2), day(2)), Days(ON, ON)) in found[1].moves
    assert changes(put_off(measure=day(2)), route_of(MOVING, DUE, marks=done("measure")))[0].kind is ChangeKind.DONE

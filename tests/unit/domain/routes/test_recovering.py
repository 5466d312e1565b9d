"""A missed deadline opens the step that puts it right."""

from __future__ import annotations

from dataclasses import replace

from handrail.domain.routes.marks import Marks
from tests.unit.domain.routes.small_journey import (
    a_deadline,
    a_journey,
    a_step,
    day,
    done,
    either,
    falls_on,
    no,
    route_of,
    statuses,
    yes,
)

LATE = a_step("say_sorry", only_to_recover=True)


def filing(**more):
    return a_step("file", deadline=a_deadline("file_by", "say_sorry"), **more)


def test_a_step_kept_for_a_missed_deadline_does_not_apply_before_it():
    assert statuses(route_of(a_journey(filing(), LATE), falls_on("file_by", day(1)))) == {
        "file": "applies",
        "say_sorry": "does_not_apply",
    }


def test_it_applies_once_the_deadline_has_passed_and_says_which():
    route = route_of(a_journey(filing(), LATE), falls_on("file_by", day(-1)))

    assert statuses(route) == {"file": "applies", "say_sorry": "applies"}
    first = route.by_id["say_sorry"].because[0]
    assert (first.kind, first.name, first.says) == ("deadline", "file", "file_by was missed")


def test_it_may_apply_while_the_deadline_may_have_passed():
    route = route_of(a_journey(filing(), LATE), falls_on("file_by", None, needs=["born_on"]))

    assert statuses(route)["say_sorry"] == "may_apply"
    assert route.by_id["say_sorry"].depends_on == ("born_on",)


def test_it_may_apply_while_the_late_step_itself_may():
    journey = a_journey(filing(only_if="must_file"), LATE)

    route = route_of(journey, falls_on("file_by", day(-1)), either("must_file", "x"))

    assert statuses(route)["say_sorry"] == "may_apply"
    assert route.by_id["say_sorry"].depends_on == ("x",)
    assert statuses(route_of(journey, falls_on("file_by", day(-1)), no("must_file")))["say_sorry"] == "does_not_apply"


def test_its_own_conditions_still_hold():
    journey = a_journey(filing(), a_step("say_sorry", only_to_recover=True, only_if="may_say_sorry"))

    assert (
        statuses(route_of(journey, falls_on("file_by", day(-1)), no("may_say_sorry")))["say_sorry"] == "does_not_apply"
    )
    assert statuses(route_of(journey, falls_on("file_by", day(-1)), yes("may_say_sorry")))["say_sorry"] == "applies"


def test_it_is_not_opened_when_the_step_was_done_skipped_or_overtaken():
    journey = a_journey(filing(), LATE, a_step("frame_it", "file"))

    for marks in (done("file", when=day(-3)), Marks(skipped=frozenset({"file"})), done("frame_it")):
        assert statuses(route_of(journey, falls_on("file_by", day(-1)), marks=marks))["say_sorry"] == "does_not_apply"


def protecting(by="protect_by"):
    """A recovery that is there even when the step was done, and too late."""
    deadline = replace(a_deadline(by, "claim"), even_if_done=True)
    return a_journey(a_step("protect", deadline=deadline), a_step("claim", only_to_recover=True))


def test_where_it_is_there_even_if_done_one_done_too_late_opens_it():
    due = falls_on("protect_by", day(-5))

    late = route_of(protecting(), due, marks=done("protect", when=day(-4)))

    assert statuses(late) == {"protect": "done", "claim": "applies"}
    first = late.by_id["claim"].because[0]
    assert (first.kind, first.name) == ("deadline", "protect")
    in_time = route_of(protecting(), due, marks=done("protect", when=day(-5)))
    assert statuses(in_time) == {"protect": "done", "claim": "does_not_apply"}


def test_it_may_be_there_while_nobody_knows_when_it_was_due_or_done():
    on_some_day = route_of(protecting(), falls_on("protect_by", day(-5)), marks=Marks({"protect": None}))
    by_some_day = route_of(
        protecting(), falls_on("protect_by", day(-9), day(-1), needs=["began_on"]), marks=done("protect", when=day(-4))
    )
    not_due = route_of(protecting(), falls_on("protect_by", day(3)), marks=Marks({"protect": None}))

    assert [statuses(route)["claim"] for route in (on_some_day, by_some_day, not_due)] == [
        "may_apply", "may_apply", "does_not_apply",
    ]  # fmt: skip
    assert by_some_day.by_id["claim"].depends_on == ("began_on",)


def test_a_step_that_was_done_knows_whether_it_was_late():
    journey = a_journey(a_step("file", deadline=a_deadline("file_by")))

    def late(due, marks):
        deadline = route_of(journey, due, marks=marks).by_id["file"].deadline
        assert deadline is not None
        return deadline.done_late, deadline.may_be_done_late

    due, some_day = falls_on("file_by", day(-5)), falls_on("file_by", day(-9), day(-1))
    assert late(due, done("file", when=day(-4))) == (True, False)
    assert late(due, done("file", when=day(-5))) == (False, False)
    assert late(due, Marks({"file": None})) == (False, True)
    assert late(some_day, done("file", when=day(-4))) == (False, True)
    assert late(falls_on("file_by", None), done("file")) == (False, False)
    assert late(due, Marks()) == (False, False)


def test_it_can_itself_be_skipped_or_done():
    journey = a_journey(filing(), LATE)

    skipped = route_of(journey, falls_on("file_by", day(-1)), marks=Marks(skipped=frozenset({"say_sorry"})))

    assert statuses(skipped)["say_sorry"] == "skipped"
    assert statuses(route_of(journey, falls_on("file_by", day(-1)), marks=done("say_sorry")))["say_sorry"] == "done"


def test_a_step_that_was_done_is_opened_again_when_it_has_to_be_done_again():
    journey = a_journey(a_step("apply"), a_step("use_the_offer", "apply", deadline=a_deadline("offer_ends", "apply")))
    marks = done("apply", when=day(-90))

    route = route_of(journey, falls_on("offer_ends", day(-1)), marks=marks)

    assert statuses(route) == {"apply": "applies", "use_the_offer": "applies"}
    assert route.by_id["apply"].reopened
    assert route.by_id["apply"].done_on is None
    assert route.do_now == ("apply",)
    assert statuses(route_of(journey, falls_on("offer_ends", day(1)), marks=marks))["apply"] == "done"
    assert statuses(route_of(journey, falls_on("offer_ends", day(-1), day(1)), marks=marks))["apply"] == "done"


def test_a_step_done_after_the_missed_day_has_put_it_right():
    journey = a_journey(a_step("apply"), a_step("use_the_offer", "apply", deadline=a_deadline("offer_ends", "apply")))

    for marks in (done("apply", when=day(0)), Marks({"apply": None})):
        assert statuses(route_of(journey, falls_on("offer_ends", day(-1)), marks=marks))["apply"] == "done"


def test_a_step_of_the_ordinary_way_that_recovers_is_there_all_along():
    journey = a_journey(a_step("apply"), a_step("use_the_offer", "apply", deadline=a_deadline("offer_ends", "apply")))

    assert statuses(route_of(journey, falls_on("offer_ends", day(-1))))["apply"] == "applies"


def test_a_step_can_be_its_own_recovery():
    route = route_of(a_journey(a_step("file", deadline=a_deadline("file_by", "file"))), falls_on("file_by", day(-1)))

    assert statuses(route) == {"file": "applies"}
    assert route.by_id["file"].is_overdue


def test_a_recovery_that_is_late_opens_its_own():
    middle = a_step("say_sorry", only_to_recover=True, deadline=a_deadline("sorry_by", "go_to_court"))
    journey = a_journey(a_step("go_to_court", only_to_recover=True), middle, filing())

    route = route_of(journey, falls_on("file_by", day(-9)), falls_on("sorry_by", day(-2)))

    assert statuses(route) == {"file": "applies", "say_sorry": "applies", "go_to_court": "applies"}


def test_one_of_two_missed_deadlines_is_enough():
    journey = a_journey(filing(), a_step("pay", deadline=a_deadline("pay_by", "say_sorry")), LATE)

    route = route_of(journey, falls_on("file_by", None), falls_on("pay_by", day(-1)))

    assert statuses(route)["say_sorry"] == "applies"

"""Several life events at once make one route."""

from __future__ import annotations

from handrail.domain.routes.choices import ByChoice
from handrail.domain.routes.journey import DocumentNeed, Lasts
from handrail.domain.routes.marks import Marks
from handrail.domain.routes.spans import Days, Money
from tests.unit.domain.routes.small_journey import (
    ON,
    a_deadline,
    a_journey,
    a_service,
    a_step,
    among,
    comes_to,
    costing,
    day,
    done,
    either,
    falls_on,
    no,
    route_of,
    statuses,
    yes,
)

ANYWHERE = {"home.nation": among("wales")}
TELL = a_service("tell_the_council")


def two_events(first, second):
    """A birth and a move, each with its steps."""
    return [a_journey(*first, name="birth", services=[TELL]), a_journey(*second, name="move", services=[TELL])]


def test_the_same_service_for_two_events_is_one_step():
    journeys = two_events(
        [a_step("register"), a_step("tell", "register", service="tell_the_council")],
        [
            a_step("get_keys", days=5),
            a_step("say_so", "get_keys", service="tell_the_council"),
            a_step("rest", "say_so"),
        ],
    )

    route = route_of(journeys, facts=ANYWHERE)

    assert statuses(route) == dict.fromkeys(("register", "get_keys", "tell", "rest"), "applies")
    assert route.events == ("birth", "move")
    assert route.by_id["tell"].parts == (("birth", "tell"), ("move", "say_so"))
    assert route.by_id["tell"].events == ("birth", "move")
    assert route.by_id["tell"].after == ("register", "get_keys")
    assert route.by_id["tell"].start.low == day(5)
    assert route.by_id["rest"].after == ("tell",)


def test_it_has_the_earliest_deadline_and_the_union_of_all_else():
    letter = DocumentNeed("letter", ByChoice.always("the council"), "to prove it")
    first = a_step(
        "tell",
        service="tell_the_council",
        trigger="move",
        deadline=a_deadline("a"),
        only_if="x",
        costs=costing("fee"),
        days=2,
    )
    second = a_step(
        "tell",
        service="tell_the_council",
        trigger="move",
        deadline=a_deadline("b"),
        only_if="y",
        documents=(letter,),
        days=3,
    )

    route = route_of(
        two_events([first], [second]),
        yes("x"), yes("y"), falls_on("a", day(9)), falls_on("b", day(5)), comes_to("fee", 7), facts=ANYWHERE,
    )  # fmt: skip

    step = route.by_id["tell"]
    assert len(route.steps) == 1
    assert step.deadline is not None
    assert (step.deadline.by, step.deadline.days) == ("b", Days(day(5), day(5)))
    assert [reason.name for reason in step.because] == ["x", "y"]
    assert step.cost == Money(7, 7)
    assert [document.id for document in step.documents] == ["letter"]
    assert step.lasts == Lasts(3, 3, 3)


def test_one_event_that_surely_asks_for_it_is_enough():
    journeys = two_events(
        [a_step("tell", service="tell_the_council", only_if="x", deadline=a_deadline("a"), trigger="t")],
        [a_step("tell", service="tell_the_council", only_if="y", deadline=a_deadline("b"), trigger="t")],
    )
    dates = (falls_on("a", day(1)), falls_on("b", day(9)))

    sure = route_of(journeys, no("x"), yes("y"), *dates, facts=ANYWHERE)
    unsure = route_of(journeys, either("x", "p"), either("y", "q"), *dates, facts=ANYWHERE)
    neither = route_of(journeys, no("x"), no("y"), *dates, facts=ANYWHERE)

    assert sure.by_id["tell"].deadline is not None
    assert (sure.by_id["tell"].status, sure.by_id["tell"].deadline.by) == ("applies", "b")
    assert (unsure.by_id["tell"].status, unsure.by_id["tell"].depends_on) == ("may_apply", ("p", "q"))
    assert neither.by_id["tell"].status == "does_not_apply"


def test_another_trigger_or_subject_is_another_thing_to_do():
    for difference in ({"trigger": "birth"}, {"subject": "partner"}, {"deadline": a_deadline("b")}):
        journeys = two_events(
            [a_step("tell", service="tell_the_council")], [a_step("tell", service="tell_the_council", **difference)]
        )

        route = route_of(journeys, falls_on("b", day(9)), facts=ANYWHERE)

        assert list(route.by_id) == ["tell", "move.tell"] or list(route.by_id) == ["move.tell", "tell"]


def test_a_step_without_a_service_is_never_merged_even_under_the_same_name():
    route = route_of(two_events([a_step("rest")], [a_step("rest"), a_step("eat", "rest")]))

    assert set(route.by_id) == {"rest", "move.rest", "eat"}
    assert route.by_id["eat"].after == ("move.rest",)


def test_two_steps_of_one_event_stay_two():
    journeys = two_events(
        [a_step("tell", service="tell_the_council")],
        [
            a_step("tell_first", service="tell_the_council"),
            a_step("tell_again", "tell_first", service="tell_the_council"),
        ],
    )

    route = route_of(journeys, facts=ANYWHERE)

    assert {name: step.events for name, step in route.by_id.items()} == {
        "tell": ("birth", "move"),
        "tell_again": ("move",),
    }


def test_steps_that_would_wait_for_each_other_stay_apart():
    other = a_service("other")
    first = a_journey(
        a_step("a", service="tell_the_council"), a_step("b", "a", service="other"), name="birth", services=[TELL, other]
    )
    second = a_journey(
        a_step("c", service="other"), a_step("d", "c", service="tell_the_council"), name="move", services=[TELL, other]
    )

    route = route_of([first, second], facts=ANYWHERE)

    assert set(route.by_id) == {"a", "b", "d"}
    assert route.by_id["b"].events == ("birth", "move")
    assert route.by_id["d"].after == ("b",)


def test_a_step_that_waited_for_both_waits_for_the_one():
    journeys = two_events(
        [a_step("tell", service="tell_the_council")],
        [a_step("tell_them", service="tell_the_council"), a_step("rest", "tell_them"), a_step("sleep", "rest")],
    )

    route = route_of(journeys, facts=ANYWHERE)

    assert route.by_id["rest"].after == ("tell",)
    assert route.by_id["sleep"].after == ("rest",)


def test_a_mark_on_either_counts_for_the_one_and_the_later_day_is_kept():
    journeys = two_events([a_step("tell", service="tell_the_council")], [a_step("say", service="tell_the_council")])

    by_other_name = route_of(journeys, facts=ANYWHERE, marks=done("say"))
    by_both = route_of(journeys, facts=ANYWHERE, marks=Marks({"say": day(-4), "tell": day(-2)}))
    once_unknown = route_of(journeys, facts=ANYWHERE, marks=Marks({"say": None, "tell": day(-2)}))
    skipped = route_of(journeys, facts=ANYWHERE, marks=Marks(skipped=frozenset({"say"}), assigned_to={"say": "Sam"}))

    assert by_other_name.by_id["tell"].done_on == ON
    assert by_both.by_id["tell"].done_on == day(-2)
    assert once_unknown.by_id["tell"].done_on == day(-2)
    assert skipped.by_id["tell"].status == "skipped"
    assert skipped.by_id["tell"].assigned_to == "Sam"


def test_a_deadline_leads_to_the_recovery_of_its_own_event():
    late = a_step("late", only_to_recover=True)
    journeys = two_events(
        [a_step("file", deadline=a_deadline("a", "late")), late],
        [a_step("pay", deadline=a_deadline("b", "late")), late],
    )

    route = route_of(journeys, falls_on("a", day(9)), falls_on("b", day(-1)))

    assert statuses(route)["late"] == "does_not_apply"
    assert statuses(route)["move.late"] == "applies"


def test_looking_for_who_waits_for_whom_ends_where_ways_meet_again():
    first = [a_step("a"), a_step("b", "a"), a_step("c", "a"), a_step("tell", "b", "c", service="tell_the_council")]

    route = route_of(two_events(first, [a_step("say", service="tell_the_council")]), facts=ANYWHERE)

    assert route.by_id["tell"].events == ("birth", "move")

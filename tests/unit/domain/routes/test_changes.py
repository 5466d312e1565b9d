"""What is different between two routes, and why."""

from __future__ import annotations

from dataclasses import replace

from handrail.domain.routes.changes import ChangeKind, Move, changes
from handrail.domain.routes.journey import Alternative, Lasts
from handrail.domain.routes.marks import Marks
from handrail.domain.routes.spans import NO_DAYS, Days, Money
from tests.unit.domain.routes.small_journey import (
    HERE,
    ON,
    a_choice,
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
    fixed_by,
    no,
    on_the,
    route_of,
    yes,
)

BUYING = a_journey(
    a_step("save", days=3),
    a_step("borrow", "save", days=5, only_if="loan", costs=costing("interest")),
    a_step("buy", "borrow", days=2),
)


def told(found):
    """Each change with what it happened to."""
    return [(change.kind.value, change.step) for change in found]


def reasons(found, kind, step):
    """The reasons of one change."""
    return next(
        [(r.kind, r.name) for r in change.because] for change in found if (change.kind, change.step) == (kind, step)
    )


def test_the_same_route_has_no_changes():
    assert changes(route_of(a_journey(a_step("pack"))), route_of(a_journey(a_step("pack")))) == ()


def test_a_new_fact_adds_a_step_and_puts_off_what_comes_after_it():
    before = route_of(BUYING, no("loan", "needs_a_loan"), comes_to("interest", 9))
    after = route_of(BUYING, yes("loan", "needs_a_loan"), comes_to("interest", 9))

    found = changes(before, after)

    assert told(found) == [("added", "borrow"), ("redated", "buy")]
    assert reasons(found, "added", "borrow") == [("rule", "loan")]
    assert reasons(found, "redated", "buy") == [("rule", "loan")]
    assert found[1].moves[0] == Move("start", Days(day(3), day(3)), Days(day(8), day(8)))


def test_a_fact_taken_back_drops_a_step_and_says_which():
    before = route_of(BUYING, yes("loan", "needs_a_loan"), comes_to("interest", 9))
    after = route_of(BUYING, no("loan"), comes_to("interest", 9))

    assert told(changes(before, after)) == [("dropped", "borrow"), ("redated", "buy")]


def test_a_step_that_may_apply_is_confirmed_and_priced():
    before = route_of(BUYING, either("loan", "x"), comes_to("interest", 9))
    after = route_of(BUYING, yes("loan", "x"), comes_to("interest", 9))

    found = changes(before, after)

    assert told(found) == [("confirmed", "borrow"), ("repriced", "borrow"), ("redated", "buy")]
    assert ("rule", "loan") in reasons(found, "repriced", "borrow")
    assert told(changes(after, before))[0] == ("in_doubt", "borrow")


def test_a_done_step_brings_the_rest_forward_because_of_the_mark():
    before = route_of(BUYING, no("loan"), comes_to("interest", 9))
    after = route_of(BUYING, no("loan"), comes_to("interest", 9), marks=done("save"))

    found = changes(before, after)

    assert told(found) == [("done", "save"), ("redated", "buy")]
    assert reasons(found, "redated", "buy") == [("mark", "save")]
    assert told(changes(after, before)) == [("reopened", "save"), ("redated", "buy")]


def test_a_skipped_step_is_said_to_be_skipped():
    after = route_of(BUYING, no("loan"), comes_to("interest", 9), marks=Marks(skipped=frozenset({"save"})))

    found = changes(route_of(BUYING, no("loan"), comes_to("interest", 9)), after)

    assert told(found) == [("skipped", "save"), ("redated", "buy")]


def test_a_new_price_is_repriced_because_of_its_rule():
    before = route_of(BUYING, yes("loan"), comes_to("interest", 9))

    found = changes(before, route_of(BUYING, yes("loan"), comes_to("interest", 12)))

    assert told(found) == [("repriced", "borrow")]
    assert found[0].moves == (Move("cost", Money(9, 9), Money(12, 12)),)
    assert reasons(found, "repriced", "borrow") == [("rule", "interest")]


def test_a_moved_deadline_redates_its_step_and_the_latest_days_of_those_before():
    journey = a_journey(
        a_step("form"), a_step("check", "form"), a_step("file", "check", deadline=a_deadline("file_by"))
    )

    found = changes(route_of(journey, falls_on("file_by", day(20))), route_of(journey, falls_on("file_by", day(9))))

    assert told(found) == [("redated", "form"), ("redated", "check"), ("redated", "file")]
    assert {move.what for move in found[0].moves} == {"latest_finish", "start_by"}
    assert "deadline" in {move.what for move in found[2].moves}
    assert reasons(found, "redated", "form") == [("rule", "file_by")]


def test_a_deadline_that_was_not_known_before_moved_from_nothing():
    journey = a_journey(a_step("file", deadline=a_deadline("file_by")))

    found = changes(route_of(journey, falls_on("file_by", None)), route_of(journey, falls_on("file_by", day(9))))

    assert found[0].moves[0] == Move("deadline", NO_DAYS, Days(day(9), day(9)))


def test_a_new_day_is_the_reason_that_things_come_a_day_later():
    found = changes(route_of(a_journey(a_step("pack"))), route_of(a_journey(a_step("pack")), on=day(1)))

    assert told(found) == [("redated", "pack")]
    assert reasons(found, "redated", "pack") == [("day", day(1).isoformat())]


def test_a_day_that_passes_a_deadline_opens_the_recovery_and_says_which_was_missed():
    journey = a_journey(a_step("apply"), a_step("use", "apply", deadline=a_deadline("ends", "apply")))
    marks = done("apply", when=day(-90))

    before = route_of(journey, falls_on("ends", ON), marks=marks)
    found = changes(before, route_of(journey, falls_on("ends", ON), marks=marks, on=day(1)))

    assert told(found)[0] == ("reopened", "apply")
    assert reasons(found, "reopened", "apply")[0] == ("deadline", "use")


def test_a_moved_day_moves_its_step_because_of_the_fact():
    journey = a_journey(a_step("keys", happens_on=fixed_by("keys_on")), a_step("rest", "keys"))

    found = changes(
        route_of(journey, facts={"keys_on": on_the(day(5))}), route_of(journey, facts={"keys_on": on_the(day(9))})
    )

    assert told(found) == [("redated", "keys"), ("redated", "rest")]
    assert reasons(found, "redated", "rest") == [("fact", "keys_on")]


def test_a_choice_is_the_reason_only_where_it_changes_something():
    ways = a_choice(
        "how",
        Alternative("quick", "Quick", cost="dear", lasts=Lasts(1, 1, 1)),
        Alternative("slow", "Slow", lasts=Lasts(9, 9, 9)),
    )
    journey = a_journey(a_step("send", decision=ways), a_step("receive", "send"))
    prices = comes_to("dear", 50)

    found = changes(route_of(journey, prices), route_of(journey, prices, marks=Marks(chosen={"how": "slow"})))

    assert told(found) == [("redated", "send"), ("repriced", "send"), ("redated", "receive")]
    assert reasons(found, "redated", "send") == [("decision", "how")]
    assert reasons(found, "redated", "receive") == [("decision", "how")]
    assert reasons(found, "repriced", "send") == [("decision", "how")]


def test_a_choice_that_takes_no_longer_is_not_blamed_for_a_later_day():
    ways = a_choice("how", Alternative("one", "One"), Alternative("other", "Other"))
    journey = a_journey(a_step("save", days=3), a_step("send", "save", decision=ways))

    found = changes(route_of(journey), route_of(journey, marks=Marks({"save": ON}, chosen={"how": "one"})))

    assert reasons(found, "redated", "send") == [("mark", "save")]


def test_a_second_life_event_brings_its_steps():
    other = a_journey(a_step("register"), name="birth")

    found = changes(route_of(a_journey(a_step("pack"))), route_of([a_journey(a_step("pack")), other]))

    assert told(found) == [("added", "register")]
    assert reasons(found, "added", "register") == [("event", "birth")]
    back = changes(route_of([a_journey(a_step("pack")), other]), route_of(a_journey(a_step("pack"))))
    assert told(back) == [("dropped", "register")]
    assert reasons(back, "dropped", "register") == [("event", "birth")]


def test_a_step_that_a_second_event_asks_for_too_says_so():
    service = a_service("tell")
    one = a_journey(a_step("tell", service="tell", only_if="x"), services=[service])
    other = a_journey(
        a_step("register", days=4), a_step("say", "register", service="tell"), name="birth", services=[service]
    )
    facts = {"home.nation": among("wales")}

    found = changes(route_of(one, no("x"), facts=facts), route_of([one, other], no("x"), facts=facts))

    assert reasons(found, "added", "tell") == [("event", "birth")]


def test_a_journey_written_anew_is_the_reason_when_nothing_about_the_person_differs():
    longer = a_journey(a_step("pack", days=4))
    dearer = a_journey(a_step("pack", costs=costing("boxes")))

    found = changes(route_of(a_journey(a_step("pack"))), route_of(longer))

    assert reasons(found, "redated", "pack") == [("journey", "moving")]
    prices = comes_to("boxes", 5)
    found = changes(route_of(a_journey(a_step("pack")), prices), route_of(dearer, prices))
    assert reasons(found, "repriced", "pack") == [("journey", "moving")]


def test_a_rule_that_came_with_a_release_is_the_reason():
    dearer = a_journey(a_step("pack", costs=costing("boxes")))

    found = changes(route_of(a_journey(a_step("pack"))), route_of(dearer, comes_to("boxes", 5)))

    assert reasons(found, "repriced", "pack") == [("rule", "boxes")]


def test_words_that_differ_alone_are_no_change():
    moved = a_journey(replace(a_step("pack"), place=replace(HERE, line=99)))

    assert changes(route_of(a_journey(a_step("pack"))), route_of(moved)) == ()


def test_every_kind_of_change_has_its_word():
    assert {kind.value for kind in ChangeKind} == {
        "added", "confirmed", "in_doubt", "dropped", "done", "skipped", "reopened", "reordered", "redated", "repriced",
    }  # fmt: skip

"""The ways of doing a step."""

from __future__ import annotations

from handrail.domain.routes.journey import Alternative, Lasts
from handrail.domain.routes.marks import Marks
from handrail.domain.routes.spans import Days
from tests.unit.domain.routes.small_journey import ON, a_choice, a_journey, a_step, comes_to, day, done, route_of


def dominated(*alternatives, amounts=()):
    """Which ways are worse in every way, and than which."""
    route = route_of(a_journey(a_step("survey", days=(3, 5, 9), decision=a_choice("level", *alternatives))), *amounts)
    decision = route.decisions[0]
    return {each.id: each.dominated_by for each in decision.alternatives if each.dominated_by}


def test_the_way_that_is_chosen_says_how_long_it_takes():
    quick, slow = (
        Alternative("quick", "Quick", lasts=Lasts(1, 1, 2)),
        Alternative("slow", "Slow", lasts=Lasts(5, 9, 20)),
    )
    journey = a_journey(a_step("survey", days=(3, 5, 9), decision=a_choice("level", quick, slow)))

    undecided = route_of(journey).by_id["survey"]
    decided = route_of(journey, marks=Marks(chosen={"level": "slow"})).by_id["survey"]

    assert undecided.lasts == Lasts(1, 1, 2)
    assert decided.lasts == Lasts(5, 9, 20)
    assert decided.decision is not None
    assert decided.decision.chosen == "slow"
    assert decided.finish == Days(day(4), day(19))


def test_until_it_is_decided_the_time_runs_over_the_ways_that_are_shown():
    quick = Alternative("quick", "Quick", lasts=Lasts(1, 1, 2), effort=3)
    slow = Alternative("slow", "Slow", lasts=Lasts(5, 9, 20), effort=1)

    route = route_of(a_journey(a_step("survey", days=(3, 5, 9), decision=a_choice("level", quick, slow))))

    assert route.by_id["survey"].lasts == Lasts(1, 5, 20)


def test_a_way_that_is_no_better_in_anything_is_not_shown():
    one, other = Alternative("one", "One", cost="low", effort=1), Alternative("other", "Other", cost="high", effort=2)

    assert dominated(one, other, amounts=(comes_to("low", 1), comes_to("high", 2))) == {"other": "one"}


def test_ways_that_are_alike_are_both_shown():
    assert dominated(Alternative("one", "One", effort=1), Alternative("other", "Other", effort=1)) == {}


def test_a_way_that_is_better_in_something_is_shown():
    one = Alternative("one", "One", cost="low", effort=2)

    amounts = (comes_to("low", 1), comes_to("high", 2))
    assert dominated(one, Alternative("easy", "Easy", cost="high", effort=1), amounts=amounts) == {}
    assert (
        dominated(one, Alternative("quick", "Quick", cost="high", effort=2, lasts=Lasts(1, 1, 1)), amounts=amounts)
        == {}
    )


def test_a_cost_that_may_be_more_proves_nothing():
    one, other = Alternative("one", "One", cost="this"), Alternative("other", "Other", cost="that")

    assert dominated(one, other, amounts=(comes_to("this", 1, 3), comes_to("that", 2))) == {}
    assert dominated(one, other, amounts=(comes_to("this", 1, 2), comes_to("that", 2))) == {}
    assert dominated(one, Alternative("free", "Free"), amounts=(comes_to("this", 1),)) == {}


def test_effort_that_nobody_gave_proves_nothing():
    assert dominated(Alternative("one", "One", effort=1), Alternative("other", "Other", lasts=Lasts(9, 9, 9))) == {}


def test_different_risks_are_the_persons_to_weigh_but_none_is_better_than_some():
    safe = Alternative("safe", "Safe")
    risky, other = (
        Alternative("risky", "Risky", risk="It may sink."),
        Alternative("other", "Other", risk="It may burn."),
    )

    assert dominated(safe, risky) == {"risky": "safe"}
    assert dominated(risky, other) == {}


def test_a_worse_way_that_someone_chose_is_shown_to_them():
    one, other = Alternative("one", "One", effort=1), Alternative("other", "Other", effort=2, lasts=Lasts(9, 9, 9))
    journey = a_journey(a_step("survey", decision=a_choice("level", one, other)))

    open_choice = route_of(journey).decisions[0]
    made = route_of(journey, marks=Marks(chosen={"level": "other"})).decisions[0]

    assert [each.id for each in open_choice.shown] == ["one"]
    assert [each.id for each in made.shown] == ["one", "other"]
    assert route_of(journey, marks=Marks(chosen={"level": "gone"})).decisions[0].chosen is None


def test_a_decision_of_a_step_that_is_done_is_no_longer_to_make():
    journey = a_journey(a_step("survey", decision=a_choice("level", Alternative("a", "A"), Alternative("b", "B"))))

    assert route_of(journey, marks=done("survey", when=ON)).decisions == ()

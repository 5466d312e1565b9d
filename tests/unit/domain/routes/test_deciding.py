"""The ways of doing a step."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.domain.routes.journey import Alternative, Lasts
from handrail.domain.routes.marks import Marks
from handrail.domain.routes.spans import Days
from tests.unit.domain.routes.small_journey import (
    ON,
    a_choice,
    a_deadline,
    a_journey,
    a_step,
    comes_to,
    day,
    done,
    falls_on,
    route_of,
)


def dominated(*alternatives, amounts=()):
    """Which ways are worse in every way, and than which."""
    route = route_of(a_journey(a_step("survey", days=(3, 5, 9), decision=a_choice("level", *alternatives))), *amounts)
    decision = route.decisions[0]
    return {each.id: each.dominated_by for each in decision.alternatives if each.dominated_by}


def test_the_way_that_is_chosen_says_how_long_it_takes():
    quick, slow = (
        Alternative("quick", "Quick", lasts=Lasts(1, 1, 2), effort=1),
        Alternative("slow", "Slow", lasts=Lasts(5, 9, 20), effort=1),
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
    slow = Lasts(9, 9, 9)

    assert dominated(Alternative("one", "One", effort=1), Alternative("other", "Other", lasts=slow)) == {}
    assert dominated(Alternative("one", "One"), Alternative("other", "Other", lasts=slow)) == {}


def test_different_risks_are_the_persons_to_weigh_but_none_is_better_than_some():
    safe = Alternative("safe", "Safe", effort=1)
    risky, other = (
        Alternative("risky", "Risky", effort=1, risk="It may sink."),
        Alternative("other", "Other", effort=1, risk="It may burn."),
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


def test_a_way_that_can_be_undone_otherwise_is_the_persons_to_weigh():
    one = Alternative("one", "One", effort=1, undo="You can go back.")
    for_good, alike = (Alternative(name, name, effort=2, undo=undo) for name, undo in (("a", "No."), ("b", one.undo)))

    assert dominated(one, for_good) == {}
    assert dominated(one, alike) == {"b": "one"}


WORDS = st.sampled_from(["", "It may sink.", "It may burn."])
WAYS = st.lists(
    st.tuples(
        st.sampled_from([None, "low", "high", "some"]),
        st.sampled_from([None, (1, 2, 3), (1, 4, 9), (5, 5, 5)]),
        st.sampled_from([None, 1, 2]),
        WORDS,
        WORDS,
    ),
    min_size=2,
    max_size=6,
)
COSTS = {"low": (1, 1), "high": (5, 5), "some": (2, 7)}


@pytest.mark.property
@settings(max_examples=1000)
@given(WAYS)
def test_no_way_that_is_shown_is_dominated_and_every_other_is_by_one_that_is_shown(ways):
    alternatives = [
        Alternative(str(n), str(n), cost=cost, lasts=lasts and Lasts(*lasts), effort=effort, risk=risk, undo=undo)
        for n, (cost, lasts, effort, risk, undo) in enumerate(ways)
    ]
    amounts = (comes_to("low", 1), comes_to("high", 5), comes_to("some", 2, 7))
    route = route_of(a_journey(a_step("survey", days=(3, 5, 9), decision=a_choice("level", *alternatives))), *amounts)
    shown = [int(each.id) for each in route.decisions[0].shown]

    assert shown
    for n, way in enumerate(ways):
        beaten_by = [other for other in shown if other != n and is_better_all_round(ways[other], way)]
        assert bool(beaten_by) is (n not in shown)


def is_better_all_round(one, other):
    """By the words of the issue: no worse in cost, time, effort, risk and what cannot be undone, all of them known; better in one."""
    (cost, lasts, effort, risk, undo), (their_cost, their_lasts, their_effort, their_risk, their_undo) = one, other
    if effort is None or their_effort is None or undo != their_undo or (risk and risk != their_risk):
        return False
    if cost != their_cost and (cost is None or their_cost is None or COSTS[cost][1] > COSTS[their_cost][0]):
        return False
    time, their_time = lasts or (3, 5, 9), their_lasts or (3, 5, 9)
    if any(mine > theirs for mine, theirs in zip(time, their_time, strict=True)) or effort > their_effort:
        return False
    cheaper = cost != their_cost and COSTS[cost][1] < COSTS[their_cost][0]
    return cheaper or time != their_time or effort < their_effort or risk != their_risk


# -- deciding later ------------------------------------------------------------------------------------------------------


QUICK = Alternative("quick", "Quick", lasts=Lasts(1, 2, 3), effort=3)
SLOW = Alternative("slow", "Slow", lasts=Lasts(5, 9, 20), effort=1)


def decide_by(*rules, after=(), chosen=None):
    first = a_step("survey", days=(3, 5, 9), decision=a_choice("level", QUICK, SLOW))
    marks = Marks(chosen={"level": chosen} if chosen else {})
    return route_of(a_journey(first, *after), *rules, marks=marks).decisions[0].by


def test_a_choice_can_wait_until_its_ways_no_longer_leave_time_for_what_comes_after():
    last = a_step("move", "survey", days=3, deadline=a_deadline("move_by"))

    # Three days to move end on day 30, so that the survey ends on day 27: nine days of it start on 19, and two on 26.
    assert decide_by(falls_on("move_by", day(30)), after=[last]) == Days(day(19), day(26))
    assert decide_by(falls_on("move_by", day(30)), after=[last], chosen="slow") == Days(day(19), day(26))


def test_where_nothing_has_a_day_there_is_none_to_decide_by():
    assert decide_by() == Days()


def test_where_the_last_day_may_be_one_of_several_the_safe_one_counts():
    last = a_step("move", "survey", days=3, deadline=a_deadline("move_by"))

    assert decide_by(falls_on("move_by", day(30), day(50)), after=[last]) == Days(day(19), day(26))


def test_what_nothing_waits_for_any_more_has_no_day_to_decide_by():
    first = a_step("survey", decision=a_choice("level", QUICK, SLOW))
    overtaken = route_of(a_journey(first, a_step("move", "survey")), marks=done("move", when=ON))

    assert [each.by for each in overtaken.decisions] == [Days()]

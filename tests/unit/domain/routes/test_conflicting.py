"""Dates that get in each other's way: the same day for two life events, and a deadline before what has to be done first."""

from __future__ import annotations

from dataclasses import replace

from handrail.domain.facts.possible import Ranges
from handrail.domain.routes.conflicting import Conflict, Kind, conflicts
from handrail.domain.routes.journey import Alternative, Anchor, Way
from handrail.domain.routes.marks import NO_MARKS
from handrail.domain.routes.planning import plan
from handrail.domain.routes.spans import Days
from handrail.domain.rules.determination import Reason
from tests.unit.domain.routes.small_journey import (
    ON,
    a_choice,
    a_deadline,
    a_journey,
    a_step,
    day,
    done,
    either,
    falls_on,
    fixed_by,
)


def between(first: int, last: int) -> Ranges:
    return Ranges.between(day(first).toordinal(), day(last).toordinal())


def found(*journeys, facts=None, rules=(), marks=NO_MARKS):
    """What gets in the way of what, for journeys of different life events."""
    known = {name: between(*ends) for name, ends in (facts or {}).items()}
    return conflicts(plan(journeys, {rule.goal: rule for rule in rules}, known, marks, on=ON))


def fixed(name: str, fact: str, event: str, **more):
    return a_journey(a_step(name, happens_on=fixed_by(fact), **more), name=event)


FUNERAL, KEYS = fixed("funeral", "funeral.on", "a_death"), fixed("keys", "keys.on", "a_move")


def test_two_days_that_are_fixed_for_the_same_day_get_in_each_others_way():
    assert found(FUNERAL, KEYS, facts={"funeral.on": (9, 9), "keys.on": (9, 9)}) == (
        Conflict(Kind.SAME_DAY, ("funeral", "keys"), Days(day(9), day(9)), ("funeral.on", "keys.on")),
    )
    assert found(FUNERAL, KEYS, facts={"funeral.on": (9, 9), "keys.on": (10, 10)}) == ()


def test_days_that_are_only_known_roughly_may_do_so():
    (one,) = found(FUNERAL, KEYS, facts={"funeral.on": (9, 9), "keys.on": (5, 12)})

    assert (one.kind, one.days) == (Kind.MAY_BE_SAME_DAY, Days(day(9), day(9)))


def test_a_day_of_which_next_to_nothing_is_known_is_in_nobodys_way():
    assert found(FUNERAL, KEYS, facts={"funeral.on": (9, 9), "keys.on": (1, 90)}) == ()
    assert found(FUNERAL, KEYS, facts={"funeral.on": (9, 9)}) == ()


def test_a_day_that_has_gone_or_is_done_with_is_in_nobodys_way():
    both = {"funeral.on": (-3, -3), "keys.on": (-3, -3)}

    assert found(FUNERAL, KEYS, facts=both) == ()
    assert found(FUNERAL, KEYS, facts={"funeral.on": (9, 9), "keys.on": (9, 9)}, marks=done("keys", when=ON)) == ()


def test_what_may_not_be_needed_is_in_nobodys_way():
    maybe = fixed("keys", "keys.on", "a_move", only_if="is_moving")

    assert found(FUNERAL, maybe, facts={"funeral.on": (9, 9), "keys.on": (9, 9)}, rules=[either("is_moving")]) == ()


def test_what_comes_round_a_day_may_come_on_any_of_those_days():
    birth = a_journey(a_step("birth", happens_on=Anchor("due", is_fact=False), give_or_take=5), name="a_birth")

    (one,) = found(birth, KEYS, facts={"keys.on": (4, 4)}, rules=[falls_on("due", day(9))])

    assert (one.kind, one.days, one.fixed_by) == (Kind.MAY_BE_SAME_DAY, Days(day(4), day(4)), ("keys.on",))


def test_within_a_life_event_its_author_has_put_the_days_in_order():
    both = a_journey(a_step("funeral", happens_on=fixed_by("on")), a_step("meal", "funeral", happens_on=fixed_by("on")))

    assert found(both, facts={"on": (9, 9)}) == ()


def test_what_must_be_done_in_person_and_can_be_on_one_day_only_has_that_day():
    def pressed(how):
        step = a_step("sign", days=1, deadline=a_deadline("sign_by"), ways=(Way(how, "the office"),))
        return a_journey(step, name="a_visit")

    facts, rules = {"keys.on": (0, 0)}, [falls_on("sign_by", day(0))]

    assert [each.kind for each in found(KEYS, pressed("in_person"), facts=facts, rules=rules)] == [Kind.SAME_DAY]
    assert found(KEYS, pressed("online"), facts=facts, rules=rules) == ()
    assert found(KEYS, pressed("in_person"), facts=facts, rules=[falls_on("sign_by", day(5))]) == ()


# -- too late ------------------------------------------------------------------------------------------------------------


def late(*, slow=(10, 20, 30), by=5, **more):
    steps = (a_step("wait", days=slow, **more), a_step("file", "wait", deadline=a_deadline("file_by")))
    return found(a_journey(*steps), rules=[falls_on("file_by", day(by))])


def test_a_deadline_before_what_comes_first_can_be_done_gets_in_its_way():
    assert late() == (Conflict(Kind.TOO_LATE, ("wait", "file"), Days(day(5), day(9))),)
    assert late(by=15) == ()


def test_a_quicker_way_of_what_comes_first_could_give():
    quick, slow = Alternative("quick", "Quick", effort=2), Alternative("slow", "Slow", effort=1)

    assert late(decision=a_choice("how", quick, slow))[0].decisions == ("how",)


def test_the_answers_that_the_days_are_counted_from_could_be_others():
    steps = (
        a_step("wait", days=10, happens_on=fixed_by("wait.on")),
        a_step("file", "wait", deadline=a_deadline("file_by"), happens_on=fixed_by("file.on")),
    )
    counted_from = (Reason("fact", "sold.on", "you said"), Reason("rule", "file_by", "says"))
    deadline = replace(falls_on("file_by", day(5)), because=counted_from)

    (one,) = found(a_journey(*steps), facts={"wait.on": (12, 12), "file.on": (4, 4)}, rules=[deadline])

    assert one == Conflict(Kind.TOO_LATE, ("wait", "file"), Days(day(4), day(12)), ("wait.on", "file.on", "sold.on"))


def test_what_is_late_by_itself_is_not_in_the_way_of_anything():
    alone = a_journey(a_step("file", days=9, deadline=a_deadline("file_by")))

    assert found(alone, rules=[falls_on("file_by", day(3))]) == ()
    assert late(by=-3) == ()

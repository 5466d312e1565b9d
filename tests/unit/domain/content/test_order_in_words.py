"""Where a person wants a step, in words."""

from __future__ import annotations

from datetime import date

from handrail.domain.content.about_a_route import Place, step_line
from handrail.domain.content.about_a_step import about_step
from handrail.domain.content.about_changes import about_changes
from handrail.domain.content.document import Notice, plain
from handrail.domain.content.telling import Telling
from handrail.domain.routes.marks import NO_MARKS, Marks
from tests.unit.domain.content.small_telling import telling_of
from tests.unit.domain.invented import a_rule
from tests.unit.domain.routes.small_journey import ON, a_deadline, a_journey, a_step, day, falls_on, route_of

JOURNEY = a_journey(a_step("pack", deadline=a_deadline("pack_by")), a_step("move", "pack"), a_step("ask"))
FIRST, PUT_OFF = Marks(first=frozenset({"ask"})), Marks(not_before={"pack": day(7)})


def told(marks: Marks = NO_MARKS, on: date = ON) -> Telling:
    route = route_of(JOURNEY, falls_on("pack_by", day(3)), marks=marks, on=on)
    return telling_of(route, JOURNEY, a_rule("pack_by", "home.moving_date"))


def why(before: Telling, after: Telling, *supposing: str) -> dict[tuple[str, str], str]:
    changes = about_changes(before, after, supposing=frozenset(supposing))
    return {(group.kind, line.step): line.because for group in changes.groups for line in group.lines}


def test_a_step_that_is_first_is_said_to_be_and_no_longer_to_be():
    assert step_line(told(FIRST).route.by_id["ask"], Place.NOW, told(FIRST)).when == (
        "You put this first. You can start today"
    )
    assert why(told(), told(FIRST)) == {("reordered", "ask"): "Because you put it first."}
    assert why(told(FIRST), told()) == {("reordered", "ask"): "Because you no longer put it first."}
    assert about_changes(told(), told(FIRST)).short == "1 step has another place."


def test_a_step_that_is_put_off_says_to_when_and_what_waits_for_it_says_why():
    assert step_line(told(PUT_OFF).route.by_id["pack"], Place.LATER, told(PUT_OFF)).when == (
        "You put this off to 27 November 2026"
    )
    assert why(told(), told(PUT_OFF))["redated", "move"] == "Because you put off “Pack” to 27 November 2026."
    assert why(told(), told(PUT_OFF), "pack")["redated", "pack"] == (
        "Because you would put off “Pack” to 27 November 2026."
    )
    assert why(told(PUT_OFF), told())["redated", "pack"] == "Because you no longer put off “Pack”."


def test_once_the_day_has_come_that_is_the_reason():
    before, after = told(PUT_OFF, day(6)), told(PUT_OFF, day(8))

    assert why(before, after)["redated", "pack"].startswith("Because the day to which you put off “Pack” has come")


def test_what_is_put_off_past_its_deadline_says_that_this_is_why_time_is_short():
    part = about_step(told(PUT_OFF).route.by_id["pack"], told(PUT_OFF)).part("when")

    assert part is not None
    assert [plain(block.text) for block in part.blocks if isinstance(block, Notice)] == [
        "You put this off. Even if all goes fast, there may be too little time for this. Get help with it now."
    ]

"""Dates that get in each other's way, and who has to be told what, as people read it."""

from __future__ import annotations

from dataclasses import replace

from handrail.domain.content.about_several import about_several
from handrail.domain.routes.journey import Alternative, News, Tells
from tests.unit.domain.content.small_telling import telling_of
from tests.unit.domain.invented import told
from tests.unit.domain.routes.small_journey import (
    a_choice,
    a_deadline,
    a_journey,
    a_step,
    day,
    falls_on,
    fixed_by,
    on_the,
    route_of,
)

NEWS = {"moved": News("moved", "Your new address")}


def test_a_day_that_may_be_shared_is_said_to_be_only_that() -> None:
    offer = a_journey(a_step("offer", happens_on=fixed_by("home.offer_date")), name="buying")
    move = a_journey(a_step("move", happens_on=fixed_by("home.moving_date")), name="renting")
    days = {"home.offer_date": on_the(day(9)), "home.moving_date": on_the(day(5), day(12))}
    held = told({"home.offer_date": day(9).isoformat()})

    (one,) = about_several(telling_of(route_of([offer, move], facts=days), [offer, move], facts=held), NEWS).conflicts

    assert one.says == "“Move” and “Offer” may fall on the same day: 29 November 2026."
    assert [each.fact for each in one.could_move] == ["home.offer_date"]


def test_a_deadline_before_what_comes_first_names_both_days_and_what_could_give() -> None:
    ways = a_choice("how", Alternative("quick", "Quick", effort=2), Alternative("slow", "Slow", effort=1))
    wait = a_step("wait", days=(10, 20, 30), decision=ways)
    journey = a_journey(wait, a_step("file", "wait", deadline=a_deadline("file_by")))

    (one,) = about_several(telling_of(route_of(journey, falls_on("file_by", day(5))), journey), NEWS).conflicts

    assert one.says == (
        "“Wait” comes first, and cannot be finished before 29 November 2026. “File” has to be done by 25 November 2026."
    )
    assert one.has_choice
    assert one.if_missed == "file_by was missed"


def test_everyone_to_tell_is_named_with_what_covers_whom_and_which_of_several_it_is_for() -> None:
    once = a_step("tell_all", tells=(Tells("moved", ("tax", "vote")),), deadline=a_deadline("tell_by"))
    one = a_step("tell_tax", tells=(Tells("moved", ("tax",)),))
    journey = replace(a_journey(once, one), called="the second home")

    told_of = about_several(telling_of(route_of(journey, falls_on("tell_by", day(9))), journey), NEWS)

    (round_told,) = told_of.rounds
    assert round_told.title == "Your new address (the second home)"
    assert [(each.reaches, each.by) for each in round_told.tellings] == [
        (("tax", "vote"), "29 November 2026"),
        (("tax",), ""),
    ]
    covered_by = round_told.tellings[1].covered_by
    assert covered_by is not None
    assert covered_by.id == "tell_all"
    assert told_of.together == ()

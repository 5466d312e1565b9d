"""Whom to tell what: each piece of news in one place, and which telling covers another."""

from __future__ import annotations

from dataclasses import replace

from handrail.domain.facts.possible import Among
from handrail.domain.routes.journey import Tells
from handrail.domain.routes.planning import plan
from handrail.domain.routes.telling_once import Round, Telling, rounds, told_more_than_once
from tests.unit.domain.routes.small_journey import ON, a_journey, a_service, a_step, by_nation, either

MOVED = "new_address"


def told(*journeys, rules=(), facts=None):
    route = plan(journeys, {rule.goal: rule for rule in rules}, facts or {}, on=ON)
    return rounds(route, {journey.id: journey.called for journey in journeys})


def tells(*reaches, apart="", news=MOVED):
    return (Tells(news, reaches, apart),)


def test_whoever_has_to_be_told_the_same_is_in_one_place_across_life_events():
    buying = a_journey(a_step("tell_tax", owner="tax", tells=tells()), name="buying")
    renting = a_journey(a_step("tell_vote", tells=tells("vote")), name="renting")

    assert told(buying, renting) == (
        Round(MOVED, "", (Telling("tell_tax", ("tax",)), Telling("tell_vote", ("vote",)))),
    )
    assert told(buying, renting)[0].reaches == ("tax", "vote")


def test_a_telling_that_reaches_more_covers_the_others_of_the_same_news():
    once = a_step("tell_all", tells=tells("tax", "vote"))
    one = a_step("tell_tax", tells=tells("tax"))
    other = a_step("tell_bank", tells=tells("bank"))
    elsewhere = a_step("tell_tax_of_a_death", tells=tells("tax", news="death"))

    news = {each.news: each for each in told(a_journey(once, one, other, elsewhere))}

    assert [(each.step, each.covered_by) for each in news[MOVED].tellings] == [
        ("tell_all", ""),
        ("tell_tax", "tell_all"),
        ("tell_bank", ""),
    ]
    assert [each.covered_by for each in news["death"].tellings] == [""]


def test_what_has_to_be_told_apart_or_may_not_be_told_at_all_is_not_covered():
    one = a_step("tell_tax", tells=tells("tax", apart="It is your own claim."))
    other = a_step("tell_vote", tells=tells("vote"))
    maybe = a_step("tell_all", tells=tells("tax", "vote"), only_if="can")
    sure = replace(maybe, only_if=())

    assert [each.covered_by for each in told(a_journey(one, other, maybe), rules=[either("can")])[0].tellings] == [
        "",
        "",
        "",
    ]
    assert [(each.covered_by, each.apart) for each in told(a_journey(one, other, sure))[0].tellings] == [
        ("", "It is your own claim."),
        ("tell_all", ""),
        ("", ""),
    ]


def test_a_service_tells_too_and_covers_nothing_while_it_may_be_another():
    services = [
        replace(a_service("tell_here", "england", by="tax"), tells=tells("tax", "vote")),
        replace(a_service("tell_there", "wales", by="tax_there"), tells=tells()),
    ]
    step = a_step("tell_all", service=by_nation(england="tell_here", wales="tell_there"))
    journey = a_journey(step, a_step("tell_vote", tells=tells("vote")), services=services)
    nation = Among(frozenset({"england", "wales"}))

    (unsure,) = told(journey, facts={"home.nation": nation})
    (sure,) = told(journey, facts={"home.nation": Among(frozenset({"england"}))})

    assert unsure.tellings == (
        Telling("tell_all", ("tax", "vote", "tax_there")),
        Telling("tell_vote", ("vote",)),
    )
    assert sure.tellings == (Telling("tell_all", ("tax", "vote")), Telling("tell_vote", ("vote",), "tell_all"))


def test_each_of_several_of_a_kind_is_news_of_its_own():
    first = replace(a_journey(a_step("tell_one", tells=tells("tax")), name="one"), called="the first person")
    second = replace(a_journey(a_step("tell_two", tells=tells("tax")), name="two"), called="the second person")

    assert [(each.called, len(each.tellings)) for each in told(first, second)] == [
        ("the first person", 1),
        ("the second person", 1),
    ]


def test_whoever_hears_from_several_steps_is_named_with_them():
    steps = (
        a_step("tell_tax", tells=tells("tax", "vote")),
        a_step("tell_tax_of_a_death", tells=tells("tax", "bank", news="death")),
        a_step("tell_bank", tells=tells("bank", news="death")),
    )

    assert told_more_than_once(told(a_journey(*steps))) == {"tax": ("tell_tax", "tell_tax_of_a_death")}

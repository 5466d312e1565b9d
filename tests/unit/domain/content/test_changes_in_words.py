"""What made a route change, in words."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from handrail.domain.content.about_changes import about_changes, say_because
from handrail.domain.facts.held import Facts
from handrail.domain.facts.possible import Ranges
from handrail.domain.rules.determination import Determination, Reason, Status
from handrail.domain.rules.types import MONEY
from tests.unit.domain.content.small_telling import telling_of
from tests.unit.domain.invented import a_rule, told
from tests.unit.domain.routes.small_journey import a_journey, a_step, route_of

JOURNEY = a_journey(a_step("pack"), name="moving")
ROUTE = route_of(JOURNEY)


def why(*reasons: Reason, before: Facts | None = None, after: Facts | None = None) -> str:
    return say_because(
        reasons, telling_of(ROUTE, JOURNEY, facts=before or Facts()), telling_of(ROUTE, JOURNEY, facts=after or Facts())
    )


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason("decision", "how", ""), "Because you made another choice."),
        (Reason("day", "2026-11-20", ""), "Because today is 20 November 2026."),
        (Reason("event", "moving", ""), "Because of your route for “moving”."),
        (Reason("journey", "moving", ""), "Because of your route for “moving”."),
        (Reason("journey", "unknown", ""), ""),
        (Reason("mark", "pack", ""), "Because of what you said about “Pack”."),
        (Reason("mark", "unknown", ""), ""),
        (Reason("rule", "fee", "you move"), "You move."),
        (Reason("deadline", "fee", "the day has passed"), "The day has passed."),
        (Reason("rule", "fee", ""), ""),
    ],
)
def test_a_reason_is_said_or_left_out(reason: Reason, words: str):
    assert why(reason) == words


AGE = Reason("fact", "you.age", "")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({}, {"you.age": 40}, "Because you said your age is 40."),
        ({}, {"you.age": "declined"}, "Because you do not know your age."),
        ({"you.age": 40}, {}, "Because we no longer know your age."),
        ({}, {}, ""),
    ],
)
def test_an_answer_is_said_as_it_was_given_or_taken_back(
    before: dict[str, object], after: dict[str, object], words: str
):
    assert why(AGE, before=told(before), after=told(after)) == words


def test_an_answer_that_reads_the_same_is_no_change():
    """From any amount at all to any that is not below nothing: both are not known yet."""
    journey = replace(JOURNEY, goals=("fee",))

    def with_fee(low: float, high: float):
        fee = Determination("fee", MONEY, Status.OPEN, Ranges.between(low, high), needs=("home.price",))
        return telling_of(route_of(journey, fee), journey, a_rule("fee", "home.price"))

    assert about_changes(with_fee(-inf, inf), with_fee(0, inf)).is_nothing
    assert about_changes(with_fee(0, inf), with_fee(0, 100)).goals != ()

"""What is said where a page, a name, a fact or a figure is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handrail.domain.content.about_a_question import about_question
from handrail.domain.content.about_a_route import about_route, goal_answer, goal_answers
from handrail.domain.content.about_a_step import about_step
from handrail.domain.content.document import Document, Paragraph, plain
from handrail.domain.content.telling import why_check
from handrail.domain.facts.possible import Ranges
from handrail.domain.routes.journey import Journey
from handrail.domain.routes.marks import Marks
from handrail.domain.rules.determination import Determination, Status
from handrail.domain.rules.parameters import Source
from handrail.domain.rules.types import MONEY
from tests.unit.domain.content.small_telling import telling_of
from tests.unit.domain.invented import ACT, GUIDE, a_rule, told
from tests.unit.domain.routes.small_journey import a_journey, a_step, either, route_of


def paragraphs(document: Document) -> list[str]:
    return [plain(block.text) for part in document.parts for block in part.blocks if isinstance(block, Paragraph)]


def a_route(journey: Journey, **marks: dict[str, str]):
    return telling_of(route_of(journey, marks=Marks(**marks)), journey)  # type: ignore[arg-type]


def test_a_step_without_a_page_is_called_after_its_id():
    telling = a_route(a_journey(a_step("pack_the_boxes")))
    [step] = telling.route.steps

    assert telling.page(step) is None
    assert about_step(step, telling).title == "Pack the boxes"


def test_a_journey_that_asks_for_no_nation_is_the_same_in_all():
    telling = a_route(a_journey(a_step("pack")))

    assert telling.nations_left(telling.route.steps[0]) == ()


def test_a_step_given_to_someone_says_to_whom():
    telling = a_route(a_journey(a_step("pack")), assigned_to={"pack": "a friend"})

    assert "You gave this to a friend." in paragraphs(about_step(telling.route.steps[0], telling))


def test_how_long_a_step_takes_is_said_where_it_is_known():
    telling = a_route(a_journey(a_step("pack", days=3)))
    [step] = telling.route.steps

    assert "How long it takes: 3 days." in paragraphs(about_step(step, telling))
    assert not any("How long" in said for said in paragraphs(about_step(replace(step, lasts=None), telling)))


def test_slots_are_filled_with_answers_figures_and_names():
    telling = replace(a_route(a_journey(a_step("pack"))), facts=told({"home.price": 250}))

    assert telling.fill("fact", "home.price").text == "£250"
    assert telling.fill("", "law.days").text == "14"
    assert telling.fill("", "journey.how_long").text == "how long"


@pytest.mark.parametrize(
    ("sources", "why"),
    [
        ([ACT, GUIDE], "We have not read the rule itself for all of this."),
        ([ACT], "It is time for us to look at this again."),
        ([], "It is time for us to look at this again."),
    ],
)
def test_why_something_should_be_checked(sources: list[Source], why: str):
    assert why_check(sources) == why


def test_a_goal_that_was_not_worked_out_has_no_answer():
    journey = replace(a_journey(a_step("pack")), goals=("fee",))

    assert list(goal_answers([journey], telling_of(route_of(journey), journey))) == []


def test_figures_that_are_not_set_yet_are_a_dead_end():
    telling = telling_of(route_of(a_journey(a_step("pack"))), (), a_rule("fee", "law.limit"))
    found = Determination("fee", MONEY, Status.NOT_KNOWN_YET, Ranges.between(0, 100))

    assert "have not been set yet" in goal_answer(found, telling).dead_end


def test_a_phase_without_a_step_on_the_route_is_left_out():
    journey = a_journey(a_step("pack", phase="before"), phases=("before", "after"))

    assert [phase.id for phase in about_route(telling_of(route_of(journey), journey)).phases] == ["before"]


def test_a_question_that_says_no_reason_of_its_own_still_says_what_it_decides():
    journey = a_journey(a_step("pack", only_if="moves"))
    telling = telling_of(route_of(journey, either("moves", "you.employed")), journey)

    [why] = about_question("you.employed", telling).parts

    assert telling.vocabulary.facts["you.employed"].why == ""
    assert [type(block).__name__ for block in why.blocks] == ["StepNames"]

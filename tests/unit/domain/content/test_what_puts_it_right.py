"""A step that is late names the step that puts it right, and what that costs."""

from __future__ import annotations

import pytest

from handrail.domain.content.about_a_step import about_step
from handrail.domain.content.document import Paragraph, StepNames, plain
from tests.unit.domain.content.small_telling import telling_of
from tests.unit.domain.invented import a_rule
from tests.unit.domain.routes.small_journey import a_deadline, a_journey, a_step, day, falls_on, route_of

RULE = a_rule("file_by", "home.moving_date")


def when_due(days: int) -> tuple[list[str], list[str]]:
    journey = a_journey(
        a_step("file", deadline=a_deadline("file_by", "say_sorry")), a_step("say_sorry", only_to_recover=True)
    )
    route = route_of(journey, falls_on("file_by", day(days)))
    part = about_step(route.by_id["file"], telling_of(route, journey, RULE)).part("when")
    assert part is not None
    named = [block for block in part.blocks if isinstance(block, StepNames)]
    said = [plain(block.text) for block in part.blocks if isinstance(block, Paragraph)]
    return [step.id for block in named for step in block.steps], said


@pytest.mark.parametrize(("days", "named"), [(-1, ["say_sorry"]), (1, [])])
def test_only_once_it_is_late(days: int, named: list[str]):
    found, said = when_due(days)

    assert found == named
    assert ("To put it right costs nothing that we know of." in said) == bool(named)

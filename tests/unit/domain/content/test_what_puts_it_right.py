"""A step that is late, or was done late, names the step that puts it right, and what that costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handrail.domain.content.about_a_route import Place, step_line
from handrail.domain.content.about_a_step import about_step
from handrail.domain.content.about_changes import about_changes
from handrail.domain.content.document import Notice, Paragraph, StepNames, plain
from handrail.domain.content.telling import Telling
from handrail.domain.routes.marks import NO_MARKS, Marks
from tests.unit.domain.content.small_telling import telling_of
from tests.unit.domain.invented import a_rule
from tests.unit.domain.routes.small_journey import a_deadline, a_journey, a_step, day, done, falls_on, route_of

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


DUE = day(-9)
PROTECTING = a_journey(
    a_step("protect", deadline=replace(a_deadline("file_by", "claim"), even_if_done=True)),
    a_step("claim", only_to_recover=True),
)


def protected(marks: Marks = NO_MARKS, *, first: date = DUE, last: date = DUE) -> Telling:
    return telling_of(route_of(PROTECTING, falls_on("file_by", first, last), marks=marks), PROTECTING, RULE)


def warned(telling: Telling) -> tuple[list[str], list[str]]:
    part = about_step(telling.route.by_id["protect"], telling).part("when")
    assert part is not None
    named = [step.id for block in part.blocks if isinstance(block, StepNames) for step in block.steps]
    return [plain(block.text) for block in part.blocks if isinstance(block, Notice)], named


def test_what_was_done_late_says_what_that_may_cost_and_what_puts_it_right():
    late = protected(done("protect", when=day(-2)))

    assert warned(late) == (
        ["It was due by 11 November 2026. You did it after that. File_by was missed."], ["claim"]
    )  # fmt: skip
    assert step_line(late.route.by_id["protect"], Place.DONE, late).when == "Done on 18 November 2026, after it was due"


def test_what_may_have_been_done_late_says_so():
    on_some_day = protected(Marks({"protect": None}))
    by_some_day = protected(done("protect", when=day(-4)), last=day(-1))

    assert warned(on_some_day)[0] == [
        "It was due by 11 November 2026. You may have done it after that. File_by was missed."
    ]
    assert warned(by_some_day)[0][0].startswith(
        "It was due between 11 November and 19 November 2026. You may have done it after"
    )
    assert warned(protected(done("protect", when=day(-9)))) == ([], [])


def test_the_change_that_marks_it_done_says_that_it_was_late_and_the_step_that_comes_of_it():
    told = about_changes(protected(first=day(2), last=day(2)), protected(done("protect", when=day(-2))))

    lines = {line.step: (group.kind, line.because) for group in told.groups for line in group.lines}
    kind, because = lines["protect"]
    assert (kind, because.partition(". ")[2]) == (
        "done",
        "It was due by 11 November 2026, and was done after that. File_by was missed.",
    )
    assert lines["claim"][0] == "added"

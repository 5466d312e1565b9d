"""A step can let people know something: it is shown with the step, and asked about once the step surely applies."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from handrail.domain.content.about_a_step import about_step
from handrail.domain.content.document import Because, Paragraph, Table, plain
from handrail.use_cases.asking import ask_next
from handrail.use_cases.kept_contents import Answer, Contents
from handrail.use_cases.next_best import next_for
from handrail.use_cases.working_out import work_out
from handrail.use_cases.write_route import route_row
from tests.unit.packs.grant_pack import PAGE
from tests.unit.packs.written_pack import load

ON = date(2026, 11, 22)
DAY = date(2026, 12, 1)
JOURNEY = """\
id: moving
title: Moving
phases: [{id: before, title: Before}]
steps:
  hire_a_van:
    phase: before
    only_if: is_dear
    lasts: {least: 1, likely: 1, most: 1}
    works_out: [last_day]
"""
LAST_DAY = """\
last_day:
  goal: true
  question: What is the last day?
  value: plus_days(home.moving_date, 14)
  source: {title: Home Act, seen: text}
"""
FILES = {
    "life_events/moving/journey.yaml": JOURNEY,
    "life_events/moving/content/en/hire_a_van.md": PAGE,
    "rules/days.yaml": LAST_DAY,
}


@pytest.fixture
def pack(tmp_path):
    return load(tmp_path, FILES)


def asked(pack, **told: Any) -> list[object]:
    """The next question on the command line and on the pages."""
    facts = {f"home.{name}": value for name, value in told.items()}
    kept = Contents(life_events=("moving",), answers=tuple(Answer(fact, value) for fact, value in facts.items()))
    row = next_for(pack=pack, wanted=["moving"], facts=facts, on=ON)
    return [row["fact"], ask_next(pack=pack, contents=kept, on=ON).fact]


def test_it_is_asked_about_only_once_the_step_surely_applies(pack):
    assert asked(pack) == ["home.price"] * 2
    assert asked(pack, price=200) == [None] * 2
    assert asked(pack, price=400) == ["home.moving_date"] * 2
    assert asked(pack, price=400, moving_date="2026-12-01") == [None] * 2


def test_an_outside_program_is_told_what_it_comes_to(pack):
    facts = {"home.price": 400, "home.moving_date": "2026-12-01"}
    row: Any = route_row(pack=pack, events=["moving"], facts=facts, marks={}, on=ON)

    found = row["steps"][0]["works_out"]["last_day"]
    assert (found["status"], found["value"], found["needs"]) == ("settled", "2026-12-15", [])


def test_people_are_shown_the_question_the_answer_and_what_it_hangs_on(pack):
    kept = Contents(life_events=("moving",), answers=(Answer("home.price", 400),))
    telling = work_out(pack=pack, contents=kept, on=ON).telling
    shown = next(part for part in about_step(telling.route.steps[0], telling).parts if part.id == "answers")

    table = next(block for block in shown.blocks if isinstance(block, Table))
    assert [(row.name, row.cells) for row in table.rows] == [("What is the last day?", ("Not known yet",))]
    why = next(block for block in shown.blocks if isinstance(block, Because))
    assert [fact for fact, _ in why.open_facts] == ["home.moving_date"]


def test_words_tell_what_a_goal_comes_to_though_no_step_works_it_out(tmp_path):
    page = PAGE.replace("Ask for it.", "By {{ goal last_day }}.")
    journey = JOURNEY.replace("    works_out: [last_day]\n", "")
    files = {**FILES, "life_events/moving/journey.yaml": journey, "life_events/moving/content/en/hire_a_van.md": page}
    answers = (Answer("home.price", 400), Answer("home.moving_date", "2026-12-01"))
    kept = Contents(life_events=("moving",), answers=answers)

    telling = work_out(pack=load(tmp_path, files), contents=kept, on=ON).telling

    said = [block for part in about_step(telling.route.steps[0], telling).parts for block in part.blocks]
    assert "By 15 December 2026." in [plain(block.text) for block in said if isinstance(block, Paragraph)]

"""Answers in words for people at a terminal."""

from __future__ import annotations

import pytest

from handrail.cli.tables import say_answer, say_error


def answer(kind, *, possible=None, low=None, high=None):
    return {"type": kind, "possible": possible, "low": low, "high": high}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (answer("yes_no", possible=[True]), "yes"),
        (answer("yes_no", possible=[False, True]), "no or yes"),
        (answer("choice", possible=["england", "wales"]), "england or wales"),
        (answer("money", low=4750, high=4750), "£4,750"),
        (answer("money", low=0.1, high=12.35), "£0.10 to £12.35"),
        (answer("money", low=5, high=None), "£5 to no limit"),
        (answer("date", low="2026-12-04", high="2026-12-04"), "4 December 2026"),
        (answer("date", low=None, high="2026-12-04"), "no limit to 4 December 2026"),
        (answer("whole_number", low=2, high=3), "2 to 3"),
        (answer("rate", low=0.05, high=0.05), "0.05"),
    ],
)
def test_an_answer_is_said_after_its_type(given, words):
    assert say_answer(given) == words


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            {"fact": "home.prise", "got": 5, "expected": "the name of a fact", "nearest": "home.price"},
            "Row 3: 'home.prise' is 5. Expected the name of a fact. Did you mean 'home.price'?",
        ),
        ({"fact": "home.price", "got": "dear", "expected": "You cannot.", "nearest": None}, "Row 3: 'home.price' is 'dear'. Expected You cannot."),
        ({"fact": "", "got": "'a' is said twice", "expected": "one JSON object", "nearest": None}, "Row 3: 'a' is said twice. Expected one JSON object."),
    ],
)  # fmt: skip
def test_an_error_is_said_in_a_line(error, words):
    assert say_error(3, error) == words


def test_half_a_character_in_a_name_can_still_be_printed():
    said = say_error(1, {"fact": "\ud800", "got": 5, "expected": "the name of a fact", "nearest": None})

    assert said.encode("utf-8").decode() == "Row 1: '\\ud800' is 5. Expected the name of a fact."

"""A newcomer who follows the tutorial to the letter sees what it says."""

from __future__ import annotations

from pathlib import Path

from tests.spec.walkthrough import Walkthrough, matches

TUTORIAL = Path(__file__).parent.parent.parent / "docs" / "tutorial" / "write-your-first-journey.md"


def test_everything_in_the_tutorial_happens_as_it_says(tmp_path: Path) -> None:
    reader = Walkthrough(tmp_path)

    commands = reader.follow(TUTORIAL)

    said, _ = reader.run("handrail check", "the end", may_fail=False)
    assert commands > 10
    assert "3 facts, 2 parameters, 3 rules, 1 goal, 4 steps. No mistakes found." in said


def test_a_page_that_shows_something_else_is_noticed() -> None:
    assert matches("one … three\n  four", "one two\nthree four\n")
    assert not matches("one … three", "one two three four")
    assert not matches("two three", "one two three")

"""How long a choice can wait, as people read it."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.domain.content.about_choices import say_can_wait
from handrail.domain.routes.spans import Days

ON = date(2026, 11, 20)
SOONER, LATER = date(2026, 12, 4), date(2026, 12, 11)
GONE = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("by", "says"),
    [
        (Days(), "You can decide later. We have no date by which you must."),
        (Days(SOONER, SOONER), "You can decide later. There is time until Friday 4 December 2026."),
        (
            Days(SOONER, LATER),
            (
                "You can decide later. There is time for every way until Friday 4 December 2026. "
                "For the quickest there is time until Friday 11 December 2026."
            ),
        ),
        (
            Days(GONE, SOONER),
            "Some ways may take too long by now. For the quickest there is time until Friday 4 December 2026.",
        ),
        (Days(GONE, GONE), "There may be too little time by now, whichever you choose. You can still decide."),
    ],
)
def test_until_when_it_can_wait(by: Days, says: str) -> None:
    assert say_can_wait(by, ON) == says

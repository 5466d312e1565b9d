"""How long a choice can wait, in words."""

from __future__ import annotations

from datetime import date

from handrail.domain.content.saying import say_weekday
from handrail.domain.routes.spans import Days


def say_can_wait(by: Days, on: date) -> str:
    """Deciding later is allowed. Where a day is known up to which it leaves time enough, it is named."""
    if by.low is None or by.high is None:
        return "You can decide later. We have no date by which you must."
    if by.high < on:
        return "There may be too little time by now, whichever you choose. You can still decide."
    if by.low < on:
        return f"Some ways may take too long by now. For the quickest there is time until {say_weekday(by.high)}."
    if by.is_known:
        return f"You can decide later. There is time until {say_weekday(by.high)}."
    return (
        f"You can decide later. There is time for every way until {say_weekday(by.low)}. "
        f"For the quickest there is time until {say_weekday(by.high)}."
    )

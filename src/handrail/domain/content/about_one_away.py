"""One answer away, in words: what hangs on a question, and what would make a no a yes. Nothing here presses: it begins with “If”."""

from __future__ import annotations

from math import isinf

from handrail.domain.content.saying import money_between, say_amount, say_regularly, sentence
from handrail.domain.facts.possible import Ranges
from handrail.domain.facts.vocabulary import Vocabulary
from handrail.domain.facts.wording import say_possible
from handrail.domain.routes.turning import Change, Shift
from handrail.domain.rules.determination import Determination

NOT_SAID = "how much is not known yet"


def say_stake(low: float | None, high: float | None, period: str) -> str:
    """What may hang on it: "up to £26.05 a week". Without an upper end nobody can say."""
    if low is None or high is None or isinf(high) or high <= 0:
        return NOT_SAID
    said = say_amount(money_between(high if low <= 0 else low, high))
    said = say_regularly(said, "" if period == "once" else period)
    return f"up to {said}" if low <= 0 else said


def say_turn(changes: tuple[Change, ...], vocabulary: Vocabulary) -> str:
    """What would have to be so, as no more than a possibility."""
    ways = (
        change.way.says.replace("{value}", say_possible(vocabulary.facts[change.fact], change.possible))
        for change in changes
    )
    return sentence(f"If {' and '.join(ways)}, this would be a yes")


def say_worse(shift: Shift, title: str, period: str) -> str:
    """What the change would cost elsewhere."""
    before, after = shift.before.possible, shift.after.possible
    if isinstance(before, Ranges) and isinstance(after, Ranges):
        was, then = (_amount(each, period) for each in (shift.before, shift.after))
        return f"{title}: {then} then, and {was} as it is now."
    return f"{title}: {'you could not get it then' if shift.after.is_no else 'it would not be certain any more'}."


def _amount(found: Determination, period: str) -> str:
    if found.high <= 0:
        return "nothing"
    return say_stake(found.low, found.high, period)

"""The order a person wishes for, as far as it can be kept: one step before the others, or not before a day.

What must come first still does, and a day that someone has fixed stays. Days are worked out as if all that can be done side by
side were, so that putting one step first moves no day; putting one off moves its own, and those of all that waits for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from handrail.domain.routes.circumstances import Circumstances
from handrail.domain.routes.merging import Candidate
from handrail.domain.routes.standing import Standing


def brought_forward(
    found: Mapping[str, Candidate], standing: Mapping[str, Standing], known: Circumstances
) -> frozenset[str]:
    """The steps to come before the others, with all that must come before them."""
    waiting = [name for name in found if is_first(name, standing[name], known)]
    forward = set(waiting)
    while waiting:
        for earlier in found[waiting.pop()].after:
            if earlier not in forward:
                forward.add(earlier)
                waiting.append(earlier)
    return frozenset(forward)


def is_first(name: str, now: Standing, known: Circumstances) -> bool:
    """The person wants it before the others, and it is still to do."""
    return now.is_to_do and name in known.marks.first


def put_off_to(each: Candidate, now: Standing, known: Circumstances) -> date | None:
    """The day before which the person does not want to start, while it has not come. What happens on a day of its own cannot be put
    off: that day would have to change."""
    day = known.marks.not_before.get(each.id)
    waits = day is not None and day > known.on and now.is_to_do
    return day if waits and not any(step.happens_on for step in each.steps) else None

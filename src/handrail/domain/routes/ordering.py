"""What comes before what, once steps that are not needed have handed their prerequisites on, and one order that keeps to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import Any

from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.merging import Candidate
from handrail.domain.routes.standing import Standing

Before = Mapping[str, Mapping[str, bool]]
"""For each step those before it: True where that is certain, False while it hangs on a fact."""


def in_order(found: Mapping[str, Candidate], key: Callable[[str], Any]) -> tuple[str, ...]:
    """Every step after all that it comes after; of those that could be next, the one whose key is least."""
    waits_for = {name: len(each.after) for name, each in found.items()}
    followers: dict[str, list[str]] = {name: [] for name in found}
    for name, each in found.items():
        for earlier in each.after:
            followers[earlier].append(name)
    ready = [(key(name), name) for name, count in waits_for.items() if not count]
    heapify(ready)
    order: list[str] = []
    while ready:
        _, name = heappop(ready)
        order.append(name)
        for follower in followers[name]:
            waits_for[follower] -= 1
            if not waits_for[follower]:
                heappush(ready, (key(follower), follower))
    return tuple(order)


def handed_on(order: Sequence[str], found: Mapping[str, Candidate], standing: Mapping[str, Standing]) -> Before:
    """What each step comes after: steps still to do, and steps done. The others stand aside, and hand on what they came after."""
    before: dict[str, dict[str, bool]] = {}
    for name in order:
        mine: dict[str, bool] = {}
        for earlier, certain in found[name].after.items():
            stands = standing[earlier].is_to_do or standing[earlier].status is StepStatus.DONE
            handed = {earlier: True} if stands else before[earlier]
            for each, surely in handed.items():
                mine[each] = mine.get(each, False) or (certain and surely)
        before[name] = mine
    return before

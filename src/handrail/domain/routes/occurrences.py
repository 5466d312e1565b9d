"""A life event that comes to a person more than once: two people died, two jobs ended.

The second time has facts, rules and steps of its own, named after the first with a number: `deceased.death_date_2`. What
is not about the event itself, such as where the person lives, is the same fact for both, and so is asked once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST = 4
"""How many times a life event can be on one route."""

_ORDINALS = ("first", "second", "third", "fourth")
_NUMBERED = re.compile(rf"(?P<event>\w+)_(?P<number>[2-{MOST}])")


@dataclass(frozen=True, slots=True)
class Again:
    """What is new each time a life event comes. `facts` are about it alone; `once` are steps that are one for all of them;
    `called` is what there are several of: "person who died"."""

    called: str
    facts: tuple[str, ...]
    once: tuple[str, ...] = ()

    def named(self, number: int) -> str:
        """The second person who died."""
        return f"the {ordinal(number)} {self.called}"


def ordinal(number: int) -> str:
    """First, second, third or fourth."""
    return _ORDINALS[number - 1]


def numbered(event: str) -> tuple[str, int]:
    """A life event's own name, and which time it is: `losing_a_job_2` is the second."""
    found = _NUMBERED.fullmatch(event)
    return (found["event"], int(found["number"])) if found else (event, 1)


def name_of(name: str, number: int) -> str:
    """What a life event, a fact, a rule or a subject is called the second or third time: `deceased.death_date_2`."""
    return f"{name}_{number}" if number > 1 else name


def counted(events: Sequence[str]) -> tuple[str, ...]:
    """Life events, each as often as it is named: the second time it has a number."""
    found: list[str] = []
    for event in events:
        own, number = numbered(event)
        taken = event in found
        while taken and number < MOST:
            number += 1
            event = name_of(own, number)
            taken = event in found
        if not taken:
            found.append(event)
    return tuple(found)

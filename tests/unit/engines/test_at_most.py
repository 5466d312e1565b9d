"""A slow calculator holds up only so many of those who ask; the others are told that it is busy."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from handrail.engines.at_most import AtMost
from handrail.engines.protocol import Answered, Away, Table, Why

NOTHING = Table(2026, {})


@dataclass
class Slow:
    """One that answers when it is told to."""

    name: str = "slow"
    begun: threading.Event = field(default_factory=threading.Event)
    may_end: threading.Event = field(default_factory=threading.Event)

    def evaluate(self, _table: Table, _outputs: Sequence[str]) -> Answered | Away:
        self.begun.set()
        self.may_end.wait(10)
        return Answered({}, "1.0")

    def away(self) -> Away | None:
        return None


def test_who_comes_when_all_places_are_taken_is_told_that_it_is_busy():
    slow = Slow()
    engine = AtMost(slow, threading.BoundedSemaphore(1), seconds=0.01)
    first = threading.Thread(target=engine.evaluate, args=(NOTHING, ()))
    first.start()
    slow.begun.wait(10)

    refused = engine.evaluate(NOTHING, ())
    slow.may_end.set()
    first.join()
    answered = engine.evaluate(NOTHING, ())

    assert refused == Away(Why.BUSY)
    assert answered == Answered({}, "1.0")


def test_a_place_is_given_back_when_the_calculator_breaks():
    class Breaks(Slow):
        def evaluate(self, _table: Table, _outputs: Sequence[str]) -> Answered | Away:
            raise OSError

    engine = AtMost(Breaks(), threading.BoundedSemaphore(1), seconds=0.01)

    tries = []
    for _ in range(2):
        try:
            engine.evaluate(NOTHING, ())
        except OSError:
            tries.append("broke")

    assert tries == ["broke", "broke"]


def test_it_is_called_what_the_calculator_is_called_and_is_away_when_that_is():
    engine = AtMost(Slow(), threading.BoundedSemaphore(1))

    assert (engine.name, engine.away()) == ("slow", None)

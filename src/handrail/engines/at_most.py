"""Keep a calculator that is slow from keeping everyone else waiting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import BoundedSemaphore

from handrail.engines.protocol import Answered, Away, Engine, Table, Why

SECONDS_IN_LINE = 1.0
"""How long someone stands in line before they are told that it is busy."""


@dataclass(frozen=True)
class AtMost:
    """A calculator that only so many of this process ask at once: the threads that are left serve every other page."""

    engine: Engine
    places: BoundedSemaphore
    seconds: float = SECONDS_IN_LINE

    @property
    def name(self) -> str:
        return self.engine.name

    def evaluate(self, table: Table, outputs: Sequence[str]) -> Answered | Away:
        """As the calculator has it, or that too many are asking."""
        if not self.places.acquire(timeout=self.seconds):
            return Away(Why.BUSY)
        try:
            return self.engine.evaluate(table, outputs)
        finally:
            self.places.release()

    def away(self) -> Away | None:
        """None while it can be asked."""
        return self.engine.away()

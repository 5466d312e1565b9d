"""Where one step stands: done, skipped, still to do or not needed, with its deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handrail.domain.facts.possible import NO, YES
from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.circumstances import UNKNOWN, Ends
from handrail.domain.routes.journey import Deadline
from handrail.domain.rules.determination import Reason


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a step stands. It is overtaken, or may be, when something that comes after it is done and nobody said that it was.

    `deadline` is the earliest of its deadlines, and `ends` the days on which that can be.
    """

    status: StepStatus
    hangs_on: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()
    done_on: date | None = None
    overtaken: int = NO
    reopened: bool = False
    deadline: Deadline | None = None
    ends: Ends = UNKNOWN

    @property
    def is_awaited(self) -> bool:
        """It is to do, or may be, and what comes after waits for it."""
        return self.is_to_do and self.overtaken != YES

    @property
    def is_certain(self) -> bool:
        """Surely still to be done."""
        return self.status is StepStatus.APPLIES and self.overtaken == NO

    @property
    def is_to_do(self) -> bool:
        return self.status.is_to_do

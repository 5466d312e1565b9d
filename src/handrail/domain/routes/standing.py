"""Where one step stands: done, skipped, still to do or not needed, with its deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.circumstances import UNKNOWN, Ends
from handrail.domain.routes.journey import Deadline
from handrail.domain.rules.determination import Reason


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a step stands. It is overtaken when something that comes after it is done, though nobody said that it was.

    `deadline` is the earliest of its deadlines, and `ends` the days on which that can be.
    """

    status: StepStatus
    hangs_on: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()
    done_on: date | None = None
    overtaken: bool = False
    reopened: bool = False
    deadline: Deadline | None = None
    ends: Ends = UNKNOWN

    @property
    def is_certain(self) -> bool:
        """Surely still to be done."""
        return self.status is StepStatus.APPLIES and not self.overtaken

    @property
    def is_to_do(self) -> bool:
        return self.status.is_to_do

"""Days and money that are known only to lie between two ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isinf

_LAST_DAY = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another, both included. An end that nothing bounds is None."""

    low: date | None = None
    high: date | None = None

    @classmethod
    def between(cls, low: float, high: float) -> Days:
        """Two ordinals as days."""
        return cls(day_of(low), day_of(high))

    @property
    def is_known(self) -> bool:
        return self.low is not None and self.low == self.high

    def safe_day(self, on: date) -> date | None:
        """The day to keep to: the first it can be, when that is not behind us; else the last."""
        return self.low if self.low and self.low >= on else self.high


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in pence, from one end to the other. `high` is None when nothing bounds it."""

    low: int = 0
    high: int | None = 0

    @classmethod
    def between(cls, low: float, high: float) -> Money:
        """Two ends in pence. A cost pays nobody, so no end is below nothing."""
        return cls(0 if isinf(low) else max(0, int(low)), None if isinf(high) else max(0, int(high)))

    def __add__(self, other: Money) -> Money:
        return Money(self.low + other.low, None if self.high is None or other.high is None else self.high + other.high)

    @property
    def perhaps(self) -> Money:
        """This amount, or nothing at all."""
        return Money(0, self.high)

    @property
    def is_nothing(self) -> bool:
        return self.high == 0

    def or_else(self, other: Money) -> Money:
        """Either may be the truth."""
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Money(min(self.low, other.low), high)


NO_DAYS, NOTHING = Days(), Money()


def day_of(ordinal: float) -> date | None:
    """An ordinal as a day; None when it is without bound."""
    return None if isinf(ordinal) or not 1 <= ordinal <= _LAST_DAY else date.fromordinal(int(ordinal))

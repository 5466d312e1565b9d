"""The types of expressions, and the exact scale at which each number is carried.

Every number is a whole number over a denominator that is fixed when the pack loads (its `scale`): money is pence over 1,
a rate of 5% may be 5 over 100. So all arithmetic is on integers, in generated Python and in numpy alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an expression is about."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    NUMBER = "number"
    MONEY = "money"
    RATE = "rate"
    DATE = "date"
    MONTH = "month"
    TABLE = "table"
    TEXT = "text"
    COLLECTION = "collection"


@dataclass(frozen=True, slots=True)
class Type:
    """A kind, with the options of a choice, the scale of a number, or what the rows of a table hold."""

    kind: Kind
    options: tuple[str, ...] = ()
    scale: int = 1
    rows: Kind | None = None

    def __str__(self) -> str:
        return self.kind.value.replace("_", " or ") if self.kind is Kind.YES_NO else self.kind.value


YES_NO = Type(Kind.YES_NO)
NUMBER = Type(Kind.NUMBER)
MONEY = Type(Kind.MONEY)
DATE = Type(Kind.DATE)
MONTH = Type(Kind.MONTH)

AMOUNTS = frozenset({Kind.NUMBER, Kind.MONEY, Kind.RATE})
ORDERED = AMOUNTS | {Kind.DATE, Kind.MONTH}

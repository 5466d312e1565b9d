"""What every outside calculator is asked, and what it may answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[np.generic]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Group:
    """The rows of one kind of entity: its columns, and for each row its place in the groups it belongs to."""

    size: int
    columns: Mapping[str, Column] = field(default_factory=dict)
    belongs_to: Mapping[str, Places] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """Complete worlds, of one person or of many, for one year. `year` is the one a tax year begins in."""

    year: int
    groups: Mapping[str, Group]

    @property
    def rows(self) -> int:
        """Rows of the group that has most, which is what work grows with."""
        return max((group.size for group in self.groups.values()), default=0)


@dataclass(frozen=True)
class Result:
    """One output: the group it is about, and a value for each of that group's rows."""

    group: str
    values: Column


@dataclass(frozen=True)
class Answered:
    """What the calculator made of a table."""

    results: Mapping[str, Result]
    version: str


class Why(StrEnum):
    """What keeps a calculator from answering."""

    NOT_STARTED = "not_started"
    STARTING = "starting"
    STOPPED = "stopped"
    TOO_SLOW = "too_slow"
    TOO_MUCH = "too_much"
    BUSY = "busy"
    COULD_NOT = "could_not"


@dataclass(frozen=True)
class Away:
    """No answer, and why. Nothing follows from it about anybody: least of all a “no” or a 0."""

    why: Why


class CannotEvaluate(Exception):
    """The table or the outputs are not something the calculator knows. The message names variables, never values."""


class Engine(Protocol):
    """An outside calculator. It says that it is away rather than raising."""

    @property
    def name(self) -> str:
        """Its name in a pack's `engines/`."""
        ...

    def evaluate(self, table: Table, outputs: Sequence[str]) -> Answered | Away:
        """The outputs for every row of the groups they are about."""
        ...

    def away(self) -> Away | None:
        """None while it can be asked."""
        ...

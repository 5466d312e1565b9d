"""Rules as their authors wrote them, before and after they are checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from handrail.domain.facts.mistakes import Place
from handrail.domain.rules.parameters import Source
from handrail.domain.rules.syntax import Expression


@dataclass(frozen=True, slots=True)
class Case:
    """One line of `cases`: what holds, and the value then. The last has no condition."""

    when: str | None
    value: str


PERIODS = ("once", "day", "week", "fortnight", "four_weeks", "month", "year")
"""How often an amount can be paid."""


@dataclass(frozen=True, slots=True)
class WrittenRule:
    """A rule in its author's words. `cases` has one unconditional case where the author wrote `when` or `value`.
    `period` is how often an amount is paid: once, or every `week`, `fortnight`, `four_weeks`, `month` or `year`."""

    name: str
    cases: tuple[Case, ...]
    place: Place
    type: str = ""
    choices: tuple[str, ...] = ()
    as_at: str = ""
    is_condition: bool = False
    says: str = ""
    says_no: str = ""
    is_goal: bool = False
    question: str = ""
    scope: str = ""
    changeable: bool = False
    sources: tuple[Source, ...] = ()
    review_by: date | None = None
    period: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that has been checked."""

    written: WrittenRule
    expression: Expression

    @property
    def name(self) -> str:
        return self.written.name


@dataclass(frozen=True, slots=True)
class Calculator:
    """A reviewed pure function of a pack: its typed arguments, its result and its sources.

    It is given whole numbers, pence, days, choices as words, and True or False. `monotone` says of an argument that the
    result rises (1) or falls (-1) with it; between the `break_points` of an argument it does one of the two.
    """

    name: str
    arguments: Mapping[str, str]
    result: str
    function: Callable[..., int | date]
    place: Place
    monotone: Mapping[str, int] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    break_points: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    says: str = ""
    review_by: date | None = None

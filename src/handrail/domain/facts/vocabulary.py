"""The facts a pack knows how to ask about: names, types, words, limits, and what rules them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf

from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.possible import ANY_ANSWER, Among, Items, Possible, Ranges, Words


class FactType(StrEnum):
    """The types a fact can be declared with."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    WHOLE_NUMBER = "whole_number"
    MONEY = "money"
    DATE = "date"
    MONTH = "month"
    TEXT = "text"
    COLLECTION = "collection"


NUMBER_LIKE = frozenset({FactType.WHOLE_NUMBER, FactType.MONEY, FactType.DATE, FactType.MONTH})


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a multiple-choice question."""

    value: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Likely:
    """A weight for part of a fact's domain. It orders questions and never enters an answer."""

    values: Possible
    weight: float


class Toward(StrEnum):
    """Which way a number, an amount or a date would have to move."""

    LESS = "less"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to change a fact that the person has in their own hands, and that it is proper to tell them of.

    `says` goes on after "If": "you got Pension Credit". Where it comes about `through` another programme, that one has to be open
    to them. It is too late for it once the yes-or-no fact in `unless` is so.
    """

    to: Among | Toward
    says: str
    through: str = ""
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Declaration:
    """One fact of the vocabulary. `low` and `high` are in the units of `Ranges`.

    While a date is not known it ranges over the days from `covered_from`, where the pack's law begins. An earlier day may
    still be told: what hangs on it is then not covered.
    """

    name: str
    type: FactType
    place: Place
    question: str = ""
    help: str = ""
    why: str = ""
    label: str = ""
    says: Mapping[bool, str] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    supplied_by: tuple[str, ...] = ("person",)
    sensitivity: str = "ordinary"
    effort: int = 1
    only_when: str = ""
    low: float | int = -inf
    high: float | int = inf
    covered_from: float | int = -inf
    fields: Mapping[str, Declaration] = field(default_factory=dict)
    item: str = ""
    several: str = ""
    likely: tuple[Likely, ...] = ()
    may_be_ahead: bool = False
    """A date that people are asked for before it has come: "not yet" is an answer too."""
    guarded_when: tuple[str | bool, ...] = ()
    """The answers that tell of a bereavement or a danger: nothing that others might see is offered then."""
    changeable: tuple[Way, ...] = ()
    """How the person could change it. Most facts nobody should be told to change: then there is none."""
    often_same_as: str = ""
    """A choice that people often answer as they answered this one: what they said of it is offered, and is never taken for said."""
    options: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """The values of a choice, in the order they are asked."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "options", tuple(choice.value for choice in self.choices))

    @property
    def domain(self) -> Possible:
        """Everything this fact could be: what is held of it when nobody has said anything."""
        if self.type is FactType.YES_NO:
            return ANY_ANSWER
        if self.type is FactType.CHOICE:
            return Among(frozenset(self.options))
        if self.type in NUMBER_LIKE:
            return Ranges.between(max(self.low, self.covered_from), self.high)
        return Words() if self.type is FactType.TEXT else Items(())

    def label_of(self, value: str) -> str:
        """The words for one choice."""
        return next((choice.label for choice in self.choices if choice.value == value), value)


@dataclass(frozen=True, slots=True)
class Entity:
    """Who or what facts are about. One that may be absent names the yes-or-no fact that says so."""

    name: str
    kind: str
    exists: str | None = None


@dataclass(frozen=True, slots=True)
class Constraint:
    """Something that cannot be otherwise: used to refuse contradictions and to spare questions."""

    name: str
    holds: str
    says: str
    place: Place


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every fact, entity and constraint of a pack."""

    facts: Mapping[str, Declaration]
    entities: Mapping[str, Entity] = field(default_factory=dict)
    constraints: Mapping[str, Constraint] = field(default_factory=dict)

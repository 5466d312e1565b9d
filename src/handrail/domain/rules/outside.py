"""What is asked of an outside calculator: its outputs, where each of their inputs comes from, and where it may be believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from handrail.domain.rules.parameters import Source

TAKES = (
    "age", "pounds", "yes_no", "choice", "region", "rent", "housing_allowance", "childcare", "full_time_hours",
    "is_married",
)  # fmt: skip
"""How what we hold becomes what the calculator reads. `estimate_tables.py` has one function for each."""

TIMES_A_YEAR = (1, 12, 52)


class Coverage(StrEnum):
    """How far an output may be believed in one nation."""

    MODELLED = "modelled"
    PARTLY = "partly"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Covered:
    """What the coverage table says of one programme in one nation."""

    how: Coverage
    says: str = ""


@dataclass(frozen=True, slots=True)
class OutsideInput:
    """An input that is a fact as the person told it, or that we derive from some."""

    name: str
    group: str
    take: str
    facts: tuple[str, ...]
    is_derived: bool = False
    reads_as: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Held:
    """Inputs that are taken to be what is written here, and the sentence that tells the person so."""

    says: str
    values: Mapping[str, Mapping[str, object]]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for group in self.values.values() for name in group)


@dataclass(frozen=True, slots=True)
class OutsideOutput:
    """One programme's amount: which variable it is, how often it is paid, and where it is modelled."""

    name: str
    variable: str
    label: str
    times_a_year: int
    reads: frozenset[str]
    coverage: Mapping[str, Covered]
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a fact that is not known is tried, and the values at which some law begins to read it differently."""

    up_to: int
    limits: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Outside:
    """Everything a pack says about one outside calculator."""

    engine: str
    version: str
    years: tuple[int, ...]
    nation: str
    inputs: Mapping[str, OutsideInput]
    held: tuple[Held, ...]
    outputs: Mapping[str, OutsideOutput]
    spreads: Mapping[str, Spread]

    def facts_read_by(self, output: str) -> tuple[str, ...]:
        """The facts that an output asks for, in the order of the inputs."""
        read = self.outputs[output].reads
        return tuple(dict.fromkeys(fact for each in self.inputs.values() if each.name in read for fact in each.facts))

    def held_for(self, output: str) -> tuple[str, ...]:
        """What has been taken to be so for an output, in words."""
        read = self.outputs[output].reads
        return tuple(held.says for held in self.held if held.names & read)

"""Which facts a goal reads, which of them it reads in opposite ways, and where their values change what follows.

Working with sets of possible values is exact as long as every fact moves the outcome one way. A fact that is read twice in
opposite ways ("employed or not employed") has to be tried case by case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf

from handrail.domain.rules import syntax
from handrail.domain.rules.dates import FUNCTIONS
from handrail.domain.rules.parameters import Parameter
from handrail.domain.rules.syntax import Expression
from handrail.domain.rules.types import ORDERED, Kind

MIXED = "mixed"


@dataclass
class Reading:
    """How one fact is read in a rule: how often, and in which ways. A way is +, -, mixed, or a set of choices with a sign."""

    times: int = 0
    ways: set[str] = field(default_factory=set)

    @property
    def needs_cases(self) -> bool:
        return self.times > 1 and (len(self.ways) > 1 or MIXED in self.ways)

    def plus(self, other: Reading, sign: str) -> None:
        self.times += other.times
        self.ways |= {_turned(way, sign) for way in other.ways}


Readings = dict[str, Reading]


def _turned(way: str, sign: str) -> str:
    if sign == "+" or way == MIXED:
        return way
    return MIXED if sign == MIXED else way[:-1] + ("-" if way.endswith("+") else "+")


class Reader:
    """Finds the readings of every rule, each rule once."""

    def __init__(self, body_of: Callable[[str], Expression], parameters: Mapping[str, Parameter]) -> None:
        self._body_of, self._parameters = body_of, parameters
        self._kept: dict[str, Readings] = {}

    def of_rule(self, name: str) -> Readings:
        """How a rule reads each fact, through every rule it names."""
        if name not in self._kept:
            self._kept[name] = self.of(self._body_of(name))
        return self._kept[name]

    def of(self, expression: Expression) -> Readings:
        """How an expression reads each fact."""
        found: Readings = defaultdict(Reading)
        self._read(expression, "+", found)
        return dict(found)

    def _note(self, found: Readings, name: str, way: str, sign: str) -> None:
        found[name].plus(Reading(1, {way}), sign)

    def _read(self, expression: Expression, sign: str, found: Readings) -> None:
        match expression:
            case syntax.FactRead(name=name):
                self._note(found, name, "+" if expression.type.kind is not Kind.CHOICE else MIXED, sign)
            case syntax.RuleRead(name=name):
                for fact, reading in self.of_rule(name).items():
                    found[fact].plus(reading, sign)
            case syntax.OneOf(choice=syntax.FactRead(name=name), mask=mask):
                self._note(found, name, f"{mask}+", sign)
            case syntax.Quantifier(collection=collection):
                self._note(found, collection, MIXED, sign)
                # A fact beside the members is read once for each of them.
                for part, way in (*_of_members(expression), *_of_members(expression)):
                    self._read(part, _composed(sign, way), found)
            case _:
                # Two ranges that overlap may hold no value in common, so what is compared by == is tried case by case.
                twice = isinstance(expression, syntax.Compare) and expression.operator == "=="
                for part, way in (*_parts_with_ways(expression),) * (2 if twice else 1):
                    self._read(part, _composed(sign, way), found)


def _of_members(expression: syntax.Quantifier) -> Iterator[tuple[Expression, str]]:
    yield expression.body, "+"
    if expression.condition is not None:
        yield expression.condition, {"all": "-", "sum": MIXED}.get(expression.function, "+")


def _composed(sign: str, way: str) -> str:
    if MIXED in (sign, way):
        return MIXED
    return "+" if sign == way else "-"


def _parts_with_ways(expression: Expression) -> Iterator[tuple[Expression, str]]:
    """Each part, and which way it moves the whole."""
    match expression:
        case syntax.Multiply(left=left, right=right):
            yield from _factors(left, right)
        case syntax.DateFunction(function=function, arguments=arguments):
            for argument, way in zip(arguments, FUNCTIONS[function].directions, strict=True):
                yield argument, {1: "+", -1: "-", 0: MIXED}[way]
        case syntax.Compare(operator="==") | syntax.OneOf() | syntax.ParameterRead() | syntax.Calculation():
            yield from ((part, MIXED) for part in syntax.parts_of(expression))
        case _:
            ways = _WAYS.get(type(expression), ())
            for place, part in enumerate(syntax.parts_of(expression)):
                yield part, ways[place] if place < len(ways) else "+"


_WAYS = {
    syntax.Not: ("-",),
    syntax.Compare: ("-", "+"),
    syntax.IfElse: (MIXED, "+", "+"),
    syntax.Subtract: ("+", "-"),
    syntax.Step: (MIXED, "+"),
}
"""Which way each part moves the whole, where that is not simply upwards."""


def _factors(left: Expression, right: Expression) -> Iterator[tuple[Expression, str]]:
    for part, other in ((left, right), (right, left)):
        if isinstance(other, syntax.Constant):
            yield part, "+" if other.value >= 0 else "-"
        else:
            yield part, MIXED


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where the values of a number or date begin to mean something else: fixed values, and other facts to look at."""

    values: tuple[int, ...] = ()
    facts: tuple[str, ...] = ()


def cuts_of(expressions: Iterator[Expression], parameters: Mapping[str, Parameter]) -> dict[str, Cuts]:
    """For each fact, the first value of every stretch over which it is treated alike."""
    values: dict[str, set[int]] = defaultdict(set)
    facts: dict[str, set[str]] = defaultdict(set)
    for expression in expressions:
        match expression:
            case syntax.Compare(left=left, right=right):
                for one, other in ((left, right), (right, left)):
                    _note_comparison(one, other, parameters, values, facts)
            case syntax.ParameterRead(name=name, as_at=as_at):
                for fact in _facts_in(as_at):
                    values[fact] |= _version_days(parameters[name])
            case syntax.Step(amount=amount, table=table):
                for fact in _facts_in(amount):
                    values[fact] |= {
                        row.above + 1 for version in parameters[table.name].versions for row in version.rows
                    }
    return {fact: Cuts(tuple(sorted(values[fact])), tuple(sorted(facts[fact]))) for fact in {*values, *facts}}


def _version_days(parameter: Parameter) -> set[int]:
    ends = {int(version.end) + 1 for version in parameter.versions if version.end != inf}
    return ends | {version.start for version in parameter.versions}


def _facts_in(expression: Expression) -> Iterator[str]:
    return (part.name for part in syntax.everything_in(expression) if isinstance(part, syntax.FactRead))


def _note_comparison(
    one: Expression,
    other: Expression,
    parameters: Mapping[str, Parameter],
    values: dict[str, set[int]],
    facts: dict[str, set[str]],
) -> None:
    one, by = (one.part, one.by) if isinstance(one, syntax.Rescale) else (one, 1)
    if not isinstance(one, syntax.FactRead) or one.type.kind not in ORDERED:
        return
    for part in syntax.everything_in(other):
        match part:
            case syntax.Constant(value=value):
                values[one.name] |= {-(-value // by), value // by + 1}
            case syntax.ParameterRead(name=name):
                ends = {end for version in parameters[name].versions for end in (version.low, version.high)}
                values[one.name] |= {int(end) for end in ends} | {int(end) + 1 for end in ends}
            case syntax.FactRead(name=name) if part.type.kind in ORDERED:
                facts[one.name].add(name)

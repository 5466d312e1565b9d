"""The expressions of the rule language, as a small tree of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from handrail.domain.rules.types import Type


@dataclass(frozen=True, slots=True)
class Expression:
    """Anything that has a value. `type` is found when the rule is checked."""

    type: Type


@dataclass(frozen=True, slots=True)
class Constant(Expression):
    """A number at its scale, a date as its ordinal, a choice as its position, yes as 2 and no as 1."""

    value: int


@dataclass(frozen=True, slots=True)
class FactRead(Expression):
    name: str


@dataclass(frozen=True, slots=True)
class FieldRead(Expression):
    """A field of the member of a collection that is being looked at."""

    collection: str
    variable: str
    field: str


@dataclass(frozen=True, slots=True)
class RuleRead(Expression):
    name: str


@dataclass(frozen=True, slots=True)
class ParameterRead(Expression):
    """A parameter at the date its rule names."""

    name: str
    as_at: Expression


@dataclass(frozen=True, slots=True)
class Today(Expression):
    """The day the question is asked for."""


@dataclass(frozen=True, slots=True)
class Not(Expression):
    part: Expression


@dataclass(frozen=True, slots=True)
class And(Expression):
    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or(Expression):
    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Compare(Expression):
    """`==`, `<` or `<=` of two numbers, dates or months at one scale. The others are written with these."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class OneOf(Expression):
    """A choice is one of these: bit i of `mask` is option i."""

    choice: Expression
    mask: int


@dataclass(frozen=True, slots=True)
class Rescale(Expression):
    """The same number over a larger denominator."""

    part: Expression
    by: int


@dataclass(frozen=True, slots=True)
class Add(Expression):
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Subtract(Expression):
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Multiply(Expression):
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class IfElse(Expression):
    condition: Expression
    yes: Expression
    no: Expression


@dataclass(frozen=True, slots=True)
class Extreme(Expression):
    """`min` or `max`."""

    function: str
    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Round(Expression):
    """`down`, `up` or `half_up` to a multiple of `unit` (in the units of the part's scale)."""

    way: str
    part: Expression
    unit: int
    result: int


@dataclass(frozen=True, slots=True)
class Bands(Expression):
    """Each slice of an amount at its own rate."""

    amount: Expression
    table: ParameterRead


@dataclass(frozen=True, slots=True)
class Step(Expression):
    """The one entry of a table that an amount falls under."""

    amount: Expression
    table: ParameterRead


@dataclass(frozen=True, slots=True)
class Quantifier(Expression):
    """`any`, `all`, `count` or `sum` over the members of a collection for which `condition` holds."""

    function: str
    collection: str
    variable: str
    body: Expression
    condition: Expression | None


@dataclass(frozen=True, slots=True)
class DateFunction(Expression):
    """A named function of dates, with the direction in which each argument moves it."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Calculation(Expression):
    """A calculator of the pack, called with named arguments in the order it declares them."""

    calculator: str
    arguments: tuple[Expression, ...]


_INSIDE = {
    kind: tuple(field.name for field in fields(kind) if re.search("Expression|Read", str(field.type)))
    for kind in Expression.__subclasses__()
}
"""Where each kind of expression has others inside it."""


def parts_of(expression: Expression) -> Sequence[Expression]:
    """The expressions directly inside this one."""
    found: list[Expression] = []
    for name in _INSIDE[type(expression)]:
        value = getattr(expression, name)
        if isinstance(value, tuple):
            found += value
        elif value is not None:
            found.append(value)
    return found


def everything_in(expression: Expression) -> Iterator[Expression]:
    """The expression and all that is inside it, outermost first."""
    yield expression
    for part in parts_of(expression):
        yield from everything_in(part)

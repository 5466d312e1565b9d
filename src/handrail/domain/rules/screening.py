"""One rule over many people, or many possible worlds, at once: the same expressions over numpy columns.

Every fact has one value in every row. Rows for which a figure is not covered, not known yet or provisional are marked, and
their result means nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import inf, isinf
from typing import Any

import numpy as np
import numpy.typing as npt

from handrail.domain.facts.possible import Among, Items, Possible, Ranges
from handrail.domain.facts.vocabulary import Declaration, FactType
from handrail.domain.rules import syntax
from handrail.domain.rules.calculating import Asked
from handrail.domain.rules.date_columns import COLUMN_FUNCTIONS, are_ordinary, working_days_after
from handrail.domain.rules.dates import FUNCTIONS, on_weekdays
from handrail.domain.rules.determining import Rulebook
from handrail.domain.rules.parameters import Parameter, Version
from handrail.domain.rules.types import Kind

Array = npt.NDArray[Any]

LARGEST = 10**13
"""No amount in a column may be larger (in pence): beyond it, 64 bits may not hold a product exactly."""


@dataclass(frozen=True, slots=True)
class Members:
    """The members of a collection in all rows: for each, its row, and a column for each field."""

    rows: Array
    fields: Mapping[str, Array]


Column = Array | Members


@dataclass
class Table:
    """Columns by fact: True and False, the position of a choice, whole numbers (pence, ordinals), or members.

    A column without rows of its own, of shape (), holds one value for all of them.
    """

    size: int
    on: date
    columns: Mapping[str, Column]

    def column(self, name: str) -> Array:
        """A column of plain values."""
        column = self.columns[name]
        assert not isinstance(column, Members)
        return column

    def members(self, name: str) -> Members:
        """A column of members."""
        column = self.columns[name]
        assert isinstance(column, Members)
        return column


@dataclass(frozen=True, slots=True)
class Screened:
    """A rule's value in every row: True and False, positions of choices, or whole numbers at the rule's scale."""

    values: Array
    gaps: Array


class Screen:
    """Works rules out over one table. What one rule found is kept for the others."""

    def __init__(self, rulebook: Rulebook, table: Table) -> None:
        self.rulebook, self.table = rulebook, table
        self._everyone = np.ones(table.size, dtype=bool)
        self._kept: dict[str, Screened] = {}

    def with_column(self, fact: str, column: Column) -> Screen:
        """The same rows with another column for one fact."""
        return Screen(self.rulebook, replace(self.table, columns={**self.table.columns, fact: column}))

    def part(self, expression: syntax.Expression) -> tuple[Array, Array]:
        """A part of a rule in every row, and the rows in which a figure is missing."""
        gaps = np.zeros(self.table.size, dtype=bool)
        return _Evaluation(self, gaps).value(expression, self._everyone, None), gaps

    def rule(self, name: str) -> Screened:
        """One rule's value in every row."""
        if name not in self._kept:
            values, gaps = self.part(self.rulebook.rules[name].expression)
            self._kept[name] = Screened(np.broadcast_to(values, (self.table.size,)), gaps)
        return self._kept[name]


@dataclass
class _Evaluation:
    """One expression over the rows, or over the members of one collection (`within`)."""

    screen: Screen
    gaps: Array

    def value(self, expression: syntax.Expression, looked_at: Array, within: Members | None) -> Array:
        """The value in every row. `looked_at` marks the rows where it can matter."""
        handler = getattr(self, f"_{type(expression).__name__.lower()}")
        result: Array = handler(expression, looked_at, within)
        return result

    def _spread(self, values: Array, within: Members | None) -> Array:
        """A column of the rows as a column of the members in them."""
        return values if within is None or values.ndim == 0 else values[within.rows]

    def _mark(self, missing: Array, looked_at: Array, within: Members | None) -> None:
        missing = missing & looked_at
        if within is None:
            self.gaps |= missing
        else:
            self.gaps[within.rows[np.broadcast_to(missing, within.rows.shape)]] = True

    def _constant(self, expression: syntax.Constant, _looked_at: Array, _within: Members | None) -> Array:
        if expression.type.kind is Kind.YES_NO:
            return np.asarray(expression.value == 2)
        if expression.type.kind is Kind.CHOICE:
            return np.asarray(expression.value.bit_length() - 1)
        return np.asarray(expression.value, dtype=np.int64)

    def _factread(self, expression: syntax.FactRead, looked_at: Array, within: Members | None) -> Array:
        column = self._spread(self.screen.table.column(expression.name), within)
        first = self.screen.rulebook.vocabulary.facts[expression.name].covered_from
        if first > -inf:
            self._mark(column < first, looked_at, within)
        return column

    def _fieldread(self, expression: syntax.FieldRead, _looked_at: Array, within: Members | None) -> Array:
        assert within is not None
        return within.fields[expression.field]

    def _ruleread(self, expression: syntax.RuleRead, looked_at: Array, within: Members | None) -> Array:
        screened = self.screen.rule(expression.name)
        self._mark(self._spread(screened.gaps, within), looked_at, within)
        return self._spread(screened.values, within)

    def _today(self, _expression: syntax.Today, _looked_at: Array, _within: Members | None) -> Array:
        return np.asarray(self.screen.table.on.toordinal(), dtype=np.int64)

    # -- conditions ----------------------------------------------------------------------------------------

    def _not(self, expression: syntax.Not, looked_at: Array, within: Members | None) -> Array:
        return ~self.value(expression.part, looked_at, within)

    def _and(self, expression: syntax.And, looked_at: Array, within: Members | None) -> Array:
        result = self.value(expression.parts[0], looked_at, within)
        for part in expression.parts[1:]:
            result = result & self.value(part, looked_at & result, within)
        return result

    def _or(self, expression: syntax.Or, looked_at: Array, within: Members | None) -> Array:
        result = self.value(expression.parts[0], looked_at, within)
        for part in expression.parts[1:]:
            result = result | self.value(part, looked_at & ~result, within)
        return result

    def _compare(self, expression: syntax.Compare, looked_at: Array, within: Members | None) -> Array:
        left, right = self.value(expression.left, looked_at, within), self.value(expression.right, looked_at, within)
        if expression.operator == "==":
            return np.asarray(left == right)
        return np.asarray(left < right if expression.operator == "<" else left <= right)

    def _oneof(self, expression: syntax.OneOf, looked_at: Array, within: Members | None) -> Array:
        chosen = self.value(expression.choice, looked_at, within)
        allowed = np.array([bool(expression.mask >> place & 1) for place in range(len(expression.choice.type.options))])
        return np.asarray(allowed[chosen])

    def _ifelse(self, expression: syntax.IfElse, looked_at: Array, within: Members | None) -> Array:
        condition = self.value(expression.condition, looked_at, within)
        yes = self.value(expression.yes, looked_at & condition, within)
        return np.where(condition, yes, self.value(expression.no, looked_at & ~condition, within))

    def _quantifier(self, expression: syntax.Quantifier, looked_at: Array, _within: Members | None) -> Array:
        members = self.screen.table.members(expression.collection)
        inside = np.broadcast_to(looked_at, (self.screen.table.size,))[members.rows]
        met = np.ones(members.rows.shape, dtype=bool)
        if expression.condition is not None:
            met = np.broadcast_to(self.value(expression.condition, inside, members), members.rows.shape)
        body = np.broadcast_to(self.value(expression.body, inside & met, members), members.rows.shape)
        if expression.function in ("any", "all"):
            wanted = met & (body if expression.function == "any" else ~body)
            found = np.bincount(members.rows[wanted], minlength=self.screen.table.size) > 0
            return found if expression.function == "any" else ~found
        total = np.zeros(self.screen.table.size, dtype=np.int64)
        np.add.at(total, members.rows[met], body[met])
        return total

    # -- numbers -------------------------------------------------------------------------------------------

    def _rescale(self, expression: syntax.Rescale, looked_at: Array, within: Members | None) -> Array:
        return self.value(expression.part, looked_at, within) * expression.by

    def _add(self, expression: syntax.Add, looked_at: Array, within: Members | None) -> Array:
        return self.value(expression.left, looked_at, within) + self.value(expression.right, looked_at, within)

    def _subtract(self, expression: syntax.Subtract, looked_at: Array, within: Members | None) -> Array:
        return self.value(expression.left, looked_at, within) - self.value(expression.right, looked_at, within)

    def _multiply(self, expression: syntax.Multiply, looked_at: Array, within: Members | None) -> Array:
        return self.value(expression.left, looked_at, within) * self.value(expression.right, looked_at, within)

    def _extreme(self, expression: syntax.Extreme, looked_at: Array, within: Members | None) -> Array:
        choose = np.minimum if expression.function == "min" else np.maximum
        result = self.value(expression.parts[0], looked_at, within)
        for part in expression.parts[1:]:
            result = choose(result, self.value(part, looked_at, within))
        return result

    def _round(self, expression: syntax.Round, looked_at: Array, within: Members | None) -> Array:
        value, unit = self.value(expression.part, looked_at, within), expression.unit
        if expression.way == "down":
            return value // unit * expression.result
        if expression.way == "up":
            return -(-value // unit) * expression.result
        return (2 * value + unit) // (2 * unit) * expression.result

    def _parameterread(self, expression: syntax.ParameterRead, looked_at: Array, within: Members | None) -> Array:
        scale = expression.type.scale
        return self._by_version(
            expression, looked_at, within, lambda version, _rows: np.asarray(_exact(version, scale), dtype=np.int64)
        )

    def _bands(self, expression: syntax.Bands, looked_at: Array, within: Members | None) -> Array:
        amount = self.value(expression.amount, looked_at, within)
        scales = (expression.amount.type.scale, expression.table.type.scale)
        return self._by_version(
            expression.table, looked_at, within, lambda version, rows: _due(version, _at(amount, rows), *scales)
        )

    def _step(self, expression: syntax.Step, looked_at: Array, within: Members | None) -> Array:
        amount = self.value(expression.amount, looked_at, within)
        scales = (expression.amount.type.scale, expression.table.type.scale)
        return self._by_version(
            expression.table, looked_at, within, lambda version, rows: _entry(version, _at(amount, rows), *scales)
        )

    def _by_version(
        self,
        read: syntax.ParameterRead,
        looked_at: Array,
        within: Members | None,
        take: Callable[[Version, Array | None], Array],
    ) -> Array:
        """Each row under the version in force on its day; rows without one, or under a range, are marked."""
        parameter = self.screen.rulebook.parameters[read.name]
        days = self.value(read.as_at, looked_at, within)
        which = _versions_on(parameter, days)
        self._mark(which < 0, looked_at, within)
        for place, version in enumerate(parameter.versions):
            if version.low != version.high:
                self._mark(which == place, looked_at, within)
        if which.ndim == 0:
            return take(parameter.versions[max(int(which), 0)], None)
        result = np.zeros(which.shape, dtype=np.int64)
        for place in np.unique(which[which >= 0]):
            rows = which == place
            result[rows] = take(parameter.versions[int(place)], rows)
        return result

    def _datefunction(self, expression: syntax.DateFunction, looked_at: Array, within: Members | None) -> Array:
        arguments = [self.value(argument, looked_at, within) for argument in expression.arguments]
        if expression.function == "working_days_after":
            options = expression.arguments[2].type.options
            return self._working_days(options, arguments, looked_at, within)
        if are_ordinary(expression.function, arguments):
            return np.asarray(COLUMN_FUNCTIONS[expression.function](*arguments))
        function = FUNCTIONS[expression.function].function
        return _each(lambda row: _day(function(*row)), arguments)

    def _working_days(
        self, options: tuple[str, ...], arguments: list[Array], looked_at: Array, within: Members | None
    ) -> Array:
        days, counts, nations = np.broadcast_arrays(*arguments)
        result = np.zeros(days.shape, dtype=np.int64)
        unpublished = counts < 0
        for place in np.unique(nations):
            holidays, first, last = self.screen.rulebook.calendar.published(options[int(place)])
            on = working_days_after(days, counts, on_weekdays(holidays))
            result = np.where(nations == place, on, result)
            unpublished = unpublished | (nations == place) & ((days < first) | (on > last))
        self._mark(unpublished, looked_at, within)
        return result

    def _calculation(self, expression: syntax.Calculation, looked_at: Array, within: Members | None) -> Array:
        options = tuple(argument.type.options for argument in expression.arguments)
        asked = Asked(self.screen.rulebook.calculators[expression.calculator], options)
        arguments = [self.value(argument, looked_at, within) for argument in expression.arguments]
        return _each(asked.at, arguments)


def _each(function: Callable[[tuple[int, ...]], int], arguments: list[Array]) -> Array:
    """A plain function of each row, called once for rows that are alike."""
    columns = np.broadcast_arrays(*arguments)
    stacked = np.stack([np.atleast_1d(column) for column in columns], axis=-1)
    alike, back = np.unique(stacked.reshape(-1, len(arguments)), axis=0, return_inverse=True)
    results = np.array([function(tuple(int(part) for part in row)) for row in alike], dtype=np.int64)
    return results[back.reshape(-1)].reshape(columns[0].shape)


def _day(value: float) -> int:
    """A day past the last one that has a date stays past all others."""
    return int(max(-LARGEST, min(LARGEST, value)))


def _at(values: Array, rows: Array | None) -> Array:
    return values if rows is None or values.ndim == 0 else values[rows]


def _exact(version: Version, scale: int) -> int:
    return int(version.low * scale)


def _versions_on(parameter: Parameter, days: Array) -> Array:
    """The place of the version in force on each day; -1 where there is none."""
    starts = np.array([version.start for version in parameter.versions], dtype=np.int64)
    ends = np.array([LARGEST if isinf(version.end) else version.end for version in parameter.versions], dtype=np.int64)
    which = np.searchsorted(starts, days, side="right") - 1
    return np.asarray(np.where((which >= 0) & (days <= ends[which]), which, -1))


def _due(version: Version, amount: Array, amount_scale: int, scale: int) -> Array:
    above = np.array([row.above * amount_scale for row in version.rows], dtype=np.int64)
    rates = np.array([int(row.value * scale) for row in version.rows], dtype=np.int64)
    below = np.concatenate(([0], np.cumsum(np.diff(above) * rates[:-1])))
    slices = np.maximum(np.searchsorted(above, amount, side="left") - 1, 0)
    return np.asarray(np.where(amount > above[0], below[slices] + (amount - above[slices]) * rates[slices], 0))


def _entry(version: Version, amount: Array, amount_scale: int, scale: int) -> Array:
    above = np.array([row.above * amount_scale for row in version.rows], dtype=np.int64)
    values = np.array([int(row.value * scale) for row in version.rows], dtype=np.int64)
    return values[np.maximum(np.searchsorted(above, amount, side="left") - 1, 0)]


# -- columns from facts ----------------------------------------------------------------------------------------


def column_of(declaration: Declaration, values: list[Possible]) -> Column:
    """A column of exact facts, one a row. A fact that is not exact has no place here."""
    if declaration.type is FactType.COLLECTION:
        return _members_of(declaration, values)
    return np.array([_plain(declaration, value) for value in values], dtype=_dtype(declaration))


def _members_of(declaration: Declaration, values: list[Possible]) -> Members:
    items = [value.items if isinstance(value, Items) else () for value in values]
    rows = np.array([row for row, members in enumerate(items) for _ in members], dtype=np.int64)
    fields: dict[str, Array] = {
        name: np.array([_plain(kind, member[name]) for members in items for member in members], dtype=_dtype(kind))
        for name, kind in fields_read(declaration).items()
    }
    return Members(rows, fields)


def fields_read(declaration: Declaration) -> dict[str, Declaration]:
    """The fields of a member that a rule may read. No rule reads free text."""
    return {name: field for name, field in declaration.fields.items() if field.type is not FactType.TEXT}


def _dtype(declaration: Declaration) -> type:
    return bool if declaration.type is FactType.YES_NO else np.int64


def _plain(declaration: Declaration, value: Possible) -> int | bool:
    if isinstance(value, Among) and value.is_known:
        only = next(iter(value.values))
        return only if isinstance(only, bool) else declaration.options.index(only)
    if isinstance(value, Ranges) and value.is_known and abs(value.low) <= LARGEST:
        return int(value.low)
    raise ValueError(f"{declaration.name} is not one value of a size that can be screened")

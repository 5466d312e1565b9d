"""Conditions over many rows at once, one bit of a whole number for each row: a single `&` joins hundreds of them.

What is not a condition is worked out over columns, by `screening`, and its comparisons are made into bits. Every condition is
made into nested functions once; `BitScreen` runs them over a table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from operator import eq, le, lt
from typing import Any

import numpy as np

from handrail.domain.rules import syntax
from handrail.domain.rules.determining import Rulebook
from handrail.domain.rules.screening import Array, Screen, Screened
from handrail.domain.rules.types import AMOUNTS

Number = int | Array
"""One number for every row alike, or a column."""

_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {"==": eq, "<": lt, "<=": le}


@dataclass(frozen=True, slots=True)
class Held:
    """The rows in which a condition holds, and those in which a figure is missing, so that it means nothing."""

    yes: int
    gaps: int = 0


@dataclass(frozen=True, slots=True)
class Numbers:
    """A number in every row, and the rows in which a figure is missing."""

    values: Number
    gaps: int = 0


def packed(rows: Array) -> int:
    """A column of True and False as bits, the first row lowest."""
    return int.from_bytes(np.packbits(rows, bitorder="little").tobytes(), "little")


def unpacked(bits: Sequence[int], size: int) -> Array:
    """Bits as rows of zeros and ones."""
    width = -(-size // 8)
    together = b"".join(each.to_bytes(width, "little") for each in bits)
    spread = np.unpackbits(np.frombuffer(together, dtype=np.uint8).reshape(len(bits), width), axis=1, bitorder="little")
    return np.asarray(spread[:, :size])


class BitScreen:
    """Works conditions out over one table. What was found for one rule is kept for the others.

    With `beside`, it is that screen's table but for some facts: what reads none of them is taken from there.
    """

    def __init__(self, screen: Screen, beside: BitScreen | None = None, facts: frozenset[str] = frozenset()) -> None:
        self.screen, self._beside, self._facts = screen, beside, facts
        self.everyone = (1 << screen.table.size) - 1
        self.gaps = 0
        self.found: dict[int, Held | Numbers] = {}
        self._conditions: Conditions = beside._conditions if beside else Conditions(screen.rulebook)
        self._rules: dict[str, Held] = {}
        self._options: dict[str, list[int]] = {}

    def with_column(self, fact: str, column: Array) -> BitScreen:
        """The same rows with another column for one fact."""
        return BitScreen(self.screen.with_column(fact, column), self, frozenset({fact}))

    def elsewhere(self, reads: AbstractSet[str]) -> BitScreen | None:
        """The screen beside, where it says the same of what reads these facts."""
        return self._beside if self._facts.isdisjoint(reads) else None

    def rule(self, name: str) -> Held:
        """One condition in every row."""
        held = self._rules.get(name)
        if held is None:
            other = self.elsewhere(self.screen.rulebook.reads(name).keys())
            held = self._rules[name] = other.rule(name) if other else self._worked_out(self._conditions.of_rule(name))
        return held

    def _worked_out(self, condition: Condition) -> Held:
        outside, self.gaps = self.gaps, 0
        held = Held(condition(self, self.everyone) & self.everyone, self.gaps)
        self.gaps = outside
        return held

    def screened(self, name: str) -> Screened:
        """A rule that is not a condition, as a column."""
        other = self.elsewhere(self.screen.rulebook.reads(name).keys())
        return other.screened(name) if other else self.screen.rule(name)

    def options(self, fact: str) -> list[int]:
        """The rows in which a choice has each of its options, or a yes-or-no fact is no and is yes."""
        found = self._options.get(fact)
        if found is None:
            other = self.elsewhere({fact})
            found = self._options[fact] = other.options(fact) if other else self._options_of(fact)
        return found

    def _options_of(self, fact: str) -> list[int]:
        declaration, column = self.screen.rulebook.vocabulary.facts[fact], self.screen.table.column(fact)
        if declaration.options:
            return [self.bits(column == place) for place in range(len(declaration.options))]
        yes = self.bits(column)
        return [self.everyone ^ yes, yes]

    def bits(self, rows: bool | Array) -> int:
        """The rows in which it is so, when it may be the same for all of them."""
        if isinstance(rows, np.ndarray) and rows.ndim:
            return packed(rows)
        return self.everyone if rows else 0


Condition = Callable[[BitScreen, int], int]
"""The rows in which a condition holds. Only the rows looked at are told right, for no others can matter."""

Part = Callable[[BitScreen], Any]


@dataclass
class Conditions:
    """The conditions of one rulebook as nested functions, made when they are first asked for."""

    rulebook: Rulebook
    _rules: dict[str, Condition] = field(default_factory=dict)
    _numbers: dict[syntax.Expression, int] = field(default_factory=dict)

    def of_rule(self, name: str) -> Condition:
        """What works out one rule."""
        if name not in self._rules:
            self._rules[name] = self._condition(self.rulebook.rules[name].expression)
        return self._rules[name]

    def _condition(self, expression: syntax.Expression) -> Condition:
        match expression:
            case syntax.And(parts=parts):
                return _and(tuple(map(self._condition, parts)))
            case syntax.Or(parts=parts):
                return _or(tuple(map(self._condition, parts)))
            case syntax.Not(part=part):
                return _not(self._condition(part))
            case syntax.IfElse(condition=condition, yes=yes, no=no):
                return _either(self._condition(condition), self._condition(yes), self._condition(no))
            case syntax.RuleRead(name=name):
                return _marked(lambda screen: screen.rule(name))
            case syntax.Constant(value=value):
                return lambda screen, _looked_at: screen.everyone if value == 2 else 0
            case syntax.FactRead(name=name):
                return lambda screen, _looked_at: screen.options(name)[1]
            case syntax.OneOf(choice=syntax.FactRead(name=name), mask=mask):
                places = [place for place in range(mask.bit_length()) if mask >> place & 1]
                return _marked(self._kept(expression, lambda screen: _one_of(screen.options(name), places)))
            case syntax.Compare(operator=operator, left=left, right=right):
                compared = _compared(_OPERATORS[operator], self._number(left), self._number(right))
                return _marked(self._kept(expression, compared))
        return _marked(self._kept(expression, _screened_condition(expression)))

    def _number(self, expression: syntax.Expression) -> Part:
        match expression:
            case syntax.Constant(value=value):
                constant = Numbers(value)
                return lambda _screen: constant
            case syntax.FactRead(name=name):
                return lambda screen: Numbers(_plain(screen.screen.table.column(name)))
            case syntax.Today():
                return lambda screen: Numbers(screen.screen.table.on.toordinal())
            case syntax.Rescale(part=part, by=by):
                return _rescaled(self._number(part), by)
            case syntax.ParameterRead(as_at=as_at, type=kind) if kind.kind in AMOUNTS:
                return self._kept(expression, _figure(expression, self._number(as_at)))
        return self._kept(expression, _screened_number(expression))

    def _kept(self, expression: syntax.Expression, work: Part) -> Part:
        """The same, worked out once on each screen for all that look alike, or taken from the screen beside it."""
        number = self._numbers.setdefault(expression, len(self._numbers))
        reads = frozenset(self.rulebook.reader.of(expression))

        def kept(screen: BitScreen) -> Held | Numbers:
            found = screen.found.get(number)
            if found is None:
                other = screen.elsewhere(reads)
                found = screen.found[number] = kept(other) if other else work(screen)
            return found

        return kept


# -- conditions made of conditions -------------------------------------------------------------------------------


def _and(parts: tuple[Condition, ...]) -> Condition:
    def work(screen: BitScreen, looked_at: int) -> int:
        for part in parts:
            looked_at &= part(screen, looked_at)
            if not looked_at:
                return 0
        return looked_at

    return work


def _or(parts: tuple[Condition, ...]) -> Condition:
    def work(screen: BitScreen, looked_at: int) -> int:
        left = looked_at
        for part in parts:
            left &= ~part(screen, left)
            if not left:
                return looked_at
        return looked_at & ~left

    return work


def _not(part: Condition) -> Condition:
    return lambda screen, looked_at: ~part(screen, looked_at)


def _either(condition: Condition, yes: Condition, no: Condition) -> Condition:
    def work(screen: BitScreen, looked_at: int) -> int:
        met = condition(screen, looked_at)
        return met & yes(screen, looked_at & met) | ~met & no(screen, looked_at & ~met)

    return work


# -- what they are made of ---------------------------------------------------------------------------------------


def _marked(part: Part) -> Condition:
    """A condition that marks the rows in which it would have mattered that a figure is missing."""

    def work(screen: BitScreen, looked_at: int) -> int:
        held: Held = part(screen)
        if held.gaps:
            screen.gaps |= held.gaps & looked_at
        return held.yes

    return work


def _one_of(options: Sequence[int], places: Sequence[int]) -> Held:
    return Held(sum([options[place] for place in places]))


def _compared(operator: Callable[[Any, Any], Any], left: Part, right: Part) -> Part:
    def work(screen: BitScreen) -> Held:
        one, other = left(screen), right(screen)
        return Held(screen.bits(operator(one.values, other.values)), one.gaps | other.gaps)

    return work


def _rescaled(part: Part, by: int) -> Part:
    def work(screen: BitScreen) -> Numbers:
        numbers: Numbers = part(screen)
        return Numbers(numbers.values * by, numbers.gaps)

    return work


def _figure(expression: syntax.ParameterRead, as_at: Part) -> Part:
    """A figure. On one day, it is found without columns; where there is none, or it is honestly a range, no row means anything."""
    from_columns = _screened_number(expression)

    def work(screen: BitScreen) -> Numbers:
        day: Numbers = as_at(screen)
        if not isinstance(day.values, int):
            return from_columns(screen)  # type: ignore[no-any-return]
        versions = screen.screen.rulebook.parameters[expression.name].versions
        found = next((each for each in reversed(versions) if each.start <= day.values), versions[0])
        is_missing = not found.start <= day.values <= found.end or found.low != found.high
        return Numbers(int(found.low * expression.type.scale), screen.everyone if is_missing else day.gaps)

    return work


def _screened_condition(expression: syntax.Expression) -> Part:
    def work(screen: BitScreen) -> Held:
        values, gaps = screen.screen.part(expression)
        return Held(screen.bits(values), packed(gaps))

    return work


def _screened_number(expression: syntax.Expression) -> Part:
    def work(screen: BitScreen) -> Numbers:
        values, gaps = screen.screen.part(expression)
        return Numbers(_plain(values), packed(gaps))

    return work


def _plain(values: Array) -> Number:
    return values if values.ndim else int(values)

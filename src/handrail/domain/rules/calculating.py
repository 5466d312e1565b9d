"""Ask a pack's calculators: on exact arguments, along those they are monotone in, and at their break points. Else they are open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import isinf, prod

from handrail.domain.rules.dates import DAYS
from handrail.domain.rules.intervals import OPEN, Number, Pair
from handrail.domain.rules.rulebook import Calculator

MOST_ASKED = 256
"""How often a calculator is asked for one answer before that answer is left open."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A calculator as one expression calls it. `options` are the choices of each argument, in the order they are counted."""

    calculator: Calculator
    options: tuple[tuple[str, ...], ...]

    def __call__(self, *held: int | Pair) -> Pair:
        """The least and the most it can be: a choice or a yes or no comes as bits, a number or a date as its two ends."""
        found = [self._points(name, value) for name, value in zip(self.calculator.arguments, held, strict=True)]
        points = [ends for ends in found if ends is not None]
        if len(points) < len(found):
            return OPEN
        least, most = [low for low, _ in points], [high for _, high in points]
        if max(prod(map(len, least)), prod(map(len, most))) > MOST_ASKED:
            return OPEN
        lows = [self.at(values) for values in product(*least)]
        return min(lows), max(lows if least == most else [self.at(values) for values in product(*most)])

    def at(self, values: Sequence[int]) -> int:
        """Its answer for one value of each argument: a number, pence, the ordinal of a day, the place of a choice, 1 for yes."""
        calculator = self.calculator
        kinds = calculator.arguments.values()
        given = [_given(*one) for one in zip(kinds, values, self.options, strict=True)]
        return whole(calculator, calculator.function(*given))

    def _points(self, name: str, held: int | Pair) -> tuple[Sequence[int], Sequence[int]] | None:
        """Where it is asked about one argument, for its least and for its most; None where that would prove nothing."""
        if isinstance(held, int):
            places = [place for place in range(held.bit_length()) if held >> place & 1]
            return places, places
        low, high = held
        if (
            isinf(low)
            or isinf(high)
            or (self.calculator.arguments[name] == "date" and not DAYS[0] <= low <= high <= DAYS[1])
        ):
            return None
        low, high = int(low), int(high)
        way = self.calculator.monotone.get(name, 0)
        if low == high or way:
            return ([low], [high]) if way >= 0 else ([high], [low])
        if name not in self.calculator.break_points:
            return None
        turns = sorted({low, high, *_turns(self.calculator.break_points[name], low, high)})
        return turns, turns


def _turns(break_points: Sequence[int], low: Number, high: Number) -> Iterator[int]:
    """The last value before each break point and the first after it: between two of them it only rises or only falls."""
    return (turn for point in break_points for turn in (point - 1, point) if low <= turn <= high)


def _given(kind: str, value: int, options: Sequence[str]) -> object:
    """A value as an author of calculators takes it."""
    match kind:
        case "yes_no":
            return value == 1
        case "choice":
            return options[value]
        case "date":
            return date.fromordinal(value)
    return value


def whole(calculator: Calculator, result: object) -> int:
    """What a calculator gave, as a whole number. Anything but what it declares is a fault of its author's."""
    if isinstance(result, date) and calculator.result == "date":
        return result.toordinal()
    if type(result) is int and calculator.result != "date":
        return result
    raise TypeError(f"the calculator '{calculator.name}' gave a {type(result).__name__}, and not {calculator.result}")

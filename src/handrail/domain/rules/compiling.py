"""Write Python for a rule, that works out what it may be from what its facts may be.

Each rule becomes one function of the list of values in `layout`. A condition is worked out as bits 1 (can be no) and 2 (can be
yes), a number as its two ends. What cannot matter any more is not looked at. What several rules read is kept in its place in
the list, so that it is worked out once. The code is made only from checked expressions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from math import inf

from handrail.domain.facts.vocabulary import Vocabulary
from handrail.domain.rules import intervals, syntax
from handrail.domain.rules.calculating import Asked
from handrail.domain.rules.dates import FUNCTIONS, WorkingDays
from handrail.domain.rules.intervals import Figure, WorkingDayCount
from handrail.domain.rules.layout import GAPS, NOTES, TODAY, Layout, Values, field_places, is_pair
from handrail.domain.rules.parameters import Parameter
from handrail.domain.rules.rulebook import Calculator, Rule
from handrail.domain.rules.signs import is_never_negative
from handrail.domain.rules.types import ORDERED, Kind

Function = Callable[[Values], "int | intervals.Pair"]
Pair = tuple[str, str]

_OPPOSITE = (0, 2, 1, 3)
_LABORIOUS = (syntax.ParameterRead, syntax.Bands, syntax.Step, syntax.Calculation, syntax.DateFunction)
_DEEPEST = 40  # Python reads no more than a hundred levels of indentation


@dataclass
class Trace:
    """What each expression came to when a rule was worked out, for telling why."""

    values: dict[int, tuple[object, ...]] = field(default_factory=dict)
    """By the identity of an expression: the rules hold theirs for as long as their functions are there."""

    def of(self, expression: syntax.Expression) -> tuple[object, ...] | None:
        """What this expression came to, or None when it was not looked at."""
        return self.values.get(id(expression))


def parts_in_common(everything: Iterable[syntax.Expression]) -> list[syntax.Expression]:
    """The parts that take some working out and stand in more than one place: figures, functions of dates, bands.

    What reads a field differs from member to member, and is not counted.
    """
    counted = Counter(part for part in everything if isinstance(part, _LABORIOUS) and part.type.kind in ORDERED)
    return [part for part, times in counted.items() if times > 1 and not _reads_a_field(part)]


def _effort(expression: syntax.Expression) -> int:
    """Roughly how long it takes to work out."""
    return sum(_EFFORTS.get(type(part), 1) for part in syntax.everything_in(expression))


_EFFORTS = {
    syntax.ParameterRead: 5,
    syntax.RuleRead: 5,
    syntax.DateFunction: 15,
    syntax.Bands: 30,
    syntax.Step: 30,
    syntax.Quantifier: 40,
    syntax.Calculation: 50,
}


def _reads_a_field(expression: syntax.Expression) -> bool:
    return any(isinstance(part, syntax.FieldRead) for part in syntax.everything_in(expression))


class Functions(dict[str, Function]):
    """The functions of one rulebook, each made when it is first asked for: few ask for all of them.

    The same rules always give the same code, so that it does no harm when two ask for one at the same moment.
    """

    def __init__(self, compiler: Compiler, rules: Mapping[str, Rule]) -> None:
        super().__init__()
        self._compiler, self._rules = compiler, rules
        self._names = {rule: f"rule_{place}" for place, rule in enumerate(rules)}

    def __missing__(self, rule: str) -> Function:
        self._make([rule])
        return self[rule]

    def make_all(self) -> None:
        """Leave none for later."""
        self._make(list(self._rules))

    def _make(self, waiting: list[str]) -> None:
        """These and those they call, however deep: they find each other by name, so all are there before any is used."""
        source: list[str] = []
        made: dict[str, str] = {}
        while waiting:
            name = waiting.pop()
            if name not in made and name not in self:
                made[name] = self._names[name]
                writer = self._compiler.function(made[name], self._rules[name], self._names)
                source += writer.lines
                waiting += writer.calls
        self.update(self._compiler.run(source, made))


class Compiler:
    """Writes the functions of one rulebook. Those that are `traced` also leave a note of every expression's value."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        parameters: Mapping[str, Parameter],
        calculators: Mapping[str, Calculator],
        calendar: WorkingDays,
        layout: Layout,
        *,
        is_traced: bool = False,
    ) -> None:
        self.vocabulary, self.parameters, self.layout, self.is_traced = vocabulary, parameters, layout, is_traced
        self.calculators, self.calendar = calculators, calendar
        self._places = {name: place for place, name in enumerate(parameters)}
        self._names: dict[str, object] = {
            "INF": inf,
            "OPPOSITE": _OPPOSITE,
            "product": intervals.product,
            "down": intervals.down,
            "up": intervals.up,
            "half_up": intervals.half_up,
            **{name: signature.function for name, signature in FUNCTIONS.items()},
        }

    def function(self, name: str, rule: Rule, names: Mapping[str, str]) -> _Writer:
        """The lines of one rule's function, called by this name. `names` says what the others are called."""
        writer = _Writer(self, name, names)
        if is_pair(rule.expression.type):
            writer.line(f"return {', '.join(writer.pair(rule.expression))}")
        else:
            writer.line(f"return {writer.single(rule.expression)}")
        return writer

    def run(self, source: Iterable[str], made: Mapping[str, str]) -> dict[str, Function]:
        """The functions that the lines define, by the rules they are for."""
        exec(compile("\n".join(source), "<rules>", "exec"), self._names)  # noqa: S102 - made from checked expressions
        return {rule: self._names[name] for rule, name in made.items()}  # type: ignore[misc]

    def figure(self, name: str, scale: int, amount_scale: int = 1) -> str:
        """The name under which generated code finds a parameter at a scale."""
        known = f"figure_{self._places[name]}_{scale}_{amount_scale}"
        if known not in self._names:
            self._names[known] = Figure(self.parameters[name], scale, amount_scale)
        return known

    def named(self, name: str, value: object) -> str:
        """A name for a helper object."""
        self._names[name] = value
        return name


class _Writer:
    """The lines of one function."""

    def __init__(self, compiler: Compiler, function: str, names: Mapping[str, str]) -> None:
        self.compiler, self.layout = compiler, compiler.layout
        self.function, self.names = function, names
        self.lines: list[str] = [f"def {function}(v):"]
        self.calls: list[str] = []
        self._depth, self._count = 1, 0
        if compiler.is_traced:
            self.line(f"notes = v[{NOTES}]")

    def line(self, text: str) -> None:
        self.lines.append("    " * self._depth + text)

    @contextmanager
    def block(self, opening: str) -> Iterator[None]:
        """Lines inside an `if` or a `for`."""
        self.line(opening)
        self._depth += 1
        yield
        self._depth -= 1

    def name(self) -> str:
        self._count += 1
        return f"t{self._count}"

    def _helper(self, value: object) -> str:
        return self.compiler.named(f"{self.function}_{self.name()}", value)

    def _noted(self, expression: syntax.Expression, *parts: str) -> None:
        if self.compiler.is_traced:
            self.line(f"notes[{id(expression)}] = ({', '.join(parts)},)")

    # -- conditions and choices: one value ---------------------------------------------------------------

    def single(self, expression: syntax.Expression) -> str:
        """Python for a condition (bits) or a choice (a bit for each option)."""
        value = self._condition(expression, False) if expression.type.kind is Kind.YES_NO else self._choice(expression)
        if self.compiler.is_traced:
            value = self._held(value)
            self._noted(expression, value)
        return value

    def _held(self, value: str) -> str:
        if value.isidentifier():
            return value
        name = self.name()
        self.line(f"{name} = {value}")
        return name

    def _condition(self, expression: syntax.Expression, opposite: bool) -> str:
        match expression:
            case syntax.Not(part=part):
                if self.compiler.is_traced:
                    return f"OPPOSITE[{self.single(part)}]"
                return self._condition(part, not opposite)
            case syntax.And(parts=parts) | syntax.Or(parts=parts):
                return self._joined(parts, isinstance(expression, syntax.And) is not opposite, opposite)
            case syntax.Compare():
                return self._compare(expression, opposite)
            case syntax.OneOf(choice=choice, mask=mask):
                value = self.single(choice)
                rest = (1 << len(choice.type.options)) - 1 & ~mask
                inside, outside = (1, 2) if opposite else (2, 1)
                return f"({inside} if not {value} & {rest} else {outside} if not {value} & {mask} else 3)"
            case syntax.Constant(value=value):
                return str(_OPPOSITE[value] if opposite else value)
            case syntax.Quantifier():
                value = self._any_or_all(expression)
            case syntax.IfElse():
                value = self._either_single(expression)
            case _:
                value = self._read_single(expression)
        return f"OPPOSITE[{value}]" if opposite else value

    def _joined(self, parts: tuple[syntax.Expression, ...], is_and: bool, opposite: bool) -> str:
        """`and` or `or`, leaving off as soon as one part decides. Until then, a part that says nothing new changes nothing.

        The order does not matter to what it comes to, so the quickest parts are first. It matters to what is told of why.
        """
        decided, silent = (1, 2) if is_and else (2, 1)
        if not self.compiler.is_traced:
            parts = tuple(sorted(parts, key=_effort))
        total = self._held(self._part(parts[0], opposite))
        with ExitStack() as undecided:
            for part in parts[1:]:
                if self._depth > _DEEPEST:
                    undecided.close()
                undecided.enter_context(self.block(f"if {total} != {decided}:"))
                other = self._held(self._part(part, opposite))
                self.line(f"if {other} != {silent}: {total} = {other}")
        return total

    def _part(self, part: syntax.Expression, opposite: bool) -> str:
        if not self.compiler.is_traced:
            return self._condition(part, opposite)
        return f"OPPOSITE[{self.single(part)}]" if opposite else self.single(part)

    def _compare(self, expression: syntax.Compare, opposite: bool) -> str:
        (low, high), (other_low, other_high) = self.pair(expression.left), self.pair(expression.right)
        yes, no = (1, 2) if opposite else (2, 1)
        if expression.operator == "==":
            same = f"{low} == {other_high} and {high} == {other_low}"
            apart = f"{high} < {other_low} or {other_high} < {low}"
            return f"({yes} if {same} else {no} if {apart} else 3)"
        surely, never = ("<", ">=") if expression.operator == "<" else ("<=", ">")
        return f"({yes} if {high} {surely} {other_low} else {no} if {low} {never} {other_high} else 3)"

    def _choice(self, expression: syntax.Expression) -> str:
        match expression:
            case syntax.Constant(value=value):
                return str(value)
            case syntax.IfElse():
                return self._either_single(expression)
            case syntax.ParameterRead(name=name, as_at=as_at):
                first, last = self.pair(as_at)
                return f"{self.compiler.figure(name, 1)}.choice({first}, {last}, v[{GAPS}])"
        return self._read_single(expression)

    def _either_single(self, expression: syntax.IfElse) -> str:
        condition = self._held(self.single(expression.condition))
        result = self._held("0")
        for bit, branch in ((2, expression.yes), (1, expression.no)):
            with self.block(f"if {condition} & {bit}:"):
                self.line(f"{result} |= {self.single(branch)}")
        return result

    def _read_single(self, expression: syntax.Expression) -> str:
        match expression:
            case syntax.FactRead(name=name):
                return f"v[{self.layout.facts[name]}]"
            case syntax.FieldRead():
                return self._field(expression, 0)
        assert isinstance(expression, syntax.RuleRead)
        return self._rule(expression)[0]

    def _rule(self, read: syntax.RuleRead) -> list[str]:
        """The places of another rule's result, worked out now unless it is there already."""
        place = self.layout.rules[read.name]
        places = [f"v[{place}]", f"v[{place + 1}]"] if is_pair(read.type) else [f"v[{place}]"]
        self.line(f"if {places[0]} is None: {', '.join(places)} = {self.names[read.name]}(v)")
        self.calls.append(read.name)
        return places

    def _field(self, expression: syntax.FieldRead, offset: int) -> str:
        declaration = self.compiler.vocabulary.facts[expression.collection]
        return f"member_{expression.variable}[{field_places(declaration)[expression.field] + offset}]"

    def _any_or_all(self, expression: syntax.Quantifier) -> str:
        is_any = expression.function == "any"
        decided, undecided = (2, 1) if is_any else (1, 2)
        total = self._held(str(undecided))
        collection = f"v[{self.layout.facts[expression.collection]}]"
        with self.block(f"for member_{expression.variable} in {collection}[0]:"):
            part = self._held(self._member_condition(expression, is_any))
            with self.block(f"if {part} != {undecided}:"):
                self.line(f"{total} = {part}")
                self.line(f"if {part} == {decided}: break")
        self.line(f"if {total} != {decided} and {collection}[1] != 2: {total} |= {decided}")
        return total

    def _member_condition(self, expression: syntax.Quantifier, is_any: bool) -> str:
        """`any` wants a member that meets the condition and the body; `all` wants the body wherever the condition is met."""
        if expression.condition is None:
            return self.single(expression.body)
        condition = expression.condition if is_any else syntax.Not(expression.type, expression.condition)
        return self._joined((condition, expression.body), is_any, False)

    # -- numbers and dates: two ends ---------------------------------------------------------------------

    def pair(self, expression: syntax.Expression) -> Pair:
        """Python for the lowest and the highest of a number or date."""
        low, high = self._pair(expression)
        self._noted(expression, low, high)
        return low, high

    def _pair(self, expression: syntax.Expression) -> Pair:
        match expression:
            case syntax.Constant(value=value):
                return str(value), str(value)
            case syntax.Today():
                return f"v[{TODAY}]", f"v[{TODAY}]"
            case syntax.FactRead(name=name):
                place = self.layout.facts[name]
                return f"v[{place}]", f"v[{place + 1}]"
            case syntax.FieldRead():
                return self._field(expression, 0), self._field(expression, 1)
            case syntax.RuleRead():
                low, high = self._rule(expression)
                return low, high
            case syntax.IfElse():
                return self._either_pair(expression)
            case syntax.Quantifier():
                return self._count_or_sum(expression)
        if expression in self.layout.parts and not self.compiler.is_traced:
            return self._kept_pair(self.layout.parts[expression], expression)
        return self._held_pair(self._call(expression))

    def _kept_pair(self, place: int, expression: syntax.Expression) -> Pair:
        """A part of several rules, worked out by the first that needs it."""
        low, high = f"v[{place}]", f"v[{place + 1}]"
        with self.block(f"if {low} is None:"):
            self.line(f"{low}, {high} = {self._call(expression)}")
        return low, high

    def _call(self, expression: syntax.Expression) -> str:
        """One Python expression that gives both ends."""
        match expression:
            case syntax.ParameterRead(name=name, as_at=as_at, type=kind):
                first, last = self.pair(as_at)
                return f"{self.compiler.figure(name, kind.scale)}.read({first}, {last}, v[{GAPS}])"
            case syntax.Bands(amount=amount, table=table) | syntax.Step(amount=amount, table=table):
                return self._table(expression, amount, table)
            case syntax.Calculation():
                return self._calculation(expression)
            case syntax.DateFunction():
                return self._date(expression)
            case syntax.Extreme(function=function, parts=parts):
                ends = [self.pair(part) for part in parts]
                lows, highs = (", ".join(end[side] for end in ends) for side in (0, 1))
                return f"{function}({lows}), {function}({highs})"
            case syntax.Round(way=way, part=part, unit=unit, result=result):
                low, high = self.pair(part)
                return f"{way}({low}, {unit}, {result}), {way}({high}, {unit}, {result})"
            case syntax.Rescale(part=part, by=by):
                low, high = self.pair(part)
                return f"{low} * {by}, {high} * {by}"
        return self._arithmetic(expression)

    def _calculation(self, expression: syntax.Calculation) -> str:
        arguments = expression.arguments
        options = tuple(argument.type.options for argument in arguments)
        asked = Asked(self.compiler.calculators[expression.calculator], options)
        given = (f"({', '.join(self.pair(part))})" if is_pair(part.type) else self.single(part) for part in arguments)
        return f"{self._helper(asked)}({', '.join(given)})"

    def _arithmetic(self, expression: syntax.Expression) -> str:
        match expression:
            case syntax.Multiply(left=left, right=syntax.Constant(value=value)) if value > 0:
                low, high = self.pair(left)
                return f"{low} * {value}, {high} * {value}"
            case syntax.Multiply(left=left, right=right):
                (low, high), (other_low, other_high) = self.pair(left), self.pair(right)
                return f"product({low}, {high}, {other_low}, {other_high})"
            case syntax.Add(left=left, right=right):
                (low, high), (other_low, other_high) = self.pair(left), self.pair(right)
                return f"{low} + {other_low}, {high} + {other_high}"
        assert isinstance(expression, syntax.Subtract)
        (low, high), (other_low, other_high) = self.pair(expression.left), self.pair(expression.right)
        return f"{low} - {other_high}, {high} - {other_low}"

    def _held_pair(self, call: str) -> Pair:
        low, high = self.name(), self.name()
        self.line(f"{low}, {high} = {call}")
        return low, high

    def _table(self, expression: syntax.Expression, amount: syntax.Expression, table: syntax.ParameterRead) -> str:
        first, last = self.pair(table.as_at)
        low, high = self.pair(amount)
        figure = self.compiler.figure(table.name, table.type.scale, amount.type.scale)
        function = "bands" if isinstance(expression, syntax.Bands) else "step"
        return f"{figure}.{function}({first}, {last}, {low}, {high}, v[{GAPS}])"

    def _date(self, expression: syntax.DateFunction) -> str:
        if expression.function == "working_days_after":
            day, count, nation = expression.arguments
            helper = self._helper(WorkingDayCount(self.compiler.calendar, nation.type.options))
            return f"{helper}({', '.join((*self.pair(day), *self.pair(count), self.single(nation)))})"
        directions = FUNCTIONS[expression.function].directions
        ends = [self.pair(argument) for argument in expression.arguments]
        least = ", ".join(end[0 if way > 0 else 1] for end, way in zip(ends, directions, strict=True))
        most = ", ".join(end[1 if way > 0 else 0] for end, way in zip(ends, directions, strict=True))
        low = self._held(f"{expression.function}({least})")
        exact = " and ".join(f"{first} == {last}" for first, last in ends if first != last) or "True"
        return f"{low}, {low} if {exact} else {expression.function}({most})"

    def _either_pair(self, expression: syntax.IfElse) -> Pair:
        condition = self._held(self.single(expression.condition))
        low, high = self._held_pair("INF, -INF")
        for bit, branch in ((2, expression.yes), (1, expression.no)):
            with self.block(f"if {condition} & {bit}:"):
                branch_low, branch_high = self.pair(branch)
                self.line(f"if {branch_low} < {low}: {low} = {branch_low}")
                self.line(f"if {branch_high} > {high}: {high} = {branch_high}")
        return low, high

    def _count_or_sum(self, expression: syntax.Quantifier) -> Pair:
        low, high = self._held_pair("0, 0")
        collection = f"v[{self.layout.facts[expression.collection]}]"
        with self.block(f"for member_{expression.variable} in {collection}[0]:"):
            met = "2" if expression.condition is None else self._held(self.single(expression.condition))
            with self.block(f"if {met} != 1:"):
                body_low, body_high = self.pair(expression.body)
                self.line(f"{low} += {body_low} if {met} == 2 else min(0, {body_low})")
                self.line(f"{high} += {body_high} if {met} == 2 else max(0, {body_high})")
        with self.block(f"if {collection}[1] != 2:"):
            self.line(f"{high} = INF")
            if not is_never_negative(expression.body, self.compiler.vocabulary):
                self.line(f"{low} = -INF")
        return low, high

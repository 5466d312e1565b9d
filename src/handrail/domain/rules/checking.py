"""Check a pack's rules against its vocabulary, parameters and each other, and make expressions of them.

Every mistake names the file, the line, what was expected and the nearest right name.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import isfinite, lcm

from handrail.domain.facts.mistakes import Mistake, PackError, nearest_name
from handrail.domain.facts.vocabulary import Declaration, Vocabulary
from handrail.domain.rules import syntax
from handrail.domain.rules.dates import FUNCTIONS
from handrail.domain.rules.guards import Certain, consequences, is_certain, negation
from handrail.domain.rules.notation import dotted_name, parse
from handrail.domain.rules.parameters import Parameter
from handrail.domain.rules.rulebook import Calculator, Case, Rule, WrittenRule
from handrail.domain.rules.types import AMOUNTS, DATE, NUMBER, ORDERED, YES_NO, Kind, Type

_WHOLE = ("whole_number", "duration")
_KINDS = dict.fromkeys(_WHOLE, Kind.NUMBER) | {kind.value: kind for kind in Kind}
_COMPARISONS = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
_ROUNDINGS = ("round_down", "round_up", "round_half_up")
BUILT_IN = (
    *FUNCTIONS,
    "min",
    "max",
    *_ROUNDINGS,
    "bands",
    "step",
    "any",
    "all",
    "count",
    "sum",
    "date",
    "money",
    "rate",
)
"""The functions of the rule language itself: no calculator has one of these names."""

_NOTHING_CERTAIN: Certain = frozenset()

GUARD = "only_when "
"""Before the name of a fact: the condition under which it counts, kept among the rules under a name no author can write."""


class Wrong(Exception):
    """Something in an expression that its author has to put right."""

    def __init__(self, says: str, expected: str = "", nearest: str | None = None, rule: str = "") -> None:
        super().__init__(says)
        self.says, self.expected, self.nearest = says, expected, nearest
        self.rule = rule


@dataclass(frozen=True)
class Context:
    """Where an expression stands: its dated-parameter clause, what is certain there, the members being looked at."""

    as_at: str = ""
    certain: Certain = _NOTHING_CERTAIN
    members: tuple[tuple[str, Declaration], ...] = ()
    wanted: Type | None = None

    def given(self, certain: Certain) -> Context:
        return replace(self, certain=self.certain | certain)

    def wanting(self, wanted: Type | None) -> Context:
        return replace(self, wanted=wanted)


class Checker:
    """Reads the expressions of one pack. Rules are checked the first time they are asked for."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        parameters: Mapping[str, Parameter],
        written: Mapping[str, WrittenRule],
        calculators: Mapping[str, Calculator] | None = None,
        nations: AbstractSet[str] = frozenset(),
    ) -> None:
        self.vocabulary, self.parameters, self.written = vocabulary, parameters, written
        self.calculators, self.nations = calculators or {}, nations
        self._rules: dict[str, Rule] = {}
        self._open: list[str] = []

    # -- rules -------------------------------------------------------------------------------------------

    def check_all(self) -> dict[str, Rule]:
        """Every rule of the pack, or a `PackError` with every mistake in them."""
        mistakes: list[Mistake] = []
        for name, written in self.written.items():
            try:
                self.rule(name)
            except Wrong as wrong:
                # What is wrong with a rule that this one reads is told where that rule stands.
                if wrong.rule == name:
                    mistakes.append(Mistake(written.place, f"{name}: {wrong.says}", wrong.expected, wrong.nearest))
        if mistakes:
            raise PackError(mistakes)
        return {name: self._rules[name] for name in self.written}

    def rule(self, name: str) -> Rule:
        """One rule, checked."""
        if name not in self._rules:
            if name in self._open:
                circle = " → ".join([*self._open[self._open.index(name) :], name])
                raise Wrong(
                    f"the rule depends on itself: {circle}", "rules that do not go round in a circle", rule=name
                )
            self._open.append(name)
            try:
                self._rules[name] = self._checked(self.written[name])
            except Wrong as wrong:
                wrong.rule = wrong.rule or name
                raise
            finally:
                self._open.pop()
        return self._rules[name]

    def _checked(self, written: WrittenRule) -> Rule:
        if written.name in self.vocabulary.facts or written.name in self.parameters:
            raise Wrong("a fact or a parameter has the same name", "a name of its own")
        wanted = self._declared_type(written)
        expression = self._cases(written.cases, Context(written.as_at, wanted=wanted))
        if wanted and not _is_as_declared(expression.type, wanted):
            raise Wrong(f"the value is {expression.type}", f"{wanted}, as its `type` says")
        if expression.type.kind in (Kind.TABLE, Kind.COLLECTION):
            raise Wrong(f"the value is a whole {expression.type}", "a condition, a choice, an amount or a date")
        if written.type in _WHOLE and expression.type.scale != 1:
            raise Wrong("the number may hold part of a whole", "round_down(…, 1) or another rounding around it")
        if expression.type.kind is Kind.MONEY and expression.type.scale != 1:
            raise Wrong("the amount may hold part of a penny", "round_down(…, 1p) or another rounding around it")
        if written.is_condition and expression.type.kind is not Kind.YES_NO:
            raise Wrong(f"`when` is {expression.type}", "a condition, or `value:` in place of `when:`")
        return Rule(written, expression)

    def _declared_type(self, written: WrittenRule) -> Type | None:
        if not written.type:
            return None
        if written.type not in _KINDS:
            raise Wrong(
                f"there is no type '{written.type}'", "one of " + ", ".join(_KINDS), nearest_name(written.type, _KINDS)
            )
        return Type(_KINDS[written.type], written.choices)

    def _cases(self, cases: Sequence[Case], context: Context) -> syntax.Expression:
        """First match. The last case must hold whenever it is reached."""
        first, *others = cases
        if first.when is None:
            if others:
                raise Wrong("there are cases after `otherwise`", "`otherwise` as the last case")
            return self.read(first.value, context)
        condition = _of_kind(self.read(first.when, context.wanting(None)), Kind.YES_NO)
        certain = consequences(condition, self._body)
        value = self.read(first.value, context.given(certain))
        if not others:
            if not _is_exhausted(condition, context.certain):
                raise Wrong("the cases do not cover everything", "a last `otherwise`, or a case for every choice")
            return value
        no = self._cases(others, context.given(consequences(negation(condition), self._body)))
        return self._if_else(condition, value, no)

    def _body(self, name: str) -> syntax.Expression:
        return self.rule(name).expression

    # -- expressions -------------------------------------------------------------------------------------

    def read(self, text: str, context: Context) -> syntax.Expression:
        """The expression an author wrote."""
        try:
            node = parse(text)
        except (SyntaxError, ValueError) as problem:
            where = f" near column {problem.offset}" if isinstance(problem, SyntaxError) and problem.offset else ""
            raise Wrong(f"'{text}' cannot be read{where}", "an expression of the rule language") from None
        return self._read(node, context)

    def _read(self, node: ast.expr, context: Context) -> syntax.Expression:
        name = dotted_name(node)
        if name is not None:
            return self._name(name, context)
        reader: Callable[..., syntax.Expression] | None = getattr(self, f"_read_{type(node).__name__.lower()}", None)
        if reader is None:
            raise Wrong(
                f"'{ast.unparse(node)}' is not part of the rule language", "one of the forms in rule-language.md"
            )
        return reader(node, context)

    def _name(self, name: str, context: Context) -> syntax.Expression:
        variable, _, field_name = name.partition(".")
        for member, declaration in context.members:
            if member == variable:
                return self._field(declaration, variable, field_name)
        if name == "today":
            return syntax.Today(DATE)
        if name in self.vocabulary.facts:
            return self._fact(name, context)
        if name in self.written:
            return syntax.RuleRead(self.rule(name).expression.type, name)
        if name in self.parameters:
            return self._parameter(name, context)
        known = [*self.vocabulary.facts, *self.written, *self.parameters]
        raise Wrong(f"there is no '{name}'", "the name of a fact, a rule or a parameter", nearest_name(name, known))

    def _field(self, declaration: Declaration, variable: str, field_name: str) -> syntax.Expression:
        field = declaration.fields.get(field_name)
        if field is None:
            known = ", ".join(declaration.fields)
            nearest = nearest_name(field_name, declaration.fields)
            raise Wrong(f"'{variable}' has no field '{field_name}'", f"one of {known}", nearest)
        return syntax.FieldRead(type_of(field), declaration.name, variable, field_name)

    def _fact(self, name: str, context: Context) -> syntax.Expression:
        declaration = self.vocabulary.facts[name]
        kind = type_of(declaration)
        if kind.kind is Kind.TEXT:
            raise Wrong(f"'{name}' is free text, which no rule may read", "a fact of another type")
        if declaration.only_when and not is_certain(self._body(f"{GUARD}{name}"), context.certain, self._body):
            raise Wrong(
                f"'{name}' is read where '{declaration.only_when}' may not hold",
                f"'{declaration.only_when} and …' before it",
            )
        return syntax.FactRead(kind, name)

    def _parameter(self, name: str, context: Context) -> syntax.Expression:
        if not context.as_at:
            raise Wrong(
                f"'{name}' is read, but the rule does not say at which date", "`as_at:` with a date, or `today`"
            )
        as_at = self.read(context.as_at, replace(context, as_at="", wanted=None))
        if as_at.type.kind is not Kind.DATE:
            raise Wrong(f"`as_at` is {as_at.type}", "a date")
        return syntax.ParameterRead(type_of_parameter(self.parameters[name]), name, as_at)

    def _read_constant(self, node: ast.Constant, context: Context) -> syntax.Expression:
        if isinstance(node.value, bool):
            return syntax.Constant(YES_NO, 2 if node.value else 1)
        if isinstance(node.value, int | float) and isfinite(node.value):
            return _number(Fraction(str(node.value)), Kind.NUMBER)
        if isinstance(node.value, str) and context.wanted and context.wanted.kind is Kind.CHOICE:
            return syntax.Constant(context.wanted, 1 << _position(node.value, context.wanted))
        raise Wrong(f"'{ast.unparse(node)}' cannot stand here", "a number, an amount or a date")

    def _read_boolop(self, node: ast.BoolOp, context: Context) -> syntax.Expression:
        is_and = isinstance(node.op, ast.And)
        parts: list[syntax.Expression] = []
        for value in node.values:
            part = _of_kind(self._read(value, context.wanting(None)), Kind.YES_NO)
            context = context.given(consequences(part if is_and else negation(part), self._body))
            parts.append(part)
        return (syntax.And if is_and else syntax.Or)(YES_NO, tuple(parts))

    def _read_unaryop(self, node: ast.UnaryOp, context: Context) -> syntax.Expression:
        part = self._read(node.operand, context)
        if isinstance(node.op, ast.Not):
            return negation(_of_kind(part, Kind.YES_NO))
        if isinstance(node.op, ast.USub) and isinstance(part, syntax.Constant) and part.type.kind in AMOUNTS:
            return replace(part, value=-part.value)
        raise Wrong(f"'{ast.unparse(node)}' cannot be read", "`not` before a condition, or `-` before a number")

    def _read_compare(self, node: ast.Compare, context: Context) -> syntax.Expression:
        if len(node.ops) != 1:
            raise Wrong(
                f"'{ast.unparse(node)}' compares more than two things", "one comparison at a time, joined by `and`"
            )
        left = self._read(node.left, context.wanting(None))
        operator, right = node.ops[0], node.comparators[0]
        if isinstance(operator, ast.In | ast.NotIn):
            one_of = syntax.OneOf(YES_NO, left, _mask(left, right))
            return one_of if isinstance(operator, ast.In) else negation(one_of)
        if type(operator) not in _COMPARISONS:
            raise Wrong(f"'{ast.unparse(node)}' is not part of the rule language", "==, !=, <, <=, >, >=, in or not in")
        if left.type.kind is Kind.CHOICE:
            return _choice_comparison(_COMPARISONS[type(operator)], left, right)
        return _comparison(_COMPARISONS[type(operator)], left, self._read(right, context.wanting(None)))

    def _read_binop(self, node: ast.BinOp, context: Context) -> syntax.Expression:
        left, right = (self._read(side, context.wanting(None)) for side in (node.left, node.right))
        match node.op:
            case ast.Add() | ast.Sub():
                left, right = _alike(left, right, AMOUNTS)
                return (syntax.Add if isinstance(node.op, ast.Add) else syntax.Subtract)(left.type, left, right)
            case ast.Mult():
                return _product(left, right)
            case ast.Div():
                return _product(left, _reciprocal(right))
        raise Wrong(f"'{ast.unparse(node)}' is not part of the rule language", "+, -, * or /")

    def _read_ifexp(self, node: ast.IfExp, context: Context) -> syntax.Expression:
        condition = _of_kind(self._read(node.test, context.wanting(None)), Kind.YES_NO)
        yes = self._read(node.body, context.given(consequences(condition, self._body)))
        no = self._read(node.orelse, context.given(consequences(negation(condition), self._body)))
        return self._if_else(condition, yes, no)

    def _if_else(
        self, condition: syntax.Expression, yes: syntax.Expression, no: syntax.Expression
    ) -> syntax.Expression:
        if yes.type.kind in AMOUNTS:
            yes, no = _alike(yes, no, AMOUNTS)
        if (yes.type.kind, yes.type.options) != (no.type.kind, no.type.options):
            raise Wrong(f"one branch is {yes.type} and the other {no.type}", "the same type in every branch")
        return syntax.IfElse(yes.type, condition, yes, no)

    def _read_call(self, node: ast.Call, context: Context) -> syntax.Expression:
        function = dotted_name(node.func) or ""
        inner = context.wanting(None)
        if function in self.calculators:
            return self._calculation(self.calculators[function], node, inner)
        if node.keywords:
            raise Wrong(f"'{ast.unparse(node)}' gives an argument by name", "arguments in their order, without names")
        return self._function(function, node, inner)

    def _function(self, function: str, node: ast.Call, inner: Context) -> syntax.Expression:
        if function in ("money", "rate", "date"):
            return _literal(function, node)
        if function in ("min", "max"):
            return _extreme(function, [self._read(part, inner) for part in node.args])
        if function in _ROUNDINGS:
            return _rounded(function.removeprefix("round_"), [self._read(part, inner) for part in node.args])
        if function in ("bands", "step"):
            return _table_call(function, [self._read(part, inner) for part in node.args], self.parameters)
        if function in ("any", "all", "count", "sum"):
            return self._quantifier(function, node, inner)
        if function in FUNCTIONS:
            return _date_call(function, [self._read(part, inner) for part in node.args], self.nations)
        known = [*BUILT_IN, *self.calculators]
        raise Wrong(
            f"there is no function '{function}'", "a function of the rule language", nearest_name(function, known)
        )

    def _quantifier(self, function: str, node: ast.Call, context: Context) -> syntax.Expression:
        match node.args:
            case [ast.GeneratorExp(elt=element, generators=[generator])] if isinstance(generator.target, ast.Name):
                variable = generator.target.id
            case _:
                raise Wrong(f"'{function}' cannot be read here", f"{function}(x.field for x in a collection)")
        name = dotted_name(generator.iter) or ""
        declaration = self.vocabulary.facts.get(name)
        if declaration is None or not declaration.fields:
            raise Wrong(
                f"'{name}' is not a collection", "a fact of type collection", nearest_name(name, self.vocabulary.facts)
            )
        if context.members:
            raise Wrong(f"'{name}' is looked at inside another collection", "a rule of its own for what is inside")
        inner = replace(context, members=((variable, declaration),))
        conditions = [_of_kind(self._read(test, inner), Kind.YES_NO) for test in generator.ifs]
        condition = (
            (conditions[0] if len(conditions) == 1 else syntax.And(YES_NO, tuple(conditions))) if conditions else None
        )
        if function == "count":
            if dotted_name(element) != variable:
                raise Wrong(
                    f"'count' is over '{ast.unparse(element)}'", f"count({variable} for {variable} in {name} if …)"
                )
            return syntax.Quantifier(NUMBER, function, name, variable, syntax.Constant(NUMBER, 1), condition)
        body = self._read(element, inner)
        if function == "sum":
            if body.type.kind not in AMOUNTS:
                raise Wrong(f"`sum` is over {body.type}", "amounts")
            return syntax.Quantifier(body.type, function, name, variable, body, condition)
        return syntax.Quantifier(YES_NO, function, name, variable, _of_kind(body, Kind.YES_NO), condition)

    def _calculation(self, calculator: Calculator, node: ast.Call, context: Context) -> syntax.Expression:
        given = {keyword.arg: keyword.value for keyword in node.keywords}
        if node.args or set(given) != set(calculator.arguments):
            raise Wrong(
                f"'{calculator.name}' is not called with its arguments",
                ", ".join(f"{a}=…" for a in calculator.arguments),
            )
        arguments = []
        for name, kind in calculator.arguments.items():
            choices = calculator.choices.get(name, ())
            argument = self._read(given[name], context.wanting(Type(_KINDS[kind], choices)))
            if argument.type.kind is not _KINDS[kind] or argument.type.scale != 1:
                raise Wrong(f"'{name}' of '{calculator.name}' is {argument.type}", kind)
            for option in argument.type.options:
                _position(option, Type(_KINDS[kind], choices))
            arguments.append(argument)
        return syntax.Calculation(Type(_KINDS[calculator.result]), calculator.name, tuple(arguments))


# -- types and small constructions -----------------------------------------------------------------------


def type_of(declaration: Declaration) -> Type:
    """The type an expression has when it reads this fact."""
    return Type(_KINDS[declaration.type.value], declaration.options)


def type_of_parameter(parameter: Parameter) -> Type:
    """The type of a parameter, at a scale that holds every version of it exactly."""
    values = [row.value for version in parameter.versions for row in version.rows]
    values += [value for version in parameter.versions for value in (version.low, version.high)]
    scale = lcm(*(value.denominator for value in values))
    return Type(parameter.kind, parameter.options, scale, parameter.rows)


def _is_as_declared(found: Type, wanted: Type) -> bool:
    """A choice that does not list its choices may have any."""
    return found.kind is wanted.kind and (not wanted.options or found.options == wanted.options)


def _of_kind(expression: syntax.Expression, kind: Kind) -> syntax.Expression:
    if expression.type.kind is not kind:
        raise Wrong(f"this is {expression.type}", str(Type(kind)))
    return expression


def _number(value: Fraction, kind: Kind) -> syntax.Constant:
    return syntax.Constant(Type(kind, scale=value.denominator), value.numerator)


def _position(option: str, kind: Type) -> int:
    if option not in kind.options:
        expected = "one of " + ", ".join(kind.options) if kind.options else "`choices:` beside the `type` of the rule"
        raise Wrong(f"there is no choice '{option}'", expected, nearest_name(option, kind.options))
    return kind.options.index(option)


def _strings(node: ast.expr) -> list[str]:
    elements = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]
    if not all(isinstance(element, ast.Constant) and isinstance(element.value, str) for element in elements):
        raise Wrong(f"'{ast.unparse(node)}' is not a list of choices", "choices in quotation marks")
    return [str(element.value) for element in elements if isinstance(element, ast.Constant)]


def _mask(choice: syntax.Expression, node: ast.expr) -> int:
    if choice.type.kind is not Kind.CHOICE:
        raise Wrong(f"`in` is used with {choice.type}", "a choice")
    return sum(1 << _position(option, choice.type) for option in dict.fromkeys(_strings(node)))


def _choice_comparison(operator: str, left: syntax.Expression, right: ast.expr) -> syntax.Expression:
    if operator not in ("==", "!="):
        raise Wrong(f"a choice is compared with {operator}", "== or !=, or `in`")
    one_of = syntax.OneOf(YES_NO, left, _mask(left, right))
    return one_of if operator == "==" else negation(one_of)


def _comparison(operator: str, left: syntax.Expression, right: syntax.Expression) -> syntax.Expression:
    left, right = _alike(left, right, ORDERED)
    if operator in ("==", "<", "<="):
        return syntax.Compare(YES_NO, operator, left, right)
    if operator == "!=":
        return negation(syntax.Compare(YES_NO, "==", left, right))
    return syntax.Compare(YES_NO, {">": "<", ">=": "<="}[operator], right, left)


def _alike(
    left: syntax.Expression, right: syntax.Expression, kinds: frozenset[Kind]
) -> tuple[syntax.Expression, syntax.Expression]:
    """Both at one scale, or a mistake when they are not the same kind of thing."""
    if left.type.kind not in kinds or left.type.kind is not right.type.kind:
        hint = (
            "money on both sides: write £ before an amount"
            if Kind.MONEY in (left.type.kind, right.type.kind)
            else "the same kind of number or date on both sides"
        )
        raise Wrong(f"{left.type} stands against {right.type}", hint)
    scale = lcm(left.type.scale, right.type.scale)
    return _rescaled(left, scale), _rescaled(right, scale)


def _rescaled(expression: syntax.Expression, scale: int) -> syntax.Expression:
    by = scale // expression.type.scale
    if by == 1:
        return expression
    if isinstance(expression, syntax.Constant):
        return syntax.Constant(replace(expression.type, scale=scale), expression.value * by)
    return syntax.Rescale(replace(expression.type, scale=scale), expression, by)


def _product(left: syntax.Expression, right: syntax.Expression) -> syntax.Expression:
    kinds = {left.type.kind, right.type.kind}
    if not kinds <= AMOUNTS or (left.type.kind is Kind.MONEY and right.type.kind is Kind.MONEY):
        raise Wrong(f"{left.type} is multiplied by {right.type}", "an amount and a number or a rate")
    kind = next(kind for kind in (Kind.MONEY, Kind.RATE, Kind.NUMBER) if kind in kinds)
    return syntax.Multiply(Type(kind, scale=left.type.scale * right.type.scale), left, right)


def _reciprocal(divisor: syntax.Expression) -> syntax.Expression:
    if (
        not isinstance(divisor, syntax.Constant)
        or divisor.type.kind not in (Kind.NUMBER, Kind.RATE)
        or divisor.value <= 0
    ):
        raise Wrong("the divisor may be zero", "a number above zero, written out")
    return _number(Fraction(divisor.type.scale, divisor.value), Kind.NUMBER)


def _literal(function: str, node: ast.Call) -> syntax.Expression:
    match node.args:
        case [ast.Constant(value=str(text))]:
            pass
        case _:
            raise Wrong(f"'{ast.unparse(node)}' cannot be read", f"{function}('…')")
    try:
        if function == "date":
            return syntax.Constant(DATE, date.fromisoformat(text).toordinal())
        if function == "money":
            return _number(Fraction(text) * 100, Kind.MONEY)
        return _number(Fraction(text) / 100, Kind.RATE)
    except (ValueError, ZeroDivisionError):
        raise Wrong(
            f"'{text}' is not a {function}", "for example 2026-04-06" if function == "date" else "a number"
        ) from None


def _extreme(function: str, parts: list[syntax.Expression]) -> syntax.Expression:
    if len(parts) < 2:
        raise Wrong(f"'{function}' has {len(parts)} argument", "two or more")
    for index in range(1, len(parts)):
        parts[0], parts[index] = _alike(parts[0], parts[index], ORDERED)
    parts = [_rescaled(part, parts[0].type.scale) for part in parts]
    return syntax.Extreme(parts[0].type, function, tuple(parts))


def _rounded(way: str, arguments: list[syntax.Expression]) -> syntax.Expression:
    match arguments:
        case [part, syntax.Constant() as to] if (
            part.type.kind in AMOUNTS and part.type.kind is to.type.kind and to.value > 0
        ):
            unit = Fraction(to.value, to.type.scale)
        case _:
            raise Wrong(f"'round_{way}' cannot be read", "an amount, and what to round it to, for example 1p or £1")
    part = _rescaled(part, lcm(part.type.scale, unit.denominator))
    in_scale = unit * part.type.scale
    return syntax.Round(replace(part.type, scale=unit.denominator), way, part, int(in_scale), unit.numerator)


def _table_call(
    function: str, arguments: list[syntax.Expression], parameters: Mapping[str, Parameter]
) -> syntax.Expression:
    match arguments:
        case [amount, syntax.ParameterRead() as table] if amount.type.kind in AMOUNTS and table.type.kind is Kind.TABLE:
            pass
        case _:
            raise Wrong(f"'{function}' cannot be read", f"{function}(an amount, a table parameter)")
    if (amount.type.kind is Kind.MONEY) != (parameters[table.name].unit == "pounds"):
        raise Wrong(
            f"'{table.name}' is not in the unit of the amount", "`unit: pounds` in a table for amounts of money"
        )
    rows = table.type.rows
    if function == "bands":
        if rows is not Kind.RATE:
            raise Wrong("`bands` needs a table of rates", "`of: rate` in the parameter")
        return syntax.Bands(replace(amount.type, scale=amount.type.scale * table.type.scale), amount, table)
    return syntax.Step(Type(rows or Kind.MONEY, scale=table.type.scale), amount, table)


def _date_call(function: str, arguments: list[syntax.Expression], nations: AbstractSet[str]) -> syntax.Expression:
    signature = FUNCTIONS[function]
    kinds = [argument.type.kind for argument in arguments]
    if kinds != list(signature.arguments) or any(argument.type.scale != 1 for argument in arguments):
        expected = ", ".join(kind.value for kind in signature.arguments)
        raise Wrong(f"'{function}' is called with {', '.join(kind.value for kind in kinds)}", f"{function}({expected})")
    unknown = [option for argument in arguments for option in argument.type.options if option not in nations]
    if unknown:
        raise Wrong(
            f"'{function}' knows no bank holidays of '{unknown[0]}'", "a choice of " + ", ".join(sorted(nations))
        )
    return syntax.DateFunction(Type(signature.result), function, tuple(arguments))


def _is_exhausted(condition: syntax.Expression, certain: Certain) -> bool:
    """The last case covers every choice that the cases before it left."""
    if not isinstance(condition, syntax.OneOf):
        return False
    mask = condition.mask
    for known in certain:
        match known:
            case syntax.Not(part=syntax.OneOf(choice=choice, mask=other)) if choice == condition.choice:
                mask |= other
    return mask == (1 << len(condition.choice.type.options)) - 1

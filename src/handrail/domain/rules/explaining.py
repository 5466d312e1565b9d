"""Why an outcome is what it is, and which facts could still change it, read from the trace of working it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, cast

from handrail.domain.facts.possible import Among, Ranges
from handrail.domain.facts.vocabulary import Declaration, FactType, Vocabulary
from handrail.domain.facts.wording import say_fact, say_members, say_range
from handrail.domain.rules import syntax
from handrail.domain.rules.compiling import Trace
from handrail.domain.rules.determination import Reason
from handrail.domain.rules.layout import is_open, is_settled_list
from handrail.domain.rules.parameters import Parameter, Version
from handrail.domain.rules.rulebook import Calculator, Rule
from handrail.domain.rules.syntax import Expression
from handrail.domain.rules.types import Kind

SLOT = re.compile(r"\{\{?\s*([\w.]+)\s*\}?\}")

_READS = syntax.FactRead | syntax.FieldRead | syntax.RuleRead | syntax.ParameterRead | syntax.Quantifier


def figures_on(words: str, parameters: Mapping[str, Parameter], on: date) -> str:
    """These words with the figures in them as they are on a day."""
    return SLOT.sub(lambda slot: say_version(parameters[slot[1]], version_on(parameters[slot[1]], on)), words)


@dataclass(frozen=True)
class Explainer:
    """Reads one trace."""

    vocabulary: Vocabulary
    parameters: Mapping[str, Parameter]
    rules: Mapping[str, Rule]
    trace: Trace
    on: date
    held: Callable[[str], Sequence[object]]
    calculators: Mapping[str, Calculator]
    reads_in: dict[int, Sequence[Expression]] = field(default_factory=dict)
    """What was found to be read in each expression, by its identity: kept from one person to the next."""
    inside: dict[int, Sequence[Expression]] = field(default_factory=dict)
    """What an outcome can hang on inside each expression, kept in the same way."""
    _told: set[str] = field(default_factory=set)

    # -- which facts could still change it -----------------------------------------------------------------

    def open_facts(self, expression: Expression) -> set[str]:
        """The facts that are not known and that the outcome still hangs on."""
        found: set[str] = set()
        followed: set[str] = set()
        waiting = [expression]
        while waiting:
            part = waiting.pop()
            if not self._is_open(part):
                continue
            kind = type(part)
            if kind is syntax.FactRead:
                found.add(cast("syntax.FactRead", part).name)
            elif kind is syntax.RuleRead:
                name = cast("syntax.RuleRead", part).name
                if name not in followed:
                    followed.add(name)
                    waiting.append(self.rules[name].expression)
            elif kind is syntax.Quantifier:
                found.update(self._open_over_members(cast("syntax.Quantifier", part)))
            else:
                waiting += self._inside(part)
        return found

    def _inside(self, expression: Expression) -> Sequence[Expression]:
        """What an outcome can hang on inside it. Of a table that is what is looked up, and the day it is read at."""
        found = self.inside.get(id(expression))
        if found is None:
            match expression:
                case syntax.Bands(amount=amount, table=table) | syntax.Step(amount=amount, table=table):
                    found = (amount, table.as_at)
                case _:
                    found = tuple(syntax.parts_of(expression))
            self.inside[id(expression)] = found
        return found

    def worked_out_from(self, expression: Expression) -> set[str]:
        """The facts that an outcome was worked out from, known or not. Of parts joined by and/or, those that decided it."""
        found: set[str] = set()
        followed: set[str] = set()
        waiting = [expression]
        while waiting:
            part = waiting.pop()
            match part:
                case syntax.FactRead(name=name) | syntax.Quantifier(collection=name):
                    found.add(name)
                case syntax.RuleRead(name=name) if name not in followed:
                    followed.add(name)
                    waiting.append(self.rules[name].expression)
                case syntax.Bands(amount=amount, table=table) | syntax.Step(amount=amount, table=table):
                    waiting += (amount, table.as_at)
            waiting += self._that_decided(part)
        return found

    def _that_decided(self, expression: Expression) -> Sequence[Expression]:
        """The parts that were looked at; of an and or an or, only the one that decided it, if one did."""
        parts = [part for part in syntax.parts_of(expression) if self.trace.of(part) is not None]
        if isinstance(expression, syntax.And | syntax.Or):
            decisive = (1,) if isinstance(expression, syntax.And) else (2,)
            return [part for part in parts if self.trace.of(part) == decisive][:1] or parts
        return parts

    def _open_over_members(self, expression: syntax.Quantifier) -> Iterator[str]:
        """The collection while it may be longer or what is read of a member is not known, and facts beside the members."""
        yield from self._unknown_members(expression)
        was_looked_at = self.trace.of(expression.body) is not None
        for part in self._reads(expression):
            if isinstance(part, syntax.FactRead | syntax.RuleRead):
                yield from self.open_facts(part) if was_looked_at else self._unknown_facts(part)

    def _unknown_members(self, expression: syntax.Quantifier) -> Iterator[str]:
        fields = {part.field for part in self._reads(expression) if isinstance(part, syntax.FieldRead)}
        (members,) = self.held(expression.collection)
        if not is_settled_list(self.vocabulary.facts[expression.collection], members, fields):
            yield expression.collection

    def _unknown_facts(self, expression: Expression) -> Iterator[str]:
        """The facts that are not known in what was not looked at, since there is no member yet to look at it for."""
        followed: set[str] = set()
        waiting = [expression]
        while waiting:
            for part in self._reads(waiting.pop()):
                match part:
                    case syntax.FactRead(name=name) if is_open(self.held(name)):
                        yield name
                    case syntax.RuleRead(name=name) if name not in followed:
                        followed.add(name)
                        waiting.append(self.rules[name].expression)
                    case syntax.Quantifier():
                        yield from self._unknown_members(part)

    def _reads(self, expression: Expression) -> Sequence[Expression]:
        """All that is read in an expression, wherever it stands in it. The rules hold their parts for as long as these are kept."""
        found = self.reads_in.get(id(expression))
        if found is None:
            parts = syntax.everything_in(expression)
            found = self.reads_in[id(expression)] = tuple(part for part in parts if isinstance(part, _READS))
        return found

    def _is_open(self, expression: Expression) -> bool:
        value = self.trace.values.get(id(expression))
        if value is None:
            return False
        if len(value) == 2:
            return value[0] != value[1]
        return cast("int", value[0]).bit_count() != 1

    # -- why ---------------------------------------------------------------------------------------------

    def of_rule(self, name: str) -> tuple[Reason, ...]:
        """The reasons for a rule's outcome, the most telling first, each once."""
        self._told.clear()
        return tuple(dict.fromkeys(self._rule(name)))

    def _reasons(self, expression: Expression) -> Iterable[Reason]:
        """What decided an outcome. A reason may come more than once."""
        if id(expression) not in self.trace.values:
            return ()
        return _TELLING.get(type(expression), Explainer._of_what_is_inside)(self, expression)

    def _nothing(self, _expression: Expression) -> Iterable[Reason]:
        return ()

    def _of_members(self, expression: syntax.Quantifier) -> Iterable[Reason]:
        told = Reason("fact", expression.collection, self._collection(expression.collection))
        return [told, *self._of_what_is_inside(expression)]

    def _of_another_rule(self, expression: syntax.RuleRead) -> Iterable[Reason]:
        return self._rule(expression.name)

    def _of_a_table(self, expression: syntax.Bands | syntax.Step) -> Iterable[Reason]:
        """The table, and then what was looked up in it."""
        return [*self._parameter(expression.table), *self._reasons(expression.amount)]

    def _of_a_calculation(self, expression: syntax.Calculation) -> Iterable[Reason]:
        """The calculator, and then what it was given."""
        return [*self._calculator(self.calculators[expression.calculator]), *self._of_parts(expression.arguments)]

    def _of_all(self, expression: syntax.And) -> Iterable[Reason]:
        return self._joined(expression.parts, decisive=(1,))

    def _of_any(self, expression: syntax.Or) -> Iterable[Reason]:
        return self._joined(expression.parts, decisive=(2,))

    def _of_what_is_inside(self, expression: Expression) -> Iterable[Reason]:
        return self._of_parts(syntax.parts_of(expression))

    def _of_parts(self, parts: Iterable[Expression]) -> list[Reason]:
        return [reason for part in parts for reason in self._reasons(part)]

    def _joined(self, parts: Sequence[Expression], decisive: tuple[int]) -> Iterable[Reason]:
        """The part that decided, or all of them when none did alone."""
        for part in parts:
            if self.trace.of(part) == decisive:
                return self._reasons(part)
        return self._of_parts(parts)

    def _fact(self, expression: syntax.FactRead) -> Sequence[Reason]:
        if self._is_open(expression):
            return ()
        declaration = self.vocabulary.facts[expression.name]
        value = self.trace.of(expression)
        assert value is not None and isinstance(value[0], int)
        return (Reason("fact", expression.name, say_fact(declaration, _known(declaration, value[0]))),)

    def _collection(self, name: str) -> str:
        """Who or what was counted: "the other buyers: none"."""
        declaration = self.vocabulary.facts[name]
        (held,) = self.held(name)
        assert isinstance(held, tuple)
        members, complete = held
        return f"{declaration.label or name}: {say_members(declaration, len(members), complete)}"

    def _rule(self, name: str) -> Sequence[Reason]:
        """A rule that was told already has nothing to add."""
        if name in self._told:
            return ()
        self._told.add(name)
        rule = self.rules[name]
        written = rule.written
        says = self._words(rule)
        found = [Reason("rule", name, says, written.sources[0] if written.sources else None)] if says else []
        return [*found, *self._reasons(rule.expression)]

    def _words(self, rule: Rule) -> str:
        value = self.trace.of(rule.expression)
        is_no = rule.expression.type.kind is Kind.YES_NO and value == (1,)
        if is_no and not rule.written.says_no:
            return ""
        if rule.expression.type.kind is Kind.YES_NO and value == (3,):
            return ""
        says = rule.written.says_no if is_no else rule.written.says
        return SLOT.sub(lambda slot: self._slot(slot[1], rule.expression), says) if "{" in says else says

    def _slot(self, name: str, expression: Expression) -> str:
        parameter = self.parameters.get(name)
        if parameter is None:
            return name
        return " or ".join(
            dict.fromkeys(say_version(parameter, version) for version in self._versions(parameter, expression))
        )

    def _versions(self, parameter: Parameter, expression: Expression) -> Sequence[Version]:
        """What the rule read on the date that it names, or today's where it does not read the parameter itself."""
        for part in self._reads(expression):
            if isinstance(part, syntax.ParameterRead) and part.name == parameter.name and self.trace.of(part.as_at):
                found, _ = parameter.in_force(*self._dates(part.as_at))
                return found or (version_on(parameter, self.on),)
        return (version_on(parameter, self.on),)

    def _parameter(self, expression: syntax.ParameterRead) -> list[Reason]:
        parameter = self.parameters[expression.name]
        first, last = self._dates(expression.as_at)
        versions, _ = parameter.in_force(first, last)
        says = parameter.says or expression.name
        told = []
        for version in versions:
            words = says if parameter.kind is Kind.TABLE else f"{says}: {say_version(parameter, version)}"
            told.append(Reason("parameter", expression.name, words, version.source))
        return [*told, *self._reasons(expression.as_at)]

    def _calculator(self, calculator: Calculator) -> Iterator[Reason]:
        if calculator.says:
            for source in calculator.sources or (None,):
                yield Reason("calculator", calculator.name, calculator.says, source)

    def _dates(self, as_at: Expression) -> tuple[float | int, float | int]:
        value = self.trace.of(as_at)
        assert value is not None
        return value[0], value[1]  # type: ignore[return-value]


_TELLING: Mapping[type, Callable[[Explainer, Any], Iterable[Reason]]] = {
    syntax.Constant: Explainer._nothing,
    syntax.FieldRead: Explainer._nothing,
    syntax.Today: Explainer._nothing,
    syntax.FactRead: Explainer._fact,
    syntax.Quantifier: Explainer._of_members,
    syntax.RuleRead: Explainer._of_another_rule,
    syntax.ParameterRead: Explainer._parameter,
    syntax.Bands: Explainer._of_a_table,
    syntax.Step: Explainer._of_a_table,
    syntax.Calculation: Explainer._of_a_calculation,
    syntax.And: Explainer._of_all,
    syntax.Or: Explainer._of_any,
}
"""How it is told what decided each kind of expression. Of any other kind, what is inside it decided."""


def _known(declaration: Declaration, value: int) -> Among | Ranges:
    if declaration.type is FactType.YES_NO:
        return Among(frozenset({value == 2}))
    if declaration.type is FactType.CHOICE:
        return Among(frozenset({declaration.options[value.bit_length() - 1]}))
    return Ranges.exactly(value)


def version_on(parameter: Parameter, on: date) -> Version:
    """The version in force on a day; the nearest one when there is none."""
    day = on.toordinal()
    if day < parameter.versions[0].start:
        return parameter.versions[0]
    versions, _ = parameter.in_force(day, day)
    return versions[-1] if versions else parameter.versions[-1]


def say_version(parameter: Parameter, version: Version) -> str:
    """A figure as people write it."""
    match parameter.kind:
        case Kind.MONEY:
            return say_range(FactType.MONEY, int(version.low), int(version.high))
        case Kind.DATE:
            return say_range(FactType.DATE, int(version.low), int(version.high))
        case Kind.CHOICE:
            return parameter.options[int(version.low)]
    times, sign = (100, "%") if parameter.kind is Kind.RATE else (1, "")
    low, high = (_say_exact(end * times) + sign for end in (version.low, version.high))
    return low if low == high else f"{low} to {high}"


def _say_exact(number: Fraction) -> str:
    return f"{number.numerator:,}" if number.denominator == 1 else f"{float(number):,.6f}".rstrip("0")

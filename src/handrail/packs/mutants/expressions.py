"""Every small change to one expression of the rule language: another comparison, a clause less, a number one unit off."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import cast

from handrail.domain.rules.notation import dotted_name, parse
from handrail.packs.mutants.mutant import ChangeKind

_OTHER_OPERATOR: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_SAID = {
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip
_OTHER_FUNCTION = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "round_down": "round_up",
    "round_up": "round_down",
}
_LITERALS = ("money", "rate", "date")
_IN_WORDS = (
    (re.compile(r"money\('0\.(\d\d)'\)"), lambda found: f"{int(found[1])}p"),
    (re.compile(r"money\('([^']+)'\)"), lambda found: f"£{found[1]}"),
    (re.compile(r"rate\('([^']+)'\)"), lambda found: f"{found[1]}%"),
)


@dataclass(frozen=True, slots=True)
class Variation:
    """An expression that differs in one place. `where` names the place and the change, and stays when lines move."""

    where: str
    kind: ChangeKind
    was: str
    now: str
    text: str


@dataclass(frozen=True, slots=True)
class _Swap:
    """Something else in the place of one node."""

    node: ast.AST
    kind: ChangeKind
    way: str
    was: str
    now: str
    by: ast.AST


def variations_of(text: str) -> Iterator[Variation]:
    """The expressions that an author could have written by a small slip in place of this one."""
    places: dict[ChangeKind, dict[int, int]] = {}
    seen = {ast.unparse(parse(text))}
    for swap, changed in _everywhere(parse(text)):
        numbers = places.setdefault(swap.kind, {})
        number = numbers.setdefault(id(swap.node), len(numbers) + 1)
        written = ast.unparse(changed)
        if written not in seen:
            seen.add(written)
            where = f"{swap.kind.value}-{number}/{swap.way}"
            yield Variation(where, swap.kind, in_words(swap.was), in_words(swap.now), written)


def in_words(text: str) -> str:
    """An expression with its money and percentage signs back."""
    for sign, words in _IN_WORDS:
        text = sign.sub(words, text)
    return text


def _everywhere(node: ast.AST) -> Iterator[tuple[_Swap, ast.AST]]:
    """Each change to a node or to anything inside it, with the whole as it then is."""
    for swap in _here(node):
        yield swap, swap.by
    for name, child, index in _children(node):
        for swap, changed in _everywhere(child):
            yield swap, _with_child(node, name, index, changed)


def _children(node: ast.AST) -> Iterator[tuple[str, ast.AST, int | None]]:
    """The parts of a node that can be changed on their own. Names and literals are one thing each, and so is a list of choices."""
    if isinstance(node, ast.expr) and (dotted_name(node) is not None or _literal_of(node)):
        return
    for name, value in ast.iter_fields(node):
        if name in ("func", "target", "iter", "ops", "op") or (name == "comparators" and _choices_of(node)):
            continue
        if isinstance(value, ast.AST):
            yield name, value, None
        elif isinstance(value, list):
            yield from ((name, part, index) for index, part in enumerate(value) if isinstance(part, ast.AST))


def _with_child(node: ast.AST, name: str, index: int | None, child: ast.AST) -> ast.AST:
    changed = copy(node)
    if index is None:
        setattr(changed, name, child)
    else:
        parts = list(getattr(node, name))
        parts[index] = child
        setattr(changed, name, parts)
    return changed


# -- what can stand in place of one node -----------------------------------------------------------------------


def _here(node: ast.AST) -> Iterator[_Swap]:
    match node:
        case ast.Compare():
            yield from _of_comparison(node)
        case ast.BoolOp(values=parts):
            yield from _without_each(node, "values", parts)
        case ast.UnaryOp(op=ast.Not(), operand=part):
            yield _Swap(node, ChangeKind.CLAUSE, "not-dropped", ast.unparse(node), ast.unparse(part), part)
        case ast.IfExp():
            swapped = ast.IfExp(test=node.test, body=node.orelse, orelse=node.body)
            yield _Swap(node, ChangeKind.CLAUSE, "branches-swapped", ast.unparse(node), ast.unparse(swapped), swapped)
        case ast.comprehension(ifs=conditions):
            for number, condition in enumerate(conditions, 1):
                kept = [other for other in conditions if other is not condition]
                by = _with_field(node, "ifs", kept)
                yield _Swap(node, ChangeKind.CLAUSE, f"part-{number}-dropped", f"if {ast.unparse(condition)}", "", by)
        case ast.BinOp():
            yield from _of_sum(node)
        case ast.Constant() | ast.Call():
            yield from _of_literal(node) if _literal_of(node) else _of_call(node)


def _of_comparison(node: ast.Compare) -> Iterator[_Swap]:
    operator = node.ops[0]
    other = _OTHER_OPERATOR.get(type(operator))
    if other is not None:
        changed = _with_field(node, "ops", [other()])
        way = f"{_slug(operator)}-to-{_slug(other())}"
        yield _Swap(node, ChangeKind.COMPARISON, way, ast.unparse(node), ast.unparse(changed), changed)
    choices = _choices_of(node)
    if choices and len(choices.elts) > 1:
        for choice in choices.elts:
            kept = ast.Tuple([each for each in choices.elts if each is not choice], ast.Load())
            changed = _with_field(node, "comparators", [kept])
            said = ast.unparse(choice)
            yield _Swap(
                node,
                ChangeKind.CLAUSE,
                f"{said.strip(chr(39))}-dropped",
                ast.unparse(node),
                ast.unparse(changed),
                changed,
            )


def _choices_of(node: ast.AST) -> ast.Tuple | None:
    """The choices in `x in ('a', 'b')`."""
    if isinstance(node, ast.Compare) and isinstance(node.comparators[0], ast.Tuple):
        return node.comparators[0]
    return None


def _slug(operator: ast.cmpop) -> str:
    return {"<": "lt", "<=": "le", ">": "gt", ">=": "ge", "==": "eq", "!=": "ne"}.get(
        _SAID[type(operator)], _SAID[type(operator)].replace(" ", "-")
    )


def _without_each(node: ast.AST, field: str, parts: list[ast.expr]) -> Iterator[_Swap]:
    """One operand or argument less."""
    for number, part in enumerate(parts, 1):
        kept = [other for other in parts if other is not part]
        by = kept[0] if len(kept) == 1 else _with_field(node, field, kept)
        yield _Swap(node, ChangeKind.CLAUSE, f"part-{number}-dropped", ast.unparse(part), "", by)


def _of_sum(node: ast.BinOp) -> Iterator[_Swap]:
    if isinstance(node.op, ast.Add | ast.Sub):
        other = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        changed = _with_field(node, "op", other)
        way = "add-to-subtract" if isinstance(node.op, ast.Add) else "subtract-to-add"
        yield _Swap(node, ChangeKind.FUNCTION, way, ast.unparse(node), ast.unparse(changed), changed)


def _of_call(node: ast.AST) -> Iterator[_Swap]:
    if not isinstance(node, ast.Call):
        return
    function = dotted_name(node.func) or ""
    if function in ("min", "max"):
        yield from _without_each(node, "args", node.args)
    if function in _OTHER_FUNCTION:
        other = _OTHER_FUNCTION[function]
        changed = _with_field(node, "func", ast.Name(other, ast.Load()))
        yield _Swap(
            node, ChangeKind.FUNCTION, f"{function}-to-{other}", ast.unparse(node), ast.unparse(changed), changed
        )


def _with_field(node: ast.AST, field: str, value: object) -> ast.AST:
    changed = copy(node)
    setattr(changed, field, value)
    return changed


# -- literals --------------------------------------------------------------------------------------------------


def _literal_of(node: ast.AST) -> str:
    """What kind of literal this is: money, rate, date, number, or none."""
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in _LITERALS:
            return name
        case ast.Constant(value=value) if isinstance(value, int | float) and not isinstance(value, bool):
            return "number"
    return ""


def _of_literal(node: ast.AST) -> Iterator[_Swap]:
    for way, sign in (("up", 1), ("down", -1)):
        changed = _off_by_one(node, sign)
        yield _Swap(node, ChangeKind.LITERAL, way, ast.unparse(node), ast.unparse(changed), changed)


def _off_by_one(node: ast.AST, sign: int) -> ast.expr:
    """The literal with its last place one up or down: a penny, a tenth of a percentage point or finer, a day, one."""
    kind = _literal_of(node)
    if isinstance(node, ast.Constant):
        value = Fraction(str(node.value)) + sign * _last_place(str(node.value))
        return ast.Constant(int(value) if value.denominator == 1 else float(value))
    written = str(cast("ast.Constant", cast("ast.Call", node).args[0]).value)
    if kind == "date":
        text = (date.fromisoformat(written) + timedelta(days=sign)).isoformat()
    elif kind == "rate":
        text = _decimal(Fraction(written) + sign * min(Fraction(1, 10), _last_place(written)))
    else:
        text = f"{float(Fraction(written) + Fraction(sign, 100)):.2f}"
    return ast.Call(ast.Name(kind, ast.Load()), [ast.Constant(text)], [])


def _last_place(written: str) -> Fraction:
    return Fraction(1, 10 ** len(written.partition(".")[2]))


def _decimal(value: Fraction) -> str:
    return f"{float(value):.6f}".rstrip("0").rstrip(".")

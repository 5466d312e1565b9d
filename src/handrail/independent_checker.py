"""Checks a certificate without trusting the engine that wrote it.

It shares no code with the rest of Handrail: it reads the pack's files by itself, and reads the rules over possible values as
docs/reference/rule-language.md says. It takes for granted that the pack loads. Whatever it cannot follow, it rejects.
"""

import ast
import hashlib
import importlib.util
import itertools
import json
import math
import operator
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, reduce
from pathlib import Path
from typing import Any

import yaml

Bound = Any  # an exact int or Fraction, or plus or minus infinity
Value = Any  # what is possible: a Range, a frozenset of choices or of yes and no, or (items, complete) for a collection
Yaml = Mapping[str, Any]
Names = Mapping[str, tuple[str, Yaml]]  # what each name in the pack is, and what the pack says of it
YES, NO, OPEN = frozenset({True}), frozenset({False}), frozenset({True, False})
WORDS = {"yes_no": bool, "choice": str, "text": str}
KINDS = {
    "money": 1,
    "date": 10,
    "month": 20,
    "text": 30,
}  # else 0, a number; times adds kinds: money is what has pounds


class Rejected(Exception):
    """The certificate does not hold, or nobody can tell from what is here."""


@dataclass(frozen=True)
class Range:
    """Everything from `low` to `high`. Money is in pence, a date is its ordinal, a month is counted from year 0."""

    kind: int
    low: Bound
    high: Bound

    def __bool__(self) -> bool:
        return bool(self.low <= self.high)

    def alike(self, other: "Range") -> int:
        if self.kind != other.kind:
            raise Rejected("values of different kinds meet")
        return self.kind

    def __or__(self, other: "Range") -> "Range":
        return Range(self.alike(other), min(self.low, other.low), max(self.high, other.high))

    def __and__(self, other: "Range") -> "Range":
        return Range(self.alike(other), max(self.low, other.low), min(self.high, other.high))


def hull(values: Iterable[Value]) -> Value:
    """The least that holds them all."""
    return reduce(operator.or_, values)


def one(kind: str, given: Any) -> Value:
    """Read one written value: money in pounds, dates as ISO."""
    if kind in WORDS:
        if type(given) is not WORDS[kind]:
            raise Rejected(f"it is not of type {kind}")
        return frozenset({given})
    if kind in ("date", "month"):
        day = date.fromisoformat(f"{given}-01" if kind == "month" else str(given))
        value: Bound = day.toordinal() if kind == "date" else day.year * 12 + day.month - 1
    else:
        number = Decimal("NaN" if isinstance(given, bool) else str(given))
        if not number.is_finite() or abs(number.adjusted()) > 30:
            raise Rejected("it is not a number")
        value = Fraction(number) * (100 if kind == "money" else 1)
        if kind in ("money", "whole_number") and value.denominator != 1:
            raise Rejected(f"it is divided too finely for its type, {kind}")
    return Range(KINDS.get(kind, 0), value, value)


def everything(its: Yaml) -> Value:
    """All that a fact can be, as its declaration says."""
    kind = its["type"]
    if kind in ("yes_no", "choice"):
        return OPEN if kind == "yes_no" else frozenset(choice["value"] for choice in its["choices"])
    if kind == "collection":
        return [], False
    least, most = its.get("min", 0 if kind == "money" else None), its.get("max")
    low, high = -math.inf if least is None else one(kind, least).low, math.inf if most is None else one(kind, most).high
    return Range(KINDS.get(kind, 0), low, high)


def supplied(its: Yaml, given: Any) -> Value:
    """Read a fact in the form of the outside contract. A refusal or an assumption leaves everything possible."""
    kind = its["type"]
    match given:
        case "declined" | {"assume": _}:
            return everything(its)
        case list() if kind == "collection":
            return supplied(its, {"items": given, "complete": True})
        case {"items": [*items], "complete": (True | False | "unknown") as complete} if kind == "collection":
            if any(item.keys() - its["fields"].keys() for item in items):
                raise Rejected("an item has a field that is not declared")
            fields = its["fields"].items()
            return [
                {name: supplied(f, item.get(name, "declined")) for name, f in fields} for item in items
            ], complete is True
        case {"one_of": [_, *_] as several}:
            value = hull(one(kind, each) for each in several)
        case {"between": [low, high]} if kind not in WORDS:
            value = replace(one(kind, low), high=one(kind, high).high)
        case _:
            value = one(kind, given)
    possible = value if kind == "text" else value & everything(its)
    if not possible or (kind in WORDS and possible != value):
        raise Rejected("it is not among the values declared")
    return possible


def covered(whole: Range, parts: Iterable[Range]) -> bool:
    """Whether the parts leave out no penny, day or whole number of it."""
    reached = whole.low - 1
    for part in sorted(parts, key=lambda part: part.low):
        reached = max(reached, part.high) if part.low <= times_in(reached, 1) + 1 else reached
    return bool(reached >= whole.high)


def combined(settles: bool, parts: Sequence[frozenset[bool]]) -> frozenset[bool]:
    """`or` is settled by one yes, `and` by one no."""
    ways = {settles: any(settles in part for part in parts), not settles: all(not settles in part for part in parts)}
    return frozenset(way for way, possible in ways.items() if possible)


def compared(holds: Callable[[Any, Any], bool], a: Value, b: Value) -> frozenset[bool]:
    """Whether it holds for every pair, for none, or for some."""
    if isinstance(a, frozenset) and isinstance(b, frozenset):
        return frozenset(holds(x, y) for x in a for y in b)
    orders = {-1: a.low < b.high, 0: a.low <= b.high and b.low <= a.high, 1: a.high > b.low} if a.alike(b) >= 0 else {}
    return frozenset(holds(order, 0) for order, possible in orders.items() if possible)


def at_ends(kind: int, function: Callable[..., Bound], *ranges: Range) -> Range:
    """What only rises or only falls as each argument rises has its least and its most where they have theirs."""
    values = [function(*ends) for ends in itertools.product(*((each.low, each.high) for each in ranges))]
    numbers = [value or 0 for value in values if value == value]  # infinity less infinity is never an extreme
    return Range(kind, min(numbers), max(numbers))


def times_in(x: Bound, unit: Bound) -> Bound:
    """How many whole times the unit goes into it."""
    return x if math.isinf(x) else math.floor(Fraction(x) / unit)


def digits(day: Bound) -> Bound:
    """A date as the number yyyymmdd, in which years can be counted."""
    on = None if math.isinf(day) else date.fromordinal(int(day))
    return on.year * 10000 + on.month * 100 + on.day if on else day


def months_later(day: Bound, months: Bound) -> Bound:
    if math.isinf(day + months):
        return day + months
    on = date.fromordinal(int(day))
    year, month = divmod(on.year * 12 + on.month - 1 + int(months), 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1])).toordinal()


def working_days_after(day: Range, count: Range, nation: str) -> Range:
    """Outside the calendar a day is no earlier than if there were no holidays there, and has no latest."""
    spec = importlib.util.find_spec("govuk_bank_holidays")
    if spec is None or spec.origin is None:
        raise Rejected("the bank holiday calendar is not installed")
    divisions = json.loads(Path(spec.origin).with_name("bank-holidays.json").read_text(encoding="utf-8"))
    division = "england-and-wales" if nation in ("england", "wales") else nation.replace("_", "-")
    holidays = [date.fromisoformat(event["date"]) for event in divisions[division]["events"]]
    days_off = {holiday.toordinal() for holiday in holidays}

    def nth(start: Bound, times: Bound) -> Bound:
        later = (d for d in itertools.count(start + 1) if d % 7 not in (6, 0) and d not in days_off)
        return start + times if math.isinf(start + times) else next(itertools.islice(later, int(times) - 1, None))

    span = at_ends(KINDS["date"], nth, day, count)
    first, last = date(min(holidays).year, 1, 1).toordinal(), date(max(holidays).year, 12, 31).toordinal()
    return span if first <= day.low and span.high <= last else replace(span, high=math.inf)


def looked_up(how: str, amount: Range, of: str, rows: Sequence[Yaml]) -> Range:
    """Read `bands` or `step` over one table: at the ends of the amount, and at each bend and just above it."""
    above = "money" if amount.kind == KINDS["money"] else "number"
    starts, entries = zip(*sorted((one(above, row["above"]).low, one(of, row[of]).low) for row in rows))
    if how == "step" and amount.low <= starts[0]:
        raise Rejected("an amount may be below the first entry of its table")

    def at(x: Bound) -> Bound:
        reached = [row for row in zip(starts, (*starts[1:], math.inf), entries) if row[0] < x]
        return reached[-1][2] if how == "step" else sum(rate * (min(x, top) - start) for start, top, rate in reached if rate)

    bends = {start + just for start in starts for just in (0, 1) if amount.low < start + just < amount.high}
    values = [at(x) for x in {amount.low, amount.high} | bends]
    return Range(KINDS.get(of, 0) if how == "step" else amount.kind, min(values), max(values))


FUNCTIONS: Mapping[str, tuple[str, Callable[..., Bound]]] = {  # what comes out ("" for what went in), and how
    "min": ("", min),
    "max": ("", max),
    "round_down": ("", lambda x, to: times_in(x, to) * to),
    "round_up": ("", lambda x, to: -times_in(-x, to) * to),
    "round_half_up": ("", lambda x, to: times_in(2 * x + to, 2 * to) * to),
    "plus_days": ("date", operator.add),
    "plus_weeks": ("date", lambda day, weeks: day + weeks * 7),
    "plus_months": ("date", months_later),
    "plus_years": ("date", lambda day, years: months_later(day, years * 12)),
    "start_of_week": ("date", lambda day: times_in(day, 7) * 7),
    "age_on": ("number", lambda birth, day: times_in(digits(day) - digits(birth), 10000)),
    "tax_year": ("number", lambda day: times_in(digits(day) - 406, 10000)),
    "days_between": ("number", lambda start, day: day - start),
}
ARITHMETIC: Mapping[type[ast.operator], Callable[[Any, Any], Bound]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: lambda x, y: x * y if x and y else 0,
    ast.Div: lambda x, y: (x if math.isinf(x) else Fraction(x)) / y,
}
ORDERINGS = {ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge}
COMPARISONS = {ast.Eq: operator.eq, ast.NotEq: operator.ne, **ORDERINGS}


@cache
def parsed(text: str) -> ast.expr:
    """Parse an expression, after writing £2, 2p and 2% as Python can read them."""
    for notation, written in ((r"£(\d[\d_.]*)", "100 * penny"), (r"\b(\d[\d_.]*)p\b", "penny"), (r"\b(\d[\d_.]*)%", "1 / 100")):
        text = re.sub(notation, rf"(\1 * {written})", text)
    return ast.parse(f"({text}\n)", mode="eval").body


unparsed = cache(ast.unparse)


@dataclass(frozen=True)
class World:
    """What is possible at one place in the tree, and what the pack's rules make of it."""

    names: Names
    facts: Mapping[str, Value]  # and `today`, and `penny`
    at: object = None  # the date at which parameters are read
    known: dict[str, Value] = field(default_factory=dict)

    def read(self, written: object) -> Value:
        """The possible values of an expression: each operator is given the ends of what it works on."""
        match written if isinstance(written, ast.AST) else parsed(str(written)):
            case ast.Constant(bool() | str() as word):
                return frozenset({word})
            case ast.Constant(int() | float() as number):
                return one("number", number)
            case ast.Name() | ast.Attribute() as name:
                return self.named(unparsed(name))
            case ast.UnaryOp(ast.Not(), part):
                return frozenset(not way for way in self.read(part))
            case ast.UnaryOp(ast.USub(), part):
                return at_ends((value := self.read(part)).kind, operator.neg, value)
            case ast.BoolOp(op, parts):
                settles, read = isinstance(op, ast.Or), []
                for part in parts:  # what is to the right may be readable only where the left leaves it open
                    if frozenset({settles}) not in read:
                        read.append(self.read(part))
                return combined(settles, read)
            case ast.IfExp(test, yes, no):
                return hull(self.read(yes if way else no) for way in self.read(test))
            case ast.Compare(left, [ast.In() | ast.NotIn() as op], [ast.Tuple() as words]):
                wanted, choices = isinstance(op, ast.In), ast.literal_eval(words)
                return frozenset((choice in choices) == wanted for choice in self.read(left))
            case ast.Compare(left, [op], [right]) if type(op) in COMPARISONS:
                return compared(COMPARISONS[type(op)], self.read(left), self.read(right))
            case ast.BinOp(left, op, right) if type(op) in ARITHMETIC:
                a, b = self.read(left), self.read(right)
                if isinstance(op, ast.Div) and b.low <= 0 <= b.high:
                    raise Rejected("something is divided by what may be zero")
                kind = {ast.Mult: a.kind + b.kind, ast.Div: a.kind - b.kind}.get(type(op))
                return at_ends(a.alike(b) if kind is None else kind, ARITHMETIC[type(op)], a, b)
            case ast.Call(ast.Name("date"), [ast.Constant(day)]):
                return one("date", day)
            case ast.Call(ast.Name("any" | "all" | "count" | "sum" as how), [ast.GeneratorExp(each, [over])]):
                return self.over(how, each, over)
            case ast.Call(ast.Name("bands" | "step" as how), [amount, table]):
                of, read = self.names[unparsed(table)][1]["of"], self.read(amount)
                return hull(looked_up(how, read, of, version["bands"]) for version in self.in_force(unparsed(table)))
            case ast.Call(ast.Name("working_days_after"), [day, count, nations]):
                start, days = self.read(day), self.read(count)
                return hull(working_days_after(start, days, nation) for nation in self.read(nations))
            case ast.Call(ast.Name(name), parts) if name in FUNCTIONS:
                (kind, function), ranges = FUNCTIONS[name], [self.read(part) for part in parts]
                return at_ends(KINDS.get(kind, 0) if kind else hull(ranges).kind, function, *ranges)
            case other:
                raise Rejected(f"{ast.unparse(other)} cannot be followed")

    def named(self, name: str) -> Value:
        what, its = self.names.get(name, ("not in the pack", {}))
        if name in self.facts:
            return self.facts[name]
        if what == "rule" and name not in self.known:
            self.known[name] = self.rule(its)
        if what == "rule":
            return self.known[name]
        if what == "parameter":
            versions = self.in_force(name)
            return hull(one(its["type"], v[key]) for v in versions for key in ("value", "low", "high") if key in v)
        raise Rejected(f"{name} is {what}: it cannot be checked")

    def rule(self, its: Yaml) -> Value:
        here, possible = replace(self, at=its.get("as_at")), []
        for case in its.get("cases", [{"otherwise": its.get("when", its.get("value"))}]):
            holds = here.read(case["when"]) if "when" in case else YES
            if True in holds:
                possible.append(here.read(case["value"] if "when" in case else case["otherwise"]))
            if holds == YES:
                break
        return hull(possible)

    def in_force(self, name: str) -> list[Yaml]:
        """Every version of a parameter in force on some day of `at`. Days before the first do not count."""
        if self.at is None:
            raise Rejected(f"{name} is read, but its rule has no as_at")
        days, versions = self.read(self.at), sorted(self.names[name][1]["values"], key=lambda v: str(v["from"]))
        starts = [one("date", version["from"]).low for version in versions]
        ends = [one("date", v["to"]).low if v.get("to") else math.inf for v in versions]
        spans = [Range(days.kind, a, min(b, c - 1)) for a, b, c in zip(starts, ends, [*starts[1:], math.inf])]
        days = replace(days, low=max(days.low, starts[0]))
        if not days or not covered(days, spans):
            raise Rejected(f"{name} is not known on each day on which it may be read")
        return [version for version, span in zip(versions, spans) if span & days]

    def over(self, how: str, each: ast.expr, over: ast.comprehension) -> Value:
        """Ask it of each item, and where there may be more, of an item of which nothing is known."""
        name, (items, complete) = unparsed(over.iter), self.named(unparsed(over.iter))
        anyone = {its_field: everything(its) for its_field, its in self.names[name][1]["fields"].items()}

        def asked(item: Mapping[str, Value]) -> tuple[frozenset[bool], Value]:
            fields = {f"{unparsed(over.target)}.{its_field}": value for its_field, value in item.items()}
            inner = replace(self, facts={**self.facts, **fields})
            kept = inner.read(ast.BoolOp(ast.And(), over.ifs))
            return kept, one("number", 1) if how == "count" and isinstance(each, ast.Name) else inner.read(each)

        if how in ("any", "all"):
            ways = [frozenset(v if k else how == "all" for k in kept for v in read) for kept, read in map(asked, items)]
            return combined(how == "any", ways if complete else [*ways, OPEN])
        _, more = asked(anyone)
        nothing = total = replace(more, low=0, high=0)
        for kept, read in map(asked, items):
            total = at_ends(total.kind, operator.add, total, hull(read if k else nothing for k in kept))
        low, high = -math.inf if more.low < 0 else 0, math.inf if more.high > 0 else 0
        return total if complete else Range(total.kind, total.low + low, total.high + high)

    def region(self, written: Yaml, like: Value) -> Value:
        """Read a branch or an outcome: they write money in pence."""
        match {key: its for key, its in written.items() if key != "then"}:
            case {"value": bool() | str() as only, **rest} | {"yes_no": bool() as only, **rest} if not rest:
                return frozenset({only})
            case {"one_of": [*words], **rest} | {"choice": [*words], **rest} if not rest:
                return frozenset(words)
            case {"low": low, "high": high, **rest} if not rest and isinstance(like, Range):
                kind = {KINDS["date"]: "date", KINDS["month"]: "month"}.get(like.kind, "number")
                least = -math.inf if low is None else one(kind, low).low
                return Range(like.kind, least, math.inf if high is None else one(kind, high).low)
        raise Rejected("a branch, or the outcome, is not written as this kind of value is")

    def walk(self, tree: Any, goal: str, outcome: Any, path: str) -> Iterator[str]:
        """For each end of the tree, nothing where it is impossible, "" where it proves the outcome, else a reason."""
        try:
            match tree:
                case {"leaf": True, **rest} if not rest:
                    value = self.named(goal)
                    settled = len(value) == 1 if isinstance(value, frozenset) else value.low == value.high
                    same = value == self.region(outcome, value)
                    yield f"{path}: " * (not settled or not same) + ...

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
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, reduce
from operator import add, eq, ge, gt, le, lt, ne, neg, or_, sub
from pathlib import Path
from typing import Any

import yaml

Bound = Any  # an exact int or Fraction, or plus or minus infinity
Value = Any  # what is possible: a Range, a frozenset of words, or (items, complete) for a collection
Yaml = Mapping[str, Any]
NUMBER, MONEY, DATE, MONTH, YES_NO, TEXT = 0, 1, 10, 20, 30, 40  # such that a product is of the sum of its kinds
KINDS = {"money": MONEY, "date": DATE, "month": MONTH, "yes_no": YES_NO, "text": TEXT}  # the rest are numbers


class Rejected(Exception):
    """The certificate does not hold, or nobody can tell from what is here."""


@dataclass(frozen=True)
class Range:
    """Everything from `low` to `high`: pence, the ordinals of dates, months from year 0, and 0 to 1 for no to yes."""

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


OPEN, YES, NO = Range(YES_NO, 0, 1), Range(YES_NO, 1, 1), Range(YES_NO, 0, 0)


def hull(values: Iterable[Value]) -> Value:
    """The least that holds them all."""
    return reduce(or_, values)


def at_ends(kind: int, function: Callable[..., Bound], *ranges: Range) -> Range:
    """What only rises or only falls as each argument rises has its least and its most where they have theirs."""
    values = [function(*ends) for ends in itertools.product(*((each.low, each.high) for each in ranges))]
    numbers = [value or 0 for value in values if value == value]  # infinity less infinity is never an extreme
    return Range(kind, min(numbers), max(numbers))


def one(kind: str, given: Any) -> Value:
    """Read one written value: money in pounds, dates as ISO."""
    if kind in ("choice", "text", "yes_no"):
        if type(given) is not (bool if kind == "yes_no" else str):
            raise Rejected(f"it is not of type {kind}")
        return frozenset({given}) if kind != "yes_no" else YES if given else NO
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
    return Range(KINDS.get(kind, NUMBER), value, value)


def everything(its: Yaml) -> Value:
    """All that a fact can be, as its declaration says."""
    kind = its["type"]
    if kind == "choice":
        return frozenset(choice["value"] for choice in its["choices"])
    if kind in ("collection", "yes_no"):
        return OPEN if kind == "yes_no" else ([], False)
    least, most = its.get("min", 0 if kind == "money" else None), its.get("max")
    low = -math.inf if least is None else one(kind, least).low
    return Range(KINDS.get(kind, NUMBER), low, math.inf if most is None else one(kind, most).high)


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
            read = [{name: supplied(of, item.get(name, "declined")) for name, of in fields} for item in items]
            return read, complete is True
        case {"one_of": [_, *_] as several}:
            value = hull(one(kind, each) for each in several)
        case {"between": [low, high]}:
            value = replace(one(kind, low), high=one(kind, high).high)
        case _:
            value = one(kind, given)
    possible = value if kind == "text" else value & everything(its)
    if not possible or (kind == "choice" and possible != value):
        raise Rejected("it is not among the values declared")
    return possible


def covered(whole: Range, parts: Iterable[Range]) -> bool:
    """Whether the parts leave out no penny, day or whole number of it."""
    reached = whole.low - 1
    for part in sorted(parts, key=lambda part: part.low):
        reached = max(reached, part.high) if part.low <= times_in(reached, 1) + 1 else reached
    return bool(reached >= whole.high)


def compared(holds: Callable[[Any, Any], bool], a: Value, b: Value) -> Range:
    """Yes when it holds for every pair, no when for none."""
    if isinstance(a, frozenset) and isinstance(b, frozenset):
        return hull(YES if holds(x, y) else NO for x in a for y in b)
    orders = ((-1, a.low < b.high), (0, a.low <= b.high and b.low <= a.high), (1, a.high > b.low)) * (a.alike(b) >= 0)
    return hull(YES if holds(order, 0) else NO for order, possible in orders if possible)


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
    if spec is None or spec.origin is None or not 1 <= count.low <= count.high <= 10_000:
        raise Rejected("working days need the bank holiday calendar, and are counted from 1 to 10,000")
    divisions = json.loads(Path(spec.origin).with_name("bank-holidays.json").read_text(encoding="utf-8"))
    division = "england-and-wales" if nation in ("england", "wales") else nation.replace("_", "-")
    holidays = [date.fromisoformat(event["date"]) for event in divisions[division]["events"]]
    days_off = {holiday.toordinal() for holiday in holidays}

    def nth(start: Bound, times: Bound) -> Bound:
        later = (d for d in itertools.count(start + 1) if d % 7 not in (6, 0) and d not in days_off)
        return start if math.isinf(start) else next(itertools.islice(later, int(times) - 1, None))

    span = at_ends(DATE, nth, day, count)
    first, last = date(min(holidays).year, 1, 1).toordinal(), date(max(holidays).year, 12, 31).toordinal()
    return span if first <= day.low and span.high <= last else replace(span, high=math.inf)


def looked_up(how: str, amount: Range, of: str, rows: Sequence[Yaml]) -> Range:
    """Read `bands` or `step` over one table: at the ends of the amount, and at each bend and just above it."""
    above = "money" if amount.kind == MONEY else "number"
    starts, entries = zip(*sorted((one(above, row["above"]).low, one(of, row[of]).low) for row in rows))
    if how == "step" and amount.low <= starts[0]:
        raise Rejected("an amount may be below the first entry of its table")

    def at(x: Bound) -> Bound:
        reached = [row for row in zip(starts, (*starts[1:], math.inf), entries) if row[0] < x]
        return (
            reached[-1][2]
            if how == "step"
            else sum(rate * (min(x, top) - start) for start, top, rate in reached if rate)
        )

    bends = {start + just for start in starts for just in (0, 1) if amount.low < start + just < amount.high}
    values = [at(x) for x in {amount.low, amount.high} | bends]
    return Range(KINDS.get(of, NUMBER) if how == "step" else amount.kind, min(values), max(values))


FUNCTIONS: Mapping[str, tuple[int | None, Callable[..., Bound]]] = {  # the kind of its result, if not what it is given
    "Add": (None, add),
    "Sub": (None, sub),
    "Mult": (None, lambda x, y: x * y if x and y else 0),
    "Div": (None, lambda x, y: (x if math.isinf(x) else Fraction(x)) / y),
    "USub": (None, neg),
    "Not": (YES_NO, lambda way: 1 - way),
    "min": (None, min),
    "max": (None, max),
    "round_down": (None, lambda x, to: times_in(x, to) * to),
    "round_up": (None, lambda x, to: -times_in(-x, to) * to),
    "round_half_up": (None, lambda x, to: times_in(2 * x + to, 2 * to) * to),
    "plus_days": (DATE, add),
    "plus_weeks": (DATE, lambda day, weeks: day + weeks * 7),
    "plus_months": (DATE, months_later),
    "plus_years": (DATE, lambda day, years: months_later(day, years * 12)),
    "start_of_week": (DATE, lambda day: times_in(day, 7) * 7),
    "age_on": (NUMBER, lambda birth, day: times_in(digits(day) - digits(birth), 10000)),
    "tax_year": (NUMBER, lambda day: times_in(digits(day) - 406, 10000)),
    "days_between": (NUMBER, lambda start, day: day - start),
}
COMPARISONS = {"Eq": eq, "NotEq": ne, "Lt": lt, "LtE": le, "Gt": gt, "GtE": ge}
NOTATION = {r"£(\d[\d_.]*)": "100 * penny", r"\b(\d[\d_.]*)p\b": "penny", r"\b(\d[\d_.]*)%": "1 / 100"}
unparsed = cache(ast.unparse)


@cache
def parsed(text: str) -> ast.expr:
    """Parse an expression, after writing £2, 2p and 2% as Python can read them."""
    for notation, meaning in NOTATION.items():
        text = re.sub(notation, rf"(\1 * {meaning})", text)
    return ast.parse(f"({text}\n)", mode="eval").body


@dataclass(frozen=True)
class World:
    """What is possible at one place in the tree, and what the pack's rules make of it."""

    names: Mapping[str, tuple[str, Yaml]]  # what each name in the pack is, and what the pack says of it
    facts: Mapping[str, Value]  # and `today`, and `penny`
    at: object = None  # the expression of the date at which parameters are read
    known: dict[str, Value] = field(default_factory=dict)

    def read(self, written: object) -> Value:
        """The possible values of an expression: each operator is given the ends of what it works on."""
        match written if isinstance(written, ast.AST) else parsed(str(written)):
            case ast.Constant(bool() | str() as word):
                return one("yes_no" if isinstance(word, bool) else "choice", word)
            case ast.Constant(int() | float() as number):
                return one("number", number)
            case ast.Name() | ast.Attribute() as name:
                return self.named(unparsed(name))
            case ast.BoolOp(op, parts):
                settled, least_or_most = (YES, max) if isinstance(op, ast.Or) else (NO, min)
                ways = at_ends(YES_NO, lambda way: 1 - way, settled)
                for part in parts:  # what is to the right may be readable only where the left leaves it open
                    ways = ways if ways == settled else at_ends(YES_NO, least_or_most, ways, self.read(part))
                return ways
            case ast.IfExp(test, yes, no):
                return self.first([{"when": test, "value": yes}, {"otherwise": no}])
            case ast.Compare(left, [ast.In() | ast.NotIn() as op], [ast.Tuple() as words]):
                wanted, listed = isinstance(op, ast.In), ast.literal_eval(words)
                return hull(YES if (choice in listed) == wanted else NO for choice in self.read(left))
            case ast.Compare(left, [op], [right]):
                return compared(COMPARISONS[type(op).__name__], self.read(left), self.read(right))
            case ast.UnaryOp(op, part):
                return self.applied(type(op).__name__, [part])
            case ast.BinOp(left, op, right):
                return self.applied(type(op).__name__, [left, right])
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
            case ast.Call(name, parts):
                return self.applied(unparsed(name), parts)
        raise Rejected("an expression is not in the rule language")

    def applied(self, name: str, parts: Sequence[ast.expr]) -> Range:
        kind, function = FUNCTIONS[name] if name in FUNCTIONS else self.named(name)
        ranges = [self.read(part) for part in parts]
        if name == "Div" and ranges[1].low <= 0 <= ranges[1].high:
            raise Rejected("something is divided by what may be zero")
        if name in ("Mult", "Div"):
            kind = ranges[0].kind + ranges[1].kind * (1 if name == "Mult" else -1)
        return at_ends(hull(ranges).kind if kind is None else kind, function, *ranges)

    def named(self, name: str) -> Value:
        what, its = self.names.get(name, ("not in the pack", {}))
        if name in self.facts:
            return self.facts[name]
        if what == "rule" and name not in self.known:
            cases = its.get("cases", [{"otherwise": its.get("when", its.get("value"))}])
            self.known[name] = replace(self, at=its.get("as_at")).first(cases)
        if what == "rule":
            return self.known[name]
        if what == "parameter":
            versions = self.in_force(name)
            return hull(one(its["type"], v[key]) for v in versions for key in ("value", "low", "high") if key in v)
        raise Rejected(f"{name} is {what}: it cannot be checked")

    def first(self, cases: Sequence[Mapping[str, Any]]) -> Value:
        """What the first case that holds gives, or any that may be the first."""
        possible = []
        for case in cases:
            holds = self.read(case["when"]) if "when" in case else YES
            if holds.high:
                possible.append(self.read(case["value"] if "when" in case else case["otherwise"]))
            if holds.low:
                break
        return hull(possible)

    def in_force(self, name: str) -> list[Yaml]:
        """Every version of a parameter in force on some day of `at`. Days before the first do not count."""
        if self.at is None:
            raise Rejected(f"{name} is read, but its rule has no as_at")
        days, versions = self.read(self.at), sorted(self.names[name][1]["values"], key=lambda v: str(v["from"]))
        starts = [one("date", version["from"]).low for version in versions]
        ends = [one("date", v["to"]).low if v.get("to") else math.inf for v in versions]
        spans = [Range(DATE, a, min(b, c - 1)) for a, b, c in zip(starts, ends, [*starts[1:], math.inf])]
        days = Range(DATE, max(days.low, starts[0]), days.high)
        if not days or not covered(days, spans):
            raise Rejected(f"{name} is not known on each day on which it may be read")
        return [version for version, span in zip(versions, spans) if span & days]

    def over(self, how: str, each: ast.expr, over: ast.comprehension) -> Value:
        """Ask it of each item and, where there may be more, of any number of items of which nothing is known."""
        name, (items, complete) = unparsed(over.iter), self.named(unparsed(over.iter))
        each = ast.Constant(1) if how == "count" and isinstance(each, ast.Name) else each

        def ask(item: Mapping[str, Value], question: ast.expr) -> Value:
            fields = {f"{unparsed(over.target)}.{its_field}": value for its_field, value in item.items()}
            return replace(self, facts={**self.facts, **fields}).read(question)

        more = ask({its_field: everything(its) for its_field, its in self.names[name][1]["fields"].items()}, each)
        asked = [(ask(item, ast.BoolOp(ast.And(), over.ifs)), ask(item, each)) for item in items]
        asked += [] if complete else [(Range(NUMBER, 0, math.inf), OPEN if how in ("any", "all") else more)]
        total = Range(more.kind, int(how == "all"), int(how == "all"))
        for kept, value in asked:
            total = at_ends(total.kind, FUNCTIONS[how][1], total, kept, value)
        return total

    def walk(self, tree: Any, claim: Yaml, path: str) -> Iterator[str]:
        """For each end of the tree: nothing if it is impossible, "" if it proves the outcome, or why it does not."""
        try:
            match tree:
                case {"leaf": True, **rest} if not rest:
                    value = self.named(claim["goal"])
                    exact = len(value) == 1 if isinstance(value, frozenset) else value.low == value.high
                    proved = exact and value == region(claim["outcome"], value)
                    yield "" if proved else f"{path}: the rules {'give another outcome' if exact else 'leave it open'}"
                case {"impossible": str(name), **rest} if not rest:
                    if self.read(self.names[f"constraint {name}"][1]["holds"]) != NO:
                        yield f"{path}: the constraint {name} is not broken"
                case {"split": str(name), "branches": [*branches], **rest} if not rest:
                    if not isinstance(known := self.facts.get(name), Range | frozenset):
                        raise Rejected(f"{name} is not a fact that can be split")
                    parts = [region(branch, known) for branch in branches]
                    if not (covered(known, parts) if isinstance(known, Range) else known <= frozenset().union(*parts)):
                        yield f"{path}: the branches of {name} leave something out"
                    for number, part in enumerate(parts):
                        if part & known:
                            inner = World(self.names, {**self.facts, name: part & known})
                            yield from inner.walk(branches[number]["then"], claim, f"{path}, {name} [{number}]")
                case _:
                    yield f"{path}: the tree is malformed"
        except Exception as error:
            yield f"{path}: {error}"


def region(written: Yaml, like: Value) -> Value:
    """Read a branch or an outcome, where money is in pence."""
    match {key: its for key, its in written.items() if key != "then"}:
        case {"value": only, **rest} | {"yes_no": only, **rest} if not rest:
            return one("yes_no", only)
        case {"one_of": [*words], **rest} | {"choice": [*words], **rest} if not rest:
            return hull(one("choice", word) for word in words)
        case {"low": low, "high": high, **rest} if not rest and isinstance(like, Range):
            kind = {DATE: "date", MONTH: "month"}.get(like.kind, "number")
            least = -math.inf if low is None else one(kind, low).low
            return Range(like.kind, least, math.inf if high is None else one(kind, high).low)
    raise Rejected("a branch or the outcome is malformed")


def release_of(pack: Path) -> str:
    about, digest = yaml.safe_load((pack / "pack.yaml").read_bytes()), hashlib.sha256()
    files = {file.relative_to(pack).as_posix(): file for file in pack.rglob("*") if file.is_file()}
    for path in sorted(files):
        if path.endswith((".yaml", ".md", ".csv", ".py")) and "__pycache__" not in path.split("/"):
            digest.update(path.encode() + b"\0" + files[path].read_bytes() + b"\0")
    return f"{about['id']}-{about['version']}+{digest.hexdigest()[:12]}"


@cache
def load(pack: Path, release: str) -> dict[str, tuple[str, Yaml]]:
    """What each name in this release of a pack is, and what the pack says of it."""
    names = {}
    for folder, file in (
        (f, file) for f in ("facts", "parameters", "rules", "calculators") for file in (pack / f).rglob("*.yaml")
    ):
        content = yaml.safe_load(file.read_bytes()) or {}
        if folder == "facts":
            names |= {f"constraint {n}": ("constraint", its) for n, its in content.get("constraints", {}).items()}
        inside = content.get("facts", {}) if folder == "facts" else content
        prefix = f"{file.stem}." if folder == "parameters" else ""
        names |= {prefix + name: (folder[:-1], its) for name, its in inside.items()}
    return names


def described(names: Mapping[str, tuple[str, Yaml]], on: object, given: Mapping[str, object]) -> World:
    """The world as someone tells it. What is dormant, because its guard is no, counts as not supplied."""
    declared = {name: its for name, (what, its) in names.items() if what == "fact"}
    facts = {"today": one("date", on), "penny": Range(MONEY, 1, 1)}
    for name in {**declared, **given}:
        try:
            facts[name] = supplied(declared[name], given.get(name, "declined"))
        except Exception as error:
            raise Rejected(f"{name} is not a fact of this pack, or cannot be read: {error}") from error
    world = World(names, facts)
    dormant = [name for name in given if world.read(declared[name].get("only_when", True)) == NO]
    return World(names, {**facts, **{name: everything(declared[name]) for name in dormant}})


def examined(pack: Path, facts: Mapping[str, object], certificate: Yaml) -> Iterator[str]:
    release = release_of(pack)
    if certificate["release"] != release:
        yield f"it is about another release of the pack than {release}"
    names = load(pack, release)
    world, told = (described(names, certificate["on"], given) for given in (facts, certificate["facts"]))
    yield from (f"{name} is not what was supplied" for name in told.facts if told.facts[name] != world.facts[name])
    for name, (what, its) in names.items():
        if what == "constraint" and world.read(its["holds"]) == NO:
            yield f"the facts break the {name}"
    if names.get(certificate["goal"], ("",))[0] != "rule":
        raise Rejected(f"{certificate['goal']} is not a rule of this pack")
    ends = [*world.walk(certificate["tree"], certificate, "tree")]
    yield from ends or ["every leaf of the tree is impossible, so it proves nothing"]


def check_certificate(pack: Path, facts: Mapping[str, object], certificate: Mapping[str, object]) -> list[str]:
    """Every reason to reject it. There is none when it proves that nothing unknown can change its outcome."""
    reasons = []
    try:
        reasons += [...]
    except Exception as error:
        ...

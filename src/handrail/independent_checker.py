"""Checks a certificate without trusting the engine that wrote it, and shares no code with the rest of Handrail."""

import ast
import hashlib
import importlib.util
import json
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cache, partial, reduce
from itertools import count, islice, pairwise, product
from operator import add, eq, ge, gt, index, le, lt, mul, ne, neg, or_, sub
from pathlib import Path
from runpy import run_path
from typing import Any

import yaml

Value = Any  # what is possible: a Range, a frozenset of words, or (items, complete) for a collection
Yaml = Mapping[str, Any]
NUMBER, MONEY, DATE, MONTH, YES_NO, TEXT = 0, 1, 10, 20, 30, 40  # such that a product is of the sum of its kinds
KINDS = {"money": MONEY, "date": DATE, "month": MONTH, "yes_no": YES_NO, "text": TEXT}  # the rest are numbers
AS_GIVEN: Mapping[int, Any] = {YES_NO: bool, DATE: date.fromordinal}  # what a calculator is given; the rest are whole
WORDS, RULES = {"yes_no": bool, "choice": str, "text": str}, ("rule", "entitlement")
ENDLESS = 10**40  # past any number, penny or day that can be written: where a range without an end ends
UNREADABLE = (ArithmeticError, AttributeError, LookupError, OSError, SyntaxError, TypeError, ValueError, RecursionError)


@dataclass(frozen=True)
class Range:
    """Everything from `low` to `high`: pence, the ordinals of dates, months from year 0, and 0 to 1 for no to yes."""

    kind: int
    low: int | Fraction
    high: int | Fraction

    def __bool__(self) -> bool:
        return bool(self.low <= self.high)

    def __or__(self, other: "Range") -> "Range":
        if self.kind != other.kind:
            raise ValueError("values of different kinds meet")
        return Range(self.kind, min(self.low, other.low), max(self.high, other.high))

    def __and__(self, other: "Range") -> "Range":
        return Range((self | other).kind, max(self.low, other.low), min(self.high, other.high))


hull: Callable[[Iterable[Value]], Value] = partial(reduce, or_)  # the least that holds them all
OPEN, YES, NO = Range(YES_NO, 0, 1), Range(YES_NO, 1, 1), Range(YES_NO, 0, 0)


def at_ends(kind: int, function: Callable[..., Any], *given: Value) -> Range:
    """What only rises or only falls as each argument rises has its least and its most where they have theirs."""
    values = [function(*each) for each in product(*((v.low, v.high) if isinstance(v, Range) else v for v in given))]
    return Range(kind, min(values), max(values))


def one(kind: str, given: Any) -> Value:
    """Read one written value: money in pounds, dates as ISO."""
    if type(given) is WORDS.get(kind):
        return frozenset({given}) if kind != "yes_no" else YES if given else NO
    if kind in ("date", "month"):
        day = date(*map(int, (f"{given}-1" if kind == "month" else str(given)).split("-")))
        value: int | Fraction = day.toordinal() if kind == "date" else day.year * 12 + day.month - 1
    else:
        rest = {"money": r"\.[0-9]{1,2}0*", "whole_number": r"\.0+"}.get(kind, "[./][0-9]{1,20}")
        if kind in WORDS or not re.fullmatch(rf"-?[0-9]{{1,20}}({rest})?", str(given)):
            raise ValueError(f"it is not of type {kind}")
        value = Fraction(str(given)) * (100 if kind == "money" else 1)
    return Range(KINDS.get(kind, NUMBER), value, value)


def ranging(kind: str, low: Any, high: Any) -> Range:
    """Read two written ends, either of which may be None."""
    least = -ENDLESS if low is None else one(kind, low).low
    return Range(KINDS.get(kind, NUMBER), least, ENDLESS if high is None else one(kind, high).low)


def possible(its: Yaml, given: Any = "declined") -> Value:
    """Read a fact in the form of the outside contract. A refusal or an assumption leaves open all that is declared."""
    match its["type"], given:
        case "yes_no" | "collection" | "choice" as kind, "declined" | {"assume": _}:
            words = frozenset(word["value"] if isinstance(word, dict) else word for word in its.get("choices", []))
            return OPEN if kind == "yes_no" else words or ([], False)
        case "collection", [*items] | {"items": [*items], "complete": True | False | "unknown"}:
            told = [{**dict.fromkeys(its["fields"], "declined"), **item} for item in items]
            read = [{name: possible(its["fields"][name], item[name]) for name in item} for item in told]
            return read, given["complete"] is True if isinstance(given, dict) else True
        case kind, "declined" | {"assume": _}:
            return ranging(kind, its.get("covered_from") or its.get("min", {"money": 0}.get(kind)), its.get("max"))
        case kind, {"one_of": [_, *_] as several}:
            value = hull(one(kind, each) for each in several)
        case kind, {"between": [low, high]}:
            value = ranging(kind, low, high)
        case kind, _:
            value = one(kind, given)
    within = value if kind == "text" else value & (declared := possible({**its, "covered_from": None}))
    if not within or (kind == "choice" and within != value):
        raise ValueError("it is not among the values declared")
    return within if kind == "text" else within & possible(its) or declared  # of a day before the law nothing is known


def covered(whole: Range, parts: Iterable[Range]) -> bool:
    """Whether the parts leave out no penny, day or whole number of it."""
    reached = whole.low - 1
    for part in sorted(parts, key=lambda part: part.low):
        reached = max(reached, part.high) if part.low <= reached // 1 + 1 else reached
    return bool(reached >= whole.high)


def compared(holds: Callable[[Any, Any], bool], a: Value, b: Value) -> Value:  # yes or no if it is so of every pair
    if isinstance(a, frozenset) and isinstance(b, frozenset) and holds in (eq, ne):
        return hull(YES if holds(x, y) else NO for x in a for y in b)
    orders = {-1: a.low < b.high, 0: bool(a & b), 1: a.high > b.low}
    return hull(YES if holds(order, 0) else NO for order, may_be in orders.items() if may_be)


def digits(day: Any) -> int:  # a date as the number yyyymmdd, in which years can be counted
    return int(date.fromordinal(int(day)).isoformat().replace("-", "")) if abs(day) < ENDLESS // 2 else int(day)


def months_later(day: Any, months: Any) -> int:
    if abs(day) >= ENDLESS // 2:
        return int(day)
    on = date.fromordinal(int(day))
    year, month = divmod(on.year * 12 + on.month - 1 + int(months), 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1])).toordinal()


def working_days_after(day: Range, days: Range, nation: str) -> Range:
    """Outside the calendar a day is no earlier than if there were no holidays there, and has no latest."""
    spec = importlib.util.find_spec("govuk_bank_holidays")
    if spec is None or spec.origin is None or not 1 <= days.low <= days.high <= 10_000:
        raise ValueError("working days need the bank holiday calendar, and are counted from 1 to 10,000")
    divisions = json.loads(Path(spec.origin).with_name("bank-holidays.json").read_text(encoding="utf-8"))
    division = "england-and-wales" if nation in ("england", "wales") else nation.replace("_", "-")
    holidays = [date.fromisoformat(event["date"]).toordinal() for event in divisions[division]["events"]]

    def nth(start: int | Fraction, times: int | Fraction) -> int | Fraction:
        later = (d for d in count(int(start) + 1) if d % 7 not in (6, 0) and d not in holidays)
        return next(islice(later, int(times) - 1, None))

    span = at_ends(DATE, nth, day, days)
    years = [digits(each) // 10000 for each in (min(holidays), day.low, span.high, max(holidays))]
    return span if years == sorted(years) else replace(span, high=ENDLESS)


def looked_up(how: str, amount: Range, of: str, table: Sequence[Yaml]) -> Range:
    """Read `bands` or `step`. As no entry is negative, more is never charged less by the bands."""
    above = "money" if amount.kind == MONEY else "number"
    key = next(key for key in ("rate", "money", "amount", "value") if key in table[0])
    starts, entries = zip(*sorted((one(above, row["above"]).low, one(of, row[key]).low) for row in table), strict=True)
    if min(entries) < 0 or (how == "step" and amount.low <= starts[0]):
        raise ValueError("an amount may be below its table, or the table has an entry below zero")
    rows = list(zip(starts, [*starts[1:], ENDLESS], entries, strict=True))
    if how == "bands":
        return at_ends(amount.kind, lambda x: sum(rate * max(0, min(x, top) - low) for low, top, rate in rows), amount)
    reached = [entry for low, top, entry in rows if low < amount.high and amount.low <= top]
    return Range(KINDS.get(of, NUMBER), min(reached), max(reached))


def calculated(its: Yaml, given: Mapping[str, Value]) -> Range:
    """A calculator is an axiom: what it gives on exact arguments, and which way it moves with those it is monotone in."""
    result, how = KINDS.get(its["result"], NUMBER), date.toordinal if its["result"] == "date" else index
    for name, value in given.items():
        if isinstance(value, Range):
            is_shown = value.low == value.high or value.kind == YES_NO or name in its.get("monotone", {})
            if not is_shown or max(-value.low, value.high) >= ENDLESS:
                return Range(result, -ENDLESS, ENDLESS)
            given = {**given, name: [AS_GIVEN.get(value.kind, int)(int(end)) for end in (value.low, value.high)]}
    return at_ends(result, lambda *of: how(its["run"](*of)), *(given[name] for name in its["arguments"]))


FUNCTIONS: Mapping[str, tuple[int | None, Callable[..., int | Fraction]]] = {  # the kind of its result, if not what it is given
    "Add": (None, add), "Sub": (None, sub), "Mult": (None, mul), "USub": (None, neg), "min": (None, min), "max": (None, max),
    "Div": (None, lambda x, y: Fraction(x) / y), "Not": (YES_NO, lambda way: 1 - way),
    "any": (YES_NO, lambda so_far, kept, holds: max(so_far, min(kept, holds))),
    "all": (YES_NO, lambda so_far, kept, holds: min(so_far, max(1 - kept, holds))),
    "sum": (None, lambda so_far, kept, value: so_far + kept * value),
    "round_down": (None, lambda x, to: x // to * to), "round_up": (None, lambda x, to: -(-x // to) * to),
    "round_half_up": (None, lambda x, to: (2 * x + to) // (2 * to) * to),
    "plus_days": (DATE, add), "plus_weeks": (DATE, lambda day, weeks: day + weeks * 7),
    "plus_months": (DATE, months_later), "plus_years": (DATE, lambda day, years: months_later(day, years * 12)),
    "start_of_week": (DATE, lambda day: day // 7 * 7), "days_between": (NUMBER, lambda start, day: day - start),
    "age_on": (NUMBER, lambda birth, day: (digits(day) - digits(birth)) // 10000),
    "tax_year": (NUMBER, lambda day: (digits(day) - 406) // 10000),
}  # fmt: skip
COMPARISONS = {"Eq": eq, "NotEq": ne, "Lt": lt, "LtE": le, "Gt": gt, "GtE": ge}
NOTATION = {r"£\s?(\d[\d_.]*)": "100 * penny", r"\b(\d[\d_.]*)p\b": "penny", r"\b(\d[\d_.]*)%": "1 / 100"}
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
    as_at: str = "as_at"  # when to read parameters: a name that nothing has, until a rule says
    known: dict[str, Value] = field(default_factory=dict)

    def read(self, written: object) -> Value:  # noqa: C901 - one case for each form of the language
        """The possible values of an expression: each operator is given the ends of what it works on."""
        match written if isinstance(written, ast.AST) else parsed(str(written)):
            case ast.Constant(value):
                return one({bool: "yes_no", str: "choice"}.get(type(value), "number"), value)
            case ast.Name() | ast.Attribute() as name:
                return self.named(unparsed(name))
            case ast.BoolOp(op, [first, *others]):
                so_far, settled = self.read(first), YES if isinstance(op, ast.Or) else NO
                if so_far == settled or not others:  # what is to the right may not be readable here
                    return so_far
                return at_ends(YES_NO, max if settled == YES else min, so_far, self.read(ast.BoolOp(op, others)))
            case ast.IfExp(test, yes, no):
                return self.first([{"when": test, "value": yes}, {"otherwise": no}])
            case ast.Compare(left, [ast.In() | ast.NotIn() as op], [ast.Tuple(w) | ast.List(w) | ast.Set(w)]):
                wanted, listed = isinstance(op, ast.In), [ast.literal_eval(word) for word in w]
                return hull(YES if (choice in listed) == wanted else NO for choice in self.read(left))
            case ast.Compare(left, [op], [right]):
                return compared(COMPARISONS[type(op).__name__], self.read(left), self.read(right))
            case ast.UnaryOp(op, part):
                return self.applied(type(op).__name__, self.read(part))
            case ast.BinOp(left, op, right):
                return self.applied(type(op).__name__, self.read(left), self.read(right))
            case ast.Call(ast.Name("date"), [ast.Constant(day)]):
                return one("date", day)
            case ast.Call(ast.Name("any" | "all" | "count" | "sum" as how), [ast.GeneratorExp(each, [over])]):
                return self.over(how, each, over)
            case ast.Call(ast.Name("bands" | "step" as how), [amount, table]):
                of, read = self.names[unparsed(table)][1].get("of", "rate"), self.read(amount)
                return hull(
                    looked_up(how, read, of, v.get("bands") or v["rows"]) for v in self.in_force(unparsed(table))
                )
            case ast.Call(ast.Name("working_days_after"), [start, days, nations]):
                return hull(working_days_after(self.read(start), self.read(days), each) for each in self.read(nations))
            case ast.Call(ast.Name(name), [], [*given]) if given:
                return calculated(self.names[name][1], {str(each.arg): self.read(each.value) for each in given})
            case ast.Call(function, parts):
                return self.applied(unparsed(function), *map(self.read, parts))
        raise ValueError("an expression is not in the rule language")

    def applied(self, name: str, *to: Range) -> Range:
        kind, function = FUNCTIONS[name] if name in FUNCTIONS else self.named(name)
        if name == "Div" and to[1].low <= 0 <= to[1].high:
            raise ValueError("something is divided by what may be zero")
        if name in ("Mult", "Div"):
            kind = to[0].kind + to[1].kind * (1 if name == "Mult" else -1)
        return at_ends(hull(to).kind if kind is None else kind, function, *to)

    def named(self, name: str) -> Value:
        if name in self.facts:
            return self.facts[name]
        what, its = self.names.get(name, ("not in the pack", {}))
        if what == "parameter":
            keys, versions = ("value", "low", "high"), self.in_force(name)
            if not versions and its["type"] not in WORDS:
                return ranging(its["type"], None, None)  # on a day for which nobody has set it, it may be anything
            return hull(one(its["type"], version[key]) for version in versions for key in keys if key in version)
        if what not in RULES:
            raise ValueError(f"{name} ({what}) cannot be followed")
        if name not in self.known:
            cases = its.get("cases", [{"otherwise": its.get("when", its.get("value"))}])
            self.known[name] = replace(self, as_at=its.get("as_at", "as_at")).first(cases)
        return self.known[name]

    def first(self, cases: Sequence[Yaml]) -> Value:
        """What the first case that holds gives, or any that may be the first."""
        possible = []
        for case in cases:
            holds = self.read(case["when"]) if "when" in case else YES
            possible += [self.read(case["value"] if "when" in case else case["otherwise"])] if holds.high else []
            if holds.low:
                break
        return hull(possible)

    def in_force(self, name: str) -> list[Yaml]:
        """Every version of a parameter in force on some day of `as_at`, or none if some day has none. Days before the first do not count."""
        days, versions = self.read(self.as_at), sorted(self.names[name][1]["values"], key=lambda v: str(v["from"]))
        written = [ranging("date", version["from"], version.get("to")) for version in versions]
        spans = [replace(a, high=min(a.high, b.low - 1)) for a, b in pairwise([*written, Range(DATE, ENDLESS + 1, 0)])]
        known = (days := days & Range(DATE, spans[0].low, ENDLESS)) and covered(days, spans)
        return [version for version, span in zip(versions, spans, strict=True) if span & days] if known else []

    def over(self, how: str, each: ast.expr, over: ast.comprehension) -> Value:
        """Ask it of each item and, where there may be more, of any number of items of which nothing is known."""
        collection, (items, complete) = unparsed(over.iter), self.named(unparsed(over.iter))
        how, each = ("sum", ast.Constant(1)) if how == "count" and isinstance(each, ast.Name) else (how, each)

        def ask(item: Mapping[str, Value], question: ast.expr) -> Value:
            fields = {f"{unparsed(over.target)}.{name}": value for name, value in item.items()}
            return replace(self, facts={**self.facts, **fields}).read(question)

        more = ask({name: possible(its) for name, its in self.names[collection][1]["fields"].items()}, each)
        asked = [(ask(item, ast.BoolOp(ast.And(), [ast.Constant(True), *over.ifs])), ask(item, each)) for item in items]
        asked += [] if complete else [(Range(YES_NO, 0, ENDLESS), more if how == "sum" else OPEN)]
        start = Range(more.kind, int(how == "all"), int(how == "all"))
        return reduce(lambda total, each: at_ends(more.kind, FUNCTIONS[how][1], total, *each), asked, start)

    def walk(self, tree: Any, claim: Yaml, path: str) -> Iterator[str]:
        """For each end of the tree: nothing if it is impossible, "" if it proves the outcome, or why it does not."""
        match tree:
            case {"leaf": True, **rest} if not rest:
                value = self.named(claim["goal"])
                exact = len(value) == 1 if isinstance(value, frozenset) else value.low == value.high
                proved = exact and value == region(claim["outcome"], value)
                yield "" if proved else f"{path}: the rules {'give another outcome' if exact else 'leave it open'}"
            case {"impossible": str(name), **rest} if not rest:
                broken = self.named(f"constraint {name}") == NO
                yield from [] if broken else [f"{path}: the constraint {name} is not broken"]
            case {"split": str(name), "branches": [*branches], **rest} if not rest:
                if not isinstance(known := self.facts.get(name), Range | frozenset):
                    raise ValueError(f"{name} is not a fact that can be split")
                parts = [region(branch, known) for branch in branches]
                if not (covered(known, parts) if isinstance(known, Range) else known <= frozenset().union(*parts)):
                    yield f"{path}: the branches of {name} leave something out"
                for number, part in enumerate(part & known for part in parts):  # outside what is known there is nothing
                    inner = World(self.names, {**self.facts, name: part})
                    yield from inner.walk(branches[number]["then"], claim, f"{path}, {name} [{number}]") if part else ()
            case _:
                yield f"{path}: the tree is malformed"


def region(written: Yaml, like: Value) -> Value:
    """Read a branch or an outcome, where money is in pence."""
    match written:
        case {"value": only} | {"yes_no": only}:
            return one("yes_no", only)
        case {"one_of": [_, *_] as words} | {"choice": [_, *_] as words}:
            return hull(one("choice", word) for word in words)
        case {"low": low, "high": high} if isinstance(like, Range) and like.kind != YES_NO:
            kind = {MONEY: "whole_number", DATE: "date", MONTH: "month"}.get(like.kind, "number")
            return replace(ranging(kind, low, high), kind=like.kind)
    raise ValueError("a branch or the outcome is malformed")


def release_of(pack: Path) -> str:
    about, digest = yaml.safe_load((pack / "pack.yaml").read_bytes()), hashlib.sha256()
    files = (file.relative_to(pack) for file in pack.rglob("*") if file.suffix in (".yaml", ".md", ".csv", ".py"))
    for path in sorted(file.as_posix() for file in files if "__pycache__" not in file.parts):
        digest.update(path.encode() + b"\0" + (pack / path).read_bytes() + b"\0")
    return f"{about['id']}-{about['version']}+{digest.hexdigest()[:12]}"


@cache
def load(pack: Path, release: str) -> Mapping[str, tuple[str, Yaml]]:
    """What each name in this release of a pack is, and what the pack says of it."""
    names: dict[str, tuple[str, Yaml]] = {}
    for folder in ("facts", "parameters", "rules", "entitlements", "calculators"):
        for file in (path for path in (pack / folder).rglob("*.yaml") if not path.match("*.examples.yaml")):
            content = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader) or {}
            run = run_path(str(file.with_suffix(".py"))) if folder == "calculators" else {}
            inner = {"facts": "facts", "entitlements": "rules"}.get(folder)
            inside, bounds = (content.get(inner, {}), content.get("constraints", {})) if inner else (content, {})
            what, prefix = folder[:-1], f"{file.stem}." if folder in ("parameters", "entitlements") else ""
            names |= {prefix + name: (what, {**its, "run": run.get(name)}) for name, its in inside.items()}
            names |= {f"constraint {name}": ("rule", {"when": its["holds"]}) for name, its in bounds.items()}
    return names


def described(names: Mapping[str, tuple[str, Yaml]], on: object, given: Mapping[str, object]) -> World:
    """The world as someone tells it. What is dormant, because its guard is no, counts as not supplied."""
    declared = {name: its for name, (what, its) in names.items() if what == "fact"}
    facts = {"today": one("date", on), "penny": Range(MONEY, 1, 1)}
    for name in {**declared, **given}:
        try:
            facts[name] = possible(declared[name], given.get(name, "declined"))
        except UNREADABLE as error:
            raise ValueError(f"{name} is not a fact of this pack, or cannot be read: {error}") from error
    world = World(names, facts)
    dormant = [name for name in given if world.read(declared[name].get("only_when", True)) == NO]
    return World(names, {**facts, **{name: possible(declared[name]) for name in dormant}})


def check_certificate(pack: Path, facts: Yaml, certificate: Yaml, release: str = "") -> list[str]:
    """Every reason to reject it: none if it proves, of a pack that loads (its `release`, if just read), what it claims."""
    reasons = []
    try:
        names = load(pack, release := release or release_of(pack))
        reasons += [f"it is about another release than {release}"] if certificate["release"] != release else []
        is_rule = names.get(goal := certificate["goal"], ("nothing",))[0] in RULES
        reasons += [] if is_rule else [f"{goal} is not a rule of this pack"]
        world, told = (described(names, certificate["on"], given) for given in (facts, certificate["facts"]))
        reasons += [f"{name} is not what was supplied" for name in world.facts if world.facts[name] != told.facts[name]]
        reasons += [f"the facts break the {n}" for n in names if n.startswith("constraint ") and world.named(n) == NO]
        reasons += [*world.walk(certificate["tree"], certificate, "tree")] or ["every leaf of the tree is impossible"]
    except UNREADABLE as error:
        reasons.append(f"it cannot be checked: {error}")
    return [reason for reason in reasons if reason]

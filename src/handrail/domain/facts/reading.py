"""Read facts from the form outside programs write them in, and write them back in one canonical way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from math import isinf

from handrail.domain.facts.held import Fact, Facts, Provenance, Standing
from handrail.domain.facts.mistakes import InputError, nearest_name
from handrail.domain.facts.possible import EITHER, NO, YES, Among, Items, Possible, Ranges, Words
from handrail.domain.facts.vocabulary import NUMBER_LIKE, Declaration, FactType, Vocabulary


class _Unreadable(Exception):
    """A value that does not fit its declaration: what was expected instead, and the nearest right one."""

    def __init__(self, expected: str, nearest: str | None = None) -> None:
        super().__init__(expected)
        self.expected, self.nearest = expected, nearest


def read_facts(
    written: object, vocabulary: Vocabulary, provenance: Provenance = Provenance()
) -> tuple[Facts, tuple[InputError, ...]]:
    """The facts in one JSON object, and everything in it that cannot be used."""
    if not isinstance(written, Mapping):
        return Facts(), (InputError("", written, "one JSON object whose keys are fact names"),)
    facts: list[Fact] = []
    errors: list[InputError] = []
    for name, value in written.items():
        declaration = vocabulary.facts.get(name)
        if declaration is None:
            errors.append(InputError(name, value, "the name of a fact", nearest_name(name, vocabulary.facts)))
            continue
        try:
            facts.append(read_fact(declaration, value, provenance))
        except _Unreadable as problem:
            errors.append(InputError(name, value, problem.expected, problem.nearest))
    return Facts.of(facts), tuple(errors)


def read_fact(declaration: Declaration, written: object, provenance: Provenance = Provenance()) -> Fact:
    """One fact in any of the forms of the outside contract."""
    if written == "declined" and "declined" not in declaration.options:
        return Fact(declaration.name, None, Standing.DECLINED, provenance)
    if isinstance(written, Mapping) and set(written) == {"assume"}:
        return Fact(declaration.name, _possible(declaration, written["assume"]), Standing.ASSUMED, provenance)
    return Fact(declaration.name, _possible(declaration, written), Standing.TOLD, provenance)


def read_value(declaration: Declaration, written: object) -> Possible | InputError:
    """What a fact may be, read from the outside form, or what is wrong with it."""
    try:
        return _possible(declaration, written)
    except _Unreadable as problem:
        return InputError(declaration.name, written, problem.expected, problem.nearest)


def _possible(declaration: Declaration, written: object) -> Possible:
    if declaration.type is FactType.COLLECTION:
        return _collection(declaration, written)
    if isinstance(written, Mapping):
        return _range_or_list(declaration, written)
    return _one(declaration, written)


def _range_or_list(declaration: Declaration, written: Mapping[str, object]) -> Possible:
    """`{"between": [low, high]}`, where null is an end nobody knows, or `{"one_of": [...]}`."""
    match dict(written):
        case {"between": [None, None]}:
            raise _Unreadable("a range with at least one end")
        case {"between": [low, high], **rest} if not rest and declaration.type in NUMBER_LIKE:
            highest = declaration.high if high is None else _number(declaration, high)
            lowest = _open_start(declaration, highest) if low is None else _number(declaration, low)
            if lowest > highest:
                raise _Unreadable("a range whose first end is not above its second")
            return Ranges.between(lowest, highest)
        case {"one_of": [first, *others], **rest} if not rest:
            possible = _one(declaration, first)
            for other in others:
                possible = possible.union(_one(declaration, other))
            return possible
    raise _Unreadable(expected_of(declaration))


def _open_start(declaration: Declaration, highest: float | int) -> float | int:
    """Where a range begins whose start nobody knows: where the fact's own domain does, unless it ends before that."""
    start = max(declaration.low, declaration.covered_from)
    return start if start <= highest else declaration.low


def _one(declaration: Declaration, written: object) -> Possible:
    match declaration.type:
        case FactType.YES_NO:
            if isinstance(written, bool):
                return Among(frozenset({written}))
        case FactType.CHOICE:
            if isinstance(written, str) and written in declaration.options:
                return Among(frozenset({written}))
            if isinstance(written, str):
                raise _Unreadable(expected_of(declaration), nearest_name(written, declaration.options))
        case FactType.TEXT:
            if isinstance(written, str):
                return Words(written)
        case _:
            return Ranges.exactly(_number(declaration, written))
    raise _Unreadable(expected_of(declaration))


def _number(declaration: Declaration, written: object) -> int:
    """A number, an amount, a date or a month as the whole number we keep, inside the declared limits."""
    try:
        value = _READERS[declaration.type](written)
    except (ValueError, InvalidOperation, TypeError):
        raise _Unreadable(expected_of(declaration)) from None
    if not declaration.low <= value <= declaration.high:
        raise _Unreadable(expected_of(declaration))
    return value


def _read_whole(written: object) -> int:
    number = _decimal(written)
    if number != number.to_integral_value():
        raise ValueError
    return int(number)


def _read_money(written: object) -> int:
    pounds = _decimal(written)
    to_the_penny = pounds.quantize(Decimal("0.01"))
    if pounds != to_the_penny:
        raise ValueError
    return int(to_the_penny * 100)


def _decimal(written: object) -> Decimal:
    if isinstance(written, bool) or not isinstance(written, int | float | Decimal):
        raise TypeError
    number = Decimal(str(written))
    if not number.is_finite() or abs(number) > 10**15:
        raise ValueError
    return number


def _read_date(written: object) -> int:
    if isinstance(written, date):
        return written.toordinal()
    return _day(written).toordinal()


def _read_month(written: object) -> int:
    first = _day(f"{written}-01")
    return first.year * 12 + first.month - 1


def _day(written: object) -> date:
    """YYYY-MM-DD and no other form: Python would also take a week and its day."""
    if not isinstance(written, str) or date.fromisoformat(written).isoformat() != written:
        raise ValueError
    return date.fromisoformat(written)


_READERS = {
    FactType.WHOLE_NUMBER: _read_whole,
    FactType.MONEY: _read_money,
    FactType.DATE: _read_date,
    FactType.MONTH: _read_month,
}


def _collection(declaration: Declaration, written: object) -> Items:
    """A list is complete; `{"items": …, "complete": …}` says for itself."""
    items: object = written
    complete: object = True
    if isinstance(written, Mapping):
        if set(written) != {"items", "complete"}:
            raise _Unreadable(expected_of(declaration))
        items, complete = written["items"], written["complete"]
    mask = {True: YES, False: NO, "unknown": EITHER}.get(complete) if isinstance(complete, bool | str) else None
    if not isinstance(items, Sequence) or isinstance(items, str) or mask is None:
        raise _Unreadable(expected_of(declaration))
    return Items(tuple(_item(declaration, item) for item in items), mask)


def _item(declaration: Declaration, written: object) -> dict[str, Possible]:
    """One member of a collection, every declared field with what it may be."""
    if not isinstance(written, Mapping):
        raise _Unreadable(expected_of(declaration))
    unknown = next((name for name in written if name not in declaration.fields), None)
    if unknown is not None:
        raise _Unreadable(f"only the fields {_listed(declaration.fields)}", nearest_name(unknown, declaration.fields))
    return {
        name: field.domain if written.get(name, "declined") == "declined" else _possible(field, written[name])
        for name, field in declaration.fields.items()
    }


def expected_of(declaration: Declaration) -> str:
    """What an answer to this fact looks like, in words."""
    match declaration.type:
        case FactType.YES_NO:
            return "true or false"
        case FactType.CHOICE:
            return f"one of {_listed(declaration.options)}"
        case FactType.TEXT:
            return "text in quotation marks"
        case FactType.COLLECTION:
            return (
                f"a list of objects with the fields {_listed(declaration.fields)}, or an object with items and complete"
            )
    what = {
        FactType.WHOLE_NUMBER: "a whole number",
        FactType.MONEY: "an amount in pounds with at most two decimals",
        FactType.DATE: "a date as YYYY-MM-DD",
        FactType.MONTH: "a month as YYYY-MM",
    }[declaration.type]
    return what + _limits(declaration)


def _limits(declaration: Declaration) -> str:
    low, high = write_bound(declaration.type, declaration.low), write_bound(declaration.type, declaration.high)
    if low is not None and high is not None:
        return f", from {low} to {high}"
    if low is not None:
        return f", {low} or later" if declaration.type in (FactType.DATE, FactType.MONTH) else f", {low} or more"
    return f", at most {high}" if high is not None else ""


def _listed(words: object) -> str:
    return ", ".join(str(word) for word in words)  # type: ignore[attr-defined]


def write_bound(kind: FactType, value: float | int) -> object:
    """One whole number as the outside contract writes it; None when unbounded."""
    if isinf(value):
        return None
    whole = int(value)
    if kind is FactType.MONEY:
        return whole // 100 if whole % 100 == 0 else float(Decimal(whole) / 100)
    if kind is FactType.DATE:
        return date.fromordinal(whole).isoformat()
    if kind is FactType.MONTH:
        return f"{whole // 12:04}-{whole % 12 + 1:02}"
    return whole


def write_possible(declaration: Declaration, possible: Possible) -> object:
    """What a fact may be, in the outside form. None when nothing at all is known of it."""
    if possible == declaration.domain:
        return None
    if isinstance(possible, Among):
        values = sorted(possible.values, key=str)
        return values[0] if len(values) == 1 else {"one_of": values}
    if isinstance(possible, Ranges):
        return _write_ranges(declaration, possible)
    if isinstance(possible, Items):
        return _write_items(declaration, possible)
    return possible.text


def _write_ranges(declaration: Declaration, possible: Ranges) -> object:
    if possible.is_known:
        return write_bound(declaration.type, possible.low)
    if all(low == high for low, high in possible.ranges):
        return {"one_of": [write_bound(declaration.type, low) for low, _ in possible.ranges]}
    low, high = max(possible.low, declaration.low), min(possible.high, declaration.high)
    return {"between": [write_bound(declaration.type, low), write_bound(declaration.type, high)]}


def _write_items(declaration: Declaration, possible: Items) -> object:
    items = [
        {
            name: written
            for name, value in item.items()
            if (written := write_possible(declaration.fields[name], value)) is not None
        }
        for item in possible.items
    ]
    if possible.complete == YES:
        return items
    return {"items": items, "complete": False if possible.complete == NO else "unknown"}


def write_facts(facts: Facts, vocabulary: Vocabulary, *, with_assumptions: bool = False) -> dict[str, object]:
    """Everything told, canonically, with names in order: what a certificate or a ledger keeps."""
    written = {
        name: write_possible(
            vocabulary.facts[name], facts.possible(name, vocabulary, with_assumptions=with_assumptions)
        )
        for name in sorted(facts.by_name)
    }
    return {name: value for name, value in written.items() if value is not None}

"""Read an answer as a person typed it, and keep it. Nothing that was typed is lost when something is wrong with it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from handrail.domain.content.saying import capital
from handrail.domain.facts.mistakes import InputError
from handrail.domain.facts.possible import Ranges
from handrail.domain.facts.reading import read_value
from handrail.domain.facts.vocabulary import NUMBER_LIKE, Declaration, FactType
from handrail.domain.facts.wording import say_money, say_number
from handrail.packs.pack import Pack
from handrail.use_cases.kept_contents import Answer, Contents

UNSURE, DECLINED, EXACT, BETWEEN, MONTH, AHEAD = "unsure", "declined", "exact", "between", "month", "ahead"
NO_ITEMS, MORE_ITEMS, ALL_ITEMS, ITEMS_UNSURE = "none", "more", "all", "perhaps_more"
IS = "is:"
"""Goes before an answer that is one of several, so that none is taken for "I don't know"."""

Given = Mapping[str, str]
"""What was typed or picked, by the name of its field."""

_FAR_TOO_LOW = 50
"""An amount that is so many times less than the least that is likely was probably meant in thousands."""

_MONTHS = [name.lower() for name in calendar.month_name]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field, and how to put it right. An answer that is only unlikely may be sent once more as `sure`."""

    field: str
    says: str
    sure: str = ""


class CannotBeRead(Exception):
    """What was typed is not an answer yet."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("an answer could not be read")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Answered:
    """What there is to keep now, or the problems, or which member of a list to go on with."""

    contents: Contents
    problems: tuple[Problem, ...] = ()
    next_item: int | None = None


# -- keep it -----------------------------------------------------------------------------------------------------


def answer(*, pack: Pack, contents: Contents, fact: str, given: Given, on: date) -> Answered:
    """Take in the answer to one question."""
    declaration = pack.vocabulary.facts[fact]
    if declaration.type is FactType.COLLECTION:
        return _answer_list(declaration, contents, given, on)
    try:
        value = not_before(on) if _is_ahead(declaration, given) else read_given(declaration, given)
    except CannotBeRead as wrong:
        return Answered(contents, wrong.problems)
    return Answered(keeping(contents, fact, value, on))


def keeping(contents: Contents, fact: str, value: object, on: date) -> Contents:
    """The answer in place of what was said before, which is remembered for telling what it changed."""
    told = next((held for held in contents.answers if held.fact == fact and held.said_by == "person"), None)
    if told and told.value == value:
        return contents
    new = Answer(fact, value, on=on)
    answers = tuple(new if held is told else held for held in contents.answers) if told else (*contents.answers, new)
    return replace(contents, answers=answers).since(contents)


def forget(*, contents: Contents, fact: str) -> Contents:
    """As if it had never been asked."""
    return contents.without(fact).since(contents)


def want_first(*, pack: Pack, contents: Contents, goal: str) -> Contents:
    """Ask for what this goal hangs on before anything else. What they chose before comes after it."""
    if goal not in pack.rulebook.goals:
        return contents
    return replace(contents, goals=(goal, *(name for name in contents.goals if name != goal)))


# -- read it -----------------------------------------------------------------------------------------------------


def _is_ahead(declaration: Declaration, given: Given) -> bool:
    return declaration.may_be_ahead and given.get("answer") == AHEAD


def not_before(on: date) -> object:
    """What "it has not happened yet" says of a day. It stays true however much later it is read again."""
    return {"between": [on.isoformat(), None]}


def read_given(declaration: Declaration, given: Given, prefix: str = "") -> object:
    """An answer in the form of the outside contract; None when the person does not know."""
    picked = given.get(f"{prefix}answer", "")
    if picked == UNSURE:
        return None
    if picked == DECLINED:
        return DECLINED
    if declaration.type in NUMBER_LIKE:
        return _Typed(declaration, given, prefix).read(picked)
    if declaration.type is FactType.TEXT:
        return _text(declaration, given, prefix)
    return _option(declaration, picked, prefix)


def _option(declaration: Declaration, picked: str, prefix: str) -> object:
    value = picked.removeprefix(IS)
    if picked.startswith(IS) and declaration.type is FactType.YES_NO and value in ("yes", "no"):
        return value == "yes"
    if picked.startswith(IS) and value in declaration.options:
        return value
    raise CannotBeRead(Problem(f"{prefix}answer", "Choose one of the answers. “I don’t know” is an answer too."))


def _text(declaration: Declaration, given: Given, prefix: str) -> str:
    text = given.get(f"{prefix}text", "").strip()
    if not text:
        raise CannotBeRead(Problem(f"{prefix}text", "Write your answer, or choose “I don’t know”."))
    return text


@dataclass(frozen=True, slots=True)
class _Typed:
    """A number, an amount or a date: exactly, or between two ends."""

    declaration: Declaration
    given: Given
    prefix: str

    def read(self, picked: str) -> object:
        """Whoever fills in a field and forgets to pick it has said enough."""
        way = picked if picked in (EXACT, BETWEEN, MONTH) else self._filled_in()
        if not way:
            raise CannotBeRead(
                Problem(f"{self.prefix}answer", "Choose one of the answers. “I don’t know” is an answer too.")
            )
        value = {EXACT: self._exact, BETWEEN: self._between, MONTH: self._month}[way]()
        self._check(value, self.field(f"{way}_low" if way == BETWEEN else way))
        if way == EXACT:
            self._check_it_is_likely(value)
        return value

    def field(self, name: str) -> str:
        return f"{self.prefix}{name}"

    def _filled_in(self) -> str:
        """The way in which something was typed."""
        for way in (EXACT, BETWEEN, MONTH):
            names = [name for name in self.given if name.startswith(self.field(f"{way}_")) or name == self.field(way)]
            if any(self.given[name].strip() for name in names):
                return way
        return ""

    def _exact(self) -> object:
        return self._one(EXACT)

    def _between(self) -> object:
        problems: list[Problem] = []
        ends: list[object] = []
        for end in ("between_low", "between_high"):
            try:
                ends.append(self._one(end))
            except CannotBeRead as wrong:
                problems += wrong.problems
        if problems:
            raise CannotBeRead(*problems)
        low, high = ends
        if low > high:  # type: ignore[operator]  # both were read by the same reader
            raise CannotBeRead(Problem(self._first_box("between_high"), "The second must not come before the first."))
        return low if low == high else {"between": [low, high]}

    def _month(self) -> object:
        month, year = self._month_and_year("month")
        first = date(year, month, 1)
        last = date(year, month, calendar.monthrange(year, month)[1])
        if self.declaration.type is FactType.MONTH:
            return f"{year:04}-{month:02}"
        return {"between": [first.isoformat(), last.isoformat()]}

    def _one(self, name: str) -> object:
        """One end, or the one value."""
        match self.declaration.type:
            case FactType.DATE:
                return self._day(name)
            case FactType.MONTH:
                month, year = self._month_and_year(name)
                return f"{year:04}-{month:02}"
        return self._number(name)

    def _number(self, name: str) -> int | float:
        typed = self.given.get(self.field(name), "")
        if not typed.strip():
            raise CannotBeRead(Problem(self.field(name), f"Enter {self._what()}, or choose “I don’t know”."))
        try:
            number = read_number(typed)
        except InvalidOperation:
            raise CannotBeRead(
                Problem(self.field(name), f"Enter {self._what()} in numbers, like {self._like()}.")
            ) from None
        places = 2 if self.declaration.type is FactType.MONEY else 0
        if number != round(number, places):
            raise CannotBeRead(Problem(self.field(name), "Enter whole pence." if places else "Enter a whole number."))
        return int(number) if number == int(number) else float(number)

    def _what(self) -> str:
        return "the amount" if self.declaration.type is FactType.MONEY else "the number"

    def _like(self) -> str:
        return "250,000" if self.declaration.type is FactType.MONEY else "3"

    def _day(self, name: str) -> str:
        typed = {part: self.given.get(self.field(f"{name}_{part}"), "").strip() for part in ("day", "month", "year")}
        missing = [part for part, value in typed.items() if not value]
        if missing:
            says = "Enter the day, the month and the year." if len(missing) > 1 else f"Enter the {missing[0]} too."
            raise CannotBeRead(Problem(self.field(f"{name}_{missing[0]}"), says))
        month, year = self._month_and_year(name)
        try:
            return date(year, month, int(typed["day"])).isoformat()
        except ValueError:
            raise CannotBeRead(
                Problem(self._first_box(name), "There is no such day. Check the day and the month.")
            ) from None

    def _month_and_year(self, name: str) -> tuple[int, int]:
        month = read_month(self.given.get(self.field(f"{name}_month"), ""))
        year = read_year(self.given.get(self.field(f"{name}_year"), ""))
        problems = []
        if month is None:
            problems.append(
                Problem(self.field(f"{name}_month"), "Enter the month as a number or a name, like 3 or March.")
            )
        if year is None:
            problems.append(Problem(self.field(f"{name}_year"), "Enter the year with four numbers, like 2027."))
        if month is None or year is None:
            raise CannotBeRead(*problems)
        return month, year

    def _first_box(self, name: str) -> str:
        return self.field(f"{name}_day" if self.declaration.type is FactType.DATE else name)

    def _check(self, value: object, box: str) -> None:
        """Within the limits that the question has."""
        if isinstance(read_value(self.declaration, value), InputError):
            says = f"{capital(self.declaration.label or 'this')} must be {_limits(self.declaration)}."
            raise CannotBeRead(Problem(self._first_box(box.removeprefix(self.prefix)), says))

    def _check_it_is_likely(self, value: object) -> None:
        """Someone who types 280 for a home may mean 280,000. Whoever sends it again means what they typed."""
        typed = self.given.get(self.field(EXACT), "").strip()
        lows = [each.values.low for each in self.declaration.likely if isinstance(each.values, Ranges)]
        is_money = self.declaration.type is FactType.MONEY and isinstance(value, int | float)
        if not (is_money and lows) or self.given.get(self.field("sure")) == typed:
            return
        pence = round(value * 100)  # type: ignore[operator]  # it is a number
        if pence < min(lows) / _FAR_TOO_LOW:
            said, meant = say_money(pence), say_money(pence * 1000)
            says = f"Is {said} right? Did you mean {meant}? If {said} is right, send it once more."
            raise CannotBeRead(Problem(self.field(EXACT), says, typed))


def _limits(declaration: Declaration) -> str:
    low, high = declaration.low, declaration.high
    later, earlier = (
        ("or later", "or earlier") if declaration.type in (FactType.DATE, FactType.MONTH) else ("or more", "or less")
    )
    if low > float("-inf") and high < float("inf"):
        return f"from {say_number(declaration.type, low)} to {say_number(declaration.type, high)}"
    if low > float("-inf"):
        return f"{say_number(declaration.type, low)} {later}"
    return f"{say_number(declaration.type, high)} {earlier}"


def read_number(typed: str) -> Decimal:
    """280,000; £280k; 1.2m; 280 000."""
    plain = re.sub(r"[£,\s_]|(?i:about|around)|(?i:gbp|pounds?)", "", typed)
    found = re.fullmatch(r"(?P<digits>\d+(?:\.\d+)?)(?P<unit>[kKmM]?)", plain)
    if not found or len(plain) > 15:
        raise InvalidOperation
    return Decimal(found["digits"]) * {"": 1, "k": 1_000, "m": 1_000_000}[found["unit"].lower()]


def read_month(typed: str) -> int | None:
    """3, 03, March or mar."""
    plain = typed.strip().lower().rstrip(".")
    if plain.isdecimal():
        return int(plain) if 1 <= int(plain[:4]) <= 12 and len(plain) <= 2 else None
    if len(plain) < 3:
        return None
    return next((number for number, name in enumerate(_MONTHS) if name and name.startswith(plain)), None)


def read_year(typed: str) -> int | None:
    """2027, or 27 for short."""
    plain = typed.strip()
    if not plain.isdecimal() or len(plain) not in (2, 4):
        return None
    year = int(plain) + (2000 if len(plain) == 2 else 0)
    return year if 1900 <= year <= 2200 else None


# -- lists, item by item -----------------------------------------------------------------------------------------


def _answer_list(declaration: Declaration, contents: Contents, given: Given, on: date) -> Answered:
    """Whether there is anyone, or anyone else."""
    items = items_of(contents, declaration.name)
    picked = given.get("answer", "")
    match picked:
        case "unsure" | "declined" if not items:
            return Answered(keeping(contents, declaration.name, None if picked == UNSURE else DECLINED, on))
        case "none":
            return Answered(keeping(contents, declaration.name, [], on))
        case "more":
            return Answered(contents, next_item=len(items) + 1)
        case "all":
            return Answered(keeping(contents, declaration.name, items, on))
        case "perhaps_more":
            return Answered(keeping(contents, declaration.name, {"items": items, "complete": "unknown"}, on))
    return Answered(contents, (Problem("answer", "Choose one of the answers. “I don’t know” is an answer too."),))


def answer_item(*, pack: Pack, contents: Contents, fact: str, place: int, given: Given, on: date) -> Answered:
    """Take in one member of a list. Until the person says that these are all, there may be more. To change one of them all adds none."""
    declaration = pack.vocabulary.facts[fact]
    try:
        item = dict(_read_item(declaration, given))
    except CannotBeRead as wrong:
        return Answered(contents, wrong.problems)
    items = items_of(contents, fact)
    is_all = place <= len(items) and _is_all(contents, fact)
    items[place - 1 : place] = [item]
    return Answered(keeping(contents, fact, _listed(items, is_all), on))


def remove_item(*, contents: Contents, fact: str, place: int, on: date) -> Contents:
    """Take one member off a list. The others are all if they were before."""
    items = items_of(contents, fact)
    if not 1 <= place <= len(items):
        return contents
    del items[place - 1]
    if not items:
        return forget(contents=contents, fact=fact)
    return keeping(contents, fact, _listed(items, _is_all(contents, fact)), on)


def _is_all(contents: Contents, fact: str) -> bool:
    """The person has said that there are no more."""
    return isinstance(_kept(contents, fact), list | tuple)


def _listed(items: list[object], is_all: bool) -> object:
    return items if is_all else {"items": items, "complete": "unknown"}


def _read_item(declaration: Declaration, given: Given) -> Iterator[tuple[str, object]]:
    problems: list[Problem] = []
    for name, one in declaration.fields.items():
        try:
            value = read_given(one, given, f"{name}_")
        except CannotBeRead as wrong:
            problems += wrong.problems
            continue
        if value is not None:
            yield name, value
    if problems:
        raise CannotBeRead(*problems)


def items_of(contents: Contents, fact: str) -> list[object]:
    """The members told so far."""
    value = _kept(contents, fact)
    if isinstance(value, Mapping):
        value = value.get("items")
    return list(value) if isinstance(value, list | tuple) else []


# -- what was said before, as it stands in the form --------------------------------------------------------------


def _kept(contents: Contents, fact: str) -> object:
    return next((held.value for held in contents.answers if held.fact == fact), None)


def given_before(declaration: Declaration, contents: Contents) -> Given:
    """The fields as they were when the question was answered; nothing when it was not."""
    told = [held for held in contents.answers if held.fact == declaration.name]
    if not told:
        return {}
    if declaration.type is FactType.COLLECTION and told[0].value not in (None, DECLINED):
        return {"answer": NO_ITEMS if told[0].value == [] else _list_is(told[0].value)}
    return dict(_fields(declaration, told[0].value))


def _list_is(value: object) -> str:
    return ALL_ITEMS if isinstance(value, list | tuple) else ""


def item_before(declaration: Declaration, contents: Contents, place: int) -> Given:
    """The fields of one member of a list."""
    items = items_of(contents, declaration.name)
    item = items[place - 1] if 0 < place <= len(items) else None
    if not isinstance(item, Mapping):
        return {}
    return {
        name: value
        for field_name, one in declaration.fields.items()
        for name, value in _fields(one, item.get(field_name), f"{field_name}_")
    }


def _fields(declaration: Declaration, value: object, prefix: str = "") -> Iterator[tuple[str, str]]:
    match value:
        case None:
            yield f"{prefix}answer", UNSURE
        case "declined" if "declined" not in declaration.options:
            yield f"{prefix}answer", DECLINED
        case bool():
            yield f"{prefix}answer", f"{IS}{'yes' if value else 'no'}"
        case {"between": [_, None]}:
            yield f"{prefix}answer", AHEAD
        case {"between": [low, high]}:
            yield from _range_fields(declaration, low, high, prefix)
        case _ if declaration.type in NUMBER_LIKE:
            yield f"{prefix}answer", EXACT
            yield from _boxes(declaration, value, f"{prefix}{EXACT}")
        case _ if declaration.type is FactType.TEXT:
            yield f"{prefix}text", str(value)
        case _:
            yield f"{prefix}answer", f"{IS}{value}"


def _range_fields(declaration: Declaration, low: object, high: object, prefix: str) -> Iterator[tuple[str, str]]:
    if declaration.type is FactType.DATE and _is_month(str(low), str(high)):
        year, month, _ = str(low).split("-")
        yield f"{prefix}answer", MONTH
        yield f"{prefix}{MONTH}_month", str(int(month))
        yield f"{prefix}{MONTH}_year", year
        return
    yield f"{prefix}answer", BETWEEN
    yield from _boxes(declaration, low, f"{prefix}between_low")
    yield from _boxes(declaration, high, f"{prefix}between_high")


def _is_month(low: str, high: str) -> bool:
    """From the first to the last day of one month."""
    first, last = date.fromisoformat(low), date.fromisoformat(high)
    return (
        first.day == 1
        and first.replace(day=28) < last
        and (last + timedelta(days=1)).day == 1
        and (last - first).days < 31
    )


def _boxes(declaration: Declaration, value: object, name: str) -> Iterator[tuple[str, str]]:
    match declaration.type:
        case FactType.DATE:
            year, month, day = str(value).split("-")
            yield from ((f"{name}_day", str(int(day))), (f"{name}_month", str(int(month))), (f"{name}_year", year))
        case FactType.MONTH:
            year, month = str(value).split("-")
            yield from ((f"{name}_month", str(int(month))), (f"{name}_year", year))
        case _:
            yield name, f"{value:,}" if isinstance(value, int | float) else str(value)

"""How an amount on a person's route changes with one of their answers, drawn and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import inf, isinf

from handrail.domain.content.saying import NOT_KNOWN, capital, say_amount, say_regularly
from handrail.domain.facts.possible import Ranges
from handrail.domain.facts.vocabulary import NUMBER_LIKE, Declaration, FactType
from handrail.domain.facts.wording import say_number
from handrail.domain.routes.once import once
from handrail.domain.routes.spans import Money
from handrail.domain.rules.curve import Along, Bend, Curve, Point
from handrail.domain.rules.types import Kind
from handrail.packs.pack import Pack
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.working_out import WorkedOut, route_of

_YEAR = 365
_AROUND = {FactType.DATE: _YEAR, FactType.MONTH: 12}
"""How far to look on both sides of a day or a month."""

_LEAST_ROOM = {FactType.MONEY: 100_000, FactType.WHOLE_NUMBER: 10}
"""How far to look at least: £1,000, or ten."""


class NoSuchChart(Exception):
    """There is no such amount on the route, or it does not hang on that answer."""


@dataclass(frozen=True, slots=True)
class ChartChoice:
    """An amount and an answer that it hangs on."""

    goal: str
    question: str
    fact: str
    label: str


@dataclass(frozen=True, slots=True)
class ChartRow:
    """The amount at one value of the answer. `is_yours`: that is the person's answer."""

    value: str
    amount: str
    is_yours: bool = False
    changes: bool = False


@dataclass(frozen=True, slots=True)
class ChartShown:
    """A line to draw, its ends, and the same in words."""

    choice: ChartChoice
    type: FactType
    curve: Curve
    yours: Point | None
    rows: tuple[ChartRow, ...]
    moves: bool
    depends_on: tuple[str, ...]
    every: str


# -- which ---------------------------------------------------------------------------------------------------------


def charts_of(*, pack: Pack, contents: Contents, on: date) -> tuple[ChartChoice, ...]:
    """The amounts on the route, each with the answers that it hangs on and that have a size."""
    return tuple(_choices(route_of(pack=pack, contents=contents, on=on)))


def _choices(worked: WorkedOut) -> Iterator[ChartChoice]:
    rulebook = worked.pack.rulebook
    for goal, question in _amounts(worked).items():
        found = worked.telling.determination(goal)
        if found is None or rulebook.rules[goal].expression.type.kind is not Kind.MONEY:
            continue
        decided = [reason.name for reason in found.because if reason.kind == "fact"]
        for fact in once((*decided, *found.needs)):
            declaration = worked.pack.vocabulary.facts[fact]
            if declaration.type in NUMBER_LIKE and declaration.label and rulebook.is_asked(fact, worked.sheet):
                yield ChartChoice(goal, question, fact, declaration.label)


def _amounts(worked: WorkedOut) -> dict[str, str]:
    """What the person came for, and what is paid and got on the way; each with what it is called."""
    rules, route = worked.pack.rulebook.rules, worked.route
    goals = once(goal for journey in worked.planned.journeys for goal in journey.goals)
    named = {goal: rules[goal].written.question for goal in goals}
    for line in (line for line in (*route.gains, *route.regular, *route.cash) if line.rule in rules):
        written = rules[line.rule].written
        named.setdefault(line.rule, written.question or capital(line.says or written.says))
    return {goal: question for goal, question in named.items() if question}


# -- one of them ---------------------------------------------------------------------------------------------------


def show_chart(*, pack: Pack, contents: Contents, goal: str, fact: str, on: date) -> ChartShown:
    """The amount for each value of the answer, with all other answers as they are."""
    worked = route_of(pack=pack, contents=contents, on=on)
    choice = next((each for each in _choices(worked) if (each.goal, each.fact) == (goal, fact)), None)
    if choice is None:
        raise NoSuchChart
    declaration = pack.vocabulary.facts[fact]
    along = Along(pack.rulebook, worked.sheet, fact)
    held = worked.facts.possible(fact, pack.vocabulary)
    value = int(held.low) if isinstance(held, Ranges) and held.is_known else None
    curve = along.curve(
        goal, *_span(declaration, value, along.break_points(goal), on), *([value] if value is not None else [])
    )
    found = worked.telling.determination(goal)
    others = [need for need in found.needs if need != fact] if found else []
    every = pack.rulebook.rules[goal].written.period
    return ChartShown(
        choice=choice,
        type=declaration.type,
        curve=curve,
        yours=next((point for point in curve.points if point.at == value), None),
        rows=tuple(_rows(curve, declaration, value, "" if every == "once" else every)),
        moves=len({point.ends for point in curve.points if not point.is_gap}) > 1,
        depends_on=worked.telling.depends(others),
        every=every,
    )


def _span(declaration: Declaration, value: int | None, breaks: frozenset[int], on: date) -> tuple[int, int]:
    """From where to where: around the person's answer, and as far as the next value at which the rules change their mind."""
    low, high = declaration.low, declaration.high
    if declaration.type in _AROUND:
        today = on.toordinal() if declaration.type is FactType.DATE else on.year * 12 + on.month - 1
        here, around = today if value is None else value, _AROUND[declaration.type]
        return int(max(low, declaration.covered_from, here - around)), int(min(high, here + around))
    first = 0 if isinf(low) else int(low)
    room = _LEAST_ROOM[declaration.type]
    if value is None:
        last = max((each for each in breaks if each > first), default=0) * 5 // 4
    else:
        beyond = min((each for each in breaks if value < each <= 4 * value), default=0)
        last = max(2 * value, beyond * 5 // 4)
    return first, int(_rounded_up(min(max(last, first + room), high), room, high))


def _rounded_up(value: float, unit: int, high: float) -> float:
    """To a number that is easy to read."""
    size = max(10 ** (len(str(int(value))) - 2), 1) if unit > 10 else 1
    return min(-(-value // size) * size, high if not isinf(high) else inf)


# -- in words ------------------------------------------------------------------------------------------------------


def _rows(curve: Curve, declaration: Declaration, value: int | None, every: str) -> Iterator[ChartRow]:
    """The ends, the person's own answer, and each value at which the amount changes otherwise."""
    rows: list[tuple[int, ChartRow]] = []

    def add(at: int, says: str, point: Point, *, changes: bool = False) -> None:
        rows.append((at, ChartRow(says, _amount(point, every), point.at == value, changes)))

    def said(at: int) -> str:
        return say_number(declaration.type, at)

    first, last = curve.points[0], curve.points[-1]
    add(first.at, said(first.at), first)
    for bend in curve.bends:
        at = _threshold(bend, declaration.type)
        up_to, beyond = ("just below", "from") if at == bend.at.at else ("up to", "just above")
        if declaration.type in _AROUND:
            up_to, beyond = "until", "from"
        if bend.jumps:
            add(
                bend.before.at,
                capital(f"{up_to} {said(bend.before.at if up_to == 'until' else at)}"),
                bend.before,
                changes=True,
            )
            add(bend.at.at, capital(f"{beyond} {said(at)}"), bend.at, changes=True)
        else:
            add(at, said(at), bend.before if at == bend.before.at else bend.at, changes=True)
    if value is not None and value not in {at for at, _ in rows}:
        yours = next(point for point in curve.points if point.at == value)
        add(value, said(value), yours)
    if last.at not in {at for at, _ in rows}:
        add(last.at, said(last.at), last)
    return (row for _, row in sorted(rows, key=lambda each: each[0]))


def _threshold(bend: Bend, kind: FactType) -> int:
    """The round amount at which it bends: £300,000, and not a penny more."""
    is_just_above = kind is FactType.MONEY and bend.at.at % 100 == 1
    return bend.before.at if is_just_above else bend.at.at


def _amount(point: Point, every: str) -> str:
    if point.is_gap:
        return capital(NOT_KNOWN)
    return capital(say_regularly(say_amount(Money.between(point.low, point.high)), every))

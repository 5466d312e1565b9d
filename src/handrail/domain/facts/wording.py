"""Values as people write them: £280,000, 20 November 2026, May 2027."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import isinf

from handrail.domain.facts.phrases import phrase
from handrail.domain.facts.possible import YES, Among, Items, Possible, Ranges
from handrail.domain.facts.vocabulary import Declaration, FactType

_MONTHS = (
    phrase("January"), phrase("February"), phrase("March"), phrase("April"), phrase("May"), phrase("June"),
    phrase("July"), phrase("August"), phrase("September"), phrase("October"), phrase("November"), phrase("December"),
)  # fmt: skip


def say_money(pence: float | int) -> str:
    """Pounds, with pence only where there are any."""
    sign = "-" if pence < 0 else ""
    pounds, rest = divmod(abs(int(pence)), 100)
    return f"{sign}£{pounds:,}" + (f".{rest:02}" if rest else "")


@lru_cache(maxsize=4096)
def say_day(ordinal: float | int) -> str:
    """20 November 2026."""
    day = date.fromordinal(int(ordinal))
    return phrase("{day} {month} {year}", day=day.day, month=_MONTHS[day.month - 1], year=day.year)


def say_day_of_year(day: date) -> str:
    """20 November."""
    return phrase("{day} {month}", day=day.day, month=_MONTHS[day.month - 1])


def say_month(month: float | int) -> str:
    """November 2026."""
    year, place = divmod(int(month), 12)
    return phrase("{month} {year}", month=_MONTHS[place], year=year)


def say_number(kind: FactType | str, value: float | int) -> str:
    """One value of a number, an amount, a date or a month."""
    match FactType(kind):
        case FactType.MONEY:
            return say_money(value)
        case FactType.DATE:
            return say_day(value)
        case FactType.MONTH:
            return say_month(value)
    return f"{int(value):,}"


def say_range(kind: FactType | str, low: float | int, high: float | int) -> str:
    """A range in words; where one end is open, only the other is named."""
    if low == high:
        return say_number(kind, low)
    if isinf(low) and isinf(high):
        return phrase("not known")
    is_date = FactType(kind) in (FactType.DATE, FactType.MONTH)
    if isinf(low):
        return f"{say_number(kind, high)} or {'earlier' if is_date else 'less'}"
    if isinf(high):
        return f"{say_number(kind, low)} or {'later' if is_date else 'more'}"
    return f"between {say_number(kind, low)} and {say_number(kind, high)}"


def say_possible(declaration: Declaration, possible: Possible) -> str:
    """What a fact may be, in words a person would use. All that it could ever be says nothing: it is not known."""
    if possible == declaration.domain and not possible.is_known:
        return "not known"
    match possible:
        case Among(values=values) if declaration.type is FactType.YES_NO:
            return "yes" if True in values else "no"
        case Among(values=values):
            return " or ".join(declaration.label_of(option) for option in declaration.options if option in values)
        case Ranges(ranges=ranges):
            return " or ".join(_say_range_of(declaration, low, high) for low, high in ranges)
        case Items():
            return say_members(declaration, len(possible.items), possible.complete)
    return possible.text or "not known"


def _say_range_of(declaration: Declaration, low: float, high: float) -> str:
    """A whole number may be of pounds, or the name of a year: neither reads as a count."""
    if declaration.type is FactType.WHOLE_NUMBER and declaration.unit == "pounds":
        return say_range(FactType.MONEY, low * 100, high * 100)
    said = say_range(declaration.type, low, high)
    return said.replace(",", "") if declaration.unit == "year" else said


def say_members(declaration: Declaration, count: int, complete: int) -> str:
    """How many members of a collection are known of: "2 children, perhaps more"."""
    if not count:
        return "none" if complete == YES else "not known"
    one = declaration.item or "item"
    word = one if count == 1 else declaration.several or f"{one}s"
    more = "" if complete == YES else ", perhaps more"
    return f"{count} {word}{more}"


def say_fact(declaration: Declaration, possible: Possible) -> str:
    """A fact as part of a sentence: "you have never owned a home", "the price is £280,000"."""
    if declaration.type is FactType.YES_NO and isinstance(possible, Among) and possible.is_known:
        says = declaration.says.get(True in possible.values)
        if says:
            return says
    return f"{declaration.label or declaration.name} is {say_possible(declaration, possible)}"

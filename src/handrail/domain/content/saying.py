"""Amounts, days and outcomes as people say them. What is not known is said to be not known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isinf

from handrail.domain.facts.phrases import Phrase, counting, phrase
from handrail.domain.facts.possible import Among, Ranges
from handrail.domain.facts.vocabulary import Declaration, FactType
from handrail.domain.facts.wording import say_day, say_day_of_year, say_money, say_number
from handrail.domain.routes.journey import Lasts
from handrail.domain.routes.spans import Days, Money
from handrail.domain.rules.determination import Determination, Status
from handrail.domain.rules.types import Kind

NOT_KNOWN = phrase("not known yet")
_FACT_TYPES = {Kind.MONEY: FactType.MONEY, Kind.DATE: FactType.DATE, Kind.MONTH: FactType.MONTH}
_WEEKDAYS = (
    phrase("Monday"), phrase("Tuesday"), phrase("Wednesday"), phrase("Thursday"), phrase("Friday"), phrase("Saturday"), phrase("Sunday"),
)  # fmt: skip
_FEW = 3


def say_counted(count: int, one: str) -> str:
    """A number with its noun: 1 step, 2 steps."""
    return f"{count:,} {one}" + ("" if count == 1 else "s")


# -- money -------------------------------------------------------------------------------------------------------


def say_amount(money: Money) -> str:
    """£1,500; between £0 and £5,000; £850 or more; not known yet."""
    if money.high is None:
        return phrase("{amount} or more", amount=say_money(money.low)) if money.low else NOT_KNOWN
    if money.low == money.high:
        return say_money(money.low)
    low, high = _whole_pounds(money.low, money.high)
    return phrase("between {low} and {high}", low=say_money(low), high=say_money(high))


_EVERY = {
    "four_weeks": phrase("every 4 weeks"),
    "fortnight": phrase("every 2 weeks"),
    "week": phrase("a week"),
    "month": phrase("a month"),
    "year": phrase("a year"),
}


def say_regularly(amount: str, every: str) -> str:
    """An amount, and how often it is paid: £20 a week; £96.40 every 4 weeks."""
    return phrase("{amount} {every}", amount=amount, every=_EVERY.get(every, f"a {every}")) if every else amount


def say_amount_briefly(money: Money) -> str:
    """For a small place: £1,500; £0 to £5,000; from £850."""
    if money.high is None:
        return phrase("from {low}", low=say_money(money.low)) if money.low else NOT_KNOWN
    if money.low == money.high:
        return say_money(money.low)
    low, high = _whole_pounds(money.low, money.high)
    return phrase("{low} to {high}", low=say_money(low), high=say_money(high))


def _whole_pounds(low: int, high: int) -> tuple[int, int]:
    """The ends of a range in whole pounds, never closer together than they are."""
    return low // 100 * 100, -(-high // 100) * 100


# -- days --------------------------------------------------------------------------------------------------------


def say_date(day: date) -> str:
    """12 March 2027."""
    return say_day(day.toordinal())


def say_weekday(day: date) -> str:
    """Friday 12 March 2027: for a day to act on."""
    return phrase("{weekday} {day}", weekday=_WEEKDAYS[day.weekday()], day=say_date(day))


def say_days(days: Days) -> str:
    """12 March 2027; between two days; a day or later; not known yet."""
    if days.low is None:
        return phrase("{day} or earlier", day=say_date(days.high)) if days.high else NOT_KNOWN
    if days.high is None:
        return phrase("{day} or later", day=say_date(days.low))
    if days.low == days.high:
        return say_date(days.low)
    return phrase("between {low} and {high}", low=_without_year(days.low, days.high), high=say_date(days.high))


def is_without_date(days: Days, on: date) -> bool:
    """Nothing is known of it but that it may lie behind: no date would say anything."""
    return days.high is None and (days.low is None or days.low < on)


def say_days_briefly(days: Days) -> str:
    """For a small place: 12 March 2027; 3 to 12 March 2027; from 3 March 2027."""
    if days.low is None:
        return phrase("by {day}", day=say_date(days.high)) if days.high else NOT_KNOWN
    if days.high is None:
        return phrase("from {low}", low=say_date(days.low))
    if days.low == days.high:
        return say_date(days.low)
    return phrase("{low} to {high}", low=_without_year(days.low, days.high), high=say_date(days.high))


def say_course(begins: Days, ends: Days) -> str:
    """When something that is paid every week or month runs: 12 March 2027, until 8 December 2027."""
    if ends.high is None:
        return say_days_briefly(begins)
    from_day, last = say_days_briefly(begins), say_date(ends.high)
    if ends.is_known:
        return phrase("{begins}, until {last}", begins=from_day, last=last)
    return phrase("{begins}, until {last} at the latest", begins=from_day, last=last)


def _without_year(first: date, last: date) -> str:
    """The first of two days, without what the second says again."""
    return say_day_of_year(first) if first.year == last.year else say_date(first)


def say_how_far(day: date, on: date) -> str:
    """today; tomorrow; in 3 weeks; 2 days ago."""
    days = (day - on).days
    if days in (-1, 0, 1):
        return (phrase("yesterday"), phrase("today"), phrase("tomorrow"))[days + 1]
    return (
        phrase("in {length}", length=say_length(days)) if days > 0 else phrase("{length} ago", length=say_length(-days))
    )


def say_length(days: int) -> str:
    """A number of days, in the unit people would use."""
    if days < 14:
        return counting("{n} day", "{n} days", days)
    if days < 70:
        return counting("{n} week", "{n} weeks", round(days / 7))
    if days < 700:
        return counting("{n} month", "{n} months", round(days / 30.4))
    return counting("{n} year", "{n} years", round(days / 365.25))


def say_lasts(lasts: Lasts) -> str:
    """About how long, and the least and the most."""
    if lasts.most <= 1:
        return "a day or less"
    least = "no time at all" if lasts.least == 0 else say_length(lasts.least)
    if lasts.least == lasts.most:
        return least
    return f"about {say_length(max(lasts.likely, 1))}. It can be from {least} to {say_length(lasts.most)}"


# -- what a goal came to -----------------------------------------------------------------------------------------


def say_outcome(found: Determination) -> str:
    """The answer to a goal, or as much of it as is known."""
    match found.status:
        case Status.NOT_COVERED:
            return phrase("we cannot work this out for you")
        case Status.NOT_KNOWN_YET:
            return phrase("nobody can know yet: the figures for that time are not set")
        case Status.ESTIMATE:
            return phrase("{outcome}, if what you supposed is right", outcome=_say_possible(found))
    return _say_possible(found)


def _say_possible(found: Determination) -> str:
    possible = found.possible
    if isinstance(possible, Among):
        return _say_among(found, possible)
    assert isinstance(possible, Ranges)
    if found.type.kind is Kind.MONEY:
        return say_amount(money_between(possible.low, possible.high))
    kind = _FACT_TYPES.get(found.type.kind, FactType.WHOLE_NUMBER)
    if possible.low == possible.high:
        return say_number(kind, possible.low)
    if isinf(possible.low) or isinf(possible.high):
        return NOT_KNOWN
    return phrase("between {low} and {high}", low=say_number(kind, possible.low), high=say_number(kind, possible.high))


def money_between(low: float, high: float) -> Money:
    """Two ends of an amount, where an end below nothing only says how little is known."""
    return Money.between(low, high)


def _say_among(found: Determination, possible: Among) -> str:
    if found.type.kind is Kind.YES_NO:
        return (
            phrase("maybe") if len(possible.values) > 1 else phrase("yes") if True in possible.values else phrase("no")
        )
    if len(possible.values) > _FEW:
        return NOT_KNOWN
    return say_listed([option.replace("_", " ") for option in found.type.options if option in possible.values], "or")


# -- what it hangs on --------------------------------------------------------------------------------------------


def say_what_of(declaration: Declaration) -> str:
    """A fact as something that an answer hangs on: "whether you have a partner", "the price"."""
    label = declaration.label or declaration.name
    return f"whether {label}" if declaration.type is FactType.YES_NO else label


def say_depends(things: Sequence[str], most: int = _FEW) -> str:
    """It depends on the price, whether you have a partner and 3 more answers. Nothing when it depends on nothing."""
    if not things:
        return ""
    return f"It depends on {say_listed(shortened(things, most))}."


def shortened(things: Sequence[str], most: int = _FEW) -> list[str]:
    """The first few, and how many more there are."""
    if len(things) <= most + 1:
        return list(things)
    return [*things[:most], f"{len(things) - most} more things you could tell us"]


def say_listed(things: Sequence[str], last: str = "and") -> str:
    """One, two and three."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {last} {things[-1]}"


def say_who(names: Sequence[str]) -> str:
    """Those who can be turned to, inside a sentence: your employer, the council or Acas."""
    return say_listed([_within(name) for name in names], "or")


def _within(name: str) -> str:
    first, space, rest = name.partition(" ")
    return f"{first.lower()}{space}{rest}" if first in ("Your", "The") else name


def capital(text: str) -> str:
    """With a capital at the start, and the rest as it is."""
    return text.capital() if isinstance(text, Phrase) else text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Starting with a capital and ending with a stop."""
    text = capital(text.strip())
    return text if not text or text[-1] in ".?!:" else f"{text}."

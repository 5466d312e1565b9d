"""A route month by month, in words: what to pay and get, what is needed by each day, the deadlines, and the finish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handrail.domain.content.about_a_route import DeadlineLine, deadline_lines
from handrail.domain.content.saying import (
    NOT_KNOWN,
    capital,
    say_amount,
    say_amount_briefly,
    say_course,
    say_date,
    say_length,
    say_regularly,
    say_weekday,
)
from handrail.domain.content.telling import Telling
from handrail.domain.facts.phrases import counting, phrase
from handrail.domain.facts.wording import say_money, say_month
from handrail.domain.routes.applying import StepStatus
from handrail.domain.routes.finishing import Finish, Stretch, finish_of
from handrail.domain.routes.months import Ahead, Counted, Month, NeededBy, months_ahead, total
from handrail.domain.routes.route import RouteStep


@dataclass(frozen=True, slots=True)
class AmountLine:
    """An amount in one place: for which step, what for, how much there, and when it can be."""

    step: str
    says: str
    amount: str
    when: str
    is_certain: bool
    is_estimate: bool = False


@dataclass(frozen=True, slots=True)
class MonthTold:
    """One month, or several in a row with nothing of their own: only payments that go on, or nothing that is known."""

    title: str
    pay: str = ""
    get: str = ""
    needed: str = ""
    months: int = 1
    paying: tuple[AmountLine, ...] = ()
    getting: tuple[AmountLine, ...] = ()
    deadlines: tuple[DeadlineLine, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing is paid, got or due."""
        return not (self.pay or self.get or self.deadlines)

    @property
    def has_its_own(self) -> bool:
        """There is more in it than what is paid every week or month."""
        return bool(self.paying or self.getting or self.deadlines)


@dataclass(frozen=True, slots=True)
class NeededLine:
    """What has to be there by a day: what is to pay in all, and how much of that money you get surely covers."""

    day: str
    pay: str
    got: str
    own: str


@dataclass(frozen=True, slots=True)
class StretchLine:
    """A step that the finish hangs on, and how much of the time it is."""

    step: str
    title: str
    length: str
    waits_for_a_day: bool


@dataclass(frozen=True, slots=True)
class FinishTold:
    """When it may be finished, and what that hangs on."""

    first: str
    last: str
    expected: str
    way: tuple[StretchLine, ...]
    longest: StretchLine | None
    without_end: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AheadTold:
    """The next twelve months of a route."""

    months: tuple[MonthTold, ...]
    needed: tuple[NeededLine, ...]
    finish: FinishTold
    pay_later: tuple[AmountLine, ...]
    pay_without_day: tuple[AmountLine, ...]
    get_later: tuple[AmountLine, ...]
    get_without_day: tuple[AmountLine, ...]
    regular: tuple[AmountLine, ...]
    spread: tuple[AmountLine, ...]
    late: tuple[DeadlineLine, ...]
    deadlines_later: tuple[DeadlineLine, ...]
    deadlines_without_day: tuple[DeadlineLine, ...]
    has_money: bool


def about_the_months(telling: Telling) -> AheadTold:
    """Everything that lies ahead, each amount and deadline in one place."""
    ahead = months_ahead(telling.route)
    deadlines = {line.step: line for line in deadline_lines(telling)}

    def due(steps: Iterable[RouteStep]) -> tuple[DeadlineLine, ...]:
        return tuple(deadlines[step.id] for step in steps)

    def said(counted: Iterable[Counted]) -> tuple[AmountLine, ...]:
        return tuple(_amount_line(each, telling) for each in counted)

    months = tuple(
        MonthTold(
            _title(month),
            _sum(month.pay),
            _sum((*month.get, *month.regular)),
            _needed_in_all(month.needed),
            paying=said(month.pay),
            getting=said(month.get),
            deadlines=due(month.deadlines),
        )
        for month in ahead.months
    )
    return AheadTold(
        months=tuple(_runs(ahead.months, months)),
        needed=tuple(_needed_line(each) for each in ahead.needed),
        finish=_finish(finish_of(telling.route), telling),
        pay_later=said(ahead.pay_apart.later),
        pay_without_day=said(ahead.pay_apart.without_day),
        get_later=said((*ahead.get_apart.later, *ahead.regular_later)),
        get_without_day=said(ahead.get_apart.without_day),
        regular=said(ahead.regular),
        spread=said(ahead.spread),
        late=due(ahead.late),
        deadlines_later=due(ahead.deadlines_later),
        deadlines_without_day=due(ahead.deadlines_without_day),
        has_money=_has_money(ahead),
    )


def _has_money(ahead: Ahead) -> bool:
    in_months = any(month.pay or month.get or month.regular for month in ahead.months)
    return in_months or bool(ahead.pay_apart.all or ahead.get_apart.all or ahead.regular_later or ahead.spread)


# -- months ----------------------------------------------------------------------------------------------------------


def _title(month: Month) -> str:
    name = _month_name(month.first)
    return name if month.first.day == 1 else phrase("The rest of {month}", month=name)


def _month_name(day: date) -> str:
    return say_month(day.year * 12 + day.month - 1)


def _runs(months: Sequence[Month], told: Sequence[MonthTold]) -> Iterator[MonthTold]:
    """Months in a row that say the same, with nothing of their own, become one line."""
    run: list[int] = []
    for place, month in enumerate(told):
        if run and not _goes_with(told[run[0]], month):
            yield _as_one(months, run, told)
            run = []
        run.append(place)
    yield _as_one(months, run, told)


def _goes_with(first: MonthTold, month: MonthTold) -> bool:
    same = (first.pay, first.get, first.needed) == (month.pay, month.get, month.needed)
    return same and not first.has_its_own and not month.has_its_own


def _as_one(months: Sequence[Month], places: Sequence[int], told: Sequence[MonthTold]) -> MonthTold:
    first = told[places[0]]
    if len(places) == 1:
        return first
    last = _month_name(months[places[-1]].first)
    return replace(first, title=phrase("{low} to {high}", low=first.title, high=last), months=len(places))


def _sum(several: Sequence[Counted]) -> str:
    """What a month comes to. Where one of several amounts is not known at all, that is said beside the rest."""
    if not several:
        return ""
    bounded = [each for each in several if each.amount.high is not None]
    known = say_amount_briefly(total(bounded)) if bounded else ""
    if known and any(each.is_estimate for each in several):
        known = phrase("about {amount}", amount=known)
    return capital(_and_unknown(known, len(several) - len(bounded)))


def _needed_in_all(needed: NeededBy) -> str:
    """The most is what matters: nobody is to have too little."""
    if needed.pay.is_nothing:
        return phrase("Nothing")
    known = needed.known
    if known.is_nothing:
        return capital(NOT_KNOWN)
    most = say_money(-(-(known.high or 0) // 100) * 100)
    says = say_amount(known) if known.low == known.high else phrase("up to {most}", most=most)
    return capital(_and_unknown(says, needed.unbounded))


def _and_unknown(says: str, unknown: int) -> str:
    """What is known, and how many amounts are not."""
    if not unknown:
        return says
    if not says:
        return NOT_KNOWN
    return counting(
        "{known}, and {n} amount not known yet", "{known}, and {n} amounts not known yet", unknown, known=says
    )


def _amount_line(each: Counted, telling: Telling) -> AmountLine:
    line = each.line
    step = telling.route.by_id[line.step]
    amount = NOT_KNOWN if each.is_unknown else say_regularly(say_amount_briefly(each.amount), line.every)
    return AmountLine(
        step=line.step,
        says=line.says or telling.title(step),
        amount=capital(amount),
        when=capital(say_course(line.due, line.course.ends)),
        is_certain=step.status is not StepStatus.MAY_APPLY,
        is_estimate=each.is_estimate,
    )


# -- by each day -----------------------------------------------------------------------------------------------------


def _needed_line(each: NeededBy) -> NeededLine:
    return NeededLine(
        day=say_weekday(each.day),
        pay=_needed_in_all(each),
        got=say_money(each.got) if each.got else "",
        own="" if each.own is None else say_money(each.own),
    )


# -- the finish ------------------------------------------------------------------------------------------------------


def _finish(finish: Finish, telling: Telling) -> FinishTold:
    way = tuple(_stretch(each, telling) for each in finish.way)
    longest = None if finish.longest is None or not finish.longest.days else _stretch(finish.longest, telling)
    return FinishTold(
        first=say_date(finish.days.low) if finish.days.low else "",
        last=say_date(finish.days.high) if finish.days.high else "",
        expected=say_date(finish.expected) if finish.expected else "",
        way=way,
        longest=longest,
        without_end=tuple((step.id, telling.title(step)) for step in finish.without_end),
    )


def _stretch(each: Stretch, telling: Telling) -> StretchLine:
    return StretchLine(each.step.id, telling.title(each.step), say_length(max(each.days, 1)), each.waits_for_a_day)

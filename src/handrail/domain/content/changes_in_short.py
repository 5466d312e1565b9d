"""How much is different between two routes, in a few words: "2 steps go", "1 date moves", "you get £43 a month less"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handrail.domain.content.saying import say_amount, say_amount_briefly, say_counted, say_date, say_regularly
from handrail.domain.routes.changes import ChangeKind
from handrail.domain.routes.once import once
from handrail.domain.routes.pricing import total
from handrail.domain.routes.route import Route
from handrail.domain.routes.spans import Money

_MANY: Mapping[ChangeKind, tuple[str, str]] = {
    ChangeKind.ADDED: ("1 step comes", "{} steps come"),
    ChangeKind.DROPPED: ("1 step goes", "{} steps go"),
    ChangeKind.CONFIRMED: ("1 step becomes certain", "{} steps become certain"),
    ChangeKind.IN_DOUBT: ("1 step is no longer certain", "{} steps are no longer certain"),
    ChangeKind.DONE: ("1 step is done", "{} steps are done"),
    ChangeKind.SKIPPED: ("1 step is left out", "{} steps are left out"),
    ChangeKind.REOPENED: ("1 step is to do again", "{} steps are to do again"),
    ChangeKind.REORDERED: ("1 step has another place", "{} steps have another place"),
    ChangeKind.REDATED: ("1 date moves", "{} dates move"),
}


def in_short(
    counts: Mapping[ChangeKind, int], goals: int, before: Route, after: Route, *, would: bool
) -> tuple[str, ...]:
    """How many steps and dates are different, how much money, and when it all ends: a few words for each.

    Where nothing of that is, how many of the answers that a person came for. `would` tells it as what is not so yet.
    """
    you = "you would {} {}" if would else "you {} {}"
    said = (*_counted(counts), *_money(before, after, you), *_end(before, after))
    if not said and goals:
        return (f"{say_counted(goals, 'answer')} for you {'is' if goals == 1 else 'are'} different",)
    return said


def _counted(counts: Mapping[ChangeKind, int]) -> Iterator[str]:
    for kind, (one, many) in _MANY.items():
        if count := counts.get(kind, 0):
            yield one if count == 1 else many.format(count)


def _money(before: Route, after: Route, you: str) -> Iterator[str]:
    """What is paid and got once, and what is got every week or month."""
    yield from _difference(before.money.pay, after.money.pay, you, "pay")
    yield from _difference(before.money.receive, after.money.receive, you, "get")
    for every in once(line.every for line in (*before.regular, *after.regular)):
        was, now = (total(line.amount for line in route.regular if line.every == every) for route in (before, after))
        yield from _difference(was, now, you, "get", every)


def _difference(was: Money, now: Money, you: str, verb: str, every: str = "") -> Iterator[str]:
    """So much more or less, where that is one amount; what it was and what it is, where it is not."""
    if was == now:
        return
    if was.high is not None and now.high is not None and now.low - was.low == now.high - was.high:
        by = abs(now.low - was.low)
        amount = say_regularly(say_amount(Money(by, by)), every)
        yield f"{you.format(verb, amount)} {'more' if now.low > was.low else 'less'}"
        return
    if now.high is None and not now.low:
        yield f"what {you.format(verb, '').strip()} is not known any more"
        return
    if now.is_nothing:
        yield you.format(verb, "nothing")
        return
    is_known = bool(was.low or was.high is not None)
    instead = f" instead of {say_amount_briefly(was)}" if is_known else ""
    yield you.format(verb, say_regularly(say_amount_briefly(now), every)) + instead


def _end(before: Route, after: Route) -> Iterator[str]:
    was, now = before.expected_finish, after.expected_finish
    if was and now and was != now:
        yield f"the end moves from about {say_date(was)} to about {say_date(now)}"

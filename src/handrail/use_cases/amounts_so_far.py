"""Say what an amount may come to while not all is known, without a bound that is none of the law's."""

from __future__ import annotations

from dataclasses import replace
from math import isinf

from handrail.domain.content.saying import capital, money_between, say_amount, say_regularly
from handrail.domain.facts.held import Fact
from handrail.domain.facts.possible import Ranges
from handrail.domain.facts.vocabulary import Declaration, FactType
from handrail.domain.facts.wording import say_fact
from handrail.domain.rules.determination import Determination, Status
from handrail.domain.rules.types import Kind
from handrail.use_cases.working_out import WorkedOut


def say_so_far(found: Determination, worked: WorkedOut) -> str:
    """An amount with how often it is paid. What may be nothing is only said at its most, and what is paid for each of
    nobody knows how many is said for one: the most that can be typed in is no limit of the law."""
    if found.type.kind is not Kind.MONEY or found.status not in (Status.SETTLED, Status.OPEN) or isinf(found.high):
        return ""
    count = _not_counted(found, worked)
    if count is None:
        return _most_of(found.low, found.high, found, worked)
    one = Ranges.exactly(max(1, int(count.low)))
    low, high = _ends(found, worked, count, one)
    return f"{_most_of(low, high, found, worked)} if {say_fact(count, one)}"


def _most_of(low: float, high: float, found: Determination, worked: WorkedOut) -> str:
    period = worked.pack.rulebook.rules[found.goal].written.period
    money = money_between(low, high)
    most = replace(money, low=money.high) if money.high and not money.low else money
    said = say_regularly(say_amount(most), "" if period == "once" else period)
    return f"Up to {said}" if most is not money and most != money else capital(said)


def _not_counted(found: Determination, worked: WorkedOut) -> Declaration | None:
    """Of how many it is paid, where that was not told and the most hangs on it alone."""
    for name in worked.pack.rulebook.reads(found.goal):
        declaration = worked.pack.vocabulary.facts.get(name)
        if declaration and name not in worked.facts.by_name and _is_a_count(declaration):
            one_less = Ranges.between(declaration.low, declaration.high - 1)
            if _ends(found, worked, declaration, one_less)[1] < found.high:
                return declaration
    return None


def _is_a_count(declaration: Declaration) -> bool:
    return declaration.type is FactType.WHOLE_NUMBER and not isinf(declaration.high)


def _ends(found: Determination, worked: WorkedOut, count: Declaration, value: Ranges) -> tuple[float, float]:
    rulebook = worked.pack.rulebook
    outcome = rulebook.outcome(found.goal, rulebook.changed(worked.sheet, Fact(count.name, value)))
    assert isinstance(outcome.value, tuple)
    return outcome.value

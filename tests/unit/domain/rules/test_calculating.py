"""A calculator is asked only where its answers prove something."""

from datetime import date
from math import inf

import pytest

from handrail.domain.facts.mistakes import PackError
from handrail.domain.facts.possible import Ranges
from handrail.domain.rules.calculating import MOST_ASKED, Asked, whole
from handrail.domain.rules.determination import Reason, Status
from handrail.domain.rules.parameters import Source
from handrail.domain.rules.rulebook import Calculator
from tests.unit.domain.invented import ON, RULES_FILE, a_rule, day, rulebook, told

ACT = Source("Leave Act", "section 3", seen="text", checked=date(2026, 11, 22))


def a_calculator(function, arguments, result="money", **more):
    return Calculator("worked_out", arguments, result, function, RULES_FILE, **more)


def determined(calculator, called, facts):
    rules = rulebook(a_rule("goal", f"worked_out({called})"), calculators={"worked_out": calculator})
    return rules.determine("goal", told(facts), ON)


def tapered(amount):
    """Rises to £100, and falls from there."""
    return amount if amount <= 10_000 else 20_000 - amount


def test_between_its_break_points_it_rises_or_falls_so_its_ends_are_there():
    calculator = a_calculator(tapered, {"amount": "money"}, break_points={"amount": (10_001,)})

    found = determined(calculator, "amount=home.price", {"home.price": {"between": [50, 180]}})

    assert found.possible == Ranges.between(2_000, 10_000)


def test_an_argument_without_an_end_has_no_last_break_point():
    calculator = a_calculator(tapered, {"amount": "money"}, break_points={"amount": (10_001,)})

    assert determined(calculator, "amount=home.price", {}).possible == Ranges.between(-inf, inf)


def test_it_is_not_asked_more_often_than_is_bearable():
    asked: list[int] = []

    def noted(amount):
        asked.append(amount)
        return amount

    points = tuple(range(0, 10 * MOST_ASKED, 2))
    calculator = a_calculator(noted, {"amount": "money"}, break_points={"amount": points})

    found = determined(calculator, "amount=home.price", {"home.price": {"between": [1, 20]}})

    assert (found.possible, asked) == (Ranges.between(-inf, inf), [])


@pytest.mark.parametrize(
    ("facts", "ends"),
    [
        ({"home.nation": "wales", "you.employed": True}, (310, 310)),
        ({"home.nation": "wales"}, (300, 310)),
        ({"home.nation": {"one_of": ["england", "scotland"]}, "you.employed": False}, (100, 200)),
    ],
)
def test_it_is_asked_about_each_choice_and_each_answer_that_is_possible(facts, ends):
    amounts = {"england": 100, "scotland": 200, "wales": 300, "northern_ireland": 400}
    calculator = a_calculator(
        lambda nation, employed: amounts[nation] + (10 if employed else 0),
        {"nation": "choice", "employed": "yes_no"},
        choices={"nation": tuple(amounts)},
    )

    assert determined(calculator, "nation=home.nation, employed=you.employed", facts).possible == Ranges.between(*ends)


def test_days_come_and_go_as_dates():
    calculator = a_calculator(lambda on: on.replace(day=1), {"on": "date"}, "date", monotone={"on": 1})

    found = determined(
        calculator, "on=home.moving_date", {"home.moving_date": {"between": ["2026-03-05", "2026-04-09"]}}
    )

    assert found.possible == Ranges.between(day("2026-03-01"), day("2026-04-01"))


def test_a_day_past_the_last_of_all_is_not_asked_about():
    calculator = a_calculator(lambda on: on, {"on": "date"}, "date", monotone={"on": 1})

    assert Asked(calculator, ((),))((date.max.toordinal() + 1, date.max.toordinal() + 1)) == (-inf, inf)


@pytest.mark.parametrize(
    ("result", "gave"), [("money", 1.5), ("money", date(2026, 1, 1)), ("date", 3), ("money", True)]
)
def test_what_it_did_not_declare_is_a_fault(result, gave):
    with pytest.raises(TypeError, match="the calculator 'worked_out' gave a"):
        whole(a_calculator(lambda: gave, {}, result), gave)


def test_a_choice_that_it_does_not_know_is_a_mistake():
    calculator = a_calculator(lambda nation: 1, {"nation": "choice"}, choices={"nation": ("england", "wales")})

    with pytest.raises(PackError, match=r"there is no choice 'scotland'\. Expected one of england, wales"):
        determined(calculator, "nation=home.nation", {})


def test_a_choice_may_be_written_out_where_it_is_called():
    calculator = a_calculator(
        lambda nation: {"england": 1, "wales": 2}[nation],
        {"nation": "choice"},
        choices={"nation": ("england", "wales")},
    )

    assert determined(calculator, "nation='wales'", {}).possible == Ranges.exactly(2)


def test_it_tells_what_it_works_out_and_where_that_was_read():
    calculator = a_calculator(
        lambda amount: amount,
        {"amount": "money"},
        says="What leave is worth",
        sources=(ACT,),
        review_by=date(2026, 1, 1),
    )

    found = determined(calculator, "amount=home.price", {"home.price": 5})

    assert found.because[0] == Reason("calculator", "worked_out", "What leave is worth", ACT)
    assert found.status is Status.SETTLED
    assert found.must_check, "it is past its review"

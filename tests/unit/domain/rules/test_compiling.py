"""What an expression may come to, for what its facts may be."""

from __future__ import annotations

from math import inf

import pytest

from handrail.domain.facts.possible import Among, Ranges
from handrail.domain.rules.compiling import Trace
from handrail.domain.rules.rulebook import Calculator
from handrail.domain.rules.syntax import Constant, Today
from handrail.domain.rules.types import DATE, NUMBER
from tests.unit.domain.invented import ON, RULES_FILE, a_rule, by_cases, day, determined, rulebook, told

YES, NO, OPEN = frozenset({True}), frozenset({False}), frozenset({True, False})


def possible(text, facts=None, **more):
    """The answers that are left, or the lowest and the highest."""
    found = determined(text, facts, **more).possible
    if isinstance(found, Among):
        return found.values
    assert isinstance(found, Ranges)
    return found.low, found.high


# -- conditions ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "facts", "answer"),
    [
        ("you.employed and partner.exists", {"you.employed": False}, NO),
        ("partner.exists and you.employed", {"you.employed": False}, NO),
        ("you.employed and partner.exists", {"you.employed": True}, OPEN),
        ("you.employed and partner.exists", {"you.employed": True, "partner.exists": True}, YES),
        ("you.employed or partner.exists", {"you.employed": True}, YES),
        ("partner.exists or you.employed", {"you.employed": True}, YES),
        ("you.employed or partner.exists", {"you.employed": False}, OPEN),
        ("you.employed or partner.exists", {"you.employed": False, "partner.exists": False}, NO),
        ("not you.employed", {}, OPEN),
        ("not you.employed", {"you.employed": False}, YES),
        ("not (you.employed and partner.exists)", {"you.employed": False}, YES),
        ("not (you.employed or partner.exists)", {"you.employed": True}, NO),
        ("not (you.employed and not partner.exists)", {"you.employed": True, "partner.exists": False}, NO),
        ("you.employed or not you.employed", {}, YES),
        ("you.employed and not you.employed", {}, NO),
        ("you.age >= 18 or you.age < 18", {}, YES),
        ("you.age >= 18 and you.age < 18", {}, NO),
        ("(you.age > 60) if you.employed else (you.age > 50)", {"you.age": 55}, OPEN),
        ("(you.age > 60) if you.employed else (you.age > 50)", {"you.age": 65}, YES),
        (
            "not (partner.exists if you.employed else not partner.exists)",
            {"partner.exists": True, "you.employed": True},
            NO,
        ),
        ("True", {}, YES),
        ("False or you.employed", {}, OPEN),
        ("not (True and you.employed)", {"you.employed": True}, NO),
    ],
)
def test_a_condition_is_yes_no_or_depends_and_unknown_is_never_no(text, facts, answer):
    assert possible(text, facts) == answer


@pytest.mark.parametrize(
    ("operator", "answers"),
    [
        # For 40 against: 39, 40, 41, 38 to 39, 39 to 40, 39 to 41, 40 to 41, 41 to 42
        ("<", [NO, NO, YES, NO, NO, OPEN, OPEN, YES]),
        ("<=", [NO, YES, YES, NO, OPEN, OPEN, YES, YES]),
        ("==", [NO, YES, NO, NO, OPEN, OPEN, OPEN, NO]),
        ("!=", [YES, NO, YES, YES, OPEN, OPEN, OPEN, YES]),
        (">", [YES, NO, NO, YES, OPEN, OPEN, NO, NO]),
        (">=", [YES, YES, NO, YES, YES, OPEN, OPEN, NO]),
    ],
)
def test_a_comparison_is_yes_when_it_holds_for_every_pair_and_no_when_for_none(operator, answers):
    ages = [39, 40, 41, *({"between": pair} for pair in ([38, 39], [39, 40], [39, 41], [40, 41], [41, 42]))]

    assert [possible(f"40 {operator} you.age", {"you.age": age}) for age in ages] == answers
    assert [possible(f"not (40 {operator} you.age)", {"you.age": age}) for age in ages] == [
        {YES: NO, NO: YES, OPEN: OPEN}[answer] for answer in answers
    ]


@pytest.mark.parametrize(
    ("text", "nation", "answer"),
    [
        ("home.nation == 'wales'", "wales", YES),
        ("home.nation == 'wales'", "england", NO),
        ("home.nation == 'wales'", {"one_of": ["wales", "england"]}, OPEN),
        ("home.nation == 'wales'", {"one_of": ["scotland", "england"]}, NO),
        ("home.nation != 'wales'", {"one_of": ["scotland", "england"]}, YES),
        ("home.nation in ('scotland', 'england')", {"one_of": ["scotland", "england"]}, YES),
        ("home.nation in ('scotland', 'england')", {"one_of": ["scotland", "wales"]}, OPEN),
        ("home.nation not in ('scotland', 'england')", "wales", YES),
        ("home.nation in ('england', 'wales', 'scotland', 'northern_ireland')", "declined", YES),
    ],
)
def test_a_choice_is_one_of_those_left(text, nation, answer):
    assert possible(text, {"home.nation": nation}) == answer


@pytest.mark.parametrize(
    ("nation", "found"),
    [("wales", {"flat"}), ("england", {"house"}), ("declined", {"flat", "house"})],
)
def test_a_choice_may_hang_on_a_condition(nation, found):
    text = "'flat' if home.nation == 'wales' else 'house'"

    assert possible(text, {"home.nation": nation}, type="choice", choices=("flat", "house")) == found


def test_a_rule_that_is_a_choice_can_be_compared():
    rules = rulebook(
        a_rule("kind", "'flat' if you.employed else 'house'", type="choice", choices=("flat", "house")),
        a_rule("goal", "kind == 'flat'"),
    )

    assert rules.determine("goal", told({"you.employed": True}), ON).is_yes
    assert rules.determine("goal", told({}), ON).needs == ("you.employed",)


def test_a_parameter_that_is_a_choice_can_be_compared():
    assert possible("law.office == 'new'") == YES
    assert (
        possible(
            "law.office == 'new'",
            {"home.moving_date": {"between": ["2026-04-05", "2026-04-06"]}},
            as_at="home.moving_date",
        )
        == OPEN
    )


def test_a_parameter_that_is_a_choice_may_be_any_where_it_is_not_covered():
    found = determined("law.office == 'new'", {"home.moving_date": "2019-12-31"}, as_at="home.moving_date")

    assert found.possible == Among(OPEN)
    assert found.status == "not_covered"


# -- numbers -----------------------------------------------------------------------------------------------------------

AGE = {"you.age": {"between": [10, 20]}}
BALANCE = {"you.balance": {"between": [-3, 5]}}


@pytest.mark.parametrize(
    ("text", "facts", "ends"),
    [
        ("you.age + 1", AGE, (11, 21)),
        ("100 - you.age", AGE, (80, 90)),
        ("you.age - you.age", {"you.age": {"between": [10, 50]}}, (-40, 40)),
        ("you.age * 3", AGE, (30, 60)),
        ("you.age * -3", AGE, (-60, -30)),
        ("3 * you.age", AGE, (30, 60)),
        ("you.age * 0", AGE, (0, 0)),
        ("home.rooms * 0", {}, (0, 0)),
        ("you.age * you.age", AGE, (100, 400)),
        ("you.balance * 2", BALANCE, (-600, 1000)),
        ("you.balance * home.rooms", {**BALANCE, "home.rooms": {"between": [2, 3]}}, (-900, 1500)),
        ("you.balance * home.rooms", {"you.balance": 1}, (-inf, inf)),
        ("you.balance * home.rooms", {"you.balance": 0}, (0, 0)),
        ("min(you.age, 15)", AGE, (10, 15)),
        ("max(you.age, 15)", AGE, (15, 20)),
        ("max(£5, you.savings, you.balance)", {**BALANCE, "you.savings": {"between": [1, 2]}}, (500, 500)),
        ("1 if you.age > 15 else 2", AGE, (1, 2)),
        ("you.age if you.age > 15 else 15", {}, (15, 120)),
        ("5 if True else 7", {}, (5, 5)),
        ("round_down(home.price * 5%, £1)", {"home.price": 59.99}, (200, 200)),
        ("home.rooms", {}, (-inf, inf)),
        ("home.price", {}, (100, inf)),
        ("-3", {}, (-3, -3)),
        ("law.days", {}, (14, 14)),
        ("law.cost", {}, (40_000, 150_000)),
    ],
)
def test_an_amount_is_exact_or_a_range_that_holds_the_truth(text, facts, ends):
    assert possible(text, facts) == ends


def test_a_range_that_cancels_out_is_made_exact_where_there_are_few_values():
    assert possible("you.age - you.age", {"you.age": {"between": [10, 15]}}) == (0, 0)


@pytest.mark.parametrize(
    ("way", "pence", "pounds"),
    [
        ("down", 250, 2), ("up", 250, 3), ("half_up", 250, 3), ("half_up", 249, 2), ("half_up", 251, 3), ("down", 200, 2), ("up", 200, 2),
        ("half_up", 200, 2), ("down", 0, 0), ("up", 1, 1), ("down", -250, -3), ("up", -250, -2), ("half_up", -250, -2),
        ("half_up", -251, -3), ("half_up", -249, -2), ("down", -1, -1), ("up", -1, 0),
    ],
)  # fmt: skip
def test_rounding_goes_its_way_and_halves_go_up(way, pence, pounds):
    assert possible(f"round_{way}(you.balance, £1)", {"you.balance": pence / 100}) == (pounds * 100, pounds * 100)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("round_down(you.age / 7, 0.01)", (571, 571)),
        ("round_up(you.age / 7, 0.5)", (12, 12)),
        ("round_half_up(you.age, 100)", (0, 0)),
        ("round_half_up(you.age + 10, 100)", (100, 100)),
        ("round_down(you.age * 2.5%, 1%)", (100, 100)),
    ],
)
def test_rounding_may_be_to_any_multiple(text, value):
    # 40 / 7 is 5.714…: 571 hundredths, and 12 halves. 40 times 2.5% is 100%.
    assert possible(text, {"you.age": 40}) == value


def test_what_has_no_bound_is_rounded_to_what_has_none():
    assert possible("round_down(home.rooms / 2, 1)") == (-inf, inf)
    assert possible("round_up(home.rooms / 2, 1)") == (-inf, inf)
    assert possible("round_half_up(home.rooms / 2, 1)") == (-inf, inf)


# -- tables ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("price", "tax"),
    [
        (1, 0),
        (1000, 0),
        (1000.01, 0),
        (1000.10, 1),
        (5000, 40_000),
        (5001, 40_020),
        (10_000, 140_000),
    ],
    ids=[
        "in the first band",
        "at its edge",
        "a penny over",
        "ten pence over",
        "at the next edge",
        "a pound over",
        "well over",
    ],
)
def test_each_slice_of_an_amount_is_charged_at_its_own_rate(price, tax):
    # Since 2020: nothing up to £1,000, a tenth to £5,000, a fifth above.
    text = "round_down(bands(home.price, law.bands), 1p)"

    assert possible(text, {"home.price": price, "home.moving_date": "2025-01-01"}, as_at="home.moving_date") == (
        tax,
        tax,
    )


def test_what_is_due_on_a_range_lies_between_what_is_due_at_its_ends():
    facts = {"home.price": {"between": [1000, 6000]}, "home.moving_date": "2025-01-01"}

    assert possible("round_down(bands(home.price, law.bands), 1p)", facts, as_at="home.moving_date") == (0, 60_000)


def test_what_is_due_on_any_amount_has_no_limit():
    assert possible(
        "round_down(bands(home.price, law.bands), 1p)", {"home.moving_date": "2025-01-01"}, as_at="home.moving_date"
    ) == (0, inf)


def test_what_is_due_on_nothing_or_less_is_nothing():
    assert possible("round_down(bands(you.balance, law.bands), 1p)", {"you.balance": -5}) == (0, 0)
    assert possible("round_down(bands(£1 - home.price, law.bands), 1p)", {}) == (0, 0)


def test_on_a_day_that_may_fall_under_two_versions_both_count():
    # £3,000 is £200 under the bands of 2020; since 6 April 2026 it is 1% of £2,000 and 10% of £1,000: £120.
    facts = {"home.price": 3000, "home.moving_date": {"between": ["2026-04-05", "2026-04-06"]}}

    found = determined("round_down(bands(home.price, law.bands), 1p)", facts, as_at="home.moving_date")

    assert (found.low, found.high) == (12_000, 20_000)
    assert found.needs == ("home.moving_date",)


@pytest.mark.parametrize(
    ("price", "fee"),
    [(1, 2000), (1000, 2000), (1000.01, 4000), (5000, 4000), (5000.01, 3000), (90_000, 3000)],
)
def test_a_fee_is_the_one_entry_whose_start_the_price_exceeds(price, fee):
    assert possible("step(home.price, law.fees)", {"home.price": price}) == (fee, fee)


def test_the_fee_for_a_range_of_prices_is_any_that_it_reaches():
    assert possible("step(home.price, law.fees)", {"home.price": {"between": [1000, 1000.01]}}) == (2000, 4000)
    assert possible("step(home.price, law.fees)", {"home.price": {"between": [2000, 9000]}}) == (3000, 4000)
    assert possible("step(home.price, law.fees)") == (2000, 4000)


def test_the_first_entry_also_holds_for_nothing_at_all():
    assert possible("step(you.balance, law.fees)", {"you.balance": -1}) == (2000, 2000)


def test_a_table_may_be_over_a_number():
    assert possible("step(home.rooms, law.by_room)", {"home.rooms": 3}) == (100, 100)
    assert possible("step(home.rooms, law.by_room)", {"home.rooms": 4}) == (200, 200)


@pytest.mark.parametrize("text", ["step(home.price, law.fees)", "round_down(bands(home.price, law.bands), 1p)"])
def test_a_table_that_is_not_in_force_leaves_the_answer_open(text):
    found = determined(text, {"home.price": 5, "home.moving_date": "2019-01-01"}, as_at="home.moving_date")

    assert found.status == "not_covered"
    assert found.high == inf


# -- collections -------------------------------------------------------------------------------------------------------


def children(*members, complete=True):
    return {"children": {"items": list(members), "complete": complete}}


ILL, WELL = {"ill": True}, {"ill": False}
AILING = {"one_of": [True, False]}


@pytest.mark.parametrize(
    ("text", "facts", "answer"),
    [
        ("any(x.ill for x in children)", children(), NO),
        ("any(x.ill for x in children)", children(WELL, ILL), YES),
        ("any(x.ill for x in children)", children(WELL, WELL), NO),
        ("any(x.ill for x in children)", children(WELL, {}), OPEN),
        ("any(x.ill for x in children)", children(complete=False), OPEN),
        ("any(x.ill for x in children)", children(WELL, complete="unknown"), OPEN),
        ("any(x.ill for x in children)", children(ILL, complete=False), YES),
        ("any(x.ill for x in children)", {}, OPEN),
        ("all(x.ill for x in children)", children(), YES),
        ("all(x.ill for x in children)", children(ILL, ILL), YES),
        ("all(x.ill for x in children)", children(ILL, WELL), NO),
        ("all(x.ill for x in children)", children(ILL, {}), OPEN),
        ("all(x.ill for x in children)", children(ILL, complete=False), OPEN),
        ("all(x.ill for x in children)", children(WELL, complete=False), NO),
        ("not any(x.ill for x in children)", children(WELL), YES),
        ("any(x.ill for x in children if x.age > 5)", children({"ill": True, "age": 5}), NO),
        ("any(x.ill for x in children if x.age > 5)", children({"ill": True, "age": 6}), YES),
        (
            "any(x.ill for x in children if x.age > 5 if x.school == 'state')",
            children({"ill": True, "age": 6, "school": "private"}),
            NO,
        ),
        ("all(x.ill for x in children if x.age > 5)", children({"ill": False, "age": 5}), YES),
        ("all(x.ill for x in children if x.age > 5)", children({"ill": False, "age": 6}), NO),
        ("all(x.ill for x in children if x.age > 5)", children({"ill": False}), OPEN),
        ("any(age_on(x.born, today) < 5 for x in children)", children({"born": "2023-01-31"}), YES),
        ("any(x.school == 'state' for x in children)", children({"school": "private"}), NO),
        ("any(x.age > you.age for x in children)", {**children({"age": 5}), "you.age": 4}, YES),
        ("count(x for x in children) > 1", children(ILL, WELL, complete=False), YES),
        ("count(x for x in children) < 3", children(ILL, WELL, complete=False), OPEN),
    ],
)
def test_while_a_list_may_be_longer_any_is_yes_or_open_and_all_is_no_or_open(text, facts, answer):
    assert possible(text, facts) == answer


COSTS = children({"costs": 10, "age": 3}, {"costs": {"between": [1, 2]}, "age": 9})


@pytest.mark.parametrize(
    ("text", "facts", "ends"),
    [
        ("count(x for x in children)", children(), (0, 0)),
        ("count(x for x in children)", children({}, {}), (2, 2)),
        ("count(x for x in children)", children({}, {}, complete=False), (2, inf)),
        ("count(x for x in children)", {}, (0, inf)),
        ("count(x for x in children if x.ill)", children(ILL, WELL, {}), (1, 2)),
        ("count(x for x in children if x.ill)", children(ILL, complete="unknown"), (1, inf)),
        ("sum(x.costs for x in children)", COSTS, (1100, 1200)),
        ("sum(x.costs for x in children if x.age > 5)", COSTS, (100, 200)),
        ("sum(x.costs for x in children if x.ill)", children({"costs": 10}), (0, 1000)),
        ("sum(x.costs for x in children)", children({"costs": 10}, complete=False), (1000, inf)),
        ("sum(x.balance for x in children)", children({"balance": -10}, {"balance": 3}), (-700, -700)),
        ("sum(x.balance for x in children if x.ill)", children({"balance": {"between": [-10, 4]}}), (-1000, 400)),
        ("sum(x.balance for x in children)", children({"balance": 1}, complete=False), (-inf, inf)),
        ("sum(x.age + 1 for x in children)", children({"age": 3}, complete=False), (4, inf)),
        ("sum(x.age - 1 for x in children)", children({"age": 3}, complete=False), (-inf, inf)),
    ],
)
def test_a_count_and_a_sum_of_what_is_never_negative_keep_their_lower_bound(text, facts, ends):
    assert possible(text, facts) == ends


# -- rules that read rules, and calculators ----------------------------------------------------------------------------


def test_a_rule_is_worked_out_once_however_many_read_it():
    rules = rulebook(
        a_rule("double", "you.age * 2"), a_rule("four_times", "double + double"), a_rule("goal", "four_times > double")
    )

    assert rules.determine("goal", told({"you.age": 10}), ON).is_yes
    assert rules.determine("four_times", told({"you.age": {"between": [1, 2]}}), ON).possible == Ranges.between(4, 8)


def test_cases_give_the_first_that_holds():
    rules = rulebook(by_cases("goal", ("you.age < 18", "1"), ("you.age < 65", "2"), (None, "3")))

    assert [rules.determine("goal", told({"you.age": age}), ON).low for age in (17, 18, 64, 65)] == [1, 2, 2, 3]
    assert rules.determine("goal", told({"you.age": {"between": [17, 20]}}), ON).possible == Ranges.between(1, 2)


def shared(calls, **more):
    def share(amount, people):
        calls.append((amount, people))
        return amount // people

    return Calculator("share", {"amount": "money", "people": "whole_number"}, "money", share, RULES_FILE, **more)


def share(facts, **more):
    calls: list[tuple[int, int]] = []
    rules = rulebook(
        a_rule("goal", "share(amount=home.price, people=home.rooms)"), calculators={"share": shared(calls, **more)}
    )
    found = rules.determine("goal", told(facts), ON)
    return (found.low, found.high), calls


def test_a_calculator_answers_exact_arguments():
    ends, calls = share({"home.price": 100, "home.rooms": 4})

    assert ends == (2500, 2500)
    assert set(calls) == {(10_000, 4)}


def test_a_calculator_is_open_for_a_range():
    assert share({"home.price": {"between": [100, 200]}, "home.rooms": 4}) == ((-inf, inf), [])


def test_a_calculator_is_asked_at_both_ends_of_an_argument_it_rises_or_falls_with():
    ends, _ = share(
        {"home.price": {"between": [100, 200]}, "home.rooms": {"between": [2, 4]}}, monotone={"amount": 1, "people": -1}
    )

    assert ends == (2500, 10_000)


def test_a_calculator_is_not_asked_about_what_has_no_end():
    ends, calls = share({"home.rooms": 2}, monotone={"amount": 1, "people": -1})

    assert ends == (-inf, inf)
    assert calls == []


# -- dates -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "facts", "ends"),
    [
        ("today", {}, (day("2026-11-20"), day("2026-11-20"))),
        ("date('2026-04-06')", {}, (day("2026-04-06"), day("2026-04-06"))),
        ("max(home.offer_date, date('2026-01-01'))", {"home.offer_date": {"between": ["2025-01-01", "2026-02-01"]}}, (day("2026-01-01"), day("2026-02-01"))),
        ("plus_days(home.offer_date, you.age)", {"home.offer_date": "2026-01-01", "you.age": {"between": [1, 3]}}, (day("2026-01-02"), day("2026-01-04"))),
        ("days_between(home.offer_date, today)", {"home.offer_date": {"between": ["2026-11-10", "2026-11-19"]}}, (1, 10)),
        ("tax_year(home.offer_date)", {"home.offer_date": {"between": ["2026-04-05", "2026-04-06"]}}, (2025, 2026)),
        ("plus_years(home.offer_date, 1)", {}, (-inf, inf)),
        ("you.started", {"you.started": "2026-01"}, (2026 * 12, 2026 * 12)),
        ("law.opens", {}, (day("2026-09-01"), day("2026-09-01"))),
    ],
)  # fmt: skip
def test_dates_are_ranges_too(text, facts, ends):
    assert possible(text, facts) == ends


def test_months_are_compared():
    assert possible("you.started < you.started", {"you.started": "2026-01"}) == NO


@pytest.mark.parametrize(
    ("joined", "operator", "rooms", "answer"),
    [("and", ">=", 149, YES), ("and", ">=", 148, NO), ("or", "<", 149, NO), ("or", "<", 148, YES)],
)
def test_a_condition_may_have_more_parts_than_python_can_nest(joined, operator, rooms, answer):
    text = f" {joined} ".join(f"home.rooms {operator} {number}" for number in range(150))

    assert possible(text, {"home.rooms": rooms}) == answer
    assert possible(text) == OPEN


# -- what keeps notes --------------------------------------------------------------------------------------------------


def test_an_expression_that_was_not_looked_at_has_no_note():
    seen, unseen = Today(DATE), Constant(NUMBER, 1)
    trace = Trace({id(seen): (1, 1)})

    assert trace.of(seen) == (1, 1)
    assert trace.of(unseen) is None


def test_one_figure_is_kept_once_for_each_scale_at_which_it_is_read():
    rules = rulebook(
        a_rule("one", "home.price > law.limit"),
        a_rule("two", "home.price < law.limit"),
        a_rule("three", "home.price / 3 < law.limit"),
        a_rule("four", "bands(home.price, law.bands) > bands(home.price / 3, law.bands)"),
    )

    answers = [
        rules.determine(name, told({"home.price": 3000}), ON).possible for name in ("one", "two", "three", "four")
    ]

    assert answers == [Among(YES), Among(NO), Among(YES), Among(YES)]

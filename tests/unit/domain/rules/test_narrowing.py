"""What a constraint rules out is taken away, and how that is shown."""

from __future__ import annotations

import itertools
from collections import Counter
from math import inf

from hypothesis import given, settings

from handrail.domain.facts.held import Fact, Facts
from handrail.domain.facts.vocabulary import Constraint, Vocabulary
from handrail.domain.rules.determining import Sheet
from handrail.domain.rules.narrowing import Cut
from tests.unit.domain.invented import ON, a_rule, day, rulebook, told, with_constraints
from tests.unit.domain.rules import small_pack
from tests.unit.domain.rules.small_pack import VOCABULARY as SMALL
from tests.unit.domain.rules.test_properties import EXAMPLES, searching

NEVER_BOTH = ("never_both", "not (you.employed and partner.exists)")
IN_ORDER = ("in_order", "home.moving_date >= home.offer_date")


def sheet_for(facts, *constraints):
    rules = rulebook(a_rule("goal", "you.employed"), vocabulary=with_constraints(*constraints))
    return rules, rules.sheet(told(facts), ON)


def left(rules, sheet, fact):
    """What is left of a fact: a mask, or two ends."""
    place = rules.layout.facts[fact]
    found = sheet.values[place : place + 2]
    return tuple(found) if fact in ("home.moving_date", "home.offer_date", "you.age", "home.rooms") else found[0]


def test_an_answer_that_a_constraint_rules_out_is_taken_away():
    rules, sheet = sheet_for({"you.employed": True}, NEVER_BOTH)

    assert left(rules, sheet, "partner.exists") == 1
    assert sheet.narrowing == (Cut("partner.exists", ((1,),), (((2,), "constraint never_both"),)),)


def test_a_date_is_cut_where_the_constraint_begins_to_hold():
    rules, sheet = sheet_for({"home.offer_date": "2026-07-01"}, IN_ORDER)

    assert left(rules, sheet, "home.moving_date") == (day("2026-07-01"), inf)


def test_a_range_is_cut_at_the_end_of_another():
    rules, sheet = sheet_for({"home.moving_date": {"between": ["2026-07-01", "2026-08-31"]}}, IN_ORDER)

    assert left(rules, sheet, "home.offer_date") == (-inf, day("2026-08-31"))


def test_a_choice_keeps_the_options_that_are_left():
    rules, sheet = sheet_for(
        {"you.employed": True}, ("worker", "not you.employed or home.nation in ('england', 'scotland')")
    )

    assert left(rules, sheet, "home.nation") == 0b0101


def test_one_thing_ruled_out_rules_out_the_next():
    rules, sheet = sheet_for(
        {"you.employed": True},
        ("second", "partner.exists or you.age <= 60"),
        NEVER_BOTH,
    )

    assert left(rules, sheet, "partner.exists") == 1
    assert left(rules, sheet, "you.age") == (0, 60)
    assert [cut.fact for cut in sheet.narrowing] == ["partner.exists", "you.age"]


def test_a_range_that_a_constraint_does_not_divide_is_left_whole():
    _, sheet = sheet_for({"home.price": 100}, ("paid_for", "home.price <= 2 * you.savings"))

    assert sheet.narrowing == ()


def test_constraints_that_speak_of_nothing_told_rule_nothing_out():
    _, sheet = sheet_for({"you.age": 40}, NEVER_BOTH, IN_ORDER)

    assert sheet.narrowing == ()


def test_nothing_told_rules_nothing_out():
    rules, _ = sheet_for({}, NEVER_BOTH)

    assert rules.sheet(Facts(), ON).narrowing == ()


def test_what_contradicts_itself_is_left_as_it_is():
    rules, sheet = sheet_for({"you.employed": True, "partner.exists": True}, NEVER_BOTH)

    assert (left(rules, sheet, "you.employed"), left(rules, sheet, "partner.exists")) == (2, 2)
    assert rules.broken_constraints(sheet) == ("never_both",)


def test_a_fact_of_which_every_case_breaks_a_constraint_is_left_as_it_is():
    _, sheet = sheet_for(
        {"you.employed": True, "home.offer_date": "2026-07-01"},
        ("impossible", "home.moving_date > home.offer_date and not you.employed or home.rooms < 5 and home.rooms > 9"),
    )

    assert sheet.narrowing == ()


def test_one_thing_rules_out_the_next_to_the_end():
    """However much is told of one part of life, another part is narrowed as if nothing of the first had been."""
    chain = ["you.employed", "partner.exists", "home.rooms > 1", "you.age > 1", "home.price > £5", "you.savings > £5"]
    constraints = [
        (f"step_{place}", f"not ({first}) or {then}") for place, (first, then) in enumerate(itertools.pairwise(chain))
    ]

    _, sheet = sheet_for({"you.employed": True}, *constraints)

    assert [cut.fact for cut in sheet.narrowing] == [
        "partner.exists",
        "home.rooms",
        "you.age",
        "home.price",
        "you.savings",
    ]


def test_no_fact_is_narrowed_more_than_four_times():
    """Two constraints that nobody can meet would go on for ever."""
    circle = (("more", "home.rooms > you.age"), ("less", "you.age > home.rooms"))

    _, sheet = sheet_for({"home.rooms": {"between": [1, 90]}}, *circle)

    assert Counter(cut.fact for cut in sheet.narrowing) == {"home.rooms": 4, "you.age": 4}


def test_a_declined_fact_is_narrowed_all_the_same():
    rules, sheet = sheet_for({"you.employed": True, "partner.exists": "declined"}, NEVER_BOTH)

    assert left(rules, sheet, "partner.exists") == 1


def test_a_constraint_on_one_fact_alone_rules_out_before_anything_is_told():
    rules = rulebook(a_rule("goal", "you.age > 70"), vocabulary=with_constraints(("young", "you.age <= 60")))

    found = rules.determine("goal", Facts(), ON)

    assert found.is_no
    assert found.needs == ()


def test_facts_that_never_go_together_are_not_asked_to_settle_a_rule_that_wants_both():
    rules = rulebook(
        a_rule("goal", "you.employed and partner.exists"),
        a_rule("other", "you.employed and you.age > 60"),
        vocabulary=with_constraints(NEVER_BOTH),
    )

    assert rules.determine("goal", Facts(), ON).is_no
    assert rules.determine("goal", Facts(), ON).needs == ()
    assert rules.determine("other", Facts(), ON).needs == ("you.age", "you.employed")


def test_dates_in_order_are_compared_once_one_of_them_is_told():
    rules = rulebook(a_rule("goal", "home.moving_date < home.offer_date"), vocabulary=with_constraints(IN_ORDER))

    assert left(rules, rules.sheet(Facts(), ON), "home.moving_date") == (-inf, inf)
    assert rules.determine("goal", Facts(), ON).needs == ("home.offer_date", "home.moving_date")
    assert rules.determine("goal", told({"home.offer_date": "2026-07-01"}), ON).is_no


def test_a_distance_is_cut_at_the_ends_of_what_was_told_and_no_closer():
    apart = ("apart", "home.moving_date >= plus_days(home.offer_date, 14)")

    rules, after_offer = sheet_for({"home.offer_date": "2026-09-01"}, apart)
    _, before_moving = sheet_for({"home.moving_date": "2026-09-01"}, apart)

    assert left(rules, after_offer, "home.moving_date") == (day("2026-09-02"), inf)
    assert left(rules, before_moving, "home.offer_date") == (-inf, inf)
    _, both = sheet_for({"home.offer_date": "2026-09-01", "home.moving_date": "2026-09-14"}, apart)
    assert rules.broken_constraints(both) == ("apart",)


TIED = Vocabulary(
    SMALL.facts,
    {},
    {
        name: Constraint(name, holds, f"it must be that {holds}", small_pack.HERE)
        for name, holds in {
            "in_order": "n <= m",
            "apart": "b or n + 1 < m",
            "by_choice": "k != 'x' or n > 1",
            "never_both": "not b or not c",
        }.items()
    },
)


@settings(searching, max_examples=EXAMPLES // 10)
@given(small_pack.knowledge())
def test_whatever_breaks_no_constraint_is_left(known: small_pack.Known) -> None:
    rules = small_pack.rulebook({"goal": "a"}, TIED)
    sheet = rules.sheet(known.facts, ON)
    tied = ["b", "c", "k", "n", "m"]

    for values in known.completions(tied):
        complete = rules.sheet(Facts.of(Fact(name, value) for name, value in values.items()), ON)
        if not rules.broken_constraints(complete):
            for name in tied:
                assert holds(sheet, complete, rules.layout.facts[name], is_range=name in ("n", "m"))


def holds(sheet: Sheet, complete: Sheet, place: int, *, is_range: bool) -> bool:
    """What is left of a fact has the value that it has when all is known."""
    low, value = sheet.values[place], complete.values[place]
    if is_range:
        return low <= value <= sheet.values[place + 1]  # type: ignore[operator]
    return low & value == value  # type: ignore[operator]

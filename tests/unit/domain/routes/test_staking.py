"""One question away: which question would settle most money of what is still open, and how much is at stake."""

from __future__ import annotations

from handrail.domain.routes.staking import Stake, stakes
from tests.unit.domain.invented import ON, a_rule, rulebook, told

GRANT = "home.price < law.limit and you.employed"


def at_stake(facts=None, *, eligible=GRANT, amount="£0", not_now=(), **more):
    """The best question for a programme with this condition and amount."""
    rules = rulebook(a_rule("grant.eligible", eligible), a_rule("grant.amount", amount, **more))
    sheet = rules.sheet(told(facts or {}), ON)
    return stakes(rules, {"grant.eligible": "grant.amount"}, sheet, not_now=frozenset(not_now))


def test_the_question_on_which_most_money_hangs_comes_before_one_that_decides_as_often():
    amount = "(£100 if you.employed else £0) + (£3 if partner.exists else £0)"

    assert at_stake(eligible="you.age >= 0", amount=amount) == (Stake("grant.eligible", "you.employed", 0, 10_300),)
    assert at_stake({"you.employed": True}, eligible="you.age >= 0", amount=amount) == (
        Stake("grant.eligible", "partner.exists", 10_000, 10_300),
    )


def test_where_no_amount_is_worked_out_it_is_what_decides_whether_it_can_be_had():
    rules = rulebook(a_rule("grant.eligible", "you.employed or (partner.exists and home.nation == 'wales')"))

    assert stakes(rules, {"grant.eligible": None}, rules.sheet(told({}), ON)) == (
        Stake("grant.eligible", "you.employed"),
    )


def test_each_thing_that_is_open_has_a_question_of_its_own():
    rules = rulebook(a_rule("one.eligible", "you.employed"), a_rule("two.eligible", "you.employed and partner.exists"))
    sheet = rules.sheet(told({"partner.exists": True}), ON)

    assert [stake.fact for stake in stakes(rules, {"one.eligible": None, "two.eligible": None}, sheet)] == [
        "you.employed",
        "you.employed",
    ]


def test_where_the_amount_is_known_what_is_open_is_whether_it_can_be_had():
    assert at_stake(eligible="you.employed", amount="£20") == (Stake("grant.eligible", "you.employed", 2000, 2000),)


def test_nothing_is_at_stake_of_what_is_ruled_out_or_known():
    assert at_stake({"you.employed": False}, amount="£20 if grant.eligible else £0") == ()
    assert at_stake({"you.employed": True, "home.price": 100}, amount="£20 if grant.eligible else £0") == ()


def test_what_was_asked_before_or_declined_is_not_named_again():
    amount = "£20 if grant.eligible else £0"

    assert at_stake({"you.employed": "declined"}, eligible="you.employed", amount=amount) == ()
    assert at_stake(eligible="you.employed", amount=amount, not_now=["you.employed"]) == ()


def test_where_the_figures_are_not_set_no_question_would_help():
    amount = "law.benefit if you.employed else law.benefit * 2"

    assert at_stake(eligible="you.age >= 0", amount=amount, as_at="plus_years(today, 3)") == ()


def test_amounts_that_no_figure_is_known_for_in_part_are_weighed_by_the_rest():
    amount = "(law.benefit if you.employed else £900)"

    (stake,) = at_stake(eligible="you.age >= 0", amount=amount, as_at="home.moving_date")

    assert stake.fact in ("you.employed", "home.moving_date")

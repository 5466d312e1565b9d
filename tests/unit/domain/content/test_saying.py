"""Amounts, days and outcomes as people say them."""

from __future__ import annotations

from datetime import date
from math import inf

import pytest

from handrail.domain.content.saying import (
    money_between,
    say_amount,
    say_amount_briefly,
    say_counted,
    say_days,
    say_days_briefly,
    say_depends,
    say_how_far,
    say_lasts,
    say_length,
    say_listed,
    say_outcome,
    say_regularly,
    say_weekday,
    say_what_of,
    say_who,
    sentence,
)
from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.possible import Among, Ranges
from handrail.domain.facts.vocabulary import Declaration, FactType
from handrail.domain.routes.journey import Lasts
from handrail.domain.routes.spans import Days, Money
from handrail.domain.rules.determination import Determination, Status
from handrail.domain.rules.types import DATE, MONEY, NUMBER, YES_NO, Kind, Type

ON = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("money", "said", "briefly"),
    [
        (Money(150000, 150000), "£1,500", "£1,500"),
        (Money(0, 500000), "between £0 and £5,000", "£0 to £5,000"),
        (Money(85000, None), "£850 or more", "from £850"),
        (Money(0, None), "not known yet", "not known yet"),
        (Money(0, 0), "£0", "£0"),
        (Money(150, 150), "£1.50", "£1.50"),
        (Money(0, 8645), "between £0 and £86.45", "£0 to £86.45"),  # Carer's Allowance a week, to the penny
        (Money(1, None), "not known yet", "not known yet"),  # "£0.01 or more" tells nobody anything
    ],
)
def test_an_amount_is_said_as_a_range_until_it_is_known(money: Money, said: str, briefly: str):
    assert say_amount(money) == said
    assert say_amount_briefly(money) == briefly


def test_the_ends_of_a_wide_range_are_whole_pounds_and_never_closer_together():
    assert say_amount(Money(101, 27999999)) == "between £1 and £280,000"


def test_an_end_below_nothing_is_nothing():
    assert say_amount(money_between(-inf, 100)) == "between £0 and £1"


@pytest.mark.parametrize(
    ("low", "high", "said", "briefly"),
    [
        (date(2027, 3, 1), date(2027, 3, 1), "1 March 2027", "1 March 2027"),
        (date(2027, 3, 1), date(2027, 4, 2), "between 1 March and 2 April 2027", "1 March to 2 April 2027"),
        (
            date(2026, 12, 1),
            date(2027, 1, 2),
            "between 1 December 2026 and 2 January 2027",
            "1 December 2026 to 2 January 2027",
        ),
        (None, date(2027, 3, 1), "1 March 2027 or earlier", "by 1 March 2027"),
        (date(2027, 3, 1), None, "1 March 2027 or later", "from 1 March 2027"),
        (None, None, "not known yet", "not known yet"),
    ],
)
def test_a_day_is_said_as_a_range_until_it_is_known(low: date | None, high: date | None, said: str, briefly: str):
    assert say_days(Days(low, high)) == said
    assert say_days_briefly(Days(low, high)) == briefly


def test_a_day_to_act_on_names_the_day_of_the_week():
    assert say_weekday(date(2027, 5, 7)) == "Friday 7 May 2027"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 23), "tomorrow"),
        (date(2026, 11, 21), "yesterday"),
        (date(2026, 11, 25), "in 3 days"),
        (date(2026, 12, 13), "in 3 weeks"),
        (date(2026, 11, 1), "3 weeks ago"),
    ],
)
def test_how_far_a_day_is(day: date, said: str):
    assert say_how_far(day, ON) == said


@pytest.mark.parametrize(
    ("days", "said"), [(1, "1 day"), (13, "13 days"), (14, "2 weeks"), (90, "3 months"), (730, "2 years")]
)
def test_a_length_is_said_in_the_unit_people_would_use(days: int, said: str):
    assert say_length(days) == said


def test_how_long_something_takes_names_the_least_and_the_most():
    assert say_lasts(Lasts(5, 14, 28)) == "about 2 weeks. It can be from 5 days to 4 weeks"
    assert say_lasts(Lasts(0, 1, 1)) == "a day or less"
    assert say_lasts(Lasts(3, 3, 3)) == "3 days"


def a_yes_or_no(*answers: bool, status: Status = Status.SETTLED) -> Determination:
    return Determination("goal", YES_NO, status, Among(frozenset(answers)))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (a_yes_or_no(True), "yes"),
        (a_yes_or_no(False), "no"),
        (a_yes_or_no(True, False, status=Status.OPEN), "maybe"),
        (a_yes_or_no(True, False, status=Status.NOT_COVERED), "we cannot work this out for you"),
        (a_yes_or_no(True, status=Status.ESTIMATE), "yes, if what you supposed is right"),
        (Determination("goal", MONEY, Status.OPEN, Ranges.between(0, 500000)), "between £0 and £5,000"),
        (Determination("goal", MONEY, Status.OPEN, Ranges.between(-inf, inf)), "not known yet"),
        (Determination("goal", DATE, Status.SETTLED, Ranges.exactly(date(2027, 3, 1).toordinal())), "1 March 2027"),
        (Determination("goal", DATE, Status.OPEN, Ranges.between(-inf, inf)), "not known yet"),
        (Determination("goal", NUMBER, Status.OPEN, Ranges.between(2, 3)), "between 2 and 3"),
        (
            Determination(
                "goal",
                Type(Kind.CHOICE, ("wales", "england", "the_isle_of_man")),
                Status.OPEN,
                Among(frozenset({"wales", "england", "the_isle_of_man"})),
            ),
            "wales, england or the isle of man",
        ),
    ],
)
def test_not_knowing_is_said_to_be_not_knowing(found: Determination, said: str):
    assert say_outcome(found) == said


def test_figures_that_nobody_can_know_yet_are_said_to_be_that():
    found = Determination("goal", MONEY, Status.NOT_KNOWN_YET, Ranges.between(0, inf))

    assert "nobody can know yet" in say_outcome(found)


def test_what_an_answer_hangs_on_is_named_as_people_would():
    partner = Declaration("partner.exists", FactType.YES_NO, Place(""), label="you have a partner")
    price = Declaration("purchase.price", FactType.MONEY, Place(""), label="the price")

    assert say_what_of(partner) == "whether you have a partner"
    assert say_what_of(price) == "the price"


def test_a_long_list_of_what_it_hangs_on_is_shortened_and_counted():
    assert say_depends(["a", "b"]) == "It depends on a and b."
    assert say_depends(list("abcdefg")) == "It depends on a, b, c and 4 more things you could tell us."
    assert say_depends([]) == ""


def test_lists_and_sentences():
    assert say_listed(["one", "two", "three"]) == "one, two and three"
    assert say_listed([]) == ""
    assert sentence("the price") == "The price."
    assert sentence("Is it?") == "Is it?"


@pytest.mark.parametrize(
    ("every", "said"),
    [
        ("", "£20"),
        ("week", "£20 a week"),
        ("fortnight", "£20 every 2 weeks"),
        ("four_weeks", "£20 every 4 weeks"),
        ("year", "£20 a year"),
    ],
)
def test_an_amount_says_how_often_it_is_paid(every: str, said: str):
    assert say_regularly("£20", every) == said


def test_an_amount_that_is_not_known_is_not_said_to_be_paid_every_week():
    assert say_regularly(say_amount_briefly(Money(0, None)), "week") == "not known yet"


@pytest.mark.parametrize(("count", "said"), [(0, "0 steps"), (1, "1 step"), (2, "2 steps"), (1200, "1,200 steps")])
def test_one_is_not_several(count: int, said: str):
    assert say_counted(count, "step") == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), ""),
        (("Your employer",), "your employer"),
        (("Acas", "The council's team"), "Acas or the council's team"),
        (("Jobcentre Plus", "PACE", "Your council"), "Jobcentre Plus, PACE or your council"),
        (("Thelma's Advice",), "Thelma's Advice"),
    ],
)
def test_a_name_that_begins_a_line_reads_on_inside_a_sentence(names, said):
    assert say_who(names) == said

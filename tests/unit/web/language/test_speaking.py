"""How things are said in Welsh: days, money, numbers and rows by the rules of the language, and what is in English whole."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.domain.content.saying import (
    capital,
    say_amount,
    say_date,
    say_days_briefly,
    say_how_far,
    say_regularly,
    say_weekday,
)
from handrail.domain.facts.phrases import phrase
from handrail.domain.routes.spans import Days, Money
from handrail.languages.catalogue import catalogue_of
from handrail.web.language.speaking import English, Other

WELSH = Other(catalogue_of("cy").shown(unreviewed=True))
ON = date(2027, 3, 12)


@pytest.mark.parametrize(
    ("english", "welsh"),
    [
        (say_date(ON), "12 Mawrth 2027"),
        (say_weekday(ON), "dydd Gwener 12 Mawrth 2027"),
        (capital(say_weekday(ON)), "Dydd Gwener 12 Mawrth 2027"),
        (say_days_briefly(Days(ON, date(2027, 4, 1))), "12 Mawrth i 1 Ebrill 2027"),
        (say_days_briefly(Days(ON, None)), "o 12 Mawrth 2027"),
        (say_how_far(date(2027, 3, 14), ON), "ymhen 2 ddiwrnod"),
        (say_how_far(date(2027, 3, 15), ON), "ymhen 3 diwrnod"),
        (say_how_far(date(2030, 3, 12), ON), "ymhen 3 blynedd"),
        (say_how_far(date(2032, 3, 12), ON), "ymhen 5 mlynedd"),
        (say_amount(Money(85_000, None)), "£850 neu fwy"),
        (capital(say_amount(Money(0, 500_000))), "Rhwng £0 a £5,000"),
        (say_regularly(say_amount(Money(2_000, 2_000)), "week"), "£20 yr wythnos"),
    ],
)
def test_days_and_money_are_said_by_the_rules_of_welsh(english: str, welsh: str):
    assert WELSH.said(english) == welsh


# "Cam" after each number, as Welsh grammars have it: soft after two, aspirate after three and six.
@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 cam"), (2, "2 gam"), (3, "3 cham"), (4, "4 cam"), (6, "6 cham"), (20, "20 cam")]
)
def test_what_is_counted_is_mutated(count: int, said: str):
    assert WELSH.counted(count, "step") == said


def test_and_changes_before_a_vowel():
    assert WELSH.listed([phrase("Tuesday"), phrase("today")]) == "dydd Mawrth a heddiw"
    assert WELSH.listed([phrase("today"), phrase("August")]) == "heddiw ac Awst"


def test_what_is_in_english_is_marked_and_a_row_of_it_stays_english():
    assert WELSH.said("your due date") == '<span lang="en">your due date</span>'
    assert WELSH.listed(["a <price>", "a loan"]) == '<span lang="en">a &lt;price&gt; and a loan</span>'
    assert WELSH.said("£1,200") == "£1,200"


def test_a_phrase_with_english_in_it_is_said_in_english_whole():
    due = phrase("{due}: {days}", due="Due 14 days after the completion date", days=say_date(ON))

    assert WELSH.said(due) == '<span lang="en">Due 14 days after the completion date: 12 March 2027</span>'


def test_nothing_that_is_said_can_hold_a_tag_of_its_own():
    assert WELSH._("Cost: {cost}", cost="<b>1</b>") == 'Cost: <span lang="en">&lt;b&gt;1&lt;/b&gt;</span>'
    assert WELSH.said(phrase("by {day}", day="<i>")) == '<span lang="en">by &lt;i&gt;</span>'


def test_in_a_tag_words_are_plain():
    assert WELSH.say_plainly("Library mode") == "Modd llyfrgell"
    assert WELSH.say_plainly("No such message") == "No such message"


def test_english_is_said_as_it_stands():
    assert English().plural("{n} step to do.", "{n} steps to do.", 1) == "1 step to do."
    assert English().listed(["one", "two", "three"], "or") == "one, two or three"

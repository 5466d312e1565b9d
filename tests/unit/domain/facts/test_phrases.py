"""A phrase is an ordinary English string, and remembers what it was made from until it is joined to another."""

from __future__ import annotations

import pickle

from handrail.domain.content.saying import capital
from handrail.domain.facts.phrases import Phrase, counting, phrase


def test_a_phrase_reads_and_compares_as_the_string_it_is():
    said = phrase("by {day}", day="12 March 2027")

    assert said == "by 12 March 2027"
    assert len({str(said), said}) == 1
    assert said.parts == {"day": "12 March 2027"}


def test_one_that_counts_takes_the_message_for_its_number():
    assert counting("{n} day", "{n} days", 1) == "1 day"
    assert counting("{n} day", "{n} days", 1200) == "1,200 days"


def test_with_a_capital_it_is_still_a_phrase_and_joined_to_another_it_is_not():
    said = capital(phrase("not known yet"))

    assert said == "Not known yet"
    assert isinstance(said, Phrase)
    assert said.message == "not known yet"
    assert type(said + ".") is str


def test_what_leaves_the_process_is_an_ordinary_string():
    assert type(pickle.loads(pickle.dumps(phrase("by {day}", day="12 March {2027}")))) is str  # noqa: S301

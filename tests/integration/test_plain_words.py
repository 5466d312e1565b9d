"""What people read is short and plain: for readers of about nine to eleven, and no sentence is longer than 25 words."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.domain.content.pages import Page
from handrail.domain.content.reading_age import reading_age, sentences, words_in
from handrail.use_cases.checking_pack import check_pack
from tests.integration.words_of_the_pack import PACK, behind_estimates, in_journeys, on_pages, questions, words_of

OLDEST, MOST_WORDS = 11, 25


@pytest.mark.parametrize("page", PACK.events.pages.values(), ids=lambda page: page.place.file.rpartition("/")[2])
def test_a_page_can_be_read_at_eleven(page: Page):
    assert reading_age(words_of(page)) <= OLDEST


def test_the_check_of_the_pack_tells_its_authors_which_page_asks_most():
    ages = check_pack(PACK, date(2026, 11, 22)).reading_ages

    assert set(ages) == {page.place.file for page in PACK.events.pages.values()}
    assert max(ages.values()) == max(reading_age(words_of(page)) for page in PACK.events.pages.values())


def test_all_questions_and_all_that_can_go_wrong_can_be_read_at_eleven():
    assert reading_age(words for _, words in questions(PACK.vocabulary.facts.values())) <= OLDEST
    assert reading_age(words for _, words in in_journeys()) <= OLDEST


def test_what_estimates_rest_on_can_be_read_at_eleven():
    assert reading_age(words for _, words in behind_estimates()) <= OLDEST


def test_no_sentence_is_long():
    said = (*on_pages(), *questions(PACK.vocabulary.facts.values()), *in_journeys(), *behind_estimates())

    long = [
        (where, sentence) for where, words in said for sentence in sentences(words) if words_in(sentence) > MOST_WORDS
    ]

    assert long == []

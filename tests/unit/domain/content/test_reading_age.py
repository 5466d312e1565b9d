"""Long words and long sentences raise it; what is not read aloud does not count."""

from __future__ import annotations

import pytest

from handrail.domain.content.reading_age import reading_age, sentences, words_in


def test_sentences_and_items_of_lists_each_count():
    text = (
        "Ask for it. Then wait: it takes {{ a.days }} days.\n\n- **one** letter\n- [two](https://example.org) letters"
    )

    assert sentences(text) == ("Ask for it.", "Then wait:", "it takes 12 days.", "one letter", "two letters")
    assert words_in("it takes 12 days.") == 4


def test_the_index_is_the_published_one():
    """4.71 × 24 letters / 6 words + 0.5 × 6 words / 1 sentence − 21.43 is grade 0.41; school begins at five."""
    assert reading_age(["That cats nest here very much."]) == pytest.approx(5.41)


def test_longer_words_and_longer_sentences_are_for_older_people():
    plain = reading_age(["You pay. You get the keys. You move in."])
    long_words = reading_age(["Consideration transfers. Registration follows immediately. Occupation commences."])
    long_sentence = reading_age(
        ["You pay and then you get the keys and then you move in and you live there and that is all."]
    )

    assert plain < long_sentence
    assert plain < long_words


def test_nothing_is_for_everyone():
    assert reading_age([]) == 5

"""What people read is short and plain: for readers of about nine to eleven, and no sentence is longer than 25 words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from handrail.domain.content.pages import Page
from handrail.domain.content.reading_age import reading_age, sentences, words_in
from handrail.domain.facts.vocabulary import Declaration
from handrail.packs.installed import installed_pack
from handrail.use_cases.checking_pack import check_pack

PACK = installed_pack()
OLDEST, MOST_WORDS = 11, 25


def words_of(page: Page) -> list[str]:
    return [page.title, page.summary, *(section.text for section in page.sections)]


def questions(declarations: Iterator[Declaration]) -> Iterator[tuple[str, str]]:
    for one in declarations:
        for part in (one.question, one.help, one.why):
            yield one.name, part
        yield from questions(iter(one.fields.values()))


def in_journeys() -> Iterator[tuple[str, str]]:
    for journey in PACK.events.journeys.values():
        for urgent in journey.urgent:
            yield journey.id, urgent.says
        for step in journey.steps:
            for risk in step.risks:
                yield step.id, risk.says
                yield step.id, risk.remedy
            if step.deadline:
                yield step.id, step.deadline.if_missed
            for each in step.decision.alternatives if step.decision else ():
                yield from ((step.id, words) for words in (each.title, each.says, each.risk, each.undo))


@pytest.mark.parametrize("page", PACK.events.pages.values(), ids=lambda page: page.place.file.rpartition("/")[2])
def test_a_page_can_be_read_at_eleven(page: Page):
    assert reading_age(words_of(page)) <= OLDEST


def test_the_check_of_the_pack_tells_its_authors_which_page_asks_most():
    ages = check_pack(PACK, date(2026, 11, 22)).reading_ages

    assert len(ages) == len(PACK.events.pages)
    assert max(ages.values()) == max(reading_age(words_of(page)) for page in PACK.events.pages.values())


def test_all_questions_and_all_that_can_go_wrong_can_be_read_at_eleven():
    assert reading_age(words for _, words in questions(iter(PACK.vocabulary.facts.values()))) <= OLDEST
    assert reading_age(words for _, words in in_journeys()) <= OLDEST


def behind_estimates() -> Iterator[tuple[str, str]]:
    """What is taken to be so, how inputs are derived, and where an amount is not modelled."""
    for outside in PACK.outside.values():
        yield from (("held", held.says) for held in outside.held)
        yield from ((each.name, each.reads_as) for each in outside.inputs.values())
        yield from (
            (each.name, covered.says) for each in outside.outputs.values() for covered in each.coverage.values()
        )


def test_what_estimates_rest_on_can_be_read_at_eleven():
    assert reading_age(words for _, words in behind_estimates()) <= OLDEST


def test_no_sentence_is_long():
    pages = ((page.title, words) for page in PACK.events.pages.values() for words in words_of(page))
    said = (*pages, *questions(iter(PACK.vocabulary.facts.values())), *in_journeys(), *behind_estimates())

    long = [
        (where, sentence) for where, words in said for sentence in sentences(words) if words_in(sentence) > MOST_WORDS
    ]

    assert long == []

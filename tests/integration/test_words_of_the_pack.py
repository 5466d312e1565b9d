"""The words of the pack keep to their rules: no jargon, no slips of the pen, no amount written out, no day that the law does not know."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from spellchecker import SpellChecker

from handrail.domain.facts.vocabulary import Declaration
from tests.integration.words_of_the_pack import PACK, everything

OUR_WORDS = Path(__file__).with_name("our_words.txt")
AVOIDED = (
    "in order to", "prior to", "whilst", "amongst", "e.g.", "i.e.", "etc", "and/or", "hereby", "thereof", "pursuant", "liaise",
    "in lieu", "deemed", "utilise", "facilitate", "commence", "ascertain", "endeavour", "expedite", "in respect of",
    "with regard to", "notwithstanding", "per annum", "remuneration", "stakeholder", "going forward", "in the event of",
    "simply", "obviously", "of course", "unfortunately", "sadly", "please", "failure to", "failed to", "claimant", "vendor",
    "don't worry", "must understand",
)  # fmt: skip
"""Office words, words that hurry or blame, and words that say how someone should feel."""
AMERICAN = re.compile(
    r"\b(colors?|centers?|neighbors?|labor|behaviors?|favor\w*|honor\w*|jewelry|installments?|fulfill|enroll?ment|programs|"
    r"\w+(?:iz|yz)(?:e|es|ed|ing|ation))\b"
)
RIGHT_WITH_Z = {"size", "sizes", "prize", "prizes", "seize", "seized"}
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
FULL_DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b")
AMOUNT = re.compile(r"£\s?\d[\d,.]*|\b\d+(?:\.\d+)?\s?%")


def test_words_to_avoid_are_avoided():
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, AVOIDED))})(?!\w)", re.IGNORECASE)

    assert [(where, found.group()) for where, words in everything() for found in pattern.finditer(words)] == []


def test_words_are_spelt_as_here():
    found = {(where, word) for where, words in everything() for word in AMERICAN.findall(words.lower())}

    assert {each for each in found if each[1] not in RIGHT_WITH_Z} == set()


def test_every_word_is_in_the_dictionary_or_in_our_own_list():
    ours = OUR_WORDS.read_text(encoding="utf-8").split()
    dictionary = SpellChecker()
    dictionary.word_frequency.load_words(ours)
    words = {
        word.removesuffix("'s"): where
        for where, said in everything()
        for word in re.findall(r"[A-Za-z]?[a-z']*[a-z]{2}", said.replace("’", "'"))
    }

    unknown = dictionary.unknown(words)
    assert {word: where for word, where in words.items() if word.lower() in unknown} == {}
    assert {word for word in ours if word.lower() not in {each.lower() for each in words}} == set(), (
        "no one says it now"
    )


SUMS_IN_WORDS = {"£2", "£8", "£1", "£1.25", "£500"}
PAST_YEARS = {"£123", "£125"}
ASKED_IN_WORDS = {"£26,500", "£30,600", "£34,500", "£38,600"}  # limits by home that only the question knows
"""How something is counted, not how much it is: the rules count so too, in figures of their own."""


@cache
def figures_of_the_law() -> set[Fraction]:
    """What the last version of every figure of the pack says: pounds for money, shares for rates."""
    found: set[Fraction] = set()
    for figure in PACK.rulebook.parameters.values():
        last = figure.versions[-1]
        values = {last.low, last.high} | {row.value for row in last.rows} | {Fraction(row.above) for row in last.rows}
        found |= values | {value / 100 for value in values}
    return found


def amount(written: str) -> Fraction:
    value = Fraction(re.sub(r"[£,%\s]", "", written).rstrip("."))
    return value / 100 if "%" in written else value


def test_an_amount_in_words_is_a_figure_of_the_law():
    """Amounts stand in slots. One that is written out is that of the last version of a figure: who adds a version finds the words."""
    said = {(where, found.group().rstrip(",.")) for where, words in everything() for found in AMOUNT.finditer(words)}

    assert {
        each
        for each in said
        if each[1] not in SUMS_IN_WORDS | PAST_YEARS | ASKED_IN_WORDS and amount(each[1]) not in figures_of_the_law()
    } == set()


@cache
def days_of_the_law() -> set[date]:
    """Every day on which a figure or a rule of the pack changes, with the day before and after."""
    written = re.compile(r"\d{4}-\d{2}-\d{2}")
    found = set()
    for folder in ("parameters", "rules", "entitlements", "calculators", "facts", "life_events"):
        for file in (PACK.root / folder).rglob("*.yaml"):
            if "examples" in file.name:
                continue
            text = re.sub(r"(checked|review_by): \S+", "", file.read_text(encoding="utf-8"))
            found |= {date.fromisoformat(day) for day in written.findall(text)}
    return {day + timedelta(days=away) for day in found for away in (-1, 0, 1)}


ASKED_OF_PEOPLE = {
    date(2022, 2, 14),
    date(1992, 6, 28),
    date(2017, 6, 28),
    date(2019, 5, 14),
    date(2019, 5, 15),
    date(2026, 7, 25),
    date(2026, 11, 9),
    date(1951, 4, 6),
    date(1953, 4, 6),
    date(1950, 4, 6),
}
"""Days of the law that words name so that no rule has to: the person says on which side of it they are, or a range holds it."""


def test_a_day_in_words_is_a_day_of_the_law():
    """A day written out is one that a figure or a rule of the pack knows, so that who changes the one finds the other."""
    said = [(where, found) for where, words in everything() for found in FULL_DATE.finditer(words)]
    days = [(where, date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))) for where, found in said]

    assert [(where, str(day)) for where, day in days if day not in days_of_the_law() | ASKED_OF_PEOPLE] == []


def declarations() -> list[Declaration]:
    facts = PACK.vocabulary.facts.values()
    return [*facts, *(field for fact in facts for field in fact.fields.values())]


@pytest.mark.parametrize("part", ["question", "help", "why"])
def test_every_question_has_help_and_a_reason(part: str):
    """A field of a list is asked for with the list, and for its reason."""
    fields = {id(field) for fact in PACK.vocabulary.facts.values() for field in fact.fields.values()}
    asked = [each for each in declarations() if part == "question" or id(each) not in fields]

    assert [each.name for each in asked if not getattr(each, part)] == []


def test_no_step_is_without_someone_who_does_it_and_a_source():
    steps = [(journey.id, step) for journey in PACK.events.journeys.values() for step in journey.steps]

    assert [(event, step.id) for event, step in steps if not (step.owner or step.service)] == []
    rules = PACK.rulebook.rules
    assert [
        (event, step.id)
        for event, step in steps
        if not (
            step.sources or step.service or any(rules[name].written.sources for name in (*step.only_if, *step.unless))
        )
    ] == []


def test_no_page_is_without_something_it_tells_of():
    written = {file.relative_to(PACK.root).as_posix() for file in PACK.root.rglob("content/*/*.md")}

    assert written == {page.place.file for page in PACK.events.pages.values()}

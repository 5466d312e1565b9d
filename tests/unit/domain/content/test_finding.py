"""Things are found by few words, misspelt words, and other words than ours."""

from __future__ import annotations

import time

from handrail.domain.content.finding import Entry, Index, stem

INDEX = Index(
    (
        Entry("sick_pay", ("Statutory Sick Pay", "off sick"), ("How much is Statutory Sick Pay for a week?", "Work")),
        Entry(
            "carers",
            ("Carer's Allowance", "paid to look after someone"),
            ("How much Carer's Allowance is paid a week?",),
        ),
        Entry("will", ("Who inherits when there is no will",), ("Who inherits?",)),
        Entry("stairlift", ("Help to adapt a home", "stairlift"), ()),
        Entry("rise", ("If the rent goes up",), ()),
        Entry("renting", ("Renting a home", "rent goes up"), (), is_broad=True),
    ),
    {"mother": ("mum", "mam"), "intestate": ("without a will", "no will"), "carer": ("caring", "look after")},
)


def best(words: str) -> list[str]:
    return list(INDEX.best(words, 5))


def test_a_word_that_says_much_counts_for_more_than_one_that_stands_everywhere() -> None:
    assert best("how much is sick pay a week")[0] == "sick_pay"


def test_a_misspelt_word_is_taken_for_the_one_it_is_most_like() -> None:
    assert best("alowance")[0] == "carers"


def test_what_is_like_nothing_finds_nothing() -> None:
    assert best("xylophone") == best("zzz") == best("") == best("the of and") == []


def test_other_words_are_read_as_ours_also_when_they_are_several() -> None:
    assert best("died without a will")[0] == "will"
    assert best("caring for mam")[0] == "carers"


def test_a_word_written_as_two_is_found() -> None:
    assert best("a stair lift")[0] == "stairlift"


def test_of_two_that_fit_alike_the_broad_one_comes_second() -> None:
    assert best("rent goes up") == ["rise", "renting"]


def test_what_fits_far_less_than_the_best_is_left_out() -> None:
    assert best("who inherits the home when there is no will") == ["will"]


def test_no_more_is_given_than_asked_for() -> None:
    assert len(INDEX.best("rent home pay", 1)) == 1


def test_forms_of_a_word_are_one_and_other_words_stay_apart() -> None:
    assert stem("buying") == stem("buys") == stem("buy")
    assert stem("planning") == stem("plan")
    assert stem("babies") == stem("baby")
    assert stem("carer") != stem("car")
    assert stem("illness") != stem("ill")


def test_a_very_long_story_takes_no_longer_than_its_first_words() -> None:
    began = time.perf_counter()

    INDEX.best("my landlord wrote something illegible " * 2000, 5)

    assert time.perf_counter() - began < 2

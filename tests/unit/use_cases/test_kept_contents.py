"""What a person has told us comes back exactly as it was told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from handrail.domain.facts.held import Standing
from handrail.domain.facts.mistakes import Place
from handrail.domain.facts.vocabulary import Declaration, FactType, Vocabulary
from handrail.use_cases.kept_contents import Answer, Contents, NotContents, read_contents, write_contents

TODAY = date(2026, 11, 22)
NOWHERE = Place("facts.yaml")
VOCABULARY = Vocabulary(
    {
        name: Declaration(name, kind, NOWHERE)
        for name, kind in {
            "purchase.price": FactType.MONEY,
            "purchase.completion_date": FactType.DATE,
            "you.own_other_homes": FactType.YES_NO,
            "partner.exists": FactType.YES_NO,
        }.items()
    }
)
EVERY_FORM = (
    Answer("purchase.price", 450000.5, on=TODAY),
    Answer("purchase.price", {"between": [250000, 300000]}, said_by="agree_the_price", on=date(2026, 11, 1)),
    Answer("purchase.completion_date", "2026-12-18", evidence="letter"),
    Answer("you.own_other_homes", "declined", on=TODAY, permission="P1"),
    Answer("purchase.nation", {"one_of": ["england", "wales"]}),
    Answer("partner.exists", {"assume": True}),
    Answer("purchase.other_buyers", {"items": [{"is_uk_resident": True}], "complete": "unknown"}),
    Answer("partner.name", "Siân – “Ś”"),
)
EVERYTHING = Contents(
    answers=EVERY_FORM,
    marks={"steps": {"offer_to_buy": {"done_on": None}}, "chosen": {"how_to_own": "joint_tenants"}},
    life_events=("buying_a_home", "buying_a_home"),
    goals=("property_transaction_tax",),
)


def test_all_of_it_comes_back_in_order():
    assert read_contents(write_contents(EVERYTHING)) == EVERYTHING


def test_nothing_at_all_comes_back_too():
    assert read_contents(write_contents(Contents())) == Contents()


def test_exact_decimals_and_dates_are_kept_as_the_outside_form_has_them():
    given = Contents((Answer("purchase.price", Decimal("450000.50")), Answer("purchase.completion_date", TODAY)))

    kept = read_contents(write_contents(given))

    assert [answer.value for answer in kept.answers] == [450000.5, "2026-11-22"]


@pytest.mark.parametrize("value", [object(), float("nan"), {1, 2}])
def test_what_has_no_outside_form_is_refused_without_repeating_it(value: object):
    with pytest.raises((TypeError, ValueError)):
        write_contents(Contents((Answer("purchase.price", value),)))


@pytest.mark.parametrize(
    "written",
    [b"", b"\xff", b"[]", b"{}", b"null", b'{"version":2}', b'{"version":1,"answers":[{"fact":"you.secret"}]}'],
)
def test_bytes_of_another_kind_are_refused(written: bytes):
    with pytest.raises(NotContents):
        read_contents(written)


def test_an_answer_takes_the_place_of_what_the_same_source_said():
    before = Contents((Answer("purchase.price", 1), Answer("purchase.price", 2, said_by="a_step")))

    after = before.plus(Answer("purchase.price", 3, on=TODAY))

    assert [(answer.value, answer.said_by) for answer in after.answers] == [(2, "a_step"), (3, "person")]
    assert [answer.value for answer in before.answers] == [1, 2]


def test_an_answer_can_be_taken_back():
    assert EVERYTHING.without("purchase.price").answers == EVERY_FORM[2:]


def test_the_facts_carry_who_said_them_and_when():
    facts, errors = replace(EVERYTHING, answers=(*EVERY_FORM[:4], EVERY_FORM[5])).facts(VOCABULARY)

    assert errors == ()
    assert [(one.provenance.said_by, one.provenance.on) for one in facts.by_name["purchase.price"]] == [
        ("person", TODAY),
        ("agree_the_price", date(2026, 11, 1)),
    ]
    assert facts.standing("you.own_other_homes") is Standing.DECLINED
    assert facts.standing("partner.exists") is Standing.ASSUMED
    assert facts.by_name["you.own_other_homes"][0].provenance.permission == "P1"
    assert facts.by_name["purchase.completion_date"][0].provenance.evidence == "letter"


def test_an_answer_the_pack_no_longer_knows_is_named_and_stays_kept():
    facts, errors = EVERYTHING.facts(VOCABULARY)

    assert {error.fact for error in errors} == {"purchase.nation", "purchase.other_buyers", "partner.name"}
    assert "purchase.nation" not in facts
    assert EVERY_FORM[4] in read_contents(write_contents(EVERYTHING)).answers


def test_what_is_kept_does_not_show_in_a_traceback():
    shown = repr(EVERYTHING) + repr(EVERY_FORM)

    assert not any(told in shown for told in ("450000", "Siân", "england", "joint_tenants", "offer_to_buy", "buying"))

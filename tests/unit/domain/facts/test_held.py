"""What we hold, and what it may be: every row of the table in the design."""

from __future__ import annotations

from datetime import date
from math import inf

import pytest

from handrail.domain.facts.held import Fact, Facts, Provenance, Standing
from handrail.domain.facts.possible import ANY_ANSWER, ANY_NUMBER, EITHER, Among, Items, Ranges, Words
from handrail.domain.rules.determination import Status
from tests.unit.domain.invented import ON, VOCABULARY, a_rule, rulebook, told


def possible(facts, name, **more):
    return facts.possible(name, VOCABULARY, **more)


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("you.employed", ANY_ANSWER),
        ("home.nation", Among(frozenset({"england", "wales", "scotland", "northern_ireland"}))),
        ("you.age", Ranges.between(0, 120)),
        ("you.born", ANY_NUMBER),
        ("you.started", ANY_NUMBER),
        ("you.nickname", Words()),
        ("children", Items((), EITHER)),
    ],
)
def test_nothing_yet_is_the_whole_domain_of_the_type(name, domain):
    assert possible(Facts(), name) == domain
    assert name not in Facts()
    assert Facts().standing(name) is None


def test_an_answer_is_one_value():
    facts = told({"home.price": 280000})

    assert possible(facts, "home.price") == Ranges.exactly(28_000_000)
    assert facts.standing("home.price") is Standing.TOLD


def test_an_answer_of_no_is_not_the_same_as_no_answer():
    facts = told({"you.employed": False})

    assert possible(facts, "you.employed") == Among(frozenset({False}))


def test_a_price_somewhere_between_two_is_a_range():
    facts = told({"home.price": {"between": [250000, 300000]}})

    assert possible(facts, "home.price") == Ranges.between(25_000_000, 30_000_000)


def test_two_sources_that_disagree_leave_both_values_each_with_its_source():
    facts = told({"home.price": 280000}).plus(told({"home.price": 285000}, by="conveyancer").by_name["home.price"][0])

    assert possible(facts, "home.price") == Ranges(((28_000_000, 28_000_000), (28_500_000, 28_500_000)))
    assert [fact.provenance.said_by for fact in facts.by_name["home.price"]] == ["person", "conveyancer"]


def test_two_sources_that_agree_leave_one_value():
    facts = told({"home.nation": "wales"}).plus(
        told({"home.nation": "wales"}, by="conveyancer").by_name["home.nation"][0]
    )

    assert possible(facts, "home.nation") == Among(frozenset({"wales"}))


def test_the_same_source_takes_back_what_it_said_before():
    facts = told({"home.price": 280000}).plus(told({"home.price": 290000}).by_name["home.price"][0])

    assert possible(facts, "home.price") == Ranges.exactly(29_000_000)


def test_what_the_person_would_rather_not_say_is_the_whole_domain_marked_declined():
    facts = told({"you.age": "declined"})

    assert possible(facts, "you.age") == Ranges.between(0, 120)
    assert facts.standing("you.age") is Standing.DECLINED
    assert facts.declined == ("you.age",)
    assert "you.age" in facts


def test_declining_takes_back_an_answer():
    facts = told({"you.age": 40}).plus(told({"you.age": "declined"}).by_name["you.age"][0])

    assert possible(facts, "you.age") == Ranges.between(0, 120)
    assert facts.standing("you.age") is Standing.DECLINED


def test_an_answer_ends_a_refusal():
    facts = told({"you.age": "declined"}).plus(told({"you.age": 40}, by="organisation").by_name["you.age"][0])

    assert possible(facts, "you.age") == Ranges.exactly(40)
    assert facts.declined == ()


def test_a_supposition_is_one_value_marked_assumed():
    facts = told({"home.price": {"assume": 300000}})

    assert possible(facts, "home.price") == Ranges.exactly(30_000_000)
    assert facts.standing("home.price") is Standing.ASSUMED
    assert facts.assumed == ("home.price",)


def test_a_supposition_counts_for_nothing_when_only_what_was_told_counts():
    facts = told({"home.price": {"assume": 300000}})

    assert possible(facts, "home.price", with_assumptions=False) == Ranges.between(100, inf)


def test_told_facts_are_neither_assumed_nor_declined():
    facts = told({"you.age": 40, "home.price": 280000})

    assert facts.assumed == ()
    assert facts.declined == ()


def test_a_fact_can_be_forgotten_and_the_others_stay():
    facts = told({"you.age": 40, "you.employed": True}).without("you.age")

    assert "you.age" not in facts
    assert "you.employed" in facts


def test_adding_a_fact_leaves_the_facts_it_was_added_to_as_they_were():
    before = told({"you.age": 40})

    before.plus(told({"you.employed": True}).by_name["you.employed"][0])

    assert "you.employed" not in before


def test_a_fact_says_who_said_it_when_on_what_evidence_and_under_which_permission():
    provenance = Provenance("hm_land_registry", date(2026, 11, 1), "the register", "permission-7")

    facts = Facts.of([Fact("home.price", Ranges.exactly(28_000_000), provenance=provenance)])

    assert facts.by_name["home.price"][0].provenance == provenance


# -- several sources -----------------------------------------------------------------------------------------------------


def said(by, value, name="you.age"):
    return told({name: value}, by=by).by_name[name][0]


@pytest.mark.parametrize("order", [("person", "employer"), ("employer", "person")])
def test_a_refusal_takes_back_the_persons_word_and_nobody_elses_in_whichever_order(order):
    words = {"person": said("person", "declined"), "employer": said("employer", 40)}

    facts = Facts.of([words[who] for who in order])

    assert possible(facts, "you.age") == Ranges.exactly(40)
    assert facts.standing("you.age") is Standing.TOLD


def test_a_refusal_stands_when_the_other_word_is_taken_back():
    facts = Facts.of([said("person", "declined"), said("employer", 40), said("employer", "declined")])

    assert possible(facts, "you.age") == Ranges.between(0, 120)
    assert facts.declined == ("you.age",)


def test_what_the_person_said_before_refusing_is_gone():
    facts = Facts.of([said("person", 40), said("employer", 41), said("person", "declined")])

    assert possible(facts, "you.age") == Ranges.exactly(41)


def test_a_supposition_sets_aside_what_anyone_told():
    facts = Facts.of([said("employer", 40), said("person", {"assume": 50})])

    assert possible(facts, "you.age") == Ranges.exactly(50)
    assert possible(facts, "you.age", with_assumptions=False) == Ranges.between(0, 120)
    assert facts.assumed == ("you.age",)


def test_a_supposition_beside_another_source_gives_an_estimate_and_settles_nothing():
    rules = rulebook(a_rule("goal", "you.age > 45"))

    found = rules.determine("goal", Facts.of([said("employer", 40), said("person", {"assume": 50})]), ON)

    assert (found.status, found.is_yes, found.assumes) == (Status.ESTIMATE, True, ("you.age",))


def test_ending_a_supposition_brings_back_what_was_told():
    facts = Facts.of([said("employer", 40), said("person", {"assume": 50}), said("person", "declined")])

    assert possible(facts, "you.age") == Ranges.exactly(40)

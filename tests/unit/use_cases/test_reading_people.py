"""Taking in what is said about one person."""

from __future__ import annotations

from datetime import date

from handrail.domain.facts.held import Provenance
from handrail.domain.facts.mistakes import InputError
from handrail.domain.rules.determining import Rulebook
from handrail.use_cases.reading_people import person_with, read_person
from tests.unit.domain.invented import a_rule, rulebook, told, with_constraints

ON = date(2026, 11, 20)


def read(pack, facts):
    return read_person(pack.rulebook, facts, ON)


def test_a_person_is_laid_out_for_working_things_out(pack):
    person = read(pack, {"home.price": 301, "you.employed": True})

    assert person.sheet is not None
    assert person.supposing is None
    assert (person.on, person.errors, person.warnings) == (ON, (), ())
    assert pack.rulebook.determine_on("is_dear", person.sheet).is_yes


def test_what_is_supposed_is_laid_out_beside_what_is_told(pack):
    person = read(pack, {"home.price": {"assume": 301}})

    assert person.sheet is not None
    assert person.supposing is not None


def test_who_said_it_is_kept(pack):
    person = read_person(pack.rulebook, {"home.price": 301}, ON, Provenance(said_by="conveyancer"))

    assert person.facts.by_name["home.price"][0].provenance.said_by == "conveyancer"


def test_with_errors_there_is_nothing_to_work_with(pack):
    person = read(pack, {"home.price": "dear", "home.moving_date": "2026-02-30"})

    assert person.sheet is None
    assert person.supposing is None
    assert [error.fact for error in person.errors] == ["home.price", "home.moving_date"]


def test_a_contradiction_is_an_error_on_what_was_given(pack):
    person = read(pack, {"home.offer_date": "2026-07-02", "home.moving_date": "2026-07-01"})

    assert person.sheet is None
    (error,) = person.errors
    assert (error.fact, error.got) in (("home.moving_date", "2026-07-01"), ("home.offer_date", "2026-07-02"))
    assert error.expected == "You cannot move before the offer."


def test_ranges_contradict_each_other_only_when_all_of_them_do(pack):
    apart = {
        "home.offer_date": {"between": ["2026-08-01", "2026-08-31"]},
        "home.moving_date": {"between": ["2026-07-01", "2026-07-31"]},
    }
    touching = {**apart, "home.moving_date": {"between": ["2026-07-01", "2026-08-01"]}}

    assert len(read(pack, apart).errors) == 1
    assert read(pack, touching).errors == ()


def test_a_supposition_that_contradicts_what_is_told_is_an_error(pack):
    person = read(pack, {"home.offer_date": "2026-07-02", "home.moving_date": {"assume": "2026-07-01"}})

    assert len(person.errors) == 1


def test_a_refusal_contradicts_nothing(pack):
    assert read(pack, {"home.offer_date": "2026-07-02", "home.moving_date": "declined"}).errors == ()


def constrained(*constraints) -> Rulebook:
    return rulebook(a_rule("goal", "you.employed"), vocabulary=with_constraints(*constraints))


def test_a_constraint_that_nobody_can_meet_is_an_error_for_everyone():
    person = person_with(constrained(("never", "you.age > 200")), told({"you.employed": True}), ON)

    assert person.sheet is None
    assert person.errors == (InputError("you.age", None, "It must be that you.age > 200."),)


def test_a_fact_that_lies_dormant_is_warned_of_and_no_other(pack):
    assert read(pack, {"partner.exists": False, "partner.age": 40}).warnings == (
        "partner.age is not used: it counts only when partner.exists.",
    )
    assert read(pack, {"partner.exists": True, "partner.age": 40}).warnings == ()
    assert read(pack, {"partner.age": 40}).warnings == ()

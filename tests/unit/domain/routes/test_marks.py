"""Reading what a person has done, and what doing it makes true."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.domain.facts.held import Fact, Facts, Provenance, Standing
from handrail.domain.facts.mistakes import InputError
from handrail.domain.facts.possible import Among, Ranges
from handrail.domain.facts.vocabulary import Declaration, FactType, Vocabulary
from handrail.domain.routes.asserting import asserted_facts, with_asserted
from handrail.domain.routes.journey import Alternative
from handrail.domain.routes.marks import Marks, read_marks
from handrail.domain.routes.naming import possible_facts
from tests.unit.domain.routes.small_journey import HERE, ON, a_choice, a_journey, a_step, day, done, fixed_by

JOURNEY = a_journey(
    a_step("offer", asserts={"home.offer_on": "done_on", "home.is_agreed": True}),
    a_step("survey", decision=a_choice("level", Alternative("short", "Short"), Alternative("full", "Full"))),
    a_step("keys", happens_on=fixed_by("home.keys_on"), asserts={"home.keys_on": "done_on"}),
)
ANY_MARK = '{"done_on": date}, {"skipped": true}, {"assigned_to": words}, {"first": true} or {"not_before": date}'
FIRST_DAY = date(2000, 1, 1).toordinal()
VOCABULARY = Vocabulary(
    {
        "home.offer_on": Declaration("home.offer_on", FactType.DATE, HERE, low=FIRST_DAY),
        "home.keys_on": Declaration("home.keys_on", FactType.DATE, HERE),
        "home.is_agreed": Declaration("home.is_agreed", FactType.YES_NO, HERE),
    }
)


def read(written):
    return read_marks(written, [JOURNEY], ON)


def test_marks_are_read_in_the_form_of_the_outside_contract():
    marks, errors = read(
        {
            "steps": {
                "offer": {"done_on": "2026-11-18"},
                "survey": {"skipped": True, "assigned_to": " Sam "},
                "keys": {"done_on": None, "skipped": False},
            },
            "chosen": {"level": "full"},
        }
    )

    assert errors == ()
    assert marks == Marks(
        {"offer": date(2026, 11, 18), "keys": None}, frozenset({"survey"}), {"survey": "Sam"}, {"level": "full"}
    )


def test_where_someone_wants_a_step_is_read_beside_the_rest():
    marks, errors = read(
        {
            "steps": {
                "offer": {"first": True, "assigned_to": "Sam", "not_before": None},
                "survey": {"not_before": "2027-01-10", "first": False},
                "keys": {"done_on": None, "first": False},
            }
        }
    )

    assert errors == ()
    assert marks == Marks(
        {"keys": None},
        assigned_to={"offer": "Sam"},
        first=frozenset({"offer"}),
        not_before={"survey": date(2027, 1, 10)},
    )


def test_a_date_that_yaml_has_read_already_is_taken():
    assert read({"steps": {"offer": {"done_on": day(-1)}}})[0].done == {"offer": day(-1)}


def test_no_marks_are_no_marks():
    assert read(None) == (Marks(), ())
    assert read({}) == (Marks(), ())


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ([], InputError("", [], 'one JSON object with "steps" and "chosen"')),
        ({"step": {}}, InputError("step", {}, '"steps" or "chosen"', "steps")),
        ({"steps": []}, InputError("steps", [], "one JSON object")),
        ({"chosen": 3}, InputError("chosen", 3, "one JSON object")),
        ({"steps": {"ofer": {"done_on": None}}}, InputError("steps.ofer", "ofer", "the id of a step", "offer")),
        (
            {"steps": {"offer": True}},
            InputError("steps.offer", True, ANY_MARK),
        ),
        (
            {"steps": {"offer": {"done_on": None, "skipped": True}}},
            InputError("steps.offer", {"done_on": None, "skipped": True}, "a step that is done or skipped, not both"),
        ),
        (
            {"steps": {"offer": {"done": True}}},
            InputError("steps.offer.done", True, ANY_MARK, "done_on"),
        ),
        (
            {"steps": {"offer": {"done_on": "2026-02-30"}}},
            InputError("steps.offer.done_on", "2026-02-30", "a date as YYYY-MM-DD, or null when the day is not known"),
        ),
        (
            {"steps": {"offer": {"done_on": "20261118"}}},
            InputError("steps.offer.done_on", "20261118", "a date as YYYY-MM-DD, or null when the day is not known"),
        ),
        (
            {"steps": {"offer": {"done_on": "2026-11-21"}}},
            InputError("steps.offer.done_on", "2026-11-21", "a day that has come: 2026-11-20 or earlier"),
        ),
        ({"steps": {"offer": {"skipped": "yes"}}}, InputError("steps.offer.skipped", "yes", "true or false")),
        (
            {"steps": {"offer": {"assigned_to": " "}}},
            InputError("steps.offer.assigned_to", " ", "who does it, in words"),
        ),
        ({"steps": {"offer": {"first": "yes"}}}, InputError("steps.offer.first", "yes", "true or false")),
        (
            {"steps": {"offer": {"first": True, "not_before": "2026-12-01"}}},
            InputError(
                "steps.offer",
                {"first": True, "not_before": "2026-12-01"},
                "a step that comes first or is put off, not both",
            ),
        ),
        (
            {"steps": {"offer": {"not_before": "soon"}}},
            InputError("steps.offer.not_before", "soon", "a date as YYYY-MM-DD, or null when it is not put off"),
        ),
        (
            {"steps": {"keys": {"not_before": "2026-12-01"}}},
            InputError("steps.keys.not_before", "2026-12-01", "a step that does not happen on a day of its own"),
        ),
        ({"chosen": {"levels": "full"}}, InputError("chosen.levels", "levels", "the id of a decision", "level")),
        ({"chosen": {"level": "ful"}}, InputError("chosen.level", "ful", "one of short, full", "full")),
    ],
)
def test_what_cannot_be_used_is_named_with_what_was_expected(written, error):
    assert read(written) == (Marks(), (error,))


def test_every_mistake_is_found_and_the_rest_is_read():
    marks, errors = read({"steps": {"x": {}, "offer": {"done_on": "2026-11-18"}}, "chosen": {"y": "z"}})

    assert [error.fact for error in errors] == ["steps.x", "chosen.y"]
    assert marks.done == {"offer": date(2026, 11, 18)}


def test_a_life_event_may_stand_in_front_and_must_where_two_have_the_same_step():
    other = a_journey(a_step("offer"), name="renting")

    marks, errors = read_marks(
        {"steps": {"moving.offer": {"skipped": True}, "renting.offer": {"done_on": None}}}, [JOURNEY, other], ON
    )

    assert errors == ()
    assert marks == Marks({"renting.offer": None}, frozenset({"offer"}))


def test_a_step_that_is_done_makes_its_facts_true_with_itself_as_the_source():
    facts = asserted_facts([JOURNEY], done("offer", when=day(-2)), VOCABULARY, ON)

    source = Provenance(said_by="step:offer", on=day(-2))
    assert facts == (
        Fact("home.offer_on", Ranges.exactly(day(-2).toordinal()), provenance=source),
        Fact("home.is_agreed", Among(frozenset({True})), provenance=source),
    )


def test_a_day_that_nobody_remembers_is_some_day_up_to_today():
    facts = asserted_facts([JOURNEY], Marks({"offer": None}), VOCABULARY, ON)

    assert facts[0].possible == Ranges.between(FIRST_DAY, ON.toordinal())


def said(value, by="person", standing=Standing.TOLD):
    return Fact("home.keys_on", Ranges.exactly(value.toordinal()), standing, Provenance(said_by=by))


def test_a_mark_takes_the_place_of_what_the_person_said_before():
    asserted = asserted_facts([JOURNEY], done("keys", when=day(-1)), VOCABULARY, ON)

    facts = with_asserted(Facts.of([said(day(9))]), asserted)

    assert facts.possible("home.keys_on", VOCABULARY) == Ranges.exactly(day(-1).toordinal())
    assert with_asserted(facts, asserted) == facts


def test_what_an_organisation_says_stays_beside_the_mark():
    asserted = asserted_facts([JOURNEY], done("keys", when=day(-1)), VOCABULARY, ON)

    facts = with_asserted(Facts.of([said(day(-3), by="hm_land_registry")]), asserted)

    assert facts.possible("home.keys_on", VOCABULARY) == Ranges(
        ((day(-3).toordinal(), day(-3).toordinal()), (day(-1).toordinal(), day(-1).toordinal()))
    )


def test_what_is_only_supposed_is_left_out_of_what_a_plan_looks_at():
    facts = Facts.of([said(day(9), standing=Standing.ASSUMED)])

    assert possible_facts([JOURNEY], facts, VOCABULARY)["home.keys_on"] == VOCABULARY.facts["home.keys_on"].domain
    assert possible_facts([JOURNEY], Facts.of([said(day(9))]), VOCABULARY) == {
        "home.keys_on": Ranges.exactly(day(9).toordinal())
    }


def days_told(low, high):
    return Fact("home.keys_on", Ranges.between(low.toordinal(), high.toordinal()))


def test_a_mark_without_a_day_keeps_the_day_that_the_person_gave_before():
    asserted = asserted_facts([JOURNEY], Marks({"keys": None}), VOCABULARY, ON)

    facts = with_asserted(Facts.of([said(day(-9))]), asserted)

    assert facts.by_name["home.keys_on"] == (said(day(-9)),)


def test_of_a_range_that_the_person_gave_before_what_agrees_with_the_mark_is_kept():
    asserted = asserted_facts([JOURNEY], Marks({"keys": None}), VOCABULARY, ON)

    facts = with_asserted(Facts.of([days_told(day(-9), day(9))]), asserted)

    assert facts.possible("home.keys_on", VOCABULARY) == Ranges.between(day(-9).toordinal(), ON.toordinal())


@pytest.mark.parametrize(
    "before",
    [said(day(9)), said(day(-9), standing=Standing.ASSUMED), Fact("home.keys_on", None, Standing.DECLINED)],
)
def test_a_mark_without_a_day_takes_the_place_of_what_does_not_agree_and_of_what_was_never_told(before):
    asserted = asserted_facts([JOURNEY], Marks({"keys": None}), VOCABULARY, ON)

    facts = with_asserted(Facts.of([before]), asserted)

    (held,) = facts.by_name["home.keys_on"]
    assert held.provenance.said_by == "step:keys"
    assert isinstance(held.possible, Ranges)
    assert held.possible.high == ON.toordinal()

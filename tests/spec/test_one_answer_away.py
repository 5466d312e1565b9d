"""What would make a no a yes, over the real pack: nothing is suggested that does not turn it, and nothing private ever is."""

from __future__ import annotations

import os
from datetime import date
from random import Random

import pytest

from bench.inventing_people import invent
from handrail.domain.facts.possible import Among, Ranges
from handrail.domain.facts.vocabulary import Toward
from handrail.domain.routes.turning import turns, with_changes
from handrail.packs.installed import installed_pack
from handrail.use_cases.kept_contents import Contents
from handrail.use_cases.one_answer_away import nos_that_may_turn, watched
from handrail.use_cases.reading_people import read_person

ON = date(2026, 11, 22)
PACK = installed_pack()
RULEBOOK = PACK.rulebook
PEOPLE = int(os.environ.get("HANDRAIL_EXAMPLES", "400")) // 50
WISHED_FOR = tuple(goal for goal in watched(PACK) if not goal.endswith(".amount"))

NEVER = (
    # relationship, and who lives with whom
    "partner.exists", "partner.is_spouse", "couple.lives_together", "you.lives_alone", "children", "pension.marital_status",
    # health and care
    "you.is_too_ill_to_work", "sickness.first_day", "cared_for.disability_benefit", "you.disability_benefit", "traveller.mobility_award",
    "disabled_child.exists", "you.has_exemption_certificate",
    # where someone comes from, and may stay
    "you.can_get_public_funds", "you.normally_live_in_uk", "you.has_sponsored_visa", "student.is_settled", "you.nation",
    # work refused or given up
    "job_ending.turned_down_suitable_job", "job_ending.how", "you.works_16_hours", "you.can_look_for_work", "you.carer_pay_a_week",
    "household.universal_credit_pay", "birth.employed_until_the_birth", "you.earnings_a_year",
    # savings spent
    "you.savings", "crisis.has_other_money", "purchase.deposit",
    # what is over
    "you.birth_date", "you.have_owned_a_home", "birth.born_on", "deceased.death_date", "you.benefit_in_august", "lease.last_sold_in",
)  # fmt: skip


@pytest.mark.parametrize("fact", NEVER)
def test_nobody_is_told_to_change_this(fact: str) -> None:
    assert RULEBOOK.vocabulary.facts[fact].changeable == ()


def test_nothing_of_special_sensitivity_is_suggested() -> None:
    changeable = [fact for fact in RULEBOOK.vocabulary.facts.values() if fact.changeable]

    assert len(changeable) > 20
    assert {fact.sensitivity for fact in changeable} <= {"ordinary", "personal"}


@pytest.mark.property
@pytest.mark.parametrize("number", range(PEOPLE))
def test_what_is_suggested_was_marked_and_turns_it(number: int) -> None:
    told = invent(RULEBOOK, RULEBOOK.vocabulary.facts, ON, Random(number))
    sheet = read_person(RULEBOOK, told, ON).sheet
    assert sheet is not None
    for goal in WISHED_FOR:
        if not RULEBOOK.settle_on(goal, sheet).is_no:
            continue
        for turn in turns(RULEBOOK, goal, sheet):
            assert turn.changes
            assert all(change.way in RULEBOOK.vocabulary.facts[change.fact].changeable for change in turn.changes)
            assert all(_is_as_marked(change.way.to, change.possible) for change in turn.changes)
            changed = with_changes(RULEBOOK, sheet, turn.changes)
            assert RULEBOOK.broken_constraints(changed) == ()
            # Worked out anew from the facts alone, with all its reasons.
            assert RULEBOOK.determine(goal, changed.facts, ON).is_yes


def _is_as_marked(to: Among | Toward, possible: object) -> bool:
    return possible == to if isinstance(to, Among) else isinstance(possible, Ranges) and possible.is_known


# -- by hand, from the law -----------------------------------------------------------------------------------------------


def suggested(goal: str, told: dict[str, object]) -> list[tuple[str, tuple[str, ...]]]:
    sheet = read_person(RULEBOOK, told, ON).sheet
    assert sheet is not None
    found = nos_that_may_turn(PACK, Contents(), sheet, [goal])
    return [(way.says, way.costs) for no in found for way in no.ways]


def test_a_lifetime_isa_counts_twelve_months_after_the_first_payment() -> None:
    """Individual Savings Account Regulations 1998, Schedule 1: not within 12 months of the first payment in."""
    told: dict[str, object] = {
        "purchase.nation": "england",
        "purchase.price": 300000,
        "purchase.completion_date": "2027-01-10",
        "purchase.needs_mortgage": True,
        "purchase.is_main_home": True,
        "you.has_lifetime_isa": True,
        "you.lifetime_isa_first_paid_date": "2026-02-20",
        "you.have_owned_a_home": False,
    }

    assert [says for says, _ in suggested("lifetime_isa_can_be_used", told)] == [
        "If you could agree with the seller that the home becomes yours on 20 February 2027, this would be a yes."
    ]
    assert suggested("lifetime_isa_can_be_used", {**told, "you.have_owned_a_home": True}) == []


EXTENSION: dict[str, object] = {
    "extension.nation": "england",
    "extension.home_type": "detached",
    "extension.position": "rear",
    "extension.is_single_storey": True,
    "extension.rear_depth_cm": 450,
    "extension.height_cm": 380,
    "extension.eaves_height_cm": 250,
    "extension.boundary_distance_cm": 300,
    "extension.wall_faces_road": False,
    "extension.covers_more_than_half": False,
    "extension.higher_than_house": False,
    "extension.has_balcony_or_platform": False,
    "extension.materials_match": True,
    "extension.rights_removed": False,
    "extension.protected_area": "none",
}
FOUR_METRES = "If it went out no further than 400 centimetres from the back wall, this would be a yes."


def test_a_detached_house_may_be_extended_by_four_metres_without_asking() -> None:
    """SI 2015/596, Schedule 2, Part 1, Class A.1(f) and (g): 4 metres for a detached house, 3 for any other; 4 metres high."""
    semi = {**EXTENSION, "extension.home_type": "semi_detached"}

    assert FOUR_METRES in [says for says, _ in suggested("permitted_development", EXTENSION)]
    assert FOUR_METRES.replace("400", "300") in [says for says, _ in suggested("permitted_development", semi)]
    assert suggested("permitted_development", {**EXTENSION, "extension.work_has_started": True}) == []
    assert suggested("permitted_development", {**EXTENSION, "extension.rights_removed": True}) == []


def test_two_things_too_large_are_named_together() -> None:
    told = {**EXTENSION, "extension.height_cm": 430}

    (says,) = [says for says, _ in suggested("permitted_development", told)]

    assert "no further than 400 centimetres" in says
    assert "no higher than 400 centimetres" in says


def test_universal_credit_opens_help_to_save_and_would_end_tax_free_childcare() -> None:
    """Childcare Payments Act 2014, section 32: nobody has both. SI 2018/87: Help to Save is for those on Universal Credit."""
    told: dict[str, object] = {
        "you.nation": "england",
        "you.gets_universal_credit": False,
        "you.has_had_help_to_save": False,
        "household.universal_credit_pay_last_period": 900,
        "you.normally_live_in_uk": True,
    }
    found = suggested("help_to_save.eligible", told)

    assert [says for says, _ in found] == ["If you got Universal Credit, this would be a yes."]
    assert "Tax-Free Childcare: you could not get it then." in found[0][1]


def test_a_new_benefit_year_brings_other_tax_years_into_view() -> None:
    """Jobseekers Act 1995, sections 2(4) and 35: the benefit year begins on the first Sunday in January, 3 January 2027; the last tax
    year that counts then is 2025/26 in place of 2024/25."""
    enough = {"weeks_worked": 40, "pay": 20000, "weeks_credited": 0}
    told: dict[str, object] = {
        "you.nation": "england",
        "you.birth_date": "1995-01-01",
        "you.benefit_claim_date": "2026-12-01",
        "you.works_16_hours": False,
        "you.is_too_ill_to_work": False,
        "you.can_look_for_work": True,
        "you.in_full_time_education": False,
        "you.weekly_earnings": 0,
        "tax_years": [{"starts_in": 2024, **enough}, {"starts_in": 2025, **enough}],
    }

    assert "If you claimed on 3 January 2027, this would be a yes." in [
        says for says, _ in suggested("new_style_jobseekers_allowance.eligible", told)
    ]

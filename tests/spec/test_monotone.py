"""Where the law only gives more, or only less, the more of something there is, so do our answers, for anyone."""

from __future__ import annotations

import os
from datetime import date
from itertools import pairwise
from random import Random

import pytest

from handrail.domain.facts.held import Fact
from handrail.domain.facts.possible import Ranges
from handrail.domain.facts.vocabulary import FactType
from handrail.domain.rules.determining import Sheet
from handrail.packs.examples import load_examples
from handrail.packs.installed import installed_pack, installed_root
from handrail.use_cases.reading_people import read_person
from handrail.use_cases.trying_examples import plain

pytestmark = pytest.mark.property
PEOPLE = int(os.environ.get("HANDRAIL_EXAMPLES", "1000")) // 50
EXAMPLES = load_examples(installed_root())
RULEBOOK = installed_pack().rulebook
LONG_AGO, LATER = date(1960, 1, 1).toordinal(), date(2030, 1, 1).toordinal()

RISES = (
    ("child_benefit.amount", "birth.babies"),
    ("child_benefit.charge", "birth.babies"),
    ("child_benefit.charge", "birth.higher_income"),
    ("guardians_allowance.amount", "you.number_of_their_children"),
    ("healthy_start.amount", "birth.babies"),
    ("holiday_pay_owed", "job_ending.week_pay"),
    ("notice_pay_owed", "job_ending.week_pay"),
    ("pay_off_taxed", "job_ending.pay_off"),
    ("probate_fee", "deceased.estate_value"),
    ("property_transaction_tax", "purchase.price"),
    ("protective_award_most", "job_ending.week_pay"),
    ("redundancy_pay.amount", "job_ending.week_pay"),
    ("registration_fee", "purchase.price"),
    ("scottish_child_payment.amount", "birth.babies"),
    ("statutory_adoption_pay.first_weeks", "birth.weekly_earnings"),
    ("statutory_maternity_pay.amount", "birth.weekly_earnings"),
    ("statutory_maternity_pay.first_weeks", "birth.weekly_earnings"),
    ("statutory_paternity_pay.amount", "birth.weekly_earnings"),
    ("tax_free_childcare.amount", "birth.childcare_cost_a_month"),
)
FALLS = (
    ("holiday_pay_owed", "job_ending.holiday_days_taken"),
    ("new_style_employment_and_support_allowance.amount", "you.weekly_pension"),
    ("new_style_jobseekers_allowance.amount", "you.weekly_earnings"),
    ("new_style_jobseekers_allowance.amount", "you.weekly_pension"),
    ("probate_fee", "deceased.debts"),
    ("redundancy_pay.amount", "job_ending.start_date"),
)
CLAIMS = [(*each, 1) for each in RISES] + [(*each, -1) for each in FALLS]


def values_to_try(goal: str, fact: str, random: Random) -> list[int]:
    """Ever larger values: on both sides of what the rules look at, and of every size."""
    declaration = RULEBOOK.vocabulary.facts[fact]
    cuts = RULEBOOK.cuts_of(goal).get(fact)
    tried = {int(near) for cut in (cuts.values if cuts else ()) for near in (cut - 1, cut, cut + 1)}
    if declaration.type is FactType.DATE:
        tried = {day for day in tried if day > LONG_AGO} | {random.randrange(LONG_AGO, LATER) for _ in range(24)}
    else:
        tried |= {random.randrange(10**size) for size in range(1, 10) for _ in range(3)} | set(range(6))
    return sorted(value for value in tried if declaration.low <= value <= declaration.high)


def settled(goal: str, sheet: Sheet, fact: str, value: int) -> int | float | None:
    changed = RULEBOOK.changed(sheet, Fact(fact, Ranges.exactly(value)))
    if RULEBOOK.broken_constraints(changed):
        return None
    found = RULEBOOK.settle_on(goal, changed)
    return found.low if found.is_settled else None


@pytest.mark.parametrize(("goal", "fact", "direction"), CLAIMS)
def test_more_never_gives_the_wrong_way(goal: str, fact: str, direction: int) -> None:
    random, differences = Random(f"{goal} {fact}"), 0
    people = [each for each in EXAMPLES if goal in (each.expect.get("goals") or {}) and fact in each.facts]
    for example in random.sample(people, min(PEOPLE, len(people))):
        sheet = read_person(RULEBOOK, plain(example.facts), example.on).sheet
        assert sheet is not None
        found = [settled(goal, sheet, fact, value) for value in values_to_try(goal, fact, random)]
        for less, more in pairwise(value for value in found if value is not None):
            assert (more - less) * direction >= 0, example.identifier
            differences += more != less

    assert differences > 0, "nobody saw it change"

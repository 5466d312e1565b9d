"""Nothing stands in the pack of the United Kingdom that nobody uses, but for a reason."""

from __future__ import annotations

import re
from datetime import date

import pytest

from handrail.domain.routes.figures_in_words import words_in
from handrail.packs.installed import installed_pack
from handrail.use_cases.checking_pack import check_pack

ON = date(2026, 11, 22)
REASONS = {
    "old_home_sold_since": "the question about the old home says it in words, and questions have no slots yet",
    "stamp_duty_land_tax.old_home_sold_before_months": "read by old_home_sold_since",
    "land_and_buildings_transaction_tax.old_home_sold_before_months": "read by old_home_sold_since",
    "land_transaction_tax.old_home_sold_before_months": "read by old_home_sold_since",
    "property_tax_payment_due": "conveyancers take the tax at completion, which is the day the route shows",
    "stamp_duty_land_tax.payment_days": "read by property_tax_payment_due",
    "land_and_buildings_transaction_tax.payment_days": "read by property_tax_payment_due",
    "land_transaction_tax.payment_days": "read by property_tax_payment_due",
}


def test_nothing_is_unused_without_a_reason_and_no_reason_outlives_its_use():
    assert set(check_pack(installed_pack(), ON).unused) == set(REASONS)


@pytest.mark.parametrize("event", sorted(installed_pack().events.journeys))
def test_the_figures_in_a_journeys_words_are_those_of_the_day(event):
    said = list(words_in(installed_pack().journey(event, ON).steps))

    assert not [words for words in said if "{{" in words]


def test_a_penalty_in_words_is_the_figure_of_the_law():
    steps = {step.id: step for step in installed_pack().journey("buying_a_home", ON).steps}
    deadline = steps["file_the_tax_return"].deadline

    assert deadline is not None
    assert re.search(r"a penalty of £100 at first \(£100 in Scotland, £100 in Wales\)", deadline.if_missed)

"""Slots in words name what is there, and say the figure of the day."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.domain.routes.figures_in_words import journey_on
from handrail.use_cases.starting import urgent_first, urgent_of
from tests.unit.packs.written_pack import ABOUT, RULES, load, mistakes_in

EVENT = """\
id: moving
title: Moving
needs: []
urgent: [{says: 'Ring at once if it is over {{ home_tax.limit }}.', call: council}]
phases: [{id: first, title: First}]
steps:
  pay:
    phase: first
    lasts: {least: 1, likely: 1, most: 1}
    goes_wrong:
      - id: late
        says: It is late.
        remedy: Pay {{ home_tax.limit }}.
        time_limit: {by: you.employed, true: 'Up to {{home_tax.limit}}.', false: None.}
"""
WORDS = """\
---
title: Pay
summary: Pay it.
---
## What
{{ home_tax.limit }}, {{ fact home.price }} and {{ goal is_dear }}.
"""
FILES = {
    "organisations/all.yaml": "council: {name: The council}\n",
    "life_events/moving/journey.yaml": EVENT,
    "life_events/moving/content/en/pay.md": WORDS,
}
TWO_VALUES = """\
limit:
  type: money
  unit: pounds
  values:
    - {from: 2020-01-01, value: 300, source: {title: Home Act, seen: text, checked: 2026-11-22}}
    - {from: 2027-01-01, value: 400, source: {title: Home Act, seen: text, checked: 2026-11-22}}
"""


def test_the_figures_in_a_journey_are_those_of_the_day(tmp_path):
    pack = load(tmp_path, {**FILES, "parameters/office/home_tax.yaml": TWO_VALUES})

    now, later = (pack.journey("moving", date(year, 6, 1)) for year in (2026, 2027))

    assert (now.steps[0].risks[0].remedy, later.steps[0].risks[0].remedy) == ("Pay £300.", "Pay £400.")
    assert now.urgent[0].says == "Ring at once if it is over £300."
    limit = now.steps[0].risks[0].time_limit
    assert limit is not None
    assert limit.values == {"true": "Up to £300.", "false": "None."}


URGENT = ABOUT + "urgent: [{says: 'Ring at once if it is over {{ home_tax.limit }}', call: council}]\n"


def test_the_figures_in_what_cannot_wait_anywhere_are_those_of_the_day(tmp_path):
    pack = load(tmp_path, {**FILES, "pack.yaml": URGENT, "parameters/office/home_tax.yaml": TWO_VALUES})

    said = [urgent_first(pack, date(year, 6, 1))[0].says for year in (2026, 2027)]

    assert said == ["Ring at once if it is over £300", "Ring at once if it is over £400"]


def test_what_cannot_wait_in_a_life_event_says_the_figures_of_the_day_before_there_is_a_route(tmp_path):
    pack = load(tmp_path, {**FILES, "parameters/office/home_tax.yaml": TWO_VALUES})

    said = [urgent_of(pack, date(year, 6, 1))[0].says for year in (2026, 2027)]

    assert said == ["Ring at once if it is over £300.", "Ring at once if it is over £400."]


@pytest.mark.parametrize("slot", ["{{ home_tax.limt }}", "{{ fact home.price }}", "{{ home_tax.limit }"])
def test_a_slot_that_names_nothing_in_what_cannot_wait_is_a_mistake(tmp_path, slot):
    files = {**FILES, "pack.yaml": URGENT.replace("{{ home_tax.limit }}", slot)}

    assert [wrong.partition(":")[0] for wrong in mistakes_in(tmp_path, files)] == ["pack.yaml"]


def test_a_journey_without_figures_is_the_same_every_day(tmp_path):
    plain = EVENT.replace("{{ home_tax.limit }}", "it").replace("{{home_tax.limit}}", "it")
    pack = load(tmp_path, {**FILES, "life_events/moving/journey.yaml": plain})
    journey = pack.events.journeys["moving"]

    assert journey_on(journey, pack.rulebook.parameters, date(2026, 6, 1)) is journey


def test_no_more_journeys_are_kept_than_are_needed(tmp_path):
    pack = load(tmp_path, FILES)

    for day in range(1, 300):
        pack.journey("moving", date.fromordinal(date(2026, 1, 1).toordinal() + day))

    assert len(pack._journeys) <= 256


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("life_events/moving/journey.yaml", "Pay {{ home_tax.limit }}", "Pay {{ home_tax.limt }}", "life_events/moving/journey.yaml:8: there is no figure 'home_tax.limt' to say. Expected the name of a figure. Did you mean 'home_tax.limit'?"),
        ("life_events/moving/journey.yaml", "Pay {{ home_tax.limit }}", "Pay {{ fact home.price }}", "life_events/moving/journey.yaml:8: a slot cannot be read. Expected {{ figure }}; on a page also {{ fact name }} and {{ goal name }}."),
        ("life_events/moving/journey.yaml", "over {{ home_tax.limit }}", "over {{ limit }}", "life_events/moving/journey.yaml:1: there is no figure 'limit' to say. Expected the name of a figure."),
        ("life_events/moving/content/en/pay.md", "fact home.price", "fact home.prise", "life_events/moving/content/en/pay.md:5: there is no fact 'home.prise' to say. Expected the name of a fact. Did you mean 'home.price'?"),
        ("life_events/moving/content/en/pay.md", "goal is_dear", "goal is_deer", "life_events/moving/content/en/pay.md:5: there is no goal 'is_deer' to say. Expected the name of a goal. Did you mean 'is_dear'?"),
        ("life_events/moving/content/en/pay.md", "{{ home_tax.limit }}", "{{ home_tax.limit }", "life_events/moving/content/en/pay.md:5: a slot cannot be read. Expected {{ figure }}; on a page also {{ fact name }} and {{ goal name }}."),
    ],
)  # fmt: skip
def test_a_slot_that_names_nothing_is_a_mistake(tmp_path, file, old, new, says):
    assert FILES[file].count(old) == 1

    assert says in mistakes_in(tmp_path, {**FILES, file: FILES[file].replace(old, new)})


def test_a_rule_that_says_a_figure_that_is_not_there_is_a_mistake(tmp_path):
    rules = RULES.replace("{home_tax.limit}", "{home_tax.limits}")

    assert mistakes_in(tmp_path, {"rules/home.yaml": rules}) == [
        (
            "rules/home.yaml:2: there is no figure 'home_tax.limits' to say. "
            "Expected the name of a figure. Did you mean 'home_tax.limit'?"
        )
    ]


def test_a_slot_in_the_line_under_a_title_that_names_nothing_is_a_mistake(tmp_path):
    words = WORDS.replace("summary: Pay it.", "summary: Pay {{ home_tax.limt }}.")

    assert any(
        "home_tax.limt" in wrong
        for wrong in mistakes_in(tmp_path, {**FILES, "life_events/moving/content/en/pay.md": words})
    )

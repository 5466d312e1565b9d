"""One file holds all of a programme: its rules, and the step of claiming it at each life event."""

from __future__ import annotations

from datetime import date

import pytest

from handrail.domain.routes.entitlement import Entitlement
from handrail.domain.routes.journey import CostEntry, Deadline
from tests.unit.packs.grant_pack import FILES, GRANT, JOURNEY, PAGE
from tests.unit.packs.written_pack import load, mistakes_in


@pytest.fixture
def pack(tmp_path):
    return load(tmp_path, FILES)


def test_its_rules_carry_its_name_and_what_everyone_asks_is_a_goal(pack):
    assert {"home_grant.eligible", "home_grant.amount", "home_grant.claim_by"} <= set(pack.rulebook.goals)
    assert "home_grant.is_small" in pack.rulebook.rules
    assert "home_grant.is_small" not in pack.rulebook.goals
    assert pack.rulebook.rules["home_grant.amount"].written.period == "week"


def test_it_is_known_by_all_that_was_said_of_it(pack):
    found = pack.events.entitlements["home_grant"]

    assert isinstance(found, Entitlement)
    assert (found.title, found.tier, found.amount_by, found.moments) == ("Home grant", "a", "rules", ("moving",))
    assert (found.backdating, found.affects, found.leads_to) == ("Not at all.", "Nothing.", ("home_grant",))
    assert found.run_by is not None
    assert found.run_by.values == {"": "office"} or "office" in found.run_by.values.values()
    assert (found.review_by, found.sources[0].title) == (date(2027, 4, 6), "Home Act")


def test_each_life_event_it_names_has_the_step_of_claiming_it(pack):
    journey = pack.events.journeys["moving"]
    claim = next(step for step in journey.steps if step.id == "claim_home_grant")

    assert claim.only_if == ("home_grant.eligible",)
    assert claim.gains == (CostEntry("home_grant.amount", every="week"),)
    assert claim.deadline == Deadline("home_grant.claim_by", "It is lost.")
    assert claim.owner is not None
    assert (claim.phase, claim.lasts.most, claim.sources[0].title) == ("after", 3, "Home Act")
    assert journey.goals == ("is_dear", "home_grant.eligible", "home_grant.amount")
    assert pack.events.pages["moving", "claim_home_grant", "en"].title == "Claim the grant"
    assert pack.events.without_words("en") == ()


def test_an_amount_that_is_not_ours_to_work_out_is_no_gain(tmp_path):
    pack = load(
        tmp_path, {**FILES, "entitlements/home_grant.yaml": GRANT.replace("run_by:", "amount_by: council\nrun_by:")}
    )
    claim = next(step for step in pack.events.journeys["moving"].steps if step.id == "claim_home_grant")

    assert claim.gains == ()


HERE = "entitlements/home_grant.yaml"


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        (HERE, "- 1", f"{HERE}:1: the file holds no programme."),
        (HERE, "id: [", f"{HERE}:1: this is not YAML"),
        (HERE, GRANT.replace("id: home_grant", "id: grant"), f"{HERE}:1: the programme is called 'grant'. Expected id: home_grant."),
        (HERE, GRANT.replace("tier: a", "tier: d"), f"{HERE}:3: there is no tier 'd'."),
        (HERE, GRANT.replace("nations: []", "nations: [wales]"), f"{HERE}:4: there is no nation 'wales'."),
        (HERE, GRANT.replace("run_by: office", "run_by: ofice"), "there is no organisation 'ofice'. Expected the name of an organisation. Did you mean 'office'?"),
        (HERE, GRANT.replace("  eligible:", "  can_have_it:"), f"{HERE}:6: 'home_grant' does not say who can get it."),
        (HERE, GRANT.replace(", period: week", ""), "the amount does not say how often it is paid."),
        (HERE, GRANT.replace("value: £20, period: week", "value: 20, period: week"), "'home_grant.amount' is a rule of type number"),
        (HERE, GRANT.replace("moving: {phase", "movng: {phase"), "there is no life event 'movng'. Expected the name of a life event. Did you mean 'moving'?"),
        (HERE, GRANT.replace("moving: {phase: after", "moving: {only_if: is_dear, phase: after"), "there is no key 'only_if' here."),
        (HERE, GRANT.replace("phase: after", "phase: aftr"), "there is no phase 'aftr'."),
        (HERE, GRANT.replace("leads_to: [home_grant]", "leads_to: [home_grnt]"), "there is no programme 'home_grnt'."),
        (HERE, GRANT.replace("moments:\n  moving: {phase: after, after: [pack_boxes]}", "moments: moving"), "`moments` cannot be read."),
        (HERE, GRANT.replace(", period: week", ", period: once").replace("\nrules:", "\ngoes_on: true\nrules:"), "what is paid once does not go on."),
        ("entitlements/content/en/home_grnt.md", PAGE, "there is no programme 'home_grnt'."),
        ("life_events/moving/journey.yaml", JOURNEY.replace("pack_boxes:", "claim_home_grant:"), "'claim_home_grant' is the step of an entitlement too."),
    ],
)  # fmt: skip
def test_every_mistake_is_told_with_its_file_and_line(tmp_path, file, text, told):
    mistakes = mistakes_in(tmp_path, {**FILES, file: text})

    assert any(told in mistake for mistake in mistakes), mistakes


def test_what_is_paid_while_nothing_changes_says_so(tmp_path):
    goes_on = load(tmp_path, {**FILES, HERE: GRANT.replace("\nrules:", "\ngoes_on: true\nrules:")})
    [claim] = [step for step in goes_on.events.journeys["moving"].steps if step.id == "claim_home_grant"]

    assert claim.gains == (CostEntry("home_grant.amount", every="week", goes_on=True),)


def test_what_has_a_last_day_begins_on_the_day_it_starts_and_more_can_come_on_top(tmp_path):
    course = "\n  starts: {value: today}\n  ends: {value: 'plus_weeks(today, 39)'}\n  at_most: {value: 39, type: whole_number}"
    more = {
        "claim:": "claim:\n  gain: {rule: home_grant.amount, says: More, every: week}",
        "\nclaim:": f"{course}\nclaim:",
    }
    text = GRANT
    for was, now in more.items():
        text = text.replace(was, now)
    [claim] = [step for step in load(tmp_path, {**FILES, HERE: text}).events.journeys["moving"].steps if step.gains]

    assert claim.gains == (
        CostEntry(
            "home_grant.amount",
            due="home_grant.starts",
            every="week",
            ends="home_grant.ends",
            at_most="home_grant.at_most",
        ),
        CostEntry("home_grant.amount", "More", every="week"),
    )


def test_what_is_paid_once_has_no_last_day(tmp_path):
    once = GRANT.replace(", period: week", ", period: once").replace("\nclaim:", "\n  ends: {value: today}\nclaim:")
    [claim] = [step for step in load(tmp_path, {**FILES, HERE: once}).events.journeys["moving"].steps if step.gains]

    assert claim.gains == (CostEntry("home_grant.amount"),)


def test_a_programme_without_words_is_told_where_they_belong(tmp_path):
    pack = load(tmp_path, {name: text for name, text in FILES.items() if not name.startswith("entitlements/content")})

    assert [mistake.expected for mistake in pack.events.without_words("en")] == [
        "entitlements/content/en/home_grant.md"
    ]

"""Reading the life events of a pack, and what is said when its authors have slipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from handrail.domain.facts.mistakes import PackError, Place
from handrail.domain.facts.vocabulary import Vocabulary
from handrail.domain.routes.choices import ByChoice
from handrail.domain.routes.journey import (
    Alternative,
    Anchor,
    CostEntry,
    Deadline,
    DocumentNeed,
    Lasts,
    Phase,
    Way,
)
from handrail.domain.routes.occurrences import Again
from handrail.domain.rules.parameters import Source
from tests.unit.packs.small_country import FILES, JOURNEY, PAGE, VOCABULARY, load, mistakes_in

JOURNEY_FILE = "life_events/moving/journey.yaml"
SERVICE_FILE = "services/tell_the_council.yaml"
ORGANISATION_FILE = "organisations/all.yaml"
PAGE_FILE = "life_events/moving/content/en/save.md"


def line_of(text, file=JOURNEY_FILE):
    """The place of the line that holds some words."""
    lines = FILES[file].splitlines()
    return f"{file}:{next(number for number, line in enumerate(lines, 1) if text in line)}"


# -- what is read ------------------------------------------------------------------------------------------------


def test_a_journey_is_read_with_its_services_and_the_fact_that_says_whose_law_it_is(tmp_path):
    journey = load(tmp_path).journeys["moving"]

    assert (journey.id, journey.title, journey.scope) == ("moving", "Moving home", "People.")
    assert journey.phases == (Phase("before", "Before"), Phase("after", "After"))
    assert journey.needs == ("home.nation", "home.price")
    assert journey.goals == ("needs_a_loan",)
    assert journey.other_words == ("move", "new home")
    assert journey.nation == "home.nation"
    assert set(journey.services) == {"tell_the_council"}
    assert journey.urgent[0].call == ByChoice({"wales": "council", "scotland": "helpers"}, "home.nation")


def test_a_step_is_read_with_all_that_it_names(tmp_path):
    steps = {step.id: step for step in load(tmp_path).journeys["moving"].steps}

    survey = steps["survey"]
    assert survey.place == Place(JOURNEY_FILE, int(line_of("owner: lawyer").rpartition(":")[2]) - 1)
    assert (survey.only_if, survey.unless, survey.not_before) == (("needs_a_loan",), ("is_new",), "opens_on")
    assert survey.owner == ByChoice.always("lawyer")
    assert survey.lasts == Lasts(1, 3, 9)
    assert survey.costs == (CostEntry("survey_fee", "The fee", "on_start"), CostEntry("survey_fee", "", "file_by"))
    assert survey.gains == (CostEntry("bonus"),)
    assert survey.works_out == ("survey_fee", "file_by")
    assert survey.documents == (DocumentNeed("payslips", ByChoice.always("your employer"), "to show income"),)
    assert survey.decision is not None
    assert survey.decision.alternatives == (
        Alternative("short", "Short", "survey_fee", None, 1, "None.", "Yes.", "It is short."),
        Alternative("full", "Full", lasts=Lasts(2, 4, 8)),
    )
    assert survey.risks[0].time_limit == ByChoice({"wales": "6 years.", "scotland": "5 years."}, "home.nation")
    assert survey.risks[0].cost == ByChoice.always("Free.")
    assert survey.risks[0].sources == (Source("A page", seen="text"),)


def test_what_hangs_on_a_fact_is_read_by_answer(tmp_path):
    steps = {step.id: step for step in load(tmp_path).journeys["moving"].steps}

    assert steps["keys"].after == ByChoice({"true": ("save",), "false": ("save", "survey")}, "home.is_new")
    assert steps["keys"].happens_on == Anchor("home.keys_on", is_fact=True)
    assert steps["keys"].asserts == {"home.keys_on": "done_on"}
    assert steps["tell"].service == ByChoice({"wales": "tell_the_council"}, "home.nation")
    assert steps["tell"].after == ByChoice.always(("keys",))
    assert steps["tell"].happens_on == Anchor("opens_on", is_fact=False)
    assert steps["tell"].deadline == Deadline("file_by", "A fine.", "say_sorry")
    assert (steps["tell"].subject, steps["tell"].trigger) == ("partner", "move")
    assert steps["tell"].ways == (Way("phone", "0300"),)
    assert steps["say_sorry"].only_to_recover


def test_services_and_organisations_are_read(tmp_path):
    events = load(tmp_path)

    service, council = events.services["tell_the_council"], events.organisations["council"]
    assert (service.title, service.organisation, service.nations) == (
        "Tell the council",
        "council",
        frozenset({"wales"}),
    )
    assert service.ways == (Way("online", "https://x.test", date(2026, 11, 22), "text"),)
    assert service.sources == (Source("An Act", seen="notes"),)
    assert (council.name, council.phone, council.what_for, council.free) == ("The council", "0300", "Bins", True)
    assert events.organisations["lawyer"].free is None


def test_the_words_of_a_step_are_found_by_event_step_and_language(tmp_path):
    page = load(tmp_path).pages["moving", "save", "en"]

    assert (page.title, page.summary, page.review_by) == ("Save for a deposit", "Put money by.", date(2027, 4, 6))
    assert [(section.heading, section.only_in, section.text) for section in page.sections] == [
        ("What", "", "Put money by.\n\nEach month."),
        ("Differs", "scotland", "In Scotland too."),
        ("What", "scotland", "Put more by."),
    ]
    assert page.sections[0].place == Place(PAGE_FILE, 6)
    assert page.sections[1].place == Place(PAGE_FILE, 10)


def test_steps_that_nobody_has_written_words_for_are_listed(tmp_path):
    missing = load(tmp_path).without_words("en")

    assert [mistake.expected for mistake in missing] == [
        f"content/en/{step}.md" for step in ("survey", "keys", "tell", "say_sorry")
    ]
    assert len(load(tmp_path).without_words("cy")) == 5


def test_a_pack_without_life_events_has_none(tmp_path):
    from handrail.packs.journeys import load_events
    from tests.unit.packs.small_country import RULES, VOCABULARY

    assert load_events(tmp_path, RULES, VOCABULARY).journeys == {}


# -- what is wrong -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "only_if: needs_a_loan",
            "only_if: needs_a_lone",
            ("there is no rule of type yes_no 'needs_a_lone'. Expected the name of a rule of type yes_no. "
            "Did you mean 'needs_a_loan'?"),
        ),
        (
            "only_if: needs_a_loan",
            "only_if: survey_fee",
            "'survey_fee' is a rule of type money. Expected a rule of type yes_no.",
        ),
        ("unless: [is_new]", "unless: [is_knew]", ("there is no rule of type yes_no 'is_knew'. Expected the name of a "
         "rule of type yes_no. Did you mean 'is_new'?")),
        ("gain: bonus", "gain: bonos", ("there is no rule of type money 'bonos'. Expected the name of a rule of type money. "
         "Did you mean 'bonus'?")),
        ("due: file_by", "due: on_stop", "there is no rule of type date 'on_stop'. Expected the name of a rule of type date."),
        ("{by: file_by,", "{by: fil_by,", ("there is no rule of type date 'fil_by'. Expected the name of a rule of type date. "
         "Did you mean 'file_by'?")),
        ("owner: lawyer", "owner: lawyr", ("there is no organisation 'lawyr'. Expected the name of an organisation. "
         "Did you mean 'lawyer'?")),
        ("wales: tell_the_council", "wales: tel_the_council", ("there is no service 'tel_the_council'. Expected the name of "
         "a service. Did you mean 'tell_the_council'?")),
        ("{by: home.nation, wales: tell", "{by: home.nations, wales: tell", ("there is no fact of type choice or yes_no "
         "'home.nations'. Expected the name of a fact of type choice or yes_no. Did you mean 'home.nation'?")),
        ("{by: home.nation, wales: tell", "{by: home.price, wales: tell", ("'home.price' is a fact of type money. "
         "Expected a fact of type choice or yes_no.")),
        ("{by: home.nation, wales: tell", "{by: home.nation, walse: tell", ("there is no answer to 'home.nation' 'walse'. "
         "Expected the name of an answer to 'home.nation'. Did you mean 'wales'?")),
        ("true: [save], false:", "yess: [save], false:", ("there is no answer to 'home.is_new' 'yess'. Expected the name of an "
         "answer to 'home.is_new'.")),
        ("after: keys", "after: kyes", "there is no step 'kyes'. Expected the name of a step. Did you mean 'keys'?"),
        ("recover: say_sorry", "recover: say_sory", ("there is no step 'say_sory'. Expected the name of a step. "
         "Did you mean 'say_sorry'?")),
        ("happens_on: home.keys_on", "happens_on: home.price", ("'home.price' is a fact of type money. "
         "Expected a fact of type date.")),
        ("happens_on: home.keys_on", "happens_on: home.key_on", ("there is no fact of type date 'home.key_on'. "
         "Expected the name of a fact of type date. Did you mean 'home.keys_on'?")),
        ("happens_on: opens_on", "happens_on: bonus", "'bonus' is a rule of type money. Expected a rule of type date."),
        ("asserts: {home.keys_on: done_on}", "asserts: {home.price: done_on}", ("'home.price' is a fact of type money. "
         "Expected a fact of type date.")),
        ("asserts: {home.is_new: true}", "asserts: {home.is_new: maybe}", ("'home.is_new' cannot be 'maybe'. "
         "Expected true or false.")),
        ("asserts: {home.is_new: true}", "asserts: {home.price: true}", ("'home.price' cannot be true. Expected an amount in "
         "pounds with at most two decimals, 0 or more.")),
        ("asserts: {home.is_new: true}", "asserts: home.is_new", "`asserts` cannot be read. Expected {fact: done_on, fact: value}."),
        ("owner: lawyer", "owners: lawyer", "there is no key 'owners' here. Expected one of phase, service,"),
        ("recover: say_sorry}", "even_if_done: true}", "nothing can be put right. Expected recover: a step."),
        ("only_to_recover: true", "only_to_recover: later", "`only_to_recover` is 'later'. Expected true or false."),
        ("says: The fee, due: on_start", "says: The fee, every: week", "a cost is paid once. Expected a line for each time it is paid."),
        ("gain: bonus", "gain: {rule: bonus, every: week, goes_on: maybe}", "`goes_on` is 'maybe'. Expected true or false."),
        ("gain: bonus", "gain: {rule: bonus, ends: file_by}", "what is paid once does not go on. Expected every: week, month"),
        ("gain: bonus", "gain: {rule: bonus, every: week, goes_on: true, ends: file_by}", ("what goes on has no last day. "
         "Expected either `goes_on` or how long.")),
        ("gain: bonus", "gain: {rule: bonus, every: week, ends: bonus}", "'bonus' is a rule of type money. Expected a rule of type date."),
        ("gain: bonus", "gain: {rule: bonus, every: week, at_most: file_by}", "'file_by' is a rule of type date. Expected a rule of type number."),
        ("id: moving\n", "id: moving\nguarded: maybe\n", "`guarded` is 'maybe'. Expected true or false."),
        ("{least: 0, likely: 1, most: 2}\n    deadline", "{least: 3, likely: 1, most: 2}\n    deadline", ("`lasts` cannot be read. "
         "Expected whole numbers of days, none less than the one before.")),
        ("{least: 2, likely: 4, most: 8}", "{least: 2, most: 8}", "`lasts` cannot be read. Expected whole numbers of days"),
        ("{least: 2, likely: 4, most: 8}", "4", "`lasts` cannot be read. Expected lasts: {least: days, likely: days, most: days}."),
        ("    lasts: {least: 1, likely: 1, most: 1}\n", "", "the step does not say how long it takes"),
        ("from: your employer, ", "", "the document does not say where it comes from. Expected from: who gives it."),
        ("from: your employer", "from: [a, b]", "there are no words here. Expected words."),
        ("id: payslips, ", "", "there is no id here. Expected id: a word."),
        ("- {id: payslips, from: your employer, for: to show income}", "- payslips", ("`documents` holds 'payslips'. "
         "Expected {id, called, from, for}.")),
        ("effort: 1", "effort: 9", "`effort` is '9'. Expected a whole number from 1 to 5."),
        ("{id: full, title", "{id: short, title", ("there is nothing to decide. Expected two alternatives or more, "
         "each with its own id.")),
        ("how: phone", "how: fone", "`how` is 'fone'. Expected one of online, phone, post, in_person, ask. Did you mean 'phone'?"),
        ("[{how: phone, where: '0300'}]", "[ring them]", "a way to do it is 'ring them'. Expected {how, where, checked, seen}."),
        ("id: moving\n", "id: movin\n", "the journey is called 'movin'. Expected id: moving, like its folder."),
        ("[home.nation, home.price]", "[home.nation, home.prise]", ("there is no fact 'home.prise'. Expected the name of a fact. "
         "Did you mean 'home.price'?")),
        ("goals: [needs_a_loan]", "goals: [needs_loan]", ("there is no rule 'needs_loan'. Expected the name of a rule. "
         "Did you mean 'needs_a_loan'?")),
        ("call: {by: home.nation, wales: council, scotland: helpers}}", "call: counsil}", ("there is no organisation 'counsil'. "
         "Expected the name of an organisation. Did you mean 'council'?")),
        ("{says: Stop and ring., call: ", "{ring: ", "what is urgent cannot be read. Expected {says: words, call: an organisation}."),
        ("[{id: before, title: Before}, ", "[before, ", "a phase is 'before'. Expected {id, title}."),
        ("needs: [home.nation,", "nation: home.is_new\nneeds: [home.nation,", ("'home.is_new' is a fact of type yes_no. "
         "Expected a fact of type choice.")),
    ],
)  # fmt: skip
def test_each_slip_in_a_journey_is_named_with_what_was_expected(tmp_path, old, new, says):
    found = mistakes_in(tmp_path, JOURNEY_FILE, old, new)

    assert any(says in mistake for mistake in found), found
    assert all(mistake.startswith(f"{JOURNEY_FILE}:") for mistake in found)


def test_a_mistake_names_the_line_that_it_is_on(tmp_path):
    found = mistakes_in(tmp_path, JOURNEY_FILE, "only_if: needs_a_loan", "only_if: needs_a_lone")

    assert found[0].startswith(f"{line_of('only_if: needs_a_loan')}: ")


def test_a_phase_that_is_not_there_is_named_in_every_step_that_has_it(tmp_path):
    found = mistakes_in(tmp_path, JOURNEY_FILE, "{id: after, title: After}", "{id: then, title: Then}")

    assert len(found) == 3
    assert all("there is no phase 'after'" in mistake for mistake in found)


def test_steps_that_wait_for_each_other_are_shown_in_a_circle(tmp_path):
    found = mistakes_in(tmp_path, JOURNEY_FILE, "    asserts: {home.is_new: true}", "    after: [tell]")

    assert len(found) == 1
    assert "these steps wait for each other:" in found[0]
    assert (
        "save → tell → keys → save" in found[0] or "tell → keys → save → tell" in found[0] or "keys → save" in found[0]
    )


def test_a_step_that_is_only_a_recovery_must_recover_something(tmp_path):
    found = mistakes_in(tmp_path, JOURNEY_FILE, ", recover: say_sorry", "")

    assert len(found) == 1
    assert "no deadline leads to 'say_sorry', which is only there for one" in found[0]


def test_a_journey_without_steps_or_without_anything_is_named(tmp_path):
    empty = {JOURNEY_FILE: "- nothing\n"}
    without = {JOURNEY_FILE: JOURNEY.partition("steps:")[0]}

    with pytest.raises(PackError, match="the file holds no journey"):
        load(tmp_path, empty)
    with pytest.raises(PackError, match="the journey has no steps"):
        load(tmp_path, without)


def test_a_journey_that_is_not_yaml_is_named(tmp_path):
    with pytest.raises(PackError, match="this is not YAML"):
        load(tmp_path, {JOURNEY_FILE: "steps: [\n"})


def test_a_decision_means_the_same_in_every_life_event(tmp_path):
    other = JOURNEY.replace("id: moving", "id: renting").replace("id: short,", "id: brief,")

    with pytest.raises(PackError, match="the decision 'level' has other alternatives than in") as caught:
        load(tmp_path, {"life_events/renting/journey.yaml": other})

    assert len(caught.value.mistakes) == 1


def test_a_journey_in_one_country_needs_no_nation(tmp_path):
    plain = JOURNEY.replace("needs: [home.nation, home.price]", "needs: [home.price]")

    assert load(tmp_path, {JOURNEY_FILE: plain}).journeys["moving"].nation == ""


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (SERVICE_FILE, "organisation: council", "organisation: counsil", "there is no organisation 'counsil'"),
        (SERVICE_FILE, "id: tell", "id: tel", "the service in tell_the_council.yaml is called 'tel_the_council'"),
        (SERVICE_FILE, "title: Tell the council", "title: ''", "the service 'tell_the_council' has no title"),
        (SERVICE_FILE, "nations: [wales]", "nations: [walse]", ("there is no nation 'walse'. Expected the name of a nation. "
         "Did you mean 'wales'?")),
        (SERVICE_FILE, "seen: text", "seen: tekst", "`seen` is 'tekst'"),
        (SERVICE_FILE, "do_it:", "doit:", "there is no key 'doit' here"),
        (ORGANISATION_FILE, "{name: A lawyer}", "{}", "the organisation 'lawyer' has no name"),
        (ORGANISATION_FILE, "free: true", "free: cheap", "`free` is 'cheap'. Expected true or false."),
        (ORGANISATION_FILE, "{name: A lawyer}", "A lawyer", "'lawyer' is 'A lawyer'"),
        (PAGE_FILE, "title: Save for a deposit\n", "", "the page has no title. Expected title: words."),
        (PAGE_FILE, "summary:", "sumary:", "there is no key 'sumary' here"),
        (PAGE_FILE, "## What\n", "## Whatever\n", ("there is no heading 'Whatever'. Expected one of What, Why, How, Need, Differs. "
         "Did you mean 'What'?")),
        (PAGE_FILE, "## What: scotland", "## What: scotlnd", ("there is no nation 'scotlnd'. Expected one of wales, scotland. "
         "Did you mean 'scotland'?")),
        (PAGE_FILE, "## Differs: scotland", "## Differs", "it does not say where it differs"),
        (PAGE_FILE, "Put more by.", "", "nothing stands under 'What'"),
        (PAGE_FILE, "## What\n", "Words.\n## What\n", "these words stand under no heading"),
        (PAGE_FILE, "---\ntitle", "title", "the page does not open with its title between lines of dashes"),
        (PAGE_FILE, "review_by: 2027-04-06", "review_by: [", "this is not YAML"),
    ],
)  # fmt: skip
def test_each_slip_in_the_other_files_is_named(tmp_path, file, old, new, says):
    found = mistakes_in(tmp_path, file, old, new)

    assert any(says in mistake for mistake in found), found
    assert found[0].startswith(file)


def test_words_for_a_step_that_is_not_there_are_named(tmp_path):
    with pytest.raises(PackError, match=r"there is no step 'saev'.*Did you mean 'save'"):
        load(tmp_path, {"life_events/moving/content/en/saev.md": PAGE})


def test_an_organisation_written_in_two_files_is_named(tmp_path):
    with pytest.raises(PackError, match="the organisation 'lawyer' is there twice"):
        load(tmp_path, {"organisations/more.yaml": "lawyer: {name: Another}\n"})


def test_every_mistake_in_a_pack_is_found_at_once(tmp_path):
    spoilt = JOURNEY.replace("only_if: needs_a_loan", "only_if: nothing").replace("owner: lawyer", "owner: nobody")

    with pytest.raises(PackError) as caught:
        load(
            tmp_path,
            {JOURNEY_FILE: spoilt, ORGANISATION_FILE: FILES[ORGANISATION_FILE].replace("free: true", "free: x")},
        )

    assert len(caught.value.mistakes) == 3


# -- what comes again --------------------------------------------------------------------------------------------


AGAIN = "again:\n  called: move\n  facts: [home.*]\n  once: [save]\n"


def with_again(written=AGAIN):
    return {JOURNEY_FILE: JOURNEY.replace("phases:", f"{written}phases:", 1)}


def test_what_is_new_the_second_time_is_read(tmp_path):
    again = load(tmp_path, with_again()).journeys["moving"].again

    assert again == Again("move", ("home.nation", "home.keys_on", "home.price", "home.is_new"), ("save",))


def test_without_a_word_of_it_an_event_comes_once(tmp_path):
    assert load(tmp_path).journeys["moving"].again is None


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("again: yes\n", "what is new the second time cannot be read"),
        (AGAIN.replace("called: move", "called: ''"), "it does not say what there can be several of"),
        (AGAIN.replace("home.*", "hom.price"), "'hom.price'"),
        (AGAIN.replace("[save]", "[sav]"), "'sav'"),
        (AGAIN.replace("once", "twice"), "twice"),
        (AGAIN.replace("home.*", "home.nation"), "'home.price' is only asked because of 'home.nation'"),
    ],
)
def test_an_author_who_slips_is_told(tmp_path, written, says, monkeypatch):
    facts = dict(VOCABULARY.facts)
    facts["home.price"] = replace(facts["home.price"], only_when="home.nation == 'wales'")
    monkeypatch.setattr("tests.unit.packs.small_country.VOCABULARY", Vocabulary(facts))

    with pytest.raises(PackError) as error:
        load(tmp_path, with_again(written))

    assert says in str(error.value)

"""Every invented person of the pack gets a route in words, and what is true of one is true of all."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from time import strptime
from typing import Any

import pytest

from handrail.domain.content.about_a_question import about_question
from handrail.domain.content.about_a_route import Place, about_route
from handrail.domain.content.about_a_step import about_step
from handrail.domain.content.about_changes import about_changes
from handrail.domain.content.document import Amount, Because, Check, Citation, Paragraph, plain
from handrail.domain.content.markdown import slots_in
from handrail.domain.content.picture import picture_of
from handrail.domain.content.telling import Telling
from handrail.domain.routes.applying import StepStatus
from handrail.packs.examples import Example, load_examples
from handrail.packs.installed import installed_pack
from handrail.packs.pack import Pack
from handrail.use_cases.asking import ask_next
from handrail.use_cases.kept_contents import Answer, Contents
from handrail.use_cases.trying_examples import plain as as_json
from handrail.use_cases.working_out import route_of, work_out

PACK = installed_pack()
EXAMPLES = [example for example in load_examples(PACK.root) if example.expect.get("steps")]


def contents_of(example: Example) -> Contents:
    answers = tuple(Answer(name, as_json(value)) for name, value in example.facts.items())
    return Contents(answers, as_json(example.marks), (example.event,))


@cache
def telling_of_example(number: int) -> Telling:
    """A route is worked out once for all that is held of it."""
    return telling_of(contents_of(EXAMPLES[number]), EXAMPLES[number].on)


def telling_of(contents: Contents, on: date) -> Telling:
    return route_of(pack=PACK, contents=contents, on=on).telling


EVERY = 6
"""One person in so many in `make test`, and all of them in `make test-slow`."""


@pytest.fixture(
    params=[
        pytest.param(number, id=example.identifier, marks=[] if number % EVERY == 0 else pytest.mark.slow)
        for number, example in enumerate(EXAMPLES)
    ]
)
def telling(request: pytest.FixtureRequest) -> Telling:
    return telling_of_example(request.param)


def test_every_step_stands_in_one_place_and_says_why_it_may_not_be_needed(telling: Telling):
    told = about_route(telling)

    assert sorted(line.id for line in told.lines) == sorted(telling.route.by_id)
    assert not [line.summary for line in told.lines if "{{" in line.summary]
    for line in told.lines:
        if line.place is Place.MAYBE:
            assert line.why is not None
            assert line.why.open_facts, line.id
        if line.place is Place.NOT_NEEDED:
            status = telling.route.by_id[line.id]
            assert line.why is not None or not status.because, line.id


def test_what_is_certain_is_one_value_and_what_is_not_is_a_range_with_what_it_hangs_on(telling: Telling):
    told = about_route(telling)

    for goal in (told.headline, *told.goals):
        assert goal is not None
        found = telling.determination(goal.goal)
        assert found is not None
        if found.is_settled:
            assert not goal.depends_on
            assert "etween" not in goal.says
        if goal.is_open:
            assert goal.depends_on or goal.dead_end


def test_every_step_opens_to_words_with_every_slot_filled(telling: Telling):
    for step in telling.route.steps:
        document = about_step(step, telling)
        words = " ".join(plain(block.text) for block in document.blocks() if isinstance(block, Paragraph))

        assert document.title
        assert document.summary
        assert "{{" not in document.summary
        assert document.part("what"), step.id
        assert "{{" not in words
        assert document.origin.content.endswith(".md")


def test_amounts_on_a_step_are_those_of_the_route(telling: Telling):
    for step in telling.route.steps:
        amounts = [block for block in about_step(step, telling).blocks() if isinstance(block, Amount)]
        lines = [
            line for line in (*telling.route.cash, *telling.route.gains, *telling.route.regular) if line.step == step.id
        ]

        assert sorted((one.low, one.high or 0) for one in amounts) == sorted(
            (line.amount.low, line.amount.high or 0) for line in lines
        )


def test_what_was_not_read_in_the_law_itself_names_who_to_check_it_with(telling: Telling):
    for step in telling.route.steps:
        blocks = list(about_step(step, telling).blocks())
        citations = [block for block in blocks if isinstance(block, Citation)]

        if any(not citation.was_read for citation in citations):
            checks = [block for block in blocks if isinstance(block, Check)]
            assert checks, step.id
            assert all(check.with_whom for check in checks), step.id


def test_reasons_are_given_answers_and_rules_in_words(telling: Telling):
    for step in telling.route.steps:
        for block in about_step(step, telling).blocks():
            if isinstance(block, Because):
                assert all(answer.says and "_" not in answer.says for answer in block.answers), step.id


def test_the_months_on_the_picture_never_go_back(telling: Telling):
    abouts = [stretch.about for stretch in picture_of(about_route(telling), telling.route.on).stretches]
    months = [strptime(about, "%B %Y")[:2] for about in abouts if about]

    assert months == sorted(months)


def test_the_picture_shows_every_step_that_is_or_may_be_part_of_the_route(telling: Telling):
    told = about_route(telling)
    picture = picture_of(told, telling.route.on)
    drawn = {station.step for stretch in picture.stretches for station in stretch.stations}

    left_out = {
        step.id for step in telling.route.steps if step.status in (StepStatus.DOES_NOT_APPLY, StepStatus.SKIPPED)
    }
    assert drawn == set(telling.route.by_id) - left_out
    assert picture.says


def test_nothing_is_different_from_itself(telling: Telling):
    assert about_changes(telling, telling).is_nothing


def test_there_are_examples_to_try():
    assert len(EXAMPLES) >= 8


@pytest.mark.parametrize("fact", PACK.vocabulary.facts)
def test_every_question_says_why_it_is_asked(fact: str):
    telling = telling_of(Contents(life_events=("buying_a_home",)), date(2026, 11, 22))

    document = about_question(fact, telling)

    assert document.title.endswith("?")
    assert document.part("why")


def test_every_slot_in_every_page_names_something_of_the_pack():
    known = {"": PACK.rulebook.parameters, "goal": PACK.rulebook.rules, "fact": PACK.vocabulary.facts}

    missing = [
        (page.place.file, kind, name)
        for page in PACK.events.pages.values()
        for section in page.sections
        for kind, name in slots_in(section.text)
        if name not in known[kind]
    ]

    assert missing == []


# --- Exact words ------------------------------------------------------------------------------------------------------


def told_of(pack: Pack, **answers: Any) -> Any:
    contents = Contents(
        tuple(Answer(name.replace("__", "."), value) for name, value in answers.items()), {}, ("buying_a_home",)
    )
    return about_route(work_out(pack=pack, contents=contents, on=date(2026, 11, 22)).telling)


def test_a_first_home_in_leeds_pays_no_tax_and_says_so():
    told = told_of(
        PACK, purchase__nation="england", purchase__price=280000, purchase__completion_date="2027-03-12",
        purchase__is_main_home=True, purchase__other_buyers=[], you__have_owned_a_home=False, you__own_other_homes=False,
        you__is_uk_resident=True, partner__exists=False,
    )  # fmt: skip

    assert told.headline.question == "How much tax will you pay on the purchase?"
    assert (told.headline.says, told.headline.is_settled) == ("£0", True)


def test_what_is_not_known_is_a_range_that_names_what_it_hangs_on():
    told = told_of(PACK, purchase__nation="england", purchase__price=280000)

    assert told.headline.says.startswith("Between £0 and £")
    assert "whether you have owned a home" in told.headline.depends_on


def a_buyer(nation: str, **answers: object) -> Contents:
    told = {"purchase.nation": nation, **{f"purchase.{name}": value for name, value in answers.items()}}
    return Contents(tuple(Answer(name, value) for name, value in told.items()), life_events=("buying_a_home",))


# Finance Act 2003 section 76(1); LBTT(S)A 2013 section 29(3); LTTA 2017 section 44(2)(a).
@pytest.mark.parametrize(
    ("nation", "says"),
    [
        ("england", "14 days after"),
        ("northern_ireland", "14 days after"),
        ("scotland", "30 days after"),
        ("wales", "30 days after"),
    ],
)
def test_a_deadline_without_a_date_is_said_in_words_and_never_as_a_day_long_gone(nation: str, says: str):
    told = about_route(telling_of(a_buyer(nation, price=300_000), date(2026, 11, 22)))

    due = {line.step: line for line in told.deadlines}["file_the_tax_return"]
    assert due.says.startswith(says)
    assert due.day is None
    assert not any("20" in line.says for line in told.deadlines if line.day is None)


def test_where_the_nation_is_open_a_deadline_says_both_ways():
    told = about_route(telling_of(Contents(life_events=("buying_a_home",)), date(2026, 11, 22)))

    due = {line.step: line for line in told.deadlines}["file_the_tax_return"]
    assert "14 days after" in due.says
    assert "30 days after" in due.says


def test_who_has_not_completed_yet_has_no_deadline_behind_them():
    on = date(2026, 11, 22)
    not_yet = a_buyer("england", price=300_000, completion_date={"between": [on.isoformat(), None]})

    told = about_route(telling_of(not_yet, on))

    due = {line.step: line for line in told.deadlines}["file_the_tax_return"]
    assert due.says == "6 December 2026 or later"
    assert due.counted.startswith("14 days after")
    assert due.day == date(2026, 12, 6)


def test_where_we_cannot_answer_someone_is_named_who_can():
    """Law from before the pack begins, and figures that nobody has set yet."""
    long_ago = a_buyer("england", price=300_000, completion_date="2019-06-03")

    told = about_route(telling_of(long_ago, date(2026, 11, 22)))

    assert told.headline is not None
    assert told.headline.dead_end
    assert [someone.name for someone in told.headline.turn_to if someone.phone or someone.url]


def test_who_knows_nothing_more_is_not_told_that_more_answers_would_help():
    nothing = tuple(Answer(name, None) for name in PACK.vocabulary.facts if name != "purchase.nation")
    contents = Contents((Answer("purchase.nation", "wales"), *nothing), life_events=("buying_a_home",))

    found = ask_next(pack=PACK, contents=contents, on=date(2026, 11, 22))

    assert found.fact is None
    assert found.left_open
    assert found.so_far is not None
    assert found.so_far.at_most == 0


def test_what_is_late_says_when_it_was_due():
    told = about_route(telling_of(a_buyer("england", price=300_000, completion_date="2026-10-15"), date(2026, 11, 22)))

    late = {line.step: line.was_due for line in told.deadlines if line.is_overdue}
    assert late["file_the_tax_return"] == "It was due by Thursday 29 October 2026."
    assert all(says.startswith("It was due by ") for says in late.values())


def test_before_any_answer_nothing_is_said_to_be_known():
    told = told_of(PACK)

    assert told.headline.says == "Not known yet"
    assert told.next_step.id == "set_your_budget"


def test_a_changed_price_tells_exactly_what_it_does():
    before = Contents(
        (Answer("purchase.nation", "england"), Answer("purchase.needs_mortgage", False)), {}, ("buying_a_home",)
    )
    after = before.plus(Answer("purchase.needs_mortgage", True))
    on = date(2026, 11, 22)

    told = about_changes(telling_of(before, on), telling_of(after, on))

    [added] = [group for group in told.groups if group.kind == "added"]
    assert {line.step for line in added.lines} == {
        "get_an_agreement_in_principle", "apply_for_the_mortgage", "ask_for_the_mortgage_money", "ask_for_your_lifetime_isa_money",
    }  # fmt: skip
    assert all("you said you need a mortgage" in line.because for line in added.lines)


def test_the_pack_is_found():
    assert (Path(PACK.root) / "pack.yaml").exists()

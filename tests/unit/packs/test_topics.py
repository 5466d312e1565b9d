"""Every goal of a pack is part of a topic; authors are told where one has no title, and where a topic cannot be right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handrail.domain.routes.topic import Area
from handrail.use_cases.checking_pack import check_pack
from tests.unit.packs.grant_pack import FILES, GRANT
from tests.unit.packs.written_pack import load, mistakes_in

TOPICS = """\
for_everyone: [moving]
areas: {home: Your home}
topics:
  dear_homes:
    title: If a home is dear
    area: home
    goals: [is_dear]
    other_words: [pricey]
everyday_words:
  home: [house, place to live]
"""
PLACED = {**FILES, "topics/all.yaml": TOPICS}


def test_a_programme_is_a_topic_whose_first_goal_is_whether_someone_can_get_it(tmp_path: Path) -> None:
    grant = GRANT.replace("title: Home grant\n", "title: Home grant\narea: home\nother_words: [money for movers]\n")

    topic = load(tmp_path, {**PLACED, "entitlements/home_grant.yaml": grant}).topics.by_id["home_grant"]

    assert (topic.title, topic.programme, topic.area) == ("Home grant", "home_grant", "home")
    assert topic.goals == ("home_grant.eligible", "home_grant.amount", "home_grant.claim_by")
    assert topic.other_words == ("money for movers",)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    topics = load(tmp_path, PLACED).topics

    assert topics.areas == (Area("home", "Your home"),)
    assert topics.by_id["dear_homes"].goals == ("is_dear",)
    assert topics.everyday_words == {"home": ("house", "place to live")}
    assert topics.for_everyone == ("moving",)
    assert topics.named("is_dear") == topics.named("dear_homes") == topics.by_id["dear_homes"]
    assert topics.named("nothing") is None


def test_a_topic_names_the_steps_where_it_is_offered(tmp_path: Path) -> None:
    written = TOPICS.replace("area: home\n", "area: home\n    on_steps: [STEP]\n")
    step = next(step.id for step in load(tmp_path, FILES).events.journeys["moving"].steps)

    topics = load(tmp_path, {**FILES, "topics/all.yaml": written.replace("STEP", step)}).topics

    assert topics.on_step(step) == (topics.by_id["dear_homes"],)
    assert topics.on_step("another") == ()
    assert "there is no step 'STEP'" in str(mistakes_in(tmp_path, {**FILES, "topics/all.yaml": written}))


def test_a_goal_in_no_topic_is_one_by_itself_and_its_authors_are_told(tmp_path: Path) -> None:
    pack = load(tmp_path, FILES)

    found = check_pack(pack, date(2026, 11, 22))

    alone = pack.topics.by_id["is_dear"]
    assert (alone.goals, alone.has_title) == (("is_dear",), False)
    assert alone.title == pack.rulebook.rules["is_dear"].written.question or alone.title
    assert "is_dear" in found.without_title
    assert "home_grant" in found.hard_to_find
    assert found.mistakes == check_pack(load(tmp_path, PLACED), date(2026, 11, 22)).mistakes


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (TOPICS.replace("dear_homes:", "home_grant:"), "'home_grant' is a programme too"),
        (TOPICS.replace("dear_homes:", "moving:"), "'moving' is a life event too"),
        (TOPICS.replace("dear_homes:", "everything:"), "'everything' is the name for everything at once too"),
        (TOPICS.replace("area: home", "area: hone"), "there is no area 'hone'"),
        (TOPICS.replace("[is_dear]", "[is_deer]"), "there is no goal 'is_deer'"),
        (TOPICS.replace("    goals: [is_dear]\n", ""), "no goal answers 'dear_homes'"),
        (TOPICS.replace("[moving]", "[mooving]"), "there is no life event 'mooving'"),
        (TOPICS.replace("other_words: [pricey]", "otherwords: [pricey]"), "there is no key 'otherwords' here"),
        (TOPICS.replace("areas: {home: Your home}", "areas: home"), "`areas` cannot be read"),
        (
            TOPICS.replace("everyday_words:", "  again: {title: Again, area: home, goals: [is_dear]}\neveryday_words:"),
            "'is_dear' is in 'dear_homes' too",
        ),
    ],
)
def test_a_topic_that_cannot_be_right_stops_the_pack(tmp_path: Path, written: str, says: str) -> None:
    assert says in str(mistakes_in(tmp_path, {**PLACED, "topics/all.yaml": written}))

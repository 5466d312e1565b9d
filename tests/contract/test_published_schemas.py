"""What we hand out has the shape we publish, and what we publish is what the code says."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from handrail.packs.examples import Example, load_examples
from handrail.packs.installed import installed_pack, installed_root
from handrail.use_cases.determine import determine_goals
from handrail.use_cases.listing import list_facts, list_goals, list_journeys
from handrail.use_cases.next_best import next_for
from handrail.use_cases.schemas import PUBLISHED, published
from handrail.use_cases.trying_examples import plain
from handrail.use_cases.write_route import route_row
from scripts.publish_schemas import FOLDER, text_of

EXAMPLES = load_examples(installed_root())
SOME = EXAMPLES[:: max(1, len(EXAMPLES) // 16)]
NOTHING_KNOWN: dict[str, object] = {}


def check(name: str, value: object) -> None:
    """The value, as it comes out of JSON, fits the published schema."""
    Draft202012Validator(published(name), format_checker=Draft202012Validator.FORMAT_CHECKER).validate(
        json.loads(json.dumps(value))
    )


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_a_published_schema_is_what_the_code_says(name: str) -> None:
    file: Path = FOLDER / f"{name}.schema.json"

    Draft202012Validator.check_schema(published(name))
    assert file.read_text(encoding="utf-8") == text_of(name), "run `python -m scripts.publish_schemas`"


@pytest.mark.parametrize("example", SOME, ids=[example.identifier for example in SOME])
def test_the_answers_for_an_example_have_the_published_shape(example: Example) -> None:
    pack, facts = installed_pack(), plain(example.facts)
    goals = list(pack.rulebook.goals)

    check("facts-in", facts)
    check("marks-in", plain(example.marks))
    check("determine-row", determine_goals(pack=pack, goals=goals, facts=facts, on=example.on))
    check("next-row", next_for(pack=pack, wanted=goals, facts=facts, on=example.on))


@pytest.mark.parametrize("facts", [NOTHING_KNOWN, {"purchase.pric": 1}, {"purchase.nation": "scotland"}])
def test_a_route_has_the_published_shape(facts: dict[str, object]) -> None:
    row = route_row(pack=installed_pack(), events=["buying_a_home"], facts=facts, marks=None, on=date(2026, 11, 20))

    check("route-row", row)


def test_the_lists_have_the_published_shape() -> None:
    pack = installed_pack()

    check("fact-list", list_facts(pack))
    check("goal-list", list_goals(pack))
    check("journey-list", list_journeys(pack))

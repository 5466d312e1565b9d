"""Reading `examples*.yaml`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from handrail.domain.facts.mistakes import PackError, Place
from handrail.domain.rules.parameters import Source
from handrail.packs.examples import load_examples

WHOLE = """\
- person: Amira (invented)
  id: amira
  on: 2026-05-01
  facts: {home.price: 280000.50, you.employed: true}
  marks: {steps: {save: {done_on: 2026-04-01}}}
  expect:
    goals: {is_dear: false}
    steps: {save: done}
  source: {title: Act, seen: text}
  because: It is cheap.
- id: ben
  event: renting
  on: 2026-05-02
  facts: {}
  expect: {}
"""


def examples(root, text, file="life_events/moving/examples.yaml"):
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, encoding="utf-8")
    return load_examples(root)


def mistakes(root, text):
    with pytest.raises(PackError) as caught:
        examples(root, text)
    return [str(mistake) for mistake in caught.value.mistakes]


def test_an_example_beside_a_programme_names_a_life_event_if_it_is_about_a_route(tmp_path):
    goals = "- {id: cleo, on: 2026-05-02, facts: {}, expect: {goals: {grant.eligible: true}}}\n"
    [cleo] = examples(tmp_path, goals, "entitlements/grant.examples.yaml")
    route = goals.replace("goals: {grant.eligible: true}", "steps: {claim_grant: applies}")

    assert (cleo.identifier, cleo.event) == ("cleo", "")
    with pytest.raises(PackError, match="it expects more than goals and names no life event"):
        examples(tmp_path, route, "entitlements/grant.examples.yaml")
    [cleo] = examples(
        tmp_path, route.replace("id: cleo", "id: cleo, event: moving"), "entitlements/grant.examples.yaml"
    )
    assert cleo.event == "moving"


def test_an_example_is_read_whole(tmp_path):
    amira, _ = examples(tmp_path, WHOLE)

    assert (amira.identifier, amira.person, amira.event, amira.on) == (
        "amira",
        "Amira (invented)",
        "moving",
        date(2026, 5, 1),
    )
    assert amira.facts == {"home.price": Decimal("280000.50"), "you.employed": True}
    assert amira.marks == {"steps": {"save": {"done_on": date(2026, 4, 1)}}}
    assert amira.expect == {"goals": {"is_dear": False}, "steps": {"save": "done"}}
    assert (amira.because, amira.sources) == ("It is cheap.", (Source("Act", seen="text"),))
    assert amira.place == Place("life_events/moving/examples.yaml", 1)


def test_an_example_may_name_another_event_and_say_little(tmp_path):
    _, ben = examples(tmp_path, WHOLE)

    assert (ben.event, ben.facts, ben.marks, ben.expect, ben.sources) == ("renting", {}, {}, {}, ())


def test_examples_of_every_event_and_file_are_found(tmp_path):
    examples(tmp_path, WHOLE)
    examples(tmp_path, WHOLE.replace("id: ", "id: second_"), "life_events/moving/examples_more.yaml")
    examples(tmp_path, "", "life_events/renting/examples.yaml")
    found = examples(tmp_path, WHOLE.replace("id: ", "id: other_"), "life_events/renting/examples.yaml")

    assert {example.identifier for example in found} == {
        "amira",
        "ben",
        "second_amira",
        "second_ben",
        "other_amira",
        "other_ben",
    }


def test_a_pack_without_examples_has_none(tmp_path):
    assert load_examples(tmp_path) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- amira", "life_events/moving/examples.yaml: an example is 'amira'. Expected a mapping."),
        ("- {id: a, facts: {}, expect: {}}", ":1: the example does not say on which day. Expected on: YYYY-MM-DD."),
        ("- {id: a, on: today, facts: {}, expect: {}}", ":1: 'on' is 'today'."),
        ("- {id: a, on: 2026-05-01, expect: {}}", ":1: the example has no `facts`. Expected a mapping."),
        ("- {id: a, on: 2026-05-01, facts: {}}", ":1: the example has no `expect`. Expected a mapping."),
        (
            "- {id: a, on: 2026-05-01, facts: {}, expect: {goal: {}}}",
            "there is no key 'goal' here. Expected one of goals",
        ),
        ("- {id: a, on: 2026-05-01, facts: {}, expect: {}, name: A}", "there is no key 'name' here."),
        (
            WHOLE + WHOLE,
            "the example 'amira' is there twice. Expected another id than in life_events/moving/examples.yaml:1.",
        ),
    ],
)
def test_what_is_wrong_with_an_example_is_told(tmp_path, text, told):
    assert any(told in mistake for mistake in mistakes(tmp_path, text))

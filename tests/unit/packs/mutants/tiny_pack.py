"""A country with one fee, one discount and one step, written to a folder for tests that change it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

SOURCE = "source: {title: An invented Act, provision: section 1, seen: text, checked: 2026-11-22}"
FILES = {
    "pack.yaml": "{id: tiny, version: 2026.1, title: Tinyland, languages: [en]}\n",
    "facts/home.yaml": """
        entities:
          home: {kind: one}
          you: {kind: one}
          pet: {kind: none_or_one, exists: pet.exists}
        facts:
          home.price: {type: money, min: 1, question: 'How much is it?', label: the price}
          home.moved_in: {type: date, covered_from: 2026-01-01, question: 'When did you move in?', label: the day}
          you.is_a_pensioner: {type: yes_no, question: 'Are you a pensioner?', label: you are a pensioner}
          pet.exists: {type: yes_no, question: 'Do you have a pet?', label: you have a pet}
          pet.is_a_dog: {type: yes_no, only_when: pet.exists, question: 'Is it a dog?', label: it is a dog}
        """,
    "parameters/council/fees.yaml": f"""
        limit:
          type: money
          says: The price above which there is a fee
          values:
            - {{from: 2020-01-01, value: 100, {SOURCE}}}
        fee:
          type: money
          says: The fee
          values:
            - {{from: 2020-01-01, to: 2025-12-31, value: 20, {SOURCE}}}
            - {{from: 2026-01-01, value: 30, {SOURCE}}}
        """,
    "rules/fees.yaml": f"""
        fee_is_due:
          goal: true
          as_at: home.moved_in
          when: home.price > fees.limit and not you.is_a_pensioner
          says: There is a fee
          {SOURCE}
        fee_to_pay:
          goal: true
          as_at: home.moved_in
          value: fees.fee if fee_is_due else £0
          says: The fee to pay
          {SOURCE}
        has_a_dog:
          when: pet.exists and pet.is_a_dog
          says: You have a dog
          {SOURCE}
        """,
    "life_events/moving/journey.yaml": """
        id: moving
        title: Moving
        goals: [fee_to_pay]
        phases: [{id: only, title: The only one}]
        steps:
          register_the_dog: {phase: only, only_if: has_a_dog, lasts: {least: 1, likely: 1, most: 1}}
        """,
    "life_events/moving/examples.yaml": "[]\n",
}
FAR_BELOW = "{person: Ann, id: ann, on: 2026-06-01, facts: {home.price: 50}, expect: {goals: {fee_is_due: false, fee_to_pay: 0}}}"
FAR_ABOVE = (
    "{person: Bob, id: bob, on: 2026-06-01, facts: {home.price: 500, home.moved_in: 2026-06-01, you.is_a_pensioner: false},"
    " expect: {goals: {fee_is_due: true, fee_to_pay: 30}}}"
)
AT_THE_LIMIT = (
    "{person: Cat, id: cat, on: 2026-06-01, facts: {home.price: 100, home.moved_in: 2026-06-01, you.is_a_pensioner: false},"
    " expect: {goals: {fee_is_due: false}}}"
)
A_PENNY_OVER = (
    "{person: Dan, id: dan, on: 2026-06-01, facts: {home.price: 100.01, home.moved_in: 2026-06-01, you.is_a_pensioner: false},"
    " expect: {goals: {fee_is_due: true}}}"
)
NO_PET = "{person: Eve, id: eve, on: 2026-06-01, facts: {pet.exists: false}, expect: {steps: {register_the_dog: does_not_apply}}}"


def write_pack(folder: Path, *examples: str, files: Mapping[str, str] | None = None) -> Path:
    """The pack with these examples, and with other files in place of its own."""
    written = FILES | {"life_events/moving/examples.yaml": "\n".join(f"- {each}" for each in examples) or "[]"}
    for name, text in (written | dict(files or {})).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder

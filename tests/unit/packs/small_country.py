"""A country with one life event, written to a folder, to be spoilt one line at a time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handrail.domain.facts.mistakes import PackError, Place
from handrail.domain.facts.vocabulary import Choice, Declaration, FactType, Vocabulary
from handrail.packs.journeys import Events, load_events

HERE = Place("facts/home.yaml", 1)
NATIONS = tuple(Choice(nation, nation.title()) for nation in ("wales", "scotland"))
VOCABULARY = Vocabulary(
    {
        "home.nation": Declaration("home.nation", FactType.CHOICE, HERE, choices=NATIONS),
        "home.keys_on": Declaration("home.keys_on", FactType.DATE, HERE),
        "home.price": Declaration("home.price", FactType.MONEY, HERE, low=0),
        "home.is_new": Declaration("home.is_new", FactType.YES_NO, HERE),
    }
)
RULES = {
    "needs_a_loan": "yes_no",
    "is_new": "yes_no",
    "survey_fee": "money",
    "bonus": "money",
    "file_by": "date",
    "opens_on": "date",
}

ORGANISATIONS = """\
council: {name: The council, nations: [wales, scotland], phone: '0300', url: 'https://x.test', what_for: Bins, free: true}
lawyer: {name: A lawyer}
helpers:
  name: Helpers
  source: {title: A page, seen: text, checked: 2026-11-22}
"""
SERVICE = """\
id: tell_the_council
title: Tell the council
organisation: council
nations: [wales]
do_it:
  - {how: online, where: 'https://x.test', checked: 2026-11-22, seen: text}
source: {title: An Act, seen: notes}
"""
JOURNEY = """\
id: moving
title: Moving home
other_words: [move, new home]
needs: [home.nation, home.price]
goals: [needs_a_loan]
scope: People.
urgent:
  - {says: Stop and ring., call: {by: home.nation, wales: council, scotland: helpers}}
phases: [{id: before, title: Before}, {id: after, title: After}]
steps:
  save:
    phase: before
    lasts: {least: 1, likely: 3, most: 9}
    asserts: {home.is_new: true}
  survey:
    phase: before
    owner: lawyer
    only_if: needs_a_loan
    unless: [is_new]
    after: [save]
    lasts: {least: 1, likely: 3, most: 9}
    not_before: opens_on
    cost:
      - {rule: survey_fee, says: The fee, due: on_start}
      - {rule: survey_fee, due: file_by}
    gain: bonus
    works_out: [survey_fee, file_by]
    documents:
      - {id: payslips, from: your employer, for: to show income}
    decision:
      id: level
      alternatives:
        - {id: short, title: Short, cost: survey_fee, effort: 1, risk: None., undo: Yes., says: It is short.}
        - {id: full, title: Full, lasts: {least: 2, likely: 4, most: 8}}
    goes_wrong:
      - id: missed
        says: They missed something.
        remedy: Complain.
        time_limit: {by: home.nation, wales: 6 years., scotland: 5 years.}
        cost: Free.
        helps_free: {by: home.nation, wales: council, scotland: helpers}
        source: {title: A page, seen: text}
  keys:
    phase: after
    after: {by: home.is_new, true: [save], false: [save, survey]}
    lasts: {least: 1, likely: 1, most: 1}
    happens_on: home.keys_on
    asserts: {home.keys_on: done_on}
  tell:
    phase: after
    service: {by: home.nation, wales: tell_the_council}
    subject: partner
    trigger: move
    after: keys
    happens_on: opens_on
    lasts: {least: 0, likely: 1, most: 2}
    deadline: {by: file_by, if_missed: A fine., recover: say_sorry}
    do_it: [{how: phone, where: '0300'}]
  say_sorry:
    phase: after
    only_to_recover: true
    lasts: {least: 0, likely: 1, most: 2}
"""
PAGE = """\
---
title: Save for a deposit
summary: Put money by.
review_by: 2027-04-06
---
## What
Put money by.

Each month.
## Differs: scotland
In Scotland too.
## What: scotland
Put more by.
"""
FILES = {
    "organisations/all.yaml": ORGANISATIONS,
    "services/tell_the_council.yaml": SERVICE,
    "life_events/moving/journey.yaml": JOURNEY,
    "life_events/moving/content/en/save.md": PAGE,
}


def write_pack(root: Path, files: Mapping[str, str] | None = None) -> Path:
    """The country on disk, with some files written otherwise."""
    for name, content in {**FILES, **(files or {})}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


def load(root: Path, files: Mapping[str, str] | None = None) -> Events:
    return load_events(write_pack(root, files), RULES, VOCABULARY)


def mistakes_in(root: Path, file: str, old: str, new: str) -> list[str]:
    """What is said of a pack where one thing in one file is written otherwise."""
    content = FILES[file]
    assert content.count(old) == 1, f"'{old}' must be there once"
    try:
        load(root, {file: content.replace(old, new)})
    except PackError as error:
        return [str(mistake) for mistake in error.mistakes]
    return []

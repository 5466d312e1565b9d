"""A pack of a few facts, one figure and one rule, written to a folder so that one file at a time can be written otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handrail.domain.facts.mistakes import PackError
from handrail.packs.entries import Report
from handrail.packs.pack import Pack, load_pack

ABOUT = """\
id: ruritania
version: 2026.1
title: Ruritania
languages: [en]
"""
FACTS = """\
entities:
  you: {kind: one}
  home: {kind: one}
facts:
  you.employed:
    type: yes_no
    question: Do you have a job?
    says: {true: you have a job, false: you have no job}
  home.price:
    type: money
    min: 1
    question: How much is it?
    label: the price
  home.moving_date:
    type: date
    question: When do you move?
constraints:
  workers_only:
    holds: you.employed or home.price < £500
    says: Only someone with a job can pay £500 or more.
"""
PARAMETERS = """\
limit:
  type: money
  unit: pounds
  says: The limit
  values:
    - {from: 2020-01-01, value: 300, source: {title: Home Act, seen: text, checked: 2026-11-22}}
"""
RULES = """\
is_dear:
  when: home.price > home_tax.limit
  as_at: today
  says: It costs more than {home_tax.limit}
  goal: true
  question: Is it dear?
  scope: Homes
  source: {title: Home Act, provision: section 2, seen: text, checked: 2026-11-22}
"""
FILES = {
    "pack.yaml": ABOUT,
    "facts/home.yaml": FACTS,
    "parameters/office/home_tax.yaml": PARAMETERS,
    "rules/home.yaml": RULES,
}


def write_pack(root: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """The pack on disk, with some files written otherwise."""
    for name, content in {**FILES, **(files or {})}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def load(root: Path, files: Mapping[str, str | bytes] | None = None) -> Pack:
    """The pack, loaded."""
    return load_pack(write_pack(root, files))


def mistakes_in(root: Path, files: Mapping[str, str | bytes]) -> list[str]:
    """What is said of a pack with these files."""
    try:
        load(root, files)
    except PackError as error:
        return [str(mistake) for mistake in error.mistakes]
    return []


def said(report: Report) -> list[str]:
    """The mistakes of a report, as their author reads them."""
    return [str(mistake) for mistake in report.mistakes]

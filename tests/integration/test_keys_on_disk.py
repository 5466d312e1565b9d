"""What erasing an account and turning a week leave in the files: nothing of the keys, so that no copy of the rows opens again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
ACT = """
import json, sys, django; django.setup()
from datetime import date, timedelta
from handrail.records import persons
from handrail.records.keyring.keeping import turn_epoch
from handrail.records.keyring.models import Epoch, PersonKey
from handrail.records.models import Part
on = date(2026, 11, 23)
people = [persons.begin_person(email=f"{name}@example.org", ways_in=b"told", on=on) for name in ("one", "other")]
def stored(model, **which):
    return [bytes(row.ciphertext).hex() for row in model.objects.filter(**which)]
before = {"keys": stored(PersonKey, person=people[0]), "rows": stored(Part, person_id=people[0]), "week": stored(Epoch), "other": stored(PersonKey, person=people[1])}
if sys.argv[1] == "erase":
    persons.erase_person(person=people[0])
elif sys.argv[1] == "turn":
    turn_epoch(on=on + timedelta(weeks=1))
print(json.dumps(before))
"""


class Site:
    """Databases of our own, as they are on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python("-m", "django", "prepare_databases")

    def python(self, *arguments: str) -> str:
        settings = {"DJANGO_SETTINGS_MODULE": "handrail.config.settings", "HANDRAIL_VAR": str(self.folder)}
        command = [sys.executable, *arguments]
        ran = subprocess.run(
            command, env={**os.environ, **settings}, cwd=ROOT, check=True, capture_output=True, text=True
        )
        return ran.stdout

    def act(self, what: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.python("-c", ACT, what))
        return found

    def holds(self, stored: list[str]) -> list[bool]:
        everything = b"".join(file.read_bytes() for file in sorted(self.folder.iterdir()))
        return [bytes.fromhex(each) in everything for each in stored]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_erasing_an_account_leaves_nothing_of_its_keys_or_its_rows(site: Site):
    stored = site.act("erase")

    assert not any(site.holds([*stored["keys"], *stored["rows"]]))
    assert all(site.holds([*stored["other"], *stored["week"]]))


def test_when_a_week_is_over_nothing_of_its_key_is_left(site: Site):
    stored = site.act("turn")

    assert not any(site.holds([*stored["week"], *stored["keys"], *stored["other"]]))
    assert all(site.holds(stored["rows"]))

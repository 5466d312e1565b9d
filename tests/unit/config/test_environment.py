"""What an installation may set, and what happens when it is set wrongly."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from handrail.config import environment


@pytest.mark.parametrize(("given", "means"), [("yes", True), ("1", True), ("TRUE", True), ("no", False), ("", False)])
def test_a_switch_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, given: str, means: bool):
    monkeypatch.setenv("HANDRAIL_HTTPS", given)

    assert environment.yes_or_no("HTTPS") is means


def test_a_switch_that_is_neither_stops_the_start(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HANDRAIL_HTTPS", "ture")

    with pytest.raises(ImproperlyConfigured, match="HANDRAIL_HTTPS"):
        environment.yes_or_no("HTTPS")


def test_a_number_that_is_none_stops_the_start(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HANDRAIL_RATE_LIMIT", "sixty")

    with pytest.raises(ImproperlyConfigured, match="HANDRAIL_RATE_LIMIT"):
        environment.whole_number("RATE_LIMIT", 60)


def test_the_first_start_makes_a_key_only_its_owner_can_read_and_later_ones_keep_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.delenv("HANDRAIL_SECRET_KEY", raising=False)

    first, second = environment.secret_key(tmp_path / "var"), environment.secret_key(tmp_path / "var")

    assert first == second
    assert len(first) >= 50
    assert [file.name for file in (tmp_path / "var").iterdir()] == ["secret_key"]
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600


def test_of_two_processes_that_start_together_both_use_the_key_of_the_first(tmp_path: Path):
    environment.write_once(tmp_path / "secret_key", "first")
    environment.write_once(tmp_path / "secret_key", "second")

    assert (tmp_path / "secret_key").read_text() == "first"


def test_postgresql_is_used_when_a_database_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    assert environment.database(tmp_path)["ENGINE"] == "django.db.backends.sqlite3"

    monkeypatch.setenv("HANDRAIL_DB_NAME", "handrail")

    assert environment.database(tmp_path)["ENGINE"] == "django.db.backends.postgresql"


def test_sqlite_overwrites_what_is_deleted_however_it_was_built(tmp_path: Path):
    options = environment.database(tmp_path)["OPTIONS"]
    assert isinstance(options, dict)

    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("PRAGMA secure_delete=OFF")
        database.executescript(options["init_command"])
        assert database.execute("PRAGMA secure_delete").fetchone() == (1,)

"""Work is done again when, and only when, something it depends on has changed."""

from __future__ import annotations

from pathlib import Path

from scripts.stamps import fingerprint, is_current, mark


def test_a_change_of_content_name_or_setting_changes_the_fingerprint(tmp_path: Path):
    file, other = tmp_path / "a", tmp_path / "b"
    file.write_text("one")
    other.write_text("one")
    before = fingerprint([file], "3.11")

    assert fingerprint([file], "3.11") == before
    assert fingerprint([other], "3.11") != before
    assert fingerprint([file], "3.13") != before
    file.write_text("two")
    assert fingerprint([file], "3.11") != before


def test_a_stamp_is_current_until_something_changed(tmp_path: Path):
    stamp = tmp_path / "stamp"

    assert not is_current(stamp, "now")
    mark(stamp, "now")
    assert is_current(stamp, "now")
    assert not is_current(stamp, "later")

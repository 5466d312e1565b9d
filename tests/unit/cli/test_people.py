"""Reading people row by row."""

from __future__ import annotations

import sys

import pytest

from handrail.cli.people import Row, Unusable, count_rows, rows_of, with_progress


def test_people_in_a_file_are_counted_before_they_are_read(tmp_path):
    file = tmp_path / "people.jsonl"
    file.write_text("{}\n\n{}\n")

    assert count_rows(str(file)) == 2
    assert count_rows(str(tmp_path / "amira.json")) == 1
    assert count_rows(str(tmp_path / "nobody.jsonl")) is None
    assert count_rows("-") is None


def test_a_file_that_is_not_there_cannot_be_used(tmp_path):
    with pytest.raises(Unusable, match=r"nobody\.jsonl cannot be read: No such file or directory\."):
        list(rows_of(str(tmp_path / "nobody.jsonl")))


@pytest.mark.parametrize(("total", "watched"), [(5, False), (5, True), (100, False), (100, True), (None, True)])
def test_every_row_is_acted_on_whether_or_not_someone_watches(monkeypatch, total, watched):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: watched, raising=False)
    seen: list[int] = []

    with_progress([Row(number, {}) for number in range(3)], lambda row: seen.append(row.number), total=total)

    assert seen == [0, 1, 2]

"""What a release is called: anything that changes in the pack changes it."""

from __future__ import annotations

from hashlib import sha256

import pytest

from handrail.packs.release import files_of, release_of


def write(root, files):
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


FILES = {
    "pack.yaml": b"id: x",
    "facts/b.yaml": b"1",
    "facts-old.csv": b"2",
    "content/a.md": b"3",
    "calculators/c.py": b"4",
}


def test_a_release_is_the_name_the_version_and_the_start_of_the_fingerprint_of_every_file(tmp_path):
    # For each file in the order of its path: the path, a zero byte, the content, a zero byte.
    zero = bytes(1)
    in_order = ["calculators/c.py", "content/a.md", "facts-old.csv", "facts/b.yaml", "pack.yaml"]
    counted = b"".join(name.encode() + zero + FILES[name] + zero for name in in_order)

    assert release_of(write(tmp_path, FILES), "uk", "2026.11.1") == f"uk-2026.11.1+{sha256(counted).hexdigest()[:12]}"


@pytest.mark.parametrize(
    "name", ["notes.txt", "__pycache__/c.py", "calculators/__pycache__/c.py", "picture.png", "README"]
)
def test_other_files_do_not_count(tmp_path, name):
    before = release_of(write(tmp_path, FILES), "uk", "1")

    assert release_of(write(tmp_path, {name: b"new"}), "uk", "1") == before


@pytest.mark.parametrize("changed", [{"facts/b.yaml": b"2"}, {"facts/c.yaml": b""}, {"content/a.md": b""}])
def test_whatever_changes_in_the_pack_changes_its_release(tmp_path, changed):
    before = release_of(write(tmp_path, FILES), "uk", "1")

    assert release_of(write(tmp_path, changed), "uk", "1") != before


def test_moving_a_file_changes_the_release(tmp_path):
    before = release_of(write(tmp_path, FILES), "uk", "1")
    (tmp_path / "facts/b.yaml").rename(tmp_path / "facts/z.yaml")

    assert release_of(tmp_path, "uk", "1") != before


def test_files_come_in_the_order_of_their_paths(tmp_path):
    found = [path.relative_to(tmp_path).as_posix() for path in files_of(write(tmp_path, FILES))]

    assert found == ["calculators/c.py", "content/a.md", "facts-old.csv", "facts/b.yaml", "pack.yaml"]

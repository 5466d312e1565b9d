"""What a pack is called, and which release of it this is: anything that changes in it changes the release."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

COUNTED = (".yaml", ".md", ".csv", ".py")


def files_of(root: Path) -> list[Path]:
    """The files that make a release what it is, in order."""
    found = (path for path in root.rglob("*") if path.suffix in COUNTED and "__pycache__" not in path.parts)
    return sorted(found, key=lambda path: path.relative_to(root).as_posix())


def release_of(root: Path, identifier: str, version: str) -> str:
    """`uk-2026.11.1+0123456789ab`: the name, the version, and the beginning of the fingerprint of every file."""
    fingerprint = sha256()
    for path in files_of(root):
        fingerprint.update(path.relative_to(root).as_posix().encode() + b"\0")
        fingerprint.update(path.read_bytes() + b"\0")
    return f"{identifier}-{version}+{fingerprint.hexdigest()[:12]}"

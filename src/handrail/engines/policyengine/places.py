"""The one folder that the worker, its supervisor and those who ask share: its socket, and a word on how it is."""

from __future__ import annotations

import os
from pathlib import Path

from handrail.engines.protocol import Why

LONGEST_PATH = 100
"""A socket's address may have some 104 bytes on macOS, 108 on Linux."""


class FolderTooDeep(Exception):
    """The socket's address would be too long for the system."""


def make(folder: Path) -> None:
    """A folder that only its owner may look into."""
    if len(os.fsencode(socket_in(folder))) > LONGEST_PATH:
        raise FolderTooDeep(
            f"{folder} is too long a path for a socket. Set HANDRAIL_ENGINES to a folder with a shorter one."
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def socket_in(folder: Path) -> Path:
    return folder / "policyengine.sock"


def say_in(folder: Path, why: Why) -> None:
    """Note why the worker cannot be asked just now, for those who try."""
    draft = folder / f"policyengine.{os.getpid()}"
    draft.write_text(why)
    draft.replace(_note_in(folder))


def said_of(folder: Path) -> Why:
    """What was noted last; without a note nobody ever started one."""
    try:
        return Why(_note_in(folder).read_text())
    except (OSError, ValueError):
        return Why.NOT_STARTED


def forget(folder: Path) -> None:
    """Leave neither note nor socket behind."""
    _note_in(folder).unlink(missing_ok=True)
    socket_in(folder).unlink(missing_ok=True)


def _note_in(folder: Path) -> Path:
    return folder / "policyengine.state"

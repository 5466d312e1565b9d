"""Write a PDF in a process of its own, so that it can be stopped, and so that nothing of anybody's stays in ours."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from enum import StrEnum
from threading import BoundedSemaphore

from handrail.channels.pdf.reading import Said, read_page

logger = logging.getLogger(__name__)

MOST_SECONDS = 10.0
MOST_LETTERS = 1_000_000
_AT_ONCE = BoundedSemaphore(2)


class Kind(StrEnum):
    """How it is set: as usual, in 18 points or more, or as a sheet in two columns that is to fit on one side."""

    ORDINARY = "ordinary"
    LARGE = "large"
    SHEET = "sheet"


class CannotBeWritten(Exception):
    """It took too long, others are being written, or it is too much: the page itself can still be printed."""


def write_pdf(html: str, *, title: str, language: str = "en", footer: str = "", kind: Kind = Kind.ORDINARY) -> bytes:
    """A page of ours as a PDF. The title is all that a reader shows of it beside its words: it names nobody."""
    if len(html) > MOST_LETTERS:
        raise CannotBeWritten
    said = {
        "title": title,
        "language": language,
        "footer": footer,
        "kind": kind.value,
        "blocks": [block for block in _joined(_levelled(read_page(html))) if block["block"] != "end"],
    }
    return _written(json.dumps(said).encode())


def _written(said: bytes) -> bytes:
    if not _AT_ONCE.acquire(timeout=MOST_SECONDS):
        raise CannotBeWritten
    try:
        # Only this interpreter and this module are run. Neither our settings nor our secrets go along.
        done = subprocess.run(
            [sys.executable, "-I", "-m", "handrail.channels.pdf"],
            input=said,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=True,
            env={},
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as problem:
        # Its own words may repeat what was to be said.
        logger.error("A PDF could not be written: %s", type(problem).__name__)
        raise CannotBeWritten from None
    finally:
        _AT_ONCE.release()
    return done.stdout


def _levelled(blocks: list[Said]) -> list[Said]:
    """Headings that go down one level at a time, as PDF/UA asks."""
    level, found = 0, []
    for block in blocks:
        if block["block"] == "heading":
            level = min(block["level"], level + 1)
            block = {**block, "level": level}
        found.append(block)
    return found


def _joined(blocks: list[Said]) -> list[Said]:
    """Items that follow one another are one list, until it ends."""
    found: list[Said] = []
    for block in blocks:
        if block["block"] != "item":
            found.append(block)
        elif found and found[-1]["block"] == "items" and found[-1]["kind"] == block["kind"]:
            found[-1]["items"].append(block["words"])
        else:
            found.append({"block": "items", "kind": block["kind"], "items": [block["words"]]})
    return found

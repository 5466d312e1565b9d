"""Who has looked at a person's record, what for, and whether it was allowed; and the same to take away, with proofs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from handrail.records import access_log, checkpoints
from handrail.records.gate import Opened, disclose
from handrail.records.holders import SignedIn
from handrail.records.models import HistoryEntry
from handrail.records.policy import Actor, Asked, Purpose

FORMAT = "handrail-access-log-1"
PROOFS_OF_GROWTH = 12
"""From so many of the last bundles that the person took."""


@dataclass(frozen=True, slots=True)
class Looked:
    """Someone who looked, or tried to. What the person did themselves on one day, for one reason, counts as one line."""

    by: str
    purpose: str
    part: str
    is_allowed: bool
    because: str
    first_at: datetime
    last_at: datetime
    times: int = 1

    @property
    def is_own(self) -> bool:
        return self.by == Actor.OWNER


def who_looked(*, holder: SignedIn) -> tuple[Looked, ...]:
    """The last first. This very look is in it."""
    lines: dict[tuple[object, ...], Looked] = {}
    for opened in _history(holder, Purpose.SEE_WHO_LOOKED):
        looked = _read(json.loads(opened.contents)["event"])
        day = looked.first_at.date()
        grouped = looked.is_own and looked.is_allowed
        key = (day, looked.purpose) if grouped else (opened.row.pk,)
        held = lines.pop(key, None)
        lines[key] = replace(held, last_at=looked.last_at, times=held.times + 1) if held else looked
    return tuple(reversed(lines.values()))


def _read(written: str) -> Looked:
    event = json.loads(written)
    at = datetime.fromisoformat(event["at"])
    is_allowed = event["outcome"] == "allowed"
    return Looked(event["by"], event["purpose"], event["part"], is_allowed, event["because"], at, at)


def take_log(*, holder: SignedIn) -> bytes:
    """All of it, with a proof for each entry and the signed head of the log at this moment."""
    entries = [(opened.row, json.loads(opened.contents)) for opened in _history(holder, Purpose.TAKE_LOG)]
    size = _size_at(entries[-1][0])
    proofs = access_log.Proofs(size)
    bundle = {
        "format": FORMAT,
        "key": checkpoints.verifier_key(),
        "checkpoint": checkpoints.checkpoint(size),
        "entries": [_with_proof(row, held, proofs) for row, held in entries],
        "grew_from": {str(earlier): _hex(proofs.consistency(earlier)) for earlier in _earlier_sizes(entries, size)},
    }
    return json.dumps(bundle, indent=1).encode()


def _history(holder: SignedIn, purpose: Purpose) -> tuple[Opened, ...]:
    return disclose(Asked(holder.person, "history", Actor.OWNER, purpose, holder.at, asker=holder.person))


def _with_proof(row: Any, held: dict[str, str], proofs: access_log.Proofs) -> dict[str, object]:
    return {**held, "index": row.index, "proof": _hex(proofs.inclusion(row.index))}


def _earlier_sizes(entries: list[tuple[Any, dict[str, str]]], size: int) -> Iterator[int]:
    """The log as it was in each of the last bundles: a later one can show that it only grew."""
    taken = [_size_at(row) for row, held in entries if json.loads(held["event"])["purpose"] == Purpose.TAKE_LOG]
    return (each for each in taken[-PROOFS_OF_GROWTH - 1 :] if each < size)


def _size_at(row: Any) -> int:
    """How many entries the log had when this one had just been written."""
    assert isinstance(row, HistoryEntry)
    return row.index + 1


def _hex(hashes: list[bytes]) -> list[str]:
    return [each.hex() for each in hashes]

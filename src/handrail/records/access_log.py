"""Who read what of whom. The tree holds commitments alone; what each stands for is sealed for the person it is about.

When a person's keys are destroyed, nobody can tell any more what their entries said. The tree stays whole.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from functools import cache

from django.db.models import F

from handrail.records import merkle
from handrail.records.keyring.keeping import seal_for
from handrail.records.models import HistoryEntry, LogHead, LogNode
from handrail.records.policy import Actor, Asked, Compartment, Decision

SALT_BYTES = 32
STEP = 256


def append(asked: Asked, decision: Decision) -> HistoryEntry:
    """Add one entry. It counts with the transaction it is part of: where that fails, nothing was read."""
    index = _next_index()
    number = HistoryEntry.objects.filter(person_id=asked.person).count() + 1
    written = json.dumps(_event(asked, decision, number), separators=(",", ":"), sort_keys=True)
    salt = secrets.token_bytes(SALT_BYTES)
    for level, place, value in merkle.nodes_for(index, commitment(salt, written), _find):
        LogNode.objects.create(level=level, place=place, value=value)
    entry = HistoryEntry(person_id=asked.person, number=number, index=index)
    entry.hold(
        seal_for(
            person=asked.person,
            compartment=Compartment.HISTORY,
            contents=json.dumps({"salt": salt.hex(), "event": written}).encode(),
            bound_to=entry.bound_to,
            step=STEP,
        )
    )
    entry.save(force_insert=True)
    return entry


def commitment(salt: bytes, event: str) -> bytes:
    """What the tree holds of an event: nothing can be told from it, and nothing else fits it."""
    return hmac.new(salt, event.encode(), hashlib.sha256).digest()


def _event(asked: Asked, decision: Decision, number: int) -> dict[str, object]:
    """What is told. Of someone else who asked it says that it was someone else, and not who."""
    by = asked.by.value
    if asked.by is Actor.OWNER and asked.asker != asked.person:
        by = "someone_else"
    return {
        "number": number,
        "at": asked.at.isoformat(timespec="seconds"),
        "by": by,
        "purpose": str(asked.purpose),
        "part": asked.part,
        "outcome": "allowed" if decision.is_allowed else "refused",
        "because": decision.because,
    }


def _next_index() -> int:
    """Entries stand in one line: whoever appends waits for whoever came before."""
    head = LogHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        LogHead.objects.get_or_create(pk=1, defaults={"size": 0})
        head = LogHead.objects.select_for_update().get(pk=1)
    LogHead.objects.filter(pk=1).update(size=F("size") + 1)
    return head.size


def _find(level: int, place: int) -> bytes:
    return bytes(LogNode.objects.get(level=level, place=place).value)


# -- what can be shown of it -----------------------------------------------------------------------------------------


def size() -> int:
    head = LogHead.objects.filter(pk=1).first()
    return head.size if head else 0


def root(of_size: int) -> bytes:
    return merkle.root(of_size, _find)


class Proofs:
    """Proofs for the log as it was with so many entries. Hashes never change, so each is looked up once."""

    def __init__(self, of_size: int) -> None:
        self.size, self._find = of_size, cache(_find)

    def inclusion(self, index: int) -> list[bytes]:
        return merkle.inclusion_proof(index, self.size, self._find)

    def consistency(self, earlier: int) -> list[bytes]:
        return merkle.consistency_proof(earlier, self.size, self._find)

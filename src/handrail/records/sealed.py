"""Something sealed, as it may be stored in sight of anyone; and what it is called when it does not open."""

from __future__ import annotations

from dataclasses import dataclass


class Broken(Exception):
    """What was sealed is no longer what it was, or it was another key's."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What may be stored in sight of anyone."""

    nonce: bytes
    ciphertext: bytes

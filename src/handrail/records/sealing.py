"""Seal bytes under a key so that nobody without it can read them, and no change to them goes unnoticed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
# The length of what is sealed would show how much a person has told: it is rounded up.
STEP = 1024


class Broken(Exception):
    """What was sealed is no longer what it was, or it was another key's."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """What may be stored in sight of anyone."""

    nonce: bytes
    ciphertext: bytes


def seal(contents: bytes, key: bytes, bound_to: bytes) -> Sealed:
    """AES-256-GCM. It opens only with the same key, beside the same `bound_to`."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return Sealed(nonce, AESGCM(key).encrypt(nonce, _padded(contents), bound_to))


def unseal(sealed: Sealed, key: bytes, bound_to: bytes) -> bytes:
    try:
        padded = AESGCM(key).decrypt(sealed.nonce, sealed.ciphertext, bound_to)
    except (InvalidTag, ValueError):
        raise Broken from None
    return padded.rstrip(b"\0")[:-1]


def _padded(contents: bytes) -> bytes:
    """A one marks the end, noughts fill up to the next whole step."""
    whole_steps = -(-(len(contents) + 1) // STEP)
    return (contents + b"\1").ljust(whole_steps * STEP, b"\0")

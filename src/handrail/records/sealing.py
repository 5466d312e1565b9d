"""Seal bytes under a key so that nobody without it can read them, and no change to them goes unnoticed."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from handrail.records.sealed import Broken, Sealed

NONCE_BYTES = 12
# The length of what is sealed would show how much a person has told: it is rounded up.
STEP = 1024


def seal(contents: bytes, key: bytes, bound_to: bytes, step: int = STEP) -> Sealed:
    """AES-256-GCM. It opens only with the same key, beside the same `bound_to`."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return Sealed(nonce, AESGCM(key).encrypt(nonce, _padded(contents, step), bound_to))


def unseal(sealed: Sealed, key: bytes, bound_to: bytes) -> bytes:
    try:
        padded = AESGCM(key).decrypt(sealed.nonce, sealed.ciphertext, bound_to)
    except (InvalidTag, ValueError):
        raise Broken from None
    return padded.rstrip(b"\0")[:-1]


def _padded(contents: bytes, step: int) -> bytes:
    """A one marks the end, noughts fill up to the next whole step."""
    whole_steps = -(-(len(contents) + 1) // step)
    return (contents + b"\1").ljust(whole_steps * step, b"\0")

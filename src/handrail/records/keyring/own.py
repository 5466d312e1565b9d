"""What the installation does with keys of its own: find someone by a value that it does not store, and sign its log."""

from __future__ import annotations

import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from handrail.records.keyring.wrapping import own_key


def blind(kind: str, value: str) -> str:
    """Always the same for the same value. Without the key nobody can try values until one fits."""
    return hmac.new(own_key("blind"), f"{kind}|{value}".encode(), hashlib.sha256).hexdigest()


def sign(text: bytes) -> bytes:
    return _signing_key().sign(text)


def public_key() -> bytes:
    """What others check the signature by."""
    return _signing_key().public_key().public_bytes_raw()


def _signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(own_key("log"))

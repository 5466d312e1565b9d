"""The head of the log, signed, in the formats that others' tools read: C2SP `tlog-checkpoint` and `signed-note`."""

from __future__ import annotations

import base64
import hashlib

from django.conf import settings

from handrail.records import access_log
from handrail.records.keyring import own

ED25519 = b"\x01"


def checkpoint(size: int) -> str:
    """What the log was with so many entries. The same size always gives the same text."""
    text = f"{settings.LOG_NAME}\n{size}\n{_base64(access_log.root(size))}\n"
    signature = _key_id() + own.sign(text.encode())
    return f"{text}\n— {settings.LOG_NAME} {_base64(signature)}\n"


def verifier_key() -> str:
    """The public key as tools for such logs write it."""
    return f"{settings.LOG_NAME}+{_key_id().hex()}+{_base64(ED25519 + own.public_key())}"


def _key_id() -> bytes:
    return hashlib.sha256(settings.LOG_NAME.encode() + b"\n" + ED25519 + own.public_key()).digest()[:4]


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode()

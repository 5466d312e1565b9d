"""Where a return code leads and what it opens: values that tell nothing of each other, nor of the code."""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from handrail.records.return_codes import ReturnCode

KEY_BYTES = SALT_BYTES = 32


def row_id(code: ReturnCode) -> str:
    """The id of the row that a code leads to. The row does not lead back."""
    return _derive(code, b"handrail return code: row", salt=None).hex()


def key(code: ReturnCode, salt: bytes) -> bytes:
    """The key to one row. Nothing we store is enough to work it out."""
    return _derive(code, b"handrail return code: key", salt)


def beside_id(code: ReturnCode, what: str) -> str:
    """The id of a row for something else of the same person. Nothing shows that the two rows belong together."""
    return _derive(code, f"handrail return code: {what} row".encode(), salt=None).hex()


def beside_key(code: ReturnCode, what: str, salt: bytes) -> bytes:
    """The key to that row. It opens no other."""
    return _derive(code, f"handrail return code: {what} key".encode(), salt)


def feed_name(code: ReturnCode, name: str) -> str:
    """What something is called in a calendar feed. Without the code nobody can tell what it stands for."""
    return _derive(code, f"handrail return code: in a feed {name}".encode(), salt=None).hex()[:32]


def _derive(code: ReturnCode, what_for: bytes, salt: bytes | None) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt, what_for).derive(code.encode())

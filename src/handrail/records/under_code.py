"""What is kept of someone without an account: their return code alone opens it, so no policy or key of ours stands between."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date, timedelta

from handrail.records import keys
from handrail.records.models import AnonymousRoute, Beside
from handrail.records.problems import Unreadable
from handrail.records.return_codes import ReturnCode
from handrail.records.sealed import Broken, Sealed
from handrail.records.sealing import seal, unseal

# Written beside each row, so that a later way of sealing can tell its own from ours.
FORMAT = 1
KEPT_FOR = timedelta(days=30)
TRIED_FOR = timedelta(days=2)
"""Until the end of the day after: long enough for an evening that runs past midnight."""


@dataclass(frozen=True, slots=True)
class Held:
    """What one row holds, unsealed."""

    contents: bytes = field(repr=False)
    revision: int
    created_on: date
    expires_on: date


def read(*, code: ReturnCode, on: date) -> Held | None:
    """What is kept under a code; None when there is nothing, or not any more."""
    row = AnonymousRoute.objects.under(code).kept(on).first()
    if row is None:
        return None
    if row.format != FORMAT:
        raise Unreadable(f"row {row.pk} has the unknown format {row.format}")
    sealed = Sealed(bytes(row.nonce), bytes(row.ciphertext))
    try:
        contents = unseal(sealed, keys.key(code, bytes(row.salt)), bound_to(row.pk, row.revision))
    except Broken:
        raise Unreadable(f"row {row.pk} does not open with its own code") from None
    return Held(contents, row.revision, row.created_on, row.expires_on)


def begin(*, code: ReturnCode, contents: bytes, on: date) -> Held:
    """Keep something under a new code."""
    row = AnonymousRoute(
        pk=keys.row_id(code), revision=1, created_on=on, expires_on=on + KEPT_FOR, **_sealed(code, contents, revision=1)
    )
    row.save(force_insert=True)
    return Held(contents, row.revision, row.created_on, row.expires_on)


def replace(*, code: ReturnCode, contents: bytes, revision: int, on: date) -> bool:
    """Put new contents in place of those of one revision. False when another change came first, or all is gone."""
    row = AnonymousRoute.objects.under(code).kept(on).filter(revision=revision)
    new = _sealed(code, contents, revision + 1)
    return bool(row.update(revision=revision + 1, expires_on=on + KEPT_FOR, **new))


def _sealed(code: ReturnCode, contents: bytes, revision: int) -> dict[str, int | bytes]:
    """The columns that hold the contents. Each time has a salt, and so a key, of its own."""
    salt = secrets.token_bytes(keys.SALT_BYTES)
    sealed = seal(contents, keys.key(code, salt), bound_to(keys.row_id(code), revision))
    return {"format": FORMAT, "salt": salt, "nonce": sealed.nonce, "ciphertext": sealed.ciphertext}


def bound_to(row_id: str, revision: int) -> bytes:
    """What else must be as it was for a row to open: nobody can move it to another row, or pass it off as newer."""
    return f"{row_id}|{FORMAT}|{revision}".encode()


# -- beside the answers ----------------------------------------------------------------------------------------------

WHAT_IF, LAST_SEEN, FEED = "what-if", "last-seen", "feed"
BESIDE = (WHAT_IF, LAST_SEEN, FEED)
"""What is only tried out, what the route was when the person last saw it, and the secret of their calendar feed. None is part
of their answers."""


def read_beside(*, code: ReturnCode, what: str, on: date) -> bytes | None:
    """What is kept beside the answers; None when nothing is, or not any more, or it does not open."""
    row = Beside.objects.under(code, what).kept(on).first()
    if row is None or row.format != FORMAT:
        return None
    sealed = Sealed(bytes(row.nonce), bytes(row.ciphertext))
    try:
        return unseal(sealed, keys.beside_key(code, what, bytes(row.salt)), bound_to(row.pk, 0))
    except Broken:
        return None


def keep_beside(*, code: ReturnCode, what: str, contents: bytes, until: date) -> None:
    """Keep something beside the answers, in place of what was there. The answers are another row, and stay as they are."""
    salt = secrets.token_bytes(keys.SALT_BYTES)
    row_id = keys.beside_id(code, what)
    sealed = seal(contents, keys.beside_key(code, what, salt), bound_to(row_id, 0))
    columns = {"format": FORMAT, "salt": salt, "nonce": sealed.nonce, "ciphertext": sealed.ciphertext}
    Beside.objects.update_or_create(pk=row_id, defaults={**columns, "expires_on": until})


def drop_beside(*, code: ReturnCode, what: str) -> None:
    """Nothing of the kind is kept any more."""
    Beside.objects.under(code, what).erase()

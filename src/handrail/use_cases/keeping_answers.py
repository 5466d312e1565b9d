"""Keep the answers of a person without an account under a secret that only they hold, and give them back or erase them.

Kept answers are gone 30 days after their last change, whether or not anyone has swept them away by then.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from datetime import date

from handrail.records import feeds, gate
from handrail.records.models import AnonymousRoute, Beside
from handrail.records.return_codes import ReturnCode, new_code, read_code
from handrail.use_cases.kept_contents import Contents, NotContents, read_contents, write_contents

logger = logging.getLogger(__name__)


class ChangedElsewhere(Exception):
    """The answers have changed since they were opened, as in another tab. Nothing was saved."""


class NoLongerKept(ChangedElsewhere):
    """The answers have been erased since they were opened, or their time ran out. Nothing was saved."""


class CannotBeRead(Exception):
    """Something is kept under this secret, and it was damaged: nobody can read it any more."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept under one secret, as it was when it was opened. On `expires_on` it is gone."""

    secret: str = field(repr=False)
    revision: int
    contents: Contents
    created_on: date
    expires_on: date

    def holding(self, contents: Contents) -> Kept:
        """The same with other contents, to be saved."""
        return replace(self, contents=contents)


def begin(*, on: date, contents: Contents | None = None) -> Kept:
    """Start keeping something under a new secret. What is past its time goes first, so that no day passes without it."""
    erase_expired(on=on)
    code, contents = new_code(), contents or Contents()
    held = gate.begin(code=code, contents=write_contents(contents), on=on)
    return Kept(code, held.revision, contents, held.created_on, held.expires_on)


def open_kept(*, secret: str, on: date) -> Kept | None:
    """What is kept under a secret, however it was typed; None when nothing is, or not any more."""
    code = read_code(secret)
    if code is None:
        return None
    held = _read(code, on)
    if held is None:
        return None
    return Kept(code, held.revision, _contents(held), held.created_on, held.expires_on)


def is_mistyped(secret: str) -> bool:
    """Whether this cannot be anyone's secret. It says nothing about whose it is, or whether anything is kept under it."""
    return read_code(secret) is None


def save(kept: Kept, *, on: date) -> Kept:
    """Keep what it holds now, for another 30 days."""
    code = ReturnCode(kept.secret)
    contents = write_contents(kept.contents)
    if gate.replace(code=code, contents=contents, revision=kept.revision, on=on):
        return replace(kept, revision=kept.revision + 1, expires_on=on + gate.KEPT_FOR)
    if AnonymousRoute.objects.under(code).kept(on).exists():
        raise ChangedElsewhere
    raise NoLongerKept


def erase(*, secret: str) -> None:
    """Erase at once whatever is kept under a secret, readable or not."""
    code = read_code(secret)
    if code is not None:
        AnonymousRoute.objects.under(code).erase()
        feeds.end_feed(code=code)
        for what in gate.BESIDE:
            gate.drop_beside(code=code, what=what)


def erase_expired(*, on: date) -> int:
    """Erase all that is past its time; how many routes there were."""
    Beside.objects.expired(on).erase()
    return AnonymousRoute.objects.expired(on).erase()


def _read(code: ReturnCode, on: date) -> gate.Held | None:
    try:
        return gate.read(code=code, on=on)
    except gate.Unreadable as problem:
        logger.error("What is kept cannot be read: %s", problem)
        raise CannotBeRead from problem


def _contents(held: gate.Held) -> Contents:
    try:
        return read_contents(held.contents)
    except NotContents:
        logger.error("What is kept cannot be read: it was unsealed, and is not what this version writes")
        raise CannotBeRead from None

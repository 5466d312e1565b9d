"""Keep a person's answers, under a secret that only they hold or in their account, and give them back or erase them.

Under a secret, answers are gone 30 days after their last change, whether or not anyone has swept them away by then. In an
account they stay until the person erases it, or has not been there for thirteen months.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from datetime import date

from handrail.records import feeds, holdings
from handrail.records.holders import Holder, SignedIn
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
    """What is kept for one person, as it was when it was opened. On `expires_on` it is gone."""

    holder: Holder = field(repr=False)
    revision: int
    contents: Contents
    created_on: date
    expires_on: date

    @property
    def secret(self) -> str:
        """The code that leads to it; nothing in an account."""
        return self.holder if isinstance(self.holder, ReturnCode) else ""

    @property
    def known_to(self) -> str:
        """What nobody knows of this person but they and we: names in their calendar are made from it."""
        return str(self.holder.person) if isinstance(self.holder, SignedIn) else self.holder

    @property
    def is_in_account(self) -> bool:
        return isinstance(self.holder, SignedIn)

    def holding(self, contents: Contents) -> Kept:
        """The same with other contents, to be saved."""
        return replace(self, contents=contents)


def begin(*, on: date, contents: Contents | None = None, holder: Holder | None = None) -> Kept:
    """Start keeping something, in an account or under a new secret. What is past its time goes first, so that no day passes without it."""
    erase_expired(on=on)
    holder, contents = holder or new_code(), contents or Contents()
    held = holdings.begin(holder=holder, contents=write_contents(contents), on=on)
    return Kept(holder, held.revision, contents, held.created_on, held.expires_on)


def open_kept(*, secret: str, on: date) -> Kept | None:
    """What is kept under a secret, however it was typed; None when nothing is, or not any more."""
    code = read_code(secret)
    return open_for(holder=code, on=on) if code else None


def open_for(*, holder: Holder, on: date) -> Kept | None:
    """What is kept for someone; None when nothing is, or not any more."""
    held = _read(holder, on)
    if held is None:
        return None
    return Kept(holder, held.revision, _contents(held), held.created_on, held.expires_on)


def is_mistyped(secret: str) -> bool:
    """Whether this cannot be anyone's secret. It says nothing about whose it is, or whether anything is kept under it."""
    return read_code(secret) is None


def save(kept: Kept, *, on: date) -> Kept:
    """Keep what it holds now, and for longer."""
    contents = write_contents(kept.contents)
    if holdings.replace(holder=kept.holder, contents=contents, revision=kept.revision, on=on):
        until = holdings.kept_until(holder=kept.holder, on=on)
        return replace(kept, revision=kept.revision + 1, expires_on=until)
    if holdings.are_kept(holder=kept.holder, on=on):
        raise ChangedElsewhere
    raise NoLongerKept


def erase(*, secret: str) -> None:
    """Erase at once whatever is kept under a secret, readable or not."""
    code = read_code(secret)
    if code is not None:
        holdings.drop(holder=code)
        feeds.end_feed(holder=code)
        for what in holdings.BESIDE:
            holdings.drop_beside(holder=code, what=what)


def erase_expired(*, on: date) -> int:
    """Erase all that is past its time; how many routes without an account there were."""
    Beside.objects.expired(on).erase()
    return AnonymousRoute.objects.expired(on).erase()


def _read(holder: Holder, on: date) -> holdings.Held | None:
    try:
        return holdings.read(holder=holder, on=on)
    except holdings.Unreadable as problem:
        logger.error("What is kept cannot be read: %s", problem)
        raise CannotBeRead from problem


def _contents(held: holdings.Held) -> Contents:
    try:
        return read_contents(held.contents)
    except NotContents:
        logger.error("What is kept cannot be read: it was unsealed, and is not what this version writes")
        raise CannotBeRead from None

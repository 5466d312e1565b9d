"""A calendar feed has a secret of its own: it opens the days of one route, and nothing else of the person.

What is kept beside the answers holds the secret, so that the person can see it and switch the feed off. A row under that secret
holds the days. Neither shows that they belong together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from handrail.records import holdings, keys, under_code
from handrail.records.holders import Holder, SignedIn
from handrail.records.return_codes import ReturnCode, new_code, read_code

DAYS = "feed days"


@dataclass(frozen=True, slots=True)
class FeedSecret:
    """What the address of a feed holds, and what the names in it are made from: those stay when a route moves."""

    secret: ReturnCode = field(repr=False)
    names_under: ReturnCode = field(repr=False)


def begin_feed(*, holder: Holder, until: date) -> FeedSecret:
    """A feed with a secret that nobody has had before."""
    feed = FeedSecret(new_code(), new_code() if isinstance(holder, SignedIn) else holder)
    renew_feed(holder=holder, feed=feed, until=until)
    return feed


def renew_feed(*, holder: Holder, feed: FeedSecret, until: date) -> None:
    """Keep the feed for as long as the answers."""
    both = (feed.secret, feed.names_under) if feed.names_under != holder else (feed.secret,)
    holdings.keep_beside(holder=holder, what=holdings.FEED, contents=" ".join(both).encode(), until=until)


def feed_of(*, holder: Holder, on: date) -> FeedSecret | None:
    """The secret of someone's feed; None when it is off."""
    written = holdings.read_beside(holder=holder, what=holdings.FEED, on=on)
    secret, _, names_under = (written or b"").decode().partition(" ")
    code = read_code(secret)
    if code is None:
        return None
    return FeedSecret(code, ReturnCode(names_under or str(holder)))


def end_feed(*, holder: Holder) -> None:
    """Switch it off: the days are gone at once, and their address leads nowhere."""
    feed = feed_of(holder=holder, on=date.min)
    if feed is not None:
        drop_days(secret=feed.secret)
    holdings.drop_beside(holder=holder, what=holdings.FEED)


def drop_days(*, secret: ReturnCode) -> None:
    under_code.drop_beside(code=secret, what=DAYS)


def keep_days(*, secret: ReturnCode, days: bytes, until: date) -> None:
    """The days that the feed gives from now on."""
    under_code.keep_beside(code=secret, what=DAYS, contents=days, until=until)


def read_days(*, secret: ReturnCode, on: date) -> bytes | None:
    """What whoever has the address of a feed is given."""
    return under_code.read_beside(code=secret, what=DAYS, on=on)


def name_in_feed(*, feed: FeedSecret, name: str) -> str:
    """What something is called in a feed: always the same there, and nobody can tell from it what it is."""
    return keys.feed_name(feed.names_under, f"{feed.secret} {name}")

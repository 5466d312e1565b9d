"""A calendar feed has a secret of its own: it opens the days of one route, and nothing else of the person.

Two rows beside the answers. One, under the return code, holds the secret, so that the person can see it and switch the feed
off. The other, under that secret, holds the days. Neither shows that they belong together.
"""

from __future__ import annotations

from datetime import date

from handrail.records import gate, keys
from handrail.records.return_codes import ReturnCode, new_code, read_code

DAYS = "feed days"


def begin_feed(*, code: ReturnCode, until: date) -> ReturnCode:
    """A feed with a secret that nobody has had before."""
    secret = new_code()
    renew_feed(code=code, secret=secret, until=until)
    return secret


def renew_feed(*, code: ReturnCode, secret: ReturnCode, until: date) -> None:
    """Keep the feed for as long as the answers."""
    gate.keep_beside(code=code, what=gate.FEED, contents=secret.encode(), until=until)


def feed_of(*, code: ReturnCode, on: date) -> ReturnCode | None:
    """The secret of someone's feed; None when it is off."""
    written = gate.read_beside(code=code, what=gate.FEED, on=on)
    return read_code(written.decode()) if written else None


def end_feed(*, code: ReturnCode) -> None:
    """Switch it off: the days are gone at once, and their address leads nowhere."""
    secret = feed_of(code=code, on=date.min)
    if secret is not None:
        gate.drop_beside(code=secret, what=DAYS)
    gate.drop_beside(code=code, what=gate.FEED)


def keep_days(*, secret: ReturnCode, days: bytes, until: date) -> None:
    """The days that the feed gives from now on."""
    gate.keep_beside(code=secret, what=DAYS, contents=days, until=until)


def read_days(*, secret: ReturnCode, on: date) -> bytes | None:
    """What whoever has the address of a feed is given."""
    return gate.read_beside(code=secret, what=DAYS, on=on)


def name_in_feed(*, code: ReturnCode, secret: ReturnCode, name: str) -> str:
    """What something is called in a feed: always the same there, and nobody can tell from it what it is."""
    return keys.feed_name(code, f"{secret} {name}")

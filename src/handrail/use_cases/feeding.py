"""A calendar that keeps itself up to date: the days of a route behind a secret address, without a word of what they are.

It is off until the person switches it on. What is behind the address is days and nothing else, so that it cannot tell, or
lead to, any answer. It follows the route when the person changes something or looks at it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from icalendar import Calendar, Event

from handrail.domain.routes.guarding import is_guarded
from handrail.domain.routes.route import Route
from handrail.packs.pack import Pack
from handrail.records import feeds
from handrail.records.feeds import FeedSecret
from handrail.records.return_codes import read_code
from handrail.use_cases.keeping_answers import Kept
from handrail.use_cases.plan_route import journeys_of
from handrail.use_cases.route_calendar import all_day, at_midnight, days_of
from handrail.use_cases.working_out import events_of, work_out

TITLE = "Handrail: a date on your route"
ABOUT = "Open your own route to see what this is."
MAY_CHANGE = "This day may change."


class NotOffered(Exception):
    """There is a bereavement or a danger on this route: nothing of it is to stand where others may see it."""


@dataclass(frozen=True, slots=True)
class FeedDay:
    """One day in a feed. `since` is when it last became what it is; one that is `gone` is called off."""

    uid: str
    day: date
    may_change: bool
    since: date
    sequence: int = 0
    gone: bool = False


def is_offered(*, pack: Pack, kept: Kept) -> bool:
    """Whether a feed may be had for a route: the one place that says so."""
    contents = kept.contents
    journeys = journeys_of(pack, events_of(pack, contents))
    facts, _ = contents.facts(pack.vocabulary)
    return bool(journeys) and not is_guarded(journeys, facts, contents.unsure, pack.vocabulary)


def secret_of(*, kept: Kept, on: date) -> str:
    """The secret in the address of someone's feed; nothing when it is off."""
    feed = feeds.feed_of(holder=kept.holder, on=on)
    return feed.secret if feed else ""


def switch_on(*, pack: Pack, kept: Kept, on: date) -> None:
    """Begin a feed. One that is on stays as it is."""
    if not is_offered(pack=pack, kept=kept):
        raise NotOffered
    if feeds.feed_of(holder=kept.holder, on=on) is None:
        feeds.begin_feed(holder=kept.holder, until=kept.expires_on)
    follow(pack=pack, kept=kept, on=on)


def switch_off(*, kept: Kept) -> None:
    """End it at once."""
    feeds.end_feed(holder=kept.holder)


def follow(*, pack: Pack, kept: Kept, on: date) -> None:
    """Bring a feed that is on up to the route as it is now, or end it when it is not to be had any more."""
    feed = feeds.feed_of(holder=kept.holder, on=on)
    if feed is None:
        return
    if not is_offered(pack=pack, kept=kept):
        feeds.end_feed(holder=kept.holder)
        return
    before = _read(feeds.read_days(secret=feed.secret, on=on))
    worked = work_out(pack=pack, contents=kept.contents, on=on)
    route = worked.planned.route
    after = before if route is None else _followed(before, _days(route, feed), on)
    feeds.renew_feed(holder=kept.holder, feed=feed, until=kept.expires_on)
    feeds.keep_days(secret=feed.secret, days=_write(after), until=kept.expires_on)


def read_feed(*, secret: str, on: date) -> bytes | None:
    """What is behind an address, as a calendar file; None when nothing is, or not any more."""
    code = read_code(secret)
    written = feeds.read_days(secret=code, on=on) if code else None
    return None if written is None else _calendar(_read(written))


# -- the days --------------------------------------------------------------------------------------------------------


def _days(route: Route, feed: FeedSecret) -> dict[str, tuple[date, bool]]:
    """Each day under a name that says nothing, and whether it may change."""
    return {
        feeds.name_in_feed(feed=feed, name=f"{step.id} {kind}"): (day, not certain)
        for step in route.to_do
        for kind, day, certain in days_of(step)
    }


def _followed(before: tuple[FeedDay, ...], now: Mapping[str, tuple[date, bool]], on: date) -> tuple[FeedDay, ...]:
    """The days as they are now. Calendars keep what they are no longer told of, so what has gone is called off."""
    known = {each.uid for each in before}
    new = (FeedDay(uid, day, may_change, on) for uid, (day, may_change) in now.items() if uid not in known)
    return (*(_moved(each, now.get(each.uid), on) for each in before), *new)


def _moved(each: FeedDay, now: tuple[date, bool] | None, on: date) -> FeedDay:
    moved = replace(each, gone=True) if now is None else replace(each, day=now[0], may_change=now[1], gone=False)
    return each if moved == each else replace(moved, since=on, sequence=each.sequence + 1)


def _write(days: tuple[FeedDay, ...]) -> bytes:
    return json.dumps([asdict(each) for each in days], default=date.isoformat, separators=(",", ":")).encode()


def _read(written: bytes | None) -> tuple[FeedDay, ...]:
    found = json.loads(written) if written else []
    return tuple(
        FeedDay(**{**each, "day": date.fromisoformat(each["day"]), "since": date.fromisoformat(each["since"])})
        for each in found
    )


# -- the file --------------------------------------------------------------------------------------------------------


def _calendar(days: tuple[FeedDay, ...]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Handrail//Dates//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Handrail")
    calendar.add("x-published-ttl", "P1D")
    for event in _events(days):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(days: tuple[FeedDay, ...]) -> Iterator[Event]:
    for each in sorted(days, key=lambda each: (each.day, each.uid)):
        event = all_day(each.uid, TITLE, each.day, each.since)
        event.add("description", f"{ABOUT} {MAY_CHANGE}" if each.may_change else ABOUT)
        event.add("last-modified", at_midnight(each.since))
        event.add("sequence", each.sequence)
        event.add("status", "CANCELLED" if each.gone else "CONFIRMED")
        event.add("class", "PRIVATE")
        yield event

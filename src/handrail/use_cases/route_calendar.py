"""A route's dates as a calendar file: deadlines, and steps whose day is fixed. It holds no answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from handrail.domain.routes.route import Route, RouteStep
from handrail.packs.pack import Pack
from handrail.use_cases.write_route import title_of

NEUTRAL = "Something on your list"


def route_calendar(*, pack: Pack, route: Route, neutral: bool = False, known_to: str = "") -> bytes:
    """An `.ics` file. With `neutral` titles, someone who sees the calendar learns nothing of the life event.

    Each day has a name of its own that stays the same. Mixed with what is only `known_to` the person, it gives no step away.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Handrail//Route//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "My route" if neutral else "Handrail")
    for event in _events(pack, route, neutral, known_to):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(pack: Pack, route: Route, neutral: bool, known_to: str) -> Iterator[Event]:
    for step in route.to_do:
        title = NEUTRAL if neutral else title_of(pack, step)
        for kind, day, certain in days_of(step):
            words = f"{title}: do this by today" if kind == "deadline" else title
            if not certain:
                words += " (this may change)"
            uid = sha256(f"{known_to}{step.id}-{kind}".encode()).hexdigest()[:24]
            yield all_day(uid, words, day, route.on)


def days_of(step: RouteStep) -> Iterator[tuple[str, date, bool]]:
    """The last safe day of a deadline, and the day of a step that happens on one day."""
    if step.deadline is not None and step.deadline.days.low is not None and step.deadline.days.high is not None:
        yield "deadline", step.deadline.days.low, step.deadline.days.is_known
    if step.start.is_known and step.finish.is_known and step.start == step.finish and step.start.low is not None:
        yield "day", step.start.low, True


def all_day(uid: str, summary: str, day: date, since: date) -> Event:
    """One whole day, as it stands since another. Nobody counts as busy on it."""
    event = Event()
    event.add("uid", f"{uid}@handrail")
    event.add("summary", summary)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("dtstamp", at_midnight(since))
    event.add("transp", "TRANSPARENT")
    return event


def at_midnight(day: date) -> datetime:
    """The moment at which a day begins, as calendars write it."""
    return datetime.combine(day, time(), UTC)

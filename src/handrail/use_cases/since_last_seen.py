"""What is different since a person last saw their route, though they changed nothing: days have passed, or the rules have changed."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date

from handrail.domain.content.about_changes import ChangesTold
from handrail.domain.content.about_the_days import about_the_days
from handrail.domain.content.about_the_rules import RulesTold, about_the_rules
from handrail.domain.content.saying import say_date
from handrail.domain.routes.remembered import Remembered
from handrail.packs.pack import Pack
from handrail.records import holdings
from handrail.use_cases.keeping_answers import Kept
from handrail.use_cases.working_out import route_of, work_out


@dataclass(frozen=True, slots=True)
class Since:
    """What the days have changed, and what the rules. Each is told apart, for exactly one of them made it so."""

    last_seen: str
    days: ChangesTold | None = None
    rules: RulesTold | None = None

    @property
    def is_nothing(self) -> bool:
        return (self.days is None or self.days.is_nothing) and (self.rules is None or self.rules.is_nothing)


def since_last_seen(*, pack: Pack, kept: Kept, on: date) -> Since | None:
    """What is different; None when the person has not seen this route before, or all is as it was."""
    seen = _last_seen(kept, on)
    if seen is None or seen.revision != kept.revision or (seen.on, seen.release) == (on, pack.release):
        return None
    today = route_of(pack=pack, contents=kept.contents, on=on)
    then = work_out(pack=pack, contents=kept.contents, on=seen.on)
    if then.clashes:
        return None
    since = Since(
        say_date(seen.on),
        about_the_days(then.telling, today.telling) if seen.on != on else None,
        about_the_rules(seen, then.telling) if seen.release != pack.release else None,
    )
    return None if since.is_nothing else since


def now_seen(*, kept: Kept, remembered: Remembered) -> None:
    """The person has seen their route as it is now. This is kept beside their answers, and is gone when they are."""
    written = json.dumps(replace(remembered, revision=kept.revision).as_written(), separators=(",", ":")).encode()
    holdings.keep_beside(holder=kept.holder, what=holdings.LAST_SEEN, contents=written, until=kept.expires_on)


def is_seen(*, pack: Pack, kept: Kept, on: date) -> bool:
    """What was last seen is what there is to see now."""
    seen = _last_seen(kept, on)
    return seen is not None and (seen.on, seen.release, seen.revision) == (on, pack.release, kept.revision)


def _last_seen(kept: Kept, on: date) -> Remembered | None:
    """The route as it was seen; nothing when that cannot be read any more."""
    written = holdings.read_beside(holder=kept.holder, what=holdings.LAST_SEEN, on=on)
    try:
        return Remembered.read(json.loads(written)) if written else None
    except (ValueError, TypeError, LookupError):
        return None

"""What a person can do with their account: bring a route into it, see where they are signed in, and erase it for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from handrail.records import feeds, holdings, persons, sign_ins
from handrail.records.holders import SignedIn as SignedIn
from handrail.records.keyring.database import KEYRING
from handrail.records.keyring.keeping import turn_epoch
from handrail.records.policy import Actor, Purpose
from handrail.records.problems import NoSuchPerson, Unreadable
from handrail.records.return_codes import ReturnCode
from handrail.records.sign_ins import Device
from handrail.use_cases.keeping_answers import Kept
from handrail.use_cases.kept_contents import write_contents
from handrail.use_cases.signing_in import keep_ways_in
from handrail.use_cases.ways_in import new_recovery_codes, read_ways_in


class AlreadyHasRoute(Exception):
    """There is a route in the account, and another must not push it out."""


def has_route(*, holder: SignedIn) -> bool:
    """Whether there is a route in the account. It opens nothing."""
    return holdings.are_kept(holder=holder, on=holder.at.date())


def move_in(*, kept: Kept, holder: SignedIn, on: date) -> None:
    """Bring a route without an account into one, whole. Its old code then leads nowhere; its calendar goes on."""
    assert isinstance(kept.holder, ReturnCode)
    if has_route(holder=holder):
        raise AlreadyHasRoute
    until = holdings.kept_until(holder=holder, on=on)
    stays = {holdings.WHAT_IF: on + holdings.TRIED_FOR, holdings.LAST_SEEN: until}
    with transaction.atomic(using=KEYRING), transaction.atomic():
        holdings.move_answers(to=holder, contents=write_contents(kept.contents), revision=kept.revision)
        for what, ends in stays.items():
            beside = holdings.read_beside(holder=kept.holder, what=what, on=on)
            if beside is not None:
                holdings.keep_beside(holder=holder, what=what, contents=beside, until=ends)
        feed = feeds.feed_of(holder=kept.holder, on=on)
        if feed is not None:
            feeds.renew_feed(holder=holder, feed=feed, until=until)
            _keep_days_longer(feed.secret, on, until)
        _forget_old(kept.holder)


def _keep_days_longer(secret: ReturnCode, on: date, until: date) -> None:
    days = feeds.read_days(secret=secret, on=on)
    if days is not None:
        feeds.keep_days(secret=secret, days=days, until=until)


def _forget_old(code: ReturnCode) -> None:
    """The answers and what stood beside them; not the days of the feed, which goes on."""
    holdings.drop(holder=code)
    for what in holdings.BESIDE:
        holdings.drop_beside(holder=code, what=what)


def devices(*, device: Device, at: datetime) -> tuple[Device, ...]:
    return sign_ins.sign_ins_of(person=device.person, this=device.id, at=at)


def sign_out(*, device: Device, other: str = "") -> None:
    """On this device, or on another of theirs."""
    sign_ins.end_sign_in(device=other or device.id, person=device.person)


def sign_out_elsewhere(*, device: Device) -> None:
    sign_ins.end_other_sign_ins(device=device.id, person=device.person)


def renew_recovery_codes(*, holder: SignedIn) -> tuple[str, ...]:
    """New codes, shown once. The old ones work no more."""
    opened = persons.read_ways_in(person=holder.person, by=Actor.OWNER, purpose=Purpose.MANAGE, holder=holder)
    codes, kept = new_recovery_codes()
    ways = replace(read_ways_in(opened.contents), recovery=kept)
    keep_ways_in(person=holder.person, ways=ways, revision=opened.revision)
    return codes


def erase(*, holder: SignedIn) -> None:
    """For good: first the keys, then everything that they locked, then the days that a calendar was given."""
    secret = _feed_secret(holder)
    persons.erase_person(person=holder.person)
    if secret is not None:
        feeds.drop_days(secret=secret)


def _feed_secret(holder: SignedIn) -> ReturnCode | None:
    try:
        feed = feeds.feed_of(holder=holder, on=holder.at.date())
    except (NoSuchPerson, Unreadable):
        return None
    return feed.secret if feed else None


def erase_past_time(*, on: date) -> int:
    """Erase every account whose time is over, and bring the keys of all others under this week's; how many were erased."""
    erased = persons.erase_past_time(on=on)
    turn_epoch(on=on)
    return erased

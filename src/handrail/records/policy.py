"""Who may read what of a person's record, and what for. Whatever is not allowed here is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID


class Compartment(StrEnum):
    """A part of a record with a key of its own."""

    ACCOUNT = "account"
    """How the person signs in."""
    ROUTE = "route"
    """What they told us and did with their route."""
    HISTORY = "history"
    """Who has looked at the other two, and at this."""


class Actor(StrEnum):
    """In which role someone asks."""

    OWNER = "owner"
    """The person, signed in."""
    SIGNING_IN = "signing_in"
    """Someone who has shown one sign of being the person, and is about to show the next."""


class Purpose(StrEnum):
    """What something is read for. Each is told to the person in words: see `who_looked`."""

    SIGN_IN = "sign_in"
    CONFIRM = "confirm"
    MANAGE = "manage"
    SHOW_ROUTE = "show_route"
    TELL_CHANGES = "tell_changes"
    TRY_OUT = "try_out"
    FEED = "feed"
    SEE_WHO_LOOKED = "see_who_looked"
    TAKE_LOG = "take_log"


@dataclass(frozen=True, slots=True)
class Asked:
    """One wish to read: whose record, which part, who asks, what for, and when."""

    person: UUID
    part: str
    by: Actor
    purpose: Purpose
    at: datetime
    asker: UUID | None = None
    """Who has signed in; nobody while someone is signing in."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether someone may read, and why not."""

    is_allowed: bool
    because: str


PARTS: Mapping[str, Compartment] = MappingProxyType(
    {
        "ways_in": Compartment.ACCOUNT,
        "answers": Compartment.ROUTE,
        "what-if": Compartment.ROUTE,
        "last-seen": Compartment.ROUTE,
        "feed": Compartment.ROUTE,
        "history": Compartment.HISTORY,
    }
)
"""Every part of a record, and the compartment it is locked in."""

_ALLOWED: Mapping[Purpose, tuple[frozenset[Actor], frozenset[str]]] = MappingProxyType(
    {
        Purpose.SIGN_IN: (frozenset({Actor.SIGNING_IN}), frozenset({"ways_in"})),
        Purpose.CONFIRM: (frozenset({Actor.OWNER}), frozenset({"ways_in"})),
        Purpose.MANAGE: (frozenset({Actor.OWNER}), frozenset({"ways_in"})),
        Purpose.SHOW_ROUTE: (frozenset({Actor.OWNER}), frozenset({"answers"})),
        Purpose.TELL_CHANGES: (frozenset({Actor.OWNER}), frozenset({"last-seen"})),
        Purpose.TRY_OUT: (frozenset({Actor.OWNER}), frozenset({"what-if"})),
        Purpose.FEED: (frozenset({Actor.OWNER}), frozenset({"feed"})),
        Purpose.SEE_WHO_LOOKED: (frozenset({Actor.OWNER}), frozenset({"history"})),
        Purpose.TAKE_LOG: (frozenset({Actor.OWNER}), frozenset({"history"})),
    }
)


def decide(asked: Asked, *, kept_until: date) -> Decision:
    """The whole policy: who, for which purpose, which parts, and no record past its time."""
    actors, parts = _ALLOWED.get(asked.purpose, (frozenset(), frozenset()))
    if asked.by not in actors:
        return Decision(False, "not for this purpose")
    if asked.part not in parts:
        return Decision(False, "not part of this purpose")
    if asked.by is Actor.OWNER and asked.asker != asked.person:
        return Decision(False, "someone else's record")
    if asked.at.date() >= kept_until:
        return Decision(False, "past its time")
    return Decision(True, "")

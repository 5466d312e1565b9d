"""Whether this browser is in library mode, and until when. It is known by a cookie that goes with the window.

The cookie says when a page was last asked for, and nothing else. A browser that brings back the windows of the last person
brings back that cookie too: after `LIBRARY_SECONDS` it opens nothing any more.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

_SIGNER = signing.Signer(salt="handrail.library")
_LONGEST_WARNING = 300


@dataclass(frozen=True, slots=True)
class LibraryMode:
    """What a page says of it: until when it stays open if nobody does anything, and how long before that it asks."""

    seconds: int
    warning: int
    until: str


def name() -> str:
    """Over https, a name that browsers let no other site or subdomain set."""
    return "__Host-library" if settings.HTTPS else "library"


def seconds_left(request: HttpRequest) -> float | None:
    """Until the device forgets what is open; nothing or less when it should have. None when it is not in library mode."""
    given = request.COOKIES.get(name())
    if not given:
        return None
    try:
        last_used = float(_SIGNER.unsign(given))
    except (signing.BadSignature, ValueError):
        return 0
    return last_used + settings.LIBRARY_SECONDS - time.time()


def start(response: HttpResponseBase) -> None:
    """From here on, and again with each page that is asked for. Without an age, browsers drop it with the window."""
    signed = _SIGNER.sign(f"{time.time():.0f}")
    response.set_cookie(name(), signed, path="/", secure=settings.HTTPS, httponly=True, samesite="Lax")


def end(response: HttpResponseBase) -> None:
    response.delete_cookie(name(), path="/", samesite="Lax")


def from_now() -> LibraryMode:
    """As it stands while a page is answered."""
    seconds = settings.LIBRARY_SECONDS
    return LibraryMode(
        seconds, min(_LONGEST_WARNING, seconds // 4), clock(timezone.localtime() + timedelta(seconds=seconds))
    )


def clock(moment: datetime) -> str:
    """2:32pm"""
    return f"{moment.hour % 12 or 12}:{moment:%M}{'am' if moment.hour < 12 else 'pm'}"

"""Slow down an address that sends far more than a person would."""

from __future__ import annotations

import hashlib
import ipaddress
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse

from handrail.web.errors import too_many_requests
from handrail.web.middleware import Respond

CHANGES_NOTHING = {"GET", "HEAD", "OPTIONS", "TRACE"}
PROGRAMS = "/api/"


class RateLimit:
    """So many requests that change something, from one address, in each window of time.

    The cache keeps a keyed hash, never the address. Each worker process counts for itself unless the installation
    sets a shared cache, so the true limit lies between the one set and that times the number of workers.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in CHANGES_NOTHING:
            return self.respond(request)
        if request.path.startswith(PROGRAMS):
            wait = seconds_to_wait(request, "programs", settings.API_RATE_LIMIT)
            return told_to_wait(wait) if wait else self.respond(request)
        wait = seconds_to_wait(request, "requests", settings.RATE_LIMIT)
        return too_many_requests(request, wait) if wait else self.respond(request)


def told_to_wait(seconds: int) -> HttpResponse:
    """A program is told in its own language."""
    described = {"error": "Too many requests.", "expected": f"the next one in {seconds} seconds", "nearest": None}
    return JsonResponse(described, status=429, headers={"Retry-After": str(seconds)})


def seconds_to_wait(request: HttpRequest, what: str, limit: int) -> int:
    """Count one more of these from this sender. Nought while they may go on; else the seconds to the next window."""
    window, seconds_gone = divmod(time.time(), settings.RATE_LIMIT_SECONDS)
    if count(f"{what}:{int(window)}:{hidden(sender(request))}") <= limit:
        return 0
    return int(settings.RATE_LIMIT_SECONDS - seconds_gone) + 1


def count(key: str) -> int:
    """How many there have been in this window, this one included."""
    if cache.add(key, 1, timeout=settings.RATE_LIMIT_SECONDS):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # the window ended between the two lines
        return 1


def sender(request: HttpRequest) -> str:
    """The network a request came from: one IPv4 address, or the /64 that one IPv6 subscriber has to themselves."""
    try:
        address = ipaddress.ip_address(address_of(request))
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def address_of(request: HttpRequest) -> str:
    """What the nearest party we do not run ourselves came from; only our own proxies are believed."""
    claimed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.TRUSTED_PROXIES and len(claimed) >= settings.TRUSTED_PROXIES:
        return claimed[-settings.TRUSTED_PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def hidden(address: str) -> str:
    return hashlib.blake2b(address.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=16).hexdigest()

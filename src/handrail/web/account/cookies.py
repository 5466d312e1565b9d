"""The two cookies of an account: one for a device that is signed in, one for an attempt. Both go when the browser is closed."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from handrail.use_cases import accounts, signing_in
from handrail.use_cases.accounts import SignedIn
from handrail.use_cases.signing_in import Device
from handrail.web.kept.hidden import Hidden


def account_name() -> str:
    """Over https, a name that browsers let no other site or subdomain set."""
    return "__Host-account" if settings.HTTPS else "handrail_account"


def attempt_name() -> str:
    return "__Host-attempt" if settings.HTTPS else "handrail_attempt"


def names() -> tuple[str, str]:
    return account_name(), attempt_name()


def leave(response: HttpResponseBase, name: str, token: str) -> None:
    response.set_cookie(name, token, path="/", secure=settings.HTTPS, httponly=True, samesite="Lax")


def forget(response: HttpResponseBase, name: str) -> None:
    response.delete_cookie(name, path="/", samesite="Lax")


def hide(request: HttpRequest) -> None:
    """For the rest of this request, nobody is signed in."""
    request.account_token = request.attempt_token = Hidden("")  # type: ignore[attr-defined]


def attempt_in(request: HttpRequest) -> Hidden:
    """The token of an attempt. `KeptAnswers` has taken it out of the request's own cookies."""
    return Hidden(getattr(request, "attempt_token", ""))


def device_in(request: HttpRequest) -> Device | None:
    """The device that someone is signed in on, looked up once for each request; None when nobody is."""
    token = Hidden(getattr(request, "account_token", ""))
    if not token:
        return None
    if not hasattr(request, "account_device"):
        request.account_device = signing_in.device_of(token=token, at=timezone.localtime())  # type: ignore[attr-defined]
    found: Device | None = request.account_device  # type: ignore[attr-defined]
    return found


def holder_in(request: HttpRequest) -> SignedIn | None:
    """Whose record may be asked for in this request, by whoever is signed in."""
    device = device_in(request)
    return SignedIn(device.person, timezone.localtime()) if device else None


def has_route(request: HttpRequest) -> bool:
    """Whether there is a route in the account that is signed in. It opens nothing."""
    holder = holder_in(request)
    return holder is not None and accounts.has_route(holder=holder)

"""The cookie that holds a person's return code. Views that show or change their answers start with `opened`."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from handrail.use_cases.keeping_answers import Kept, open_kept
from handrail.web.kept.hidden import Hidden


def name() -> str:
    """Over https, a name that browsers let no other site or subdomain set."""
    return "__Host-handrail" if settings.HTTPS else "handrail_route"


def opened(request: HttpRequest) -> Kept | None:
    """What is kept for the person at this browser; None when no route is open in it."""
    if not has_code(request):
        return None
    return open_kept(secret=code_in(request), on=timezone.localdate())


def has_code(request: HttpRequest) -> bool:
    return bool(code_in(request))


def code_in(request: HttpRequest) -> Hidden:
    """The return code of this browser, or nothing. `KeptAnswers` has taken it out of the request's own cookies."""
    return Hidden(getattr(request, "kept_code", ""))


def remember(response: HttpResponseBase, kept: Kept) -> None:
    """Leave the code in this browser until it is closed: it may be a shared one."""
    response.set_cookie(name(), kept.secret, path="/", secure=settings.HTTPS, httponly=True, samesite="Lax")


def forget(response: HttpResponseBase) -> None:
    """Take the code out of this browser, and with it all that the browser may have kept of our pages.

    Not `"cookies"`: browsers would throw away those of every site under the same registered domain.
    """
    response.delete_cookie(name(), path="/", samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def forget_at_once(response: HttpResponseBase) -> None:
    """Take back every cookie of ours, and have the browser do nothing else first.

    No `Clear-Site-Data`: Chrome holds a page back while it looks through all it keeps, which can take seconds. What it
    keeps of ours is styles and pages that are the same for everyone.
    """
    for cookie in (name(), settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        response.delete_cookie(cookie, path="/", samesite="Lax")

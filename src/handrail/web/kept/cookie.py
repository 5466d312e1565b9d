"""The cookie that holds a person's return code. Views that show or change their answers start with `opened`."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from handrail.use_cases import keeping_answers
from handrail.use_cases.keeping_answers import Kept, open_for, open_kept
from handrail.use_cases.kept_contents import Contents
from handrail.web.account import cookies as account
from handrail.web.kept.hidden import Hidden
from handrail.web.library import mode
from handrail.web.redirects import see


def name() -> str:
    """Over https, a name that browsers let no other site or subdomain set."""
    return "__Host-handrail" if settings.HTTPS else "handrail_route"


def opened(request: HttpRequest) -> Kept | None:
    """What is kept for the person at this browser; None when no route is open in it.

    A code that was opened here goes before an account: following a link to a route must lead to that route.
    """
    if has_code(request):
        return open_kept(secret=code_in(request), on=timezone.localdate())
    holder = account.holder_in(request)
    return open_for(holder=holder, on=timezone.localdate()) if holder else None


def begin(request: HttpRequest, contents: Contents) -> Kept:
    """Keep something new: in the account of whoever is signed in, else under a new code."""
    holder = account.holder_in(request)
    return keeping_answers.begin(on=timezone.localdate(), contents=contents, holder=holder)


def has_route(request: HttpRequest) -> bool:
    """Whether a route may be open here. It opens nothing."""
    return has_code(request) or account.has_route(request)


def has_code(request: HttpRequest) -> bool:
    return bool(code_in(request))


def code_in(request: HttpRequest) -> Hidden:
    """The return code of this browser, or nothing. `KeptAnswers` has taken it out of the request's own cookies."""
    return Hidden(getattr(request, "kept_code", ""))


def remember(response: HttpResponse, kept: Kept) -> None:
    """Leave the code in this browser until it is closed: it may be a shared one. An account needs none."""
    if kept.is_in_account:
        return
    response.set_cookie(name(), kept.secret, path="/", secure=settings.HTTPS, httponly=True, samesite="Lax")


def go_on_with(request: HttpRequest, kept: Kept, response: HttpResponse) -> HttpResponse:
    """Leave the code in this browser and go on. On a device that others use next, by way of the page that shows the code."""
    onward = see("library_code") if request.library_mode and not kept.is_in_account else response  # type: ignore[attr-defined]  # set by the middleware
    remember(onward, kept)
    return onward


def hide(request: HttpRequest) -> None:
    """For the rest of this request, no route is open."""
    request.kept_code = Hidden("")  # type: ignore[attr-defined]  # read by `code_in`
    account.hide(request)


def forget_code(response: HttpResponse) -> None:
    """Take the code out of this browser, and nothing else."""
    response.delete_cookie(name(), path="/", samesite="Lax")


def forget(response: HttpResponse) -> None:
    """Take the code out of this browser, and with it all that the browser may have kept of our pages.

    Not `"cookies"`: browsers would throw away those of every site under the same registered domain.
    """
    response.delete_cookie(name(), path="/", samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def forget_at_once(response: HttpResponse) -> None:
    """Take back every cookie of ours, and have the browser do nothing else first.

    No `Clear-Site-Data`: Chrome holds a page back while it looks through all it keeps, which can take seconds. What it
    keeps of ours is styles and pages that are the same for everyone.
    """
    for cookie in (name(), *account.names(), mode.name(), settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        response.delete_cookie(cookie, path="/", samesite="Lax")


def forget_all(response: HttpResponse) -> None:
    """As someone leaves a device for others to use: every cookie, and all that the browser may have kept of our pages."""
    forget_at_once(response)
    forget(response)

"""Come back to a route with its code or link, leave it, or erase it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from handrail.use_cases import accounts, keeping_answers
from handrail.use_cases.keeping_answers import CannotBeRead, Kept
from handrail.web.account import cookies as account
from handrail.web.errors import too_many_requests
from handrail.web.kept import cookie
from handrail.web.kept.hidden import Hidden
from handrail.web.kept.middleware import linked_code
from handrail.web.library import mode
from handrail.web.rate_limit import seconds_to_wait
from handrail.web.redirects import SeeOther, see


@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: HttpRequest) -> HttpResponse:
    """Type a code; or, where a route is open, see its code and how to leave it."""
    if request.method == "POST":
        return exchange(request, typed_code(request))
    kept = cookie.opened(request)
    if kept is None:
        return render(request, "kept/return.html", {"code": "", "problem": None, "was_open": cookie.has_code(request)})
    if kept.is_in_account:
        return see("account")
    return render(request, "kept/open.html", how_to_come_back(request, kept))


@require_safe
def follow_link(request: HttpRequest) -> HttpResponse:
    """A return link: from here on the code is in a cookie, and in no address."""
    return exchange(request, linked_code(request))


def exchange(request: HttpRequest, code: Hidden) -> HttpResponse:
    """Give the browser the cookie for a code, and send it to the route."""
    wait = seconds_to_wait(request, "return_codes", settings.RETURN_CODE_TRIES)
    if wait:
        return too_many_requests(request, wait)
    kept = keeping_answers.open_kept(secret=code, on=timezone.localdate())
    if kept is None:
        return not_found(request, code)
    already_open = open_instead(request, kept)
    if already_open and request.POST.get("switch") != "yes":
        return render(
            request, "kept/another_is_open.html", {"code": kept.secret, **how_to_come_back(request, already_open)}
        )
    response = see(settings.RETURN_LEADS_TO)
    cookie.remember(response, kept)
    if request.POST.get("library") == "yes":
        mode.start(response)
    return response


def not_found(request: HttpRequest, code: Hidden) -> HttpResponse:
    """The same answer whether there never was such a route, it was erased or its time ran out."""
    problem = "mistyped" if keeping_answers.is_mistyped(code) else "not_found"
    return render(request, "kept/return.html", {"code": code, "problem": problem, "was_open": False}, status=404)


def open_instead(request: HttpRequest, kept: Kept) -> Kept | None:
    """A different route that is open in this browser: its code may be written down nowhere else."""
    try:
        already_open = cookie.opened(request)
    except CannotBeRead:
        return None
    if already_open is None or already_open.is_in_account:
        return None
    return already_open if already_open.secret != kept.secret else None


def typed_code(request: HttpRequest) -> Hidden:
    """What was typed or pasted: the code, or the whole link."""
    return Hidden(request.POST.get("code", "").strip().rstrip("/").rpartition("/")[2])


def how_to_come_back(request: HttpRequest, kept: Kept) -> dict[str, object]:
    """What `kept/how_to_come_back.html` shows, on any page that includes it."""
    return {
        "return_code": kept.secret,
        "return_link": Hidden(request.build_absolute_uri(f"{reverse('return')}/{kept.secret}")),
        "route_page": reverse(settings.RETURN_LEADS_TO),
        "erased_on": date_format(kept.expires_on, "j F Y"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Ask once more; when the form is sent, erase everything at once. What is in an account is erased with it."""
    if not cookie.has_code(request) and cookie.has_route(request):
        return see("erase_account")
    if request.method != "POST":
        return render(
            request,
            "kept/erase.html",
            {"is_open": cookie.has_code(request), "route_page": reverse(settings.RETURN_LEADS_TO)},
        )
    keeping_answers.erase(secret=cookie.code_in(request))
    return gone(request, "erased")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the route in this browser. It stays where it is, in the account or for whoever has the code."""
    device = account.device_in(request)
    if device is not None:
        accounts.sign_out(device=device)
    return gone(request, "left")


@require_safe
def exit_this_page(request: HttpRequest) -> HttpResponse:
    """Leave for another site in one step, and forget the route in this browser. A link, so that it needs no JavaScript.

    It reads nothing and waits for nothing: someone may be coming into the room.
    """
    response = SeeOther(settings.EXIT_TO)
    if is_followed_here(request):
        cookie.forget_at_once(response)
    return response


def is_followed_here(request: HttpRequest) -> bool:
    """Whether a person follows our own link. A picture or a link on another site can make nobody forget their route.

    Browsers too old to say so are believed: to forget once too often is the lesser harm.
    """
    said = request.headers
    return said.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"} and (
        said.get("Sec-Fetch-Dest", "document") == "document"
    )


def gone(request: HttpRequest, page: str) -> HttpResponse:
    request.session.flush()
    response = see(page)
    cookie.forget_all(response)
    return response


@require_safe
def done(request: HttpRequest, what: str) -> HttpResponse:
    return render(request, f"kept/{what}.html")

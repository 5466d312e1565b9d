"""Keep return codes out of sight, and say what went wrong with kept answers."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from handrail.use_cases.keeping_answers import CannotBeRead, ChangedElsewhere, NoLongerKept
from handrail.web.account import cookies
from handrail.web.kept import cookie, problems
from handrail.web.kept.hidden import Hidden
from handrail.web.middleware import Respond

LINK, FEED = "/return/", "/calendar/"
SHOWN = "link"


class KeptAnswers:
    """Take the codes off each request before anything that logs, reports or debugs can see them."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_only_redirected(request):
            hide_link(request)
        hide_cookies(request)
        return self.respond(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Whatever page it was: kept answers that could not be saved or read are explained the same way."""
        match exception:
            case NoLongerKept():
                return problems.no_longer_kept(request)
            case ChangedElsewhere():
                return problems.changed_elsewhere(request)
            case CannotBeRead():
                return problems.cannot_be_read(request)
        return None


def is_only_redirected(request: HttpRequest) -> bool:
    """A link followed over plain http is sent on to https as it is, and no view sees it."""
    return settings.HTTPS and not request.is_secure()


def hide_link(request: HttpRequest) -> None:
    """`/return/<code>` reaches the rest of the site as `/return/link`; `linked_code` gives the code. So with a calendar's."""
    for link in (LINK, FEED):
        start, code = request.path_info[: len(link)], request.path_info[len(link) :]
        if start.lower() == link and code:
            _put_aside(request, link, start + code, code)
            return


def _put_aside(request: HttpRequest, link: str, asked_for: str, code: str) -> None:
    request.linked_code = code  # type: ignore[attr-defined]
    request.path = request.path.removesuffix(asked_for) + link + SHOWN
    request.path_info = link + SHOWN
    for address in {"PATH_INFO", "RAW_URI", "REQUEST_URI"} & set(request.META):
        request.META[address] = request.path


def linked_code(request: HttpRequest) -> Hidden:
    """The code in the link that was followed."""
    return Hidden(getattr(request, "linked_code", ""))


def hide_cookies(request: HttpRequest) -> None:
    """Move codes and tokens from the request's cookies to where `cookie` and `account.cookies` find them."""
    places = {
        cookie.name(): "kept_code",
        cookies.account_name(): "account_token",
        cookies.attempt_name(): "attempt_token",
    }
    found = {name: request.COOKIES.pop(name) for name in places if name in request.COOKIES}
    if not found:
        return
    for name, value in found.items():
        setattr(request, places[name], value)
    others = (one for one in request.META["HTTP_COOKIE"].split(";") if one.partition("=")[0].strip() not in found)
    request.META["HTTP_COOKIE"] = ";".join(others)

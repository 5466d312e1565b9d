"""Keep library mode: renew it with each page, keep no page in the browser, and close what nobody has used for too long."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.web.kept import cookie
from handrail.web.library import mode
from handrail.web.middleware import Respond, content_security_policy
from handrail.web.redirects import see


def library_mode(respond: Respond) -> Respond:
    """`request.library_mode` is there on every request: None where the device is nobody else's."""

    def answer(request: HttpRequest) -> HttpResponse:
        left = mode.seconds_left(request)
        request.library_mode = None  # type: ignore[attr-defined]  # templates read it
        if left is None:
            return respond(request)
        if left <= 0:
            return closed(request, respond)
        request.library_mode = mode.from_now()  # type: ignore[attr-defined]
        response = respond(request)
        if mode.name() not in response.cookies:
            mode.start(response)
        response.headers["Cache-Control"] = "no-store"
        # The page asks for more time without being loaded anew: what is being typed stays.
        nonce = request.csp_nonce  # type: ignore[attr-defined]
        response.headers["Content-Security-Policy"] = f"{content_security_policy(nonce)}; connect-src 'self'"
        return response

    return answer


def closed(request: HttpRequest, respond: Respond) -> HttpResponse:
    """Whoever asks now may be someone else: they get nothing of what was open. The way out still leads out."""
    if request.path == reverse("exit"):
        return respond(request)
    cookie.hide(request)
    there = reverse("library_closed")
    response = respond(request) if request.path == there else see("library_closed")
    cookie.forget_all(response)
    return response

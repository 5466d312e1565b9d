"""Tell our own forms from those of other sites, although our pages never say where a person comes from."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from handrail.web.middleware import Respond

OURS_OR_UNSAID = {"same-origin", ""}


def own_origin(respond: Respond) -> Respond:
    """Under `Referrer-Policy: no-referrer` browsers send even our own forms with `Origin: null`, which Django refuses.

    `Sec-Fetch-Site` says the same thing, and no page can forge it. Browsers too old to send it (Safari before 16.4, any
    over plain http) are left to the token in the form and the cookie that other sites cannot make them send.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        said = request.headers.get("Sec-Fetch-Site", "")
        if request.headers.get("Origin") == "null" and said in OURS_OR_UNSAID:
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
        return respond(request)

    return answer

"""Answer each request in the language that was chosen."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from handrail.web.language import choosing
from handrail.web.middleware import Respond


def in_chosen_language(respond: Respond) -> Respond:
    """`request.language` is there on every request."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.language = choosing.chosen(request)  # type: ignore[attr-defined]
        with choosing.speaking(request.language):  # type: ignore[attr-defined]
            response = respond(request)
        if choosing.cookie_name() in request.COOKIES or len(choosing.offered()) > 1:
            patch_vary_headers(response, ["Cookie"])
        return response

    return answer

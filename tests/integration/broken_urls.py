"""The site with views that fail in the ways a real one might."""

from __future__ import annotations

from typing import NoReturn

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path

from handrail.config import urls
from handrail.config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def fails(request: HttpRequest, answer: str) -> NoReturn:
    raise ValueError(f"could not read {answer!r}")


def refuses(request: HttpRequest) -> NoReturn:
    raise PermissionDenied


def does_not_understand(request: HttpRequest) -> NoReturn:
    raise BadRequest


def says_thank_you(request: HttpRequest) -> HttpResponse:
    return HttpResponse("thank you")


urlpatterns = [
    *urls.urlpatterns,
    path("fails/<answer>", fails, name="fails"),
    path("refuses", refuses),
    path("does-not-understand", does_not_understand),
    path("thanks", says_thank_you),
]

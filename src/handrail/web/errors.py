"""What a person sees when a page cannot be shown: what happened, and what they can do now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.packs.installed import installed_pack
from handrail.use_cases.starting import first_helpers


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return shown(request, "400", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return shown(request, "403", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Most often a page left open for long, or cookies switched off: say that, not "forbidden"."""
    return shown(request, "csrf", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return shown(request, "404", 404)


def too_many_requests(request: HttpRequest, wait_seconds: int) -> HttpResponse:
    response = shown(request, "429", 429, wait_seconds=wait_seconds)
    response.headers["Retry-After"] = str(wait_seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    return shown(request, "500", 500)


def shown(request: HttpRequest, page: str, status: int, **more: object) -> HttpResponse:
    """Wherever the site cannot go on, there is someone to turn to."""
    context = {"helpers": first_helpers(installed_pack()), **more}
    return render(request, f"errors/{page}.html", context, status=status)

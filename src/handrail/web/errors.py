"""What a person sees when a page cannot be shown: what happened, and what they can do now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.packs.installed import installed_pack
from handrail.use_cases.starting import first_helpers


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem_page(request, "errors/400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem_page(request, "errors/403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Most often a page left open for long, or cookies switched off: say that, not "forbidden"."""
    return problem_page(request, "errors/csrf.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem_page(request, "errors/404.html", 404)


def too_many_requests(request: HttpRequest, wait_seconds: int) -> HttpResponse:
    response = problem_page(request, "errors/429.html", 429, wait_seconds=wait_seconds)
    response.headers["Retry-After"] = str(wait_seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    return problem_page(request, "errors/500.html", 500)


def problem_page(request: HttpRequest, template: str, status: int, **more: object) -> HttpResponse:
    """Wherever the site cannot go on, there is someone to turn to."""
    context = {"helpers": first_helpers(installed_pack()), **more}
    return render(request, template, context, status=status)

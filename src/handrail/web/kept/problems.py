"""What a person sees when their kept answers cannot be saved or read."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.web.errors import problem_page
from handrail.web.kept import cookie


def changed_elsewhere(request: HttpRequest) -> HttpResponse:
    route_page = reverse(settings.RETURN_LEADS_TO)
    return problem_page(request, "kept/changed_elsewhere.html", 409, route_page=route_page)


def no_longer_kept(request: HttpRequest) -> HttpResponse:
    """There is nothing to come back to: this browser may forget the code too."""
    response = problem_page(request, "kept/no_longer_kept.html", 410)
    cookie.forget(response)
    return response


def cannot_be_read(request: HttpRequest) -> HttpResponse:
    return problem_page(request, "kept/cannot_be_read.html", 500)

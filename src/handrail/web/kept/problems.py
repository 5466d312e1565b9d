"""What a person sees when their kept answers cannot be saved or read."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.web.kept import cookie


def changed_elsewhere(request: HttpRequest) -> HttpResponse:
    return render(request, "kept/changed_elsewhere.html", {"route_page": reverse(settings.RETURN_LEADS_TO)}, status=409)


def no_longer_kept(request: HttpRequest) -> HttpResponse:
    """There is nothing to come back to: this browser may forget the code too."""
    response = render(request, "kept/no_longer_kept.html", status=410)
    cookie.forget(response)
    return response


def cannot_be_read(request: HttpRequest) -> HttpResponse:
    return render(request, "kept/cannot_be_read.html", status=500)

"""The site with a view that saves kept answers, in the ways that cannot work."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from handrail.config import urls
from handrail.config.urls import handler400, handler403, handler404, handler500
from handrail.use_cases import keeping_answers
from handrail.web.kept import cookie

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def saves(request: HttpRequest) -> HttpResponse:
    kept = cookie.opened(request)
    assert kept is not None
    if "erase_first" in request.POST:
        keeping_answers.erase(secret=kept.secret)
    keeping_answers.save(
        replace(kept, revision=int(request.POST.get("revision", kept.revision))), on=timezone.localdate()
    )
    return HttpResponse("saved")


def fails(request: HttpRequest) -> HttpResponse:
    kept = cookie.opened(request)
    raise RuntimeError(f"{request.path} {kept}")


urlpatterns = [*urls.urlpatterns, path("saves", saves, name="saves"), path("fails", fails, name="fails")]

"""Show a page that is the same for everyone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from handrail.web.caching import holds_nothing_personal


@require_safe
@holds_nothing_personal
def page(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, f"pages/{name}.html")

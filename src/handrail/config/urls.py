"""Every address of the site: those of each folder in `handrail.web` that has a `urls` module."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib.util import find_spec

from django.urls import include, path

from handrail import web


def features() -> Iterator[str]:
    """Adding a feature is adding a folder: no list names them."""
    for module in pkgutil.iter_modules(web.__path__, f"{web.__name__}."):
        if module.ispkg and find_spec(f"{module.name}.urls"):
            yield f"{module.name}.urls"


urlpatterns = [path("", include(urls)) for urls in features()]

handler400 = "handrail.web.errors.bad_request"
handler403 = "handrail.web.errors.forbidden"
handler404 = "handrail.web.errors.not_found"
handler500 = "handrail.web.errors.server_error"

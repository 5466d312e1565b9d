"""Send a browser on after a form."""

from __future__ import annotations

from django.http.response import HttpResponseRedirectBase
from django.urls import reverse


class SeeOther(HttpResponseRedirectBase):
    """Go and look there. Unlike "moved", it never repeats what was sent, and reloading is safe."""

    status_code = 303


def see(page: str) -> SeeOther:
    """Go to the page of this name."""
    return SeeOther(reverse(page))

"""Where those pages are."""

from __future__ import annotations

from django.urls import path

from handrail.web.pages.views import page

urlpatterns = [
    path("accessibility", page, {"name": "accessibility"}, name="accessibility"),
    path("privacy", page, {"name": "privacy"}, name="privacy"),
    path("privacy/shared-device", page, {"name": "shared_device"}, name="shared_device"),
    path("about/sources", page, {"name": "sources"}, name="sources"),
]

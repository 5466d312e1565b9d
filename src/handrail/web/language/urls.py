"""Where a language is chosen."""

from __future__ import annotations

from django.urls import path

from handrail.web.language.views import choose

urlpatterns = [path("language", choose, name="language")]

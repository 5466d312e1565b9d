"""Where those pages are."""

from __future__ import annotations

from django.urls import path

from handrail.web.library import views

urlpatterns = [
    path("library-mode", views.about, name="library"),
    path("library-mode/on", views.turn_on, name="library_on"),
    path("library-mode/code", views.code, name="library_code"),
    path("library-mode/carry-on", views.carry_on, name="library_carry_on"),
    path("library-mode/finish", views.finish, name="library_finish"),
    path("library-mode/closed", views.closed, name="library_closed"),
]

"""Where those pages are. `/return/<code>` arrives here as `/return/link`: see `middleware.hide_link`."""

from __future__ import annotations

from django.urls import path

from handrail.web.kept import views

urlpatterns = [
    path("return", views.come_back, name="return"),
    path("return/link", views.follow_link, name="return_link"),
    path("erase", views.erase, name="erase"),
    path("erased", views.done, {"what": "erased"}, name="erased"),
    path("leave", views.leave, name="leave"),
    path("exit", views.exit_this_page, name="exit"),
    path("left", views.done, {"what": "left"}, name="left"),
]

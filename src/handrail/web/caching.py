"""Which pages a browser may keep."""

from __future__ import annotations

from django.views.decorators.cache import cache_control

# For a view that shows everyone the same: the browser may keep it, and asks whether it has changed before using it.
# Every other page is sent with `no-store`.
holds_nothing_personal = cache_control(private=True, no_cache=True)

"""What every test of the site as a whole starts from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nobody_has_asked_for_anything_yet() -> Iterator[None]:
    """All tests send from one address, and the counts that slow a flood down are kept in this cache."""
    cache.clear()
    yield
    cache.clear()

"""How life events, steps and facts stand in an address: with dashes, as people read them."""

from __future__ import annotations

from django.urls import register_converter


class Dashed:
    """A name with underscores, shown with dashes."""

    regex = r"[a-z0-9]+(?:[-.][a-z0-9]+)*"

    def to_python(self, value: str) -> str:
        return value.replace("-", "_")

    def to_url(self, value: str) -> str:
        return value.replace("_", "-")


register_converter(Dashed, "name")

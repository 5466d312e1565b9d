"""Each thing once, in the order in which it first came."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def once(things: Iterable[T]) -> tuple[T, ...]:
    """The same things without repeats."""
    return tuple(dict.fromkeys(things))

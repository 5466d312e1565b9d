"""A text to be kept out of sight."""

from __future__ import annotations


class Hidden(str):
    """What may be a return code: it does not show itself in a traceback or an error report."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Hidden()"

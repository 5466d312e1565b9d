"""What can go wrong when someone asks for what is kept."""

from __future__ import annotations


class NoKey(Exception):
    """There is no key to this, or not any more: what it locked is gone for good."""


class NoSuchPerson(Exception):
    """They have no account, or not any more. There is nothing to read, and nobody to tell of it."""


class Refused(Exception):
    """Someone may not read this. The person can see that it was tried."""


class Unreadable(Exception):
    """Someone may read this, and it does not open: it was damaged, changed or swapped."""

"""Whom something is kept for: whoever has a return code, or a person with an account who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from handrail.records.return_codes import ReturnCode


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person with an account, in one request of their own: who they are, and the moment they ask."""

    person: UUID
    at: datetime


Holder = ReturnCode | SignedIn

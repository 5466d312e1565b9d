"""The devices on which people are signed in. Only the device has the token; we keep its hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from handrail.records.models import SignIn
from handrail.records.return_codes import ReturnCode, new_code

UNUSED_FOR = timedelta(days=1)
"""A device that has not been used since the day before yesterday is signed in no more."""


@dataclass(frozen=True, slots=True)
class Device:
    """One device on which someone is signed in. `id` ends it, and opens nothing."""

    id: str
    person: UUID
    device: str
    began_at: datetime
    confirmed_at: datetime | None
    is_this: bool = False


def begin_sign_in(*, person: UUID, device: str, at: datetime) -> ReturnCode:
    """Someone has shown who they are: the token for their device."""
    token = new_code()
    SignIn.objects.create(
        token_hash=_hash(token),
        person_id=person,
        device=device[:40],
        began_at=at,
        last_used_on=at.date(),
        confirmed_at=at,
    )
    return token


def find_sign_in(*, token: ReturnCode, at: datetime) -> Device | None:
    """The device that has this token, unless it was signed out or has not been used for too long."""
    row = SignIn.objects.filter(pk=_hash(token), last_used_on__gte=at.date() - UNUSED_FOR).first()
    if row is None:
        return None
    if row.last_used_on < at.date():
        SignIn.objects.filter(pk=row.pk).update(last_used_on=at.date())
    return _device(row)


def confirm_sign_in(*, device: str, at: datetime) -> None:
    SignIn.objects.filter(pk=device).update(confirmed_at=at)


def end_sign_in(*, device: str, person: UUID) -> None:
    SignIn.objects.filter(pk=device, person_id=person).delete()


def end_other_sign_ins(*, device: str, person: UUID) -> None:
    SignIn.objects.filter(person_id=person).exclude(pk=device).delete()


def sign_ins_of(*, person: UUID, this: str, at: datetime) -> tuple[Device, ...]:
    """All of someone's devices, the newest first."""
    rows = SignIn.objects.filter(person_id=person, last_used_on__gte=at.date() - UNUSED_FOR).order_by("-began_at")
    return tuple(_device(row, this) for row in rows)


def _device(row: SignIn, this: str = "") -> Device:
    return Device(row.pk, row.person_id, row.device, row.began_at, row.confirmed_at, row.pk == this)


def _hash(token: ReturnCode) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

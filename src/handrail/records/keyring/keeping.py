"""Make a person's keys, seal under them, give them a new week's key, and destroy them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from handrail.records.keyring.database import KEYRING
from handrail.records.keyring.models import Epoch, PersonKey
from handrail.records.keyring.wrapping import KEY_BYTES, epoch_of, key_of, wrap_for
from handrail.records.problems import NoKey
from handrail.records.sealed import Sealed
from handrail.records.sealing import STEP, seal
from handrail.records.write_ahead_log import empty_write_ahead_log


def make_keys(*, person: UUID, compartments: Iterable[str], on: date) -> None:
    """A key for each compartment of someone new."""
    with transaction.atomic(using=KEYRING):
        epoch = epoch_of(on)
        for each in compartments:
            wrapped = wrap_for(person, each, secrets.token_bytes(KEY_BYTES), epoch)
            PersonKey.objects.create(person=person, compartment=each, epoch=epoch, **wrapped)


def seal_for(*, person: UUID, compartment: str, contents: bytes, bound_to: bytes, step: int = STEP) -> Sealed:
    """Seal something that only the gate opens again."""
    row = PersonKey.objects.filter(person=person, compartment=compartment).select_related("epoch").first()
    if row is None:
        raise NoKey
    return seal(contents, key_of(row), bound_to, step=step)


def destroy_keys(*, person: UUID) -> None:
    """From here on nobody can read what they locked, whatever becomes of the rows."""
    with transaction.atomic(using=KEYRING):
        PersonKey.objects.filter(person=person).delete()
        _leave_no_bytes()


def turn_epoch(*, on: date) -> int:
    """Seal every key under this week's, and destroy the keys of all other weeks; how many keys were sealed anew."""
    with transaction.atomic(using=KEYRING):
        current = epoch_of(on)
        older = list(PersonKey.objects.exclude(epoch=current).select_related("epoch").select_for_update(of=("self",)))
        for row in older:
            wrapped = wrap_for(row.person, row.compartment, key_of(row), current)
            PersonKey.objects.filter(pk=row.pk).update(epoch=current, **wrapped)
        destroyed, _ = Epoch.objects.exclude(pk=current.pk).delete()
        if destroyed:
            _leave_no_bytes()
    return len(older)


def _leave_no_bytes() -> None:
    transaction.on_commit(lambda: empty_write_ahead_log(KEYRING), using=KEYRING)


def people_with_keys() -> set[UUID]:
    return set(PersonKey.objects.values_list("person", flat=True))

"""Open what a person's keys have sealed. Only the gate may ask, and each time is counted."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Sum

from handrail.records.keyring.models import PersonKey
from handrail.records.keyring.wrapping import key_of
from handrail.records.problems import NoKey
from handrail.records.sealed import Sealed
from handrail.records.sealing import unseal


def open_all(*, person: UUID, compartment: str, sealed: Iterable[tuple[Sealed, bytes]]) -> tuple[bytes, ...]:
    """Take one key once, and open these things with it, each beside what it is bound to."""
    row = PersonKey.objects.filter(person=person, compartment=compartment).select_related("epoch").first()
    if row is None:
        raise NoKey
    PersonKey.objects.filter(pk=row.pk).update(opened=F("opened") + 1)
    key = key_of(row)
    return tuple(unseal(one, key, bound_to) for one, bound_to in sealed)


def times_opened(*, person: UUID | None = None) -> int:
    """How often the keys of one person, or of everyone, were taken to open something."""
    rows = PersonKey.objects.all() if person is None else PersonKey.objects.filter(person=person)
    return rows.aggregate(sum=Sum("opened"))["sum"] or 0

"""Seal a key under the one above it. Nothing outside the keyring takes a key in hand."""

from __future__ import annotations

import secrets
from datetime import date
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from handrail.records.keyring.models import Epoch, OwnKey, PersonKey, Wrapped
from handrail.records.sealed import Sealed
from handrail.records.sealing import seal, unseal

KEY_BYTES = 32


def root() -> bytes:
    return HKDF(SHA256(), KEY_BYTES, None, b"handrail keyring: root").derive(settings.KEYRING_ROOT)


def wrap(key: bytes, under: bytes, bound_to: str) -> dict[str, bytes]:
    """The columns of a key that is sealed."""
    sealed = seal(key, under, bound_to.encode(), step=1)
    return {"nonce": sealed.nonce, "ciphertext": sealed.ciphertext}


def unwrap(row: Wrapped, under: bytes, bound_to: str) -> bytes:
    return unseal(Sealed(bytes(row.nonce), bytes(row.ciphertext)), under, bound_to.encode())


def week_of(on: date) -> int:
    return (on.toordinal() - 1) // 7


def epoch_of(on: date) -> Epoch:
    """The epoch of a day's week, begun if need be."""
    week = week_of(on)
    new = {**wrap(secrets.token_bytes(KEY_BYTES), root(), f"epoch|{week}")}
    epoch, _ = Epoch.objects.get_or_create(week=week, defaults=new)
    return epoch


def key_of_epoch(epoch: Epoch) -> bytes:
    return unwrap(epoch, root(), f"epoch|{epoch.week}")


def wrap_for(person: UUID, compartment: str, key: bytes, epoch: Epoch) -> dict[str, bytes]:
    """A person's key under a week's: it opens in its own row only, and under its own week only."""
    return wrap(key, key_of_epoch(epoch), _bound(person, compartment, epoch.week))


def key_of(row: PersonKey) -> bytes:
    return unwrap(row, key_of_epoch(row.epoch), _bound(row.person, row.compartment, row.epoch.week))


def _bound(person: UUID, compartment: str, week: int) -> str:
    return f"{person}|{compartment}|{week}"


def own_key(name: str) -> bytes:
    """A key of the installation, made when it is first needed."""
    new = wrap(secrets.token_bytes(KEY_BYTES), root(), f"own|{name}")
    row, _ = OwnKey.objects.get_or_create(name=name, defaults=new)
    return unwrap(row, root(), f"own|{name}")

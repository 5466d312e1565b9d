"""Which database the keyring is in, so that a copy of the records alone opens nothing."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

KEYRING = "keyring"
"""Both the app and the database."""


class KeyringApart:
    """Keys go to the keyring and nowhere else, and nothing else goes there."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        return KEYRING if model._meta.app_label == KEYRING else None

    db_for_write = db_for_read

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool | None:
        return False if (one._meta.app_label == KEYRING) != (other._meta.app_label == KEYRING) else None

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return (db == KEYRING) == (app_label == KEYRING)

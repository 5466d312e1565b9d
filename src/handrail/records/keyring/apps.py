"""The Django app whose tables are the keyring."""

from __future__ import annotations

from django.apps import AppConfig


class Keyring(AppConfig):
    name = "handrail.records.keyring"
    label = "keyring"
    verbose_name = "Keys to what is kept about people"

"""The Django app that stores personal data."""

from __future__ import annotations

from django.apps import AppConfig


class Records(AppConfig):
    name = "handrail.records"
    verbose_name = "What is kept about people"

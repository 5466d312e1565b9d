"""`python -m django prepare_databases`: bring every database up to this release, the keyring too. Run it before the server starts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """What `migrate` does for one database, for all of them."""

    help = "Bring every database up to this release, the keyring too."

    def handle(self, *args: Any, **options: Any) -> None:
        for database in settings.DATABASES:
            call_command("migrate", database=database, interactive=False, verbosity=options["verbosity"] - 1)

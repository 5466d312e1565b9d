"""`python -m django erase_expired`: erase the answers whose 30 days are over. Run it once a day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from handrail.use_cases.keeping_answers import erase_expired


class Command(BaseCommand):
    """Erase what has expired, and say how many routes that was."""

    help = "Erase the answers whose 30 days are over."

    def handle(self, *args: Any, **options: Any) -> None:
        erased = erase_expired(on=timezone.localdate())
        if erased or int(options["verbosity"]) > 1:
            self.stdout.write(f"Erased {erased} expired route{'' if erased == 1 else 's'}.")

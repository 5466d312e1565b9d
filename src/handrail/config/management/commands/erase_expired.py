"""`python -m django erase_expired`: erase what is past its time, and bring all keys under this week's. Run it once a day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from handrail.use_cases import accounts
from handrail.use_cases.keeping_answers import erase_expired


class Command(BaseCommand):
    """Erase what has expired, and say how many routes and accounts that was."""

    help = "Erase the answers whose 30 days are over and the accounts whose thirteen months are; give all keys this week's."

    def handle(self, *args: Any, **options: Any) -> None:
        erased = erase_expired(on=timezone.localdate())
        accounts_erased = accounts.erase_past_time(on=timezone.localdate())
        if erased or int(options["verbosity"]) > 1:
            self.stdout.write(f"Erased {erased} expired route{'' if erased == 1 else 's'}.")
        if accounts_erased or int(options["verbosity"]) > 1:
            self.stdout.write(f"Erased {accounts_erased} account{'' if accounts_erased == 1 else 's'}.")

"""Whoever runs an installation can have expired answers erased on any day."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from handrail.use_cases import keeping_answers


@pytest.mark.django_db(databases=["default", "keyring"])
def test_the_command_erases_what_has_expired_and_nothing_else() -> None:
    today = timezone.localdate()
    kept = keeping_answers.begin(on=today - timedelta(days=29))
    keeping_answers.begin(on=today - timedelta(days=30))
    said = StringIO()

    call_command("erase_expired", stdout=said)

    assert said.getvalue() == "Erased 1 expired route.\n"
    assert keeping_answers.open_kept(secret=kept.secret, on=today) is not None

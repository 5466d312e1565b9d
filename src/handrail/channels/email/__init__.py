"""Send an e-mail: through whatever Django's settings name. It never holds a fact about anyone."""

from __future__ import annotations

from django.core.mail import send_mail


def send(*, to: str, subject: str, words: str) -> None:
    """Plain text. An error of the mail server rises: its words hold the address, and go into no log (see `config.logs`)."""
    send_mail(subject, words, None, [to])

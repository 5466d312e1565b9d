"""The site as it is on a day of ours: a test writes the day into a file, and may write a later one while it goes on."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from django.utils import timezone

DAY = Path(os.environ["HANDRAIL_VAR"]) / "today"


def _on_that_day(*_: object) -> date:
    return date.fromisoformat(DAY.read_text())


# Every page asks the clock here for its day: see `handrail.web.guide.opening.today`.
timezone.localdate = _on_that_day  # type: ignore[assignment]  # whatever time zone it is asked for

from handrail.config.wsgi import application  # noqa: E402 - once the day is ours

__all__ = ["application"]

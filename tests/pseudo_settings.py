"""The site's own settings, with every page in the pseudo-locale: nobody can choose it but a test."""

from __future__ import annotations

from handrail.config.settings import *  # noqa: F403

ALWAYS_IN = "en-XA"

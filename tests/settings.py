"""The site's own settings, with a key that is no secret."""

from __future__ import annotations

import os

os.environ.setdefault("HANDRAIL_SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ.setdefault("HANDRAIL_ROOT_KEY", "0f" * 32)

from handrail.config.settings import *  # noqa: F403

"""The calculators of this installation, and the folder in which they are found."""

from __future__ import annotations

import os
from pathlib import Path
from threading import BoundedSemaphore

from handrail.engines.at_most import AtMost
from handrail.engines.policyengine.client import PolicyEngine
from handrail.engines.protocol import Engine

_PLACES = BoundedSemaphore(max(1, int(os.environ.get("HANDRAIL_THREADS", "4")) // 2))
_CHECKOUT = Path(__file__).parents[3]


def engines_folder() -> Path:
    """`HANDRAIL_ENGINES`, or `engines` beside the database."""
    named = os.environ.get("HANDRAIL_ENGINES")
    return Path(named) if named else Path(os.environ.get("HANDRAIL_VAR") or _CHECKOUT / "var") / "engines"


def installed_engine() -> Engine:
    """PolicyEngine, whether or not it can be asked just now. Half of the threads that serve the site may wait for it."""
    return AtMost(PolicyEngine(engines_folder()), _PLACES)

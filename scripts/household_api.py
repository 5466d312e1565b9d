"""Get `.venv-household-api` ready: PolicyEngine's household API, which `HOUSEHOLD_API=1 make bench` measures beside our worker.

It needs a later Python than anything of ours, and brings the models of five countries along: 1.1 GB.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.environment import ROOT, pip, python_of
from scripts.say import CannotGoOn, doing, say
from scripts.stamps import fingerprint, is_current, mark

FOLDER = ROOT / ".venv-household-api"
LOCK = ROOT / "requirements" / "household_api.txt"
_NEW_ENOUGH = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 12))"


def make_ready() -> Path:
    """The Python that holds it. Made anew whenever the lock or that Python is another."""
    python = later_python()
    stamp, wanted = FOLDER / ".made", fingerprint([LOCK], python)
    if not is_current(stamp, wanted):
        with doing("Installing PolicyEngine's household API into .venv-household-api (1.1 GB)"):
            shutil.rmtree(FOLDER, ignore_errors=True)
            try:
                subprocess.run([python, "-m", "venv", FOLDER], check=True)
                pip("--quiet", "--require-hashes", "--requirement", str(LOCK), python=python_of(FOLDER))
            except (CannotGoOn, OSError, subprocess.CalledProcessError) as problem:
                say(str(problem))  # here, and not on the page: it may name this machine and its package index
                raise CannotGoOn("it could not be installed") from problem
            mark(stamp, wanted)
    return python_of(FOLDER)


def later_python() -> str:
    """The first Python on this machine that it can be installed into."""
    for python in candidates():
        try:
            answer = subprocess.run([python, "-c", _NEW_ENOUGH], capture_output=True, timeout=30, check=False)
        except (OSError, subprocess.TimeoutExpired):
            continue
        if answer.returncode == 0:
            return python
    raise CannotGoOn("it needs Python 3.12 or later, which was not found (HOUSEHOLD_API_PYTHON may name one)")


def candidates() -> Iterator[str]:
    """Where a later Python may be: named, ours, on the path, or kept by pyenv."""
    named = os.environ.get("HOUSEHOLD_API_PYTHON")
    if named:
        yield named
    yield sys.executable
    for minor in (12, 13, 14):
        found = shutil.which(f"python3.{minor}")
        if found:
            yield found
    kept = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for minor in (12, 13, 14):
        yield from (str(python) for python in sorted(kept.glob(f"3.{minor}.*/bin/python")))

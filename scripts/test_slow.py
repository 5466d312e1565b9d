"""`make test-slow` and `make mutate`: what searches for minutes, and a line in docs/test-slow.log of when and how it went."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from scripts.environment import PYTHON, ROOT
from scripts.say import say

LOG = ROOT / "docs" / "test-slow.log"
NO_TESTS = 5  # pytest's own number for "nothing was selected"


PARTS = (
    "tests/unit/domain/routes", "tests/unit/domain/rules", "tests/spec",
    "tests/contract tests/integration tests/functional tests/unit/use_cases",
)  # fmt: skip
"""Each is logged once it is done: a run that is stopped loses only the part it was at."""

SEARCH = ("-m", "pytest", "-m", "slow or property", "-n", "auto", "--dist", "worksteal", "--hypothesis-profile=slow")
MUTANTS = ("-m", "handrail.cli", "check", "--mutate")


def main(wanted: Sequence[str]) -> None:
    """Search for counter-examples, or with `mutate` for small changes to the pack that nobody in it notices."""
    if "mutate" in wanted:
        raise SystemExit(logged("changes to the pack", MUTANTS))
    raise SystemExit(max(logged(part, (*SEARCH, *part.split())) for part in PARTS))


def logged(what: str, work: Sequence[str]) -> int:
    """How it ended, once a line in the log says so."""
    began = time.monotonic()
    status, summary = run(work)
    line = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC  {revision()}  {what}  {time.monotonic() - began:.0f} s  {summary}"
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("a") as log:
        log.write(line + "\n")
    say(f"Logged in {LOG.relative_to(ROOT)}: {line}")
    return 0 if status == NO_TESTS else status


def run(work: Sequence[str]) -> tuple[int, str]:
    """Show the output as it comes; the last line says how it went."""
    environment = {**os.environ, "HANDRAIL_EXAMPLES": "10000"}
    command = [str(PYTHON), *work]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        last = ""
        for line in process.stdout:
            print(line, end="", flush=True)
            last = line.strip().strip("=").strip() or last
        return process.wait(), last


def revision() -> str:
    """Which code was tested; marked when the checkout holds more than that."""
    command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "no revision"


if __name__ == "__main__":
    main(sys.argv[1:])

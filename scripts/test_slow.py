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


SEARCHES = ("-m", "pytest", "-m", "slow or property", "-n", "auto", "--dist", "worksteal", "--hypothesis-profile=slow")
MUTANTS = ("-m", "handrail.cli", "check", "--mutate")


def main(wanted: Sequence[str]) -> None:
    """Search for counter-examples, or with `mutate` for small changes to the pack that nobody in it notices."""
    began = time.monotonic()
    status, summary = run(MUTANTS if "mutate" in wanted else SEARCHES)
    line = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC  {revision()}  {time.monotonic() - began:.0f} s  {summary}"
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("a") as log:
        log.write(line + "\n")
    say(f"Logged in {LOG.relative_to(ROOT)}: {line}")
    raise SystemExit(0 if status == NO_TESTS else status)


def run(work: Sequence[str]) -> tuple[int, str]:
    """Show the output as it comes; the last line says how it went."""
    environment = {**os.environ, "HANDRAIL_EXAMPLES": "10000"}
    with subprocess.Popen(
        [str(PYTHON), *work], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
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

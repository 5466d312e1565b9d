"""Get `.venv-peers` ready: other engines, which `PEERS=1 make bench` measures beside ours.

They have an environment of their own, because they need other versions of what Handrail runs on.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv

from scripts.environment import ROOT
from scripts.say import CannotGoOn, doing, stop_with
from scripts.stamps import fingerprint, is_current, mark

PEERS = ROOT / ".venv-peers"
LOCK = ROOT / "requirements" / "peers.txt"


def make_ready() -> None:
    """Made anew whenever the lock or the version of Python is another."""
    stamp, wanted = PEERS / ".made", fingerprint([LOCK], sys.version)
    if is_current(stamp, wanted):
        return
    with doing("Installing the engines to compare with into .venv-peers"):
        shutil.rmtree(PEERS, ignore_errors=True)
        venv.create(PEERS, with_pip=True, symlinks=True)
        command = [str(PEERS / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        if subprocess.run([*command, "--requirement", str(LOCK)], check=False).returncode != 0:
            raise CannotGoOn("The engines to compare with could not be installed. `make bench` alone measures ours.")
        mark(stamp, wanted)


if __name__ == "__main__":
    try:
        make_ready()
    except CannotGoOn as problem:
        stop_with(problem)

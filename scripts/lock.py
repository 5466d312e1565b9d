"""`make lock`: turn the dependencies in pyproject.toml and package.json into exact versions with hashes.

The locks name no registry and no folder of this machine, so that each installation uses its own.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from scripts import environment
from scripts.environment import ROOT
from scripts.front_end import find_node
from scripts.say import CannotGoOn, doing, say, stop_with

LOCKS = ROOT / "requirements"
GROUPS = ("build", "node", "dev", "policyengine")
COMPILE = (
    "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version=3.11",
    "--no-header", "--no-emit-index-url", "--no-emit-find-links",
)  # fmt: skip


def main() -> None:
    upgrade = ("--upgrade",) if "--upgrade" in sys.argv else ()
    environment.make_ready()
    try:
        with tempfile.TemporaryDirectory() as folder:
            lock_python(install_uv(Path(folder)), upgrade)
        lock_front_end()
    except CannotGoOn as problem:
        stop_with(problem)
    for lock in (*LOCKS.glob("*.txt"), ROOT / "package-lock.json"):
        refuse_addresses(lock)
    say("The locks are written. `make test` installs from them.")


def install_uv(folder: Path) -> str:
    """uv resolves for every platform at once, which pip does not. It is needed here and nowhere else."""
    with doing("Fetching uv"):
        venv.create(folder, with_pip=True)
        subprocess.run([folder / "bin" / "pip", "install", "--quiet", "uv"], check=True)
    return str(folder / "bin" / "uv")


def lock_python(uv: str, upgrade: tuple[str, ...]) -> None:
    """What runs is settled first; what builds and checks it must agree with that."""
    with doing("Choosing versions of Python packages"):
        command = [uv, *COMPILE, *upgrade]
        subprocess.run([*command, "pyproject.toml", "-o", "requirements/run.txt"], cwd=ROOT, check=True)
        for group in GROUPS:
            agree = ["-c", "requirements/run.txt"]
            target = ["-o", f"requirements/{group}.txt"]
            subprocess.run([*command, "--group", f"pyproject.toml:{group}", *agree, *target], cwd=ROOT, check=True)
        # These have an environment of their own.
        peers = ["--group", "pyproject.toml:peers", "-o", "requirements/peers.txt"]
        subprocess.run([*command, *peers], cwd=ROOT, check=True)
        later = [part.replace("=3.11", "=3.12") for part in command]
        household_api = ["--group", "pyproject.toml:household-api", "-o", "requirements/household_api.txt"]
        subprocess.run([*later, *household_api], cwd=ROOT, check=True)


def lock_front_end() -> None:
    with doing("Choosing versions of the front end's packages"):
        node = find_node()
        node.run(*node.npm, "install", "--package-lock-only", "--omit=optional")
        leave_out_funding(ROOT / "package-lock.json")


def leave_out_funding(lock: Path) -> None:
    """Addresses that have nothing to do with what is installed."""
    content = json.loads(lock.read_text())
    for package in content["packages"].values():
        package.pop("funding", None)
    lock.write_text(json.dumps(content, indent=2) + "\n")


def refuse_addresses(lock: Path) -> None:
    """A lock that names a host or a folder would tie everyone to this machine's settings."""
    found = re.search(r"^.*(://|file:|--index|--find-links).*$", lock.read_text(), re.MULTILINE)
    if found:
        raise SystemExit(f"{lock.name} names an address: {found[0].strip()}")


if __name__ == "__main__":
    main()

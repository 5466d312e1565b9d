"""Get `.venv` ready: a virtual environment that holds exactly what the locks in requirements/ name, and Handrail itself.

    python -m scripts.environment            what `make run` needs
    python -m scripts.environment dev        what `make test` needs as well

Only the standard library is used here, because nothing else is installed yet.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from scripts.say import CannotGoOn, doing, say, stop_with
from scripts.stamps import fingerprint, is_current, mark

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

TO_RUN = ("run", "build")
WHAT_FOR = {
    "run": "what Handrail runs on",
    "build": "what puts Handrail together",
    "node": "Node.js, because this machine has none that is recent enough",
    "dev": "the tools that check it",
}


def make_ready(*extra_groups: str) -> None:
    """Create the environment if need be, and install whatever the locks say is missing."""
    create_environment()
    for group in (*TO_RUN, *extra_groups):
        install_lock(group)
    install_handrail()


def create_environment() -> None:
    """A working environment made by this version of Python is kept; any other is replaced."""
    stamp = VENV / ".made"
    made_by = fingerprint([], sys.version, str(ROOT))
    if PYTHON.exists() and is_current(stamp, made_by):
        return
    version = ".".join(str(part) for part in sys.version_info[:3])
    with doing(f"Creating .venv with Python {version}"):
        shutil.rmtree(VENV, ignore_errors=True)
        venv.create(VENV, with_pip=True, symlinks=True)
        mark(stamp, made_by)


def install_lock(group: str) -> None:
    """Install one lock, every file checked against its hash."""
    lock = ROOT / "requirements" / f"{group}.txt"
    stamp = VENV / f".installed-{group}"
    wanted = fingerprint([lock])
    if is_current(stamp, wanted):
        return
    packages = len(re.findall(r"^[A-Za-z].*==", lock.read_text(), re.MULTILINE))
    with doing(f"Installing {WHAT_FOR[group]} (up to {packages} packages)"):
        pip("--require-hashes", "--requirement", str(lock))
        mark(stamp, wanted)


def install_handrail() -> None:
    """Put this checkout into the environment, so that a change in src/ counts at once."""
    stamp = VENV / ".installed-handrail"
    wanted = fingerprint([ROOT / "pyproject.toml"])
    if is_current(stamp, wanted):
        return
    with doing("Installing Handrail"):
        pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        mark(stamp, wanted)


def pip(*arguments: str) -> None:
    """Run pip, showing each package as it comes where someone is watching."""
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-user", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        show_progress(line)
    clear_progress()
    if process.wait() != 0:
        raise CannotGoOn(
            "".join(said[-15:])
            + "\nInstalling stopped here. Most often the package index could not be reached: check the network "
            "(and any proxy), then run the same command again."
        )


def show_progress(line: str) -> None:
    found = re.match(r"Collecting ([A-Za-z0-9_.-]+)", line)
    if found and sys.stdout.isatty():
        print(f"\r\033[K  {found[1]}", end="", flush=True)


def clear_progress() -> None:
    if sys.stdout.isatty():
        print("\r\033[K", end="", flush=True)


def main() -> None:
    try:
        make_ready(*sys.argv[1:])
    except CannotGoOn as problem:
        stop_with(problem)
    say(f"{VENV.name} is ready.")


if __name__ == "__main__":
    main()

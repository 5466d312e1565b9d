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
    "policyengine": "PolicyEngine, which works out taxes and benefits",
}


def make_ready(*extra_groups: str) -> None:
    """Create the environment if need be, and install whatever the locks say is missing."""
    create_environment()
    for group in (*TO_RUN, *extra_groups):
        install_lock(group)
    install_handrail()


def create_environment(folder: Path = VENV) -> None:
    """A working environment made by this version of Python is kept; any other is replaced."""
    stamp = folder / ".made"
    made_by = fingerprint([], sys.version, str(ROOT))
    if python_of(folder).exists() and is_current(stamp, made_by):
        return
    version = ".".join(str(part) for part in sys.version_info[:3])
    with doing(f"Creating {folder.name} with Python {version}"):
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True, symlinks=True)
        mark(stamp, made_by)


def python_of(folder: Path) -> Path:
    return folder / "bin" / "python"


def is_installed(group: str, folder: Path = VENV) -> bool:
    """Whether an environment holds what a lock names as it is now."""
    return is_current(folder / f".installed-{group}", fingerprint([lock_of(group)]))


def lock_of(group: str) -> Path:
    return ROOT / "requirements" / f"{group}.txt"


def install_lock(group: str, folder: Path = VENV) -> None:
    """Install one lock, every file checked against its hash."""
    if is_installed(group, folder):
        return
    lock = lock_of(group)
    packages = len(re.findall(r"^[A-Za-z].*==", lock.read_text(), re.MULTILINE))
    with doing(f"Installing {WHAT_FOR[group]} (up to {packages} packages)"):
        pip("--require-hashes", "--requirement", str(lock), python=python_of(folder))
        mark(folder / f".installed-{group}", fingerprint([lock]))


def install_handrail() -> None:
    """Put this checkout into the environment, so that a change in src/ counts at once."""
    stamp = VENV / ".installed-handrail"
    wanted = fingerprint([ROOT / "pyproject.toml"])
    if is_current(stamp, wanted):
        return
    with doing("Installing Handrail"):
        pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        mark(stamp, wanted)


def pip(*arguments: str, python: Path = PYTHON) -> None:
    """Run pip, showing each package as it comes where someone is watching."""
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-user", *arguments]
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

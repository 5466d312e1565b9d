"""PolicyEngine beside the site: in an environment of its own, in a process of its own, at nobody's expense while it is away.

python -m scripts.engine install       what `make engine` does
python -m scripts.engine run           install if need be, then keep a worker alive until standard input ends
"""

from __future__ import annotations

from scripts import environment
from scripts.environment import ROOT
from scripts.say import CannotGoOn, stop_with

FOLDER = ROOT / ".venv-policyengine"
GROUP = "policyengine"


def is_installed() -> bool:
    return environment.python_of(FOLDER).exists() and environment.is_installed(GROUP, FOLDER)


def install() -> None:
    """Its own environment, so that nothing the site runs on is touched while it serves."""
    environment.create_environment(FOLDER)
    environment.install_lock(GROUP, FOLDER)


def main() -> None:
    try:
        install()
    except CannotGoOn as problem:
        stop_with(problem)


if __name__ == "__main__":
    main()

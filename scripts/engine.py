"""PolicyEngine beside the site: in an environment of its own and a process of its own, which the site does without while it is away.

python -m scripts.engine install
python -m scripts.engine beside HOST PORT      install if need be, and keep a worker alive while standard input is open
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time

from scripts import environment
from scripts.environment import ROOT
from scripts.say import CannotGoOn, say, stop_with

FOLDER = ROOT / ".venv-policyengine"
GROUP = "policyengine"
SITE_STARTS_WITHIN = 60
NO = {"0", "false", "no", "off"}


def is_wanted() -> bool:
    """Unless HANDRAIL_POLICYENGINE says no."""
    return os.environ.get("HANDRAIL_POLICYENGINE", "yes").strip().lower() not in NO


def is_installed() -> bool:
    return environment.python_of(FOLDER).exists() and environment.is_installed(GROUP, FOLDER)


def install() -> None:
    """Its own environment, so that nothing the site runs on is touched while it serves."""
    environment.create_environment(FOLDER)
    environment.install_lock(GROUP, FOLDER)


def start_beside(host: str, port: int) -> None:
    """Begin in the background, and end when this process does: whatever it becomes holds the other end of a pipe."""
    if not is_wanted():
        return
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)  # the server that takes this process over keeps it open
    command = [sys.executable, "-m", "scripts.engine", "beside", host, str(port)]
    # It leaves its parent at once, so that the server has no child that it did not start.
    subprocess.run(command, cwd=ROOT, stdin=reading, check=True, pass_fds=())
    os.close(reading)


def beside(host: str, port: int) -> None:
    """What goes on in the background: the site comes first, then an installation, then the worker."""
    if os.fork():
        os._exit(0)
    os.setsid()
    wait_for_the_site(host, port)
    if not is_installed():
        say("\nInstalling what estimates taxes and benefits: a minute or two, 660 MB. The site works without it.")
        try:
            install()
        except CannotGoOn as problem:
            say(f"\n{problem}\nThe site goes on without estimates of taxes and benefits.")
            return
    say("\nStarting what estimates taxes and benefits, in the background. The site works without it.")
    keep_alive()


def wait_for_the_site(host: str, port: int) -> None:
    end = time.monotonic() + SITE_STARTS_WITHIN
    while time.monotonic() < end:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.5)
        else:
            return


def keep_alive() -> None:
    """Become the supervisor. It finds its folder as the site does."""
    nice = getattr(os, "nice", None)
    if nice is not None:
        nice(5)  # people who look at a page come before those who wait for an estimate
    supervisor = ["-m", "handrail.engines.policyengine", str(environment.python_of(FOLDER))]
    os.execv(environment.PYTHON, [str(environment.PYTHON), *supervisor])


def main() -> None:
    match sys.argv[1:]:
        case ["install"] | []:
            try:
                install()
            except CannotGoOn as problem:
                stop_with(problem)
        case ["beside", host, port]:
            beside(host, int(port))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()

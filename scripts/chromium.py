"""Find Debian's Chromium for the browser tests, or install it where that can be done without asking anyone.

    python -m scripts.chromium

Playwright would fetch a browser build of its own; the tests use the distribution's instead.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from scripts.say import doing, say

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def find() -> str | None:
    """The browser named by HANDRAIL_CHROMIUM, else the first one this machine has."""
    candidates = [os.environ.get("HANDRAIL_CHROMIUM"), *NAMES, *MACOS]
    return next((found for name in candidates if name and (found := shutil.which(name))), None)


def can_install() -> bool:
    """On Debian as root. Ubuntu's package is only a pointer to a snap, which containers cannot run."""
    release = Path("/etc/os-release")
    is_debian = release.exists() and "ID=debian" in release.read_text().splitlines()
    return is_debian and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install() -> None:
    """Chromium alone, and letters for it to draw with; a failure is told and left to the tests to judge."""
    with doing("Installing Chromium for the browser tests (about 124 MB)"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        packages = ("chromium", "fonts-liberation")
        for command in (("update", "-qq"), ("install", "-y", "-qq", "--no-install-recommends", *packages)):
            done = subprocess.run(["apt-get", *command], env=environment, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                say(f"  apt-get {command[0]} failed:\n{done.stdout[-500:]}{done.stderr[-1500:]}")
                return


def main() -> None:
    if find() is None and can_install():
        install()


if __name__ == "__main__":
    main()

"""A site of our own to walk through: on a free port, with a database that is thrown away, and what may stand beside it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.request import urlopen

from handrail.engines.policyengine import places
from scripts import engine, environment
from scripts.environment import ROOT
from scripts.say import CannotGoOn, say

PACK = ROOT / "src" / "handrail_uk"
A_MINUTE_AND_A_HALF = 90


def settings(folder: Path, **more: str) -> dict[str, str]:
    """What the site runs with. Whoever leaves in a hurry stays on this machine."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "handrail.config.settings",
        "HANDRAIL_VAR": str(folder),
        "HANDRAIL_WORKERS": "1",
        "HANDRAIL_RATE_LIMIT": "100000",
        "HANDRAIL_RETURN_CODE_TRIES": "100000",
        "HANDRAIL_CONTACT": "help@handrail.example",
        "HANDRAIL_ENGINES": str(folder / "engines"),
        **more,
    }


@contextmanager
def site(variables: Mapping[str, str]) -> Iterator[str]:
    """Its address. It ends with the block."""
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{any_port.getsockname()[1]}"
    migrate = [sys.executable, "-m", "django", "prepare_databases"]
    subprocess.run(migrate, env=variables, cwd=ROOT, check=True)
    gunicorn = ["-m", "gunicorn", "--config", "python:handrail.config.server", "--bind", address]
    command = [sys.executable, *gunicorn, "handrail.config.wsgi"]
    with subprocess.Popen(command, env=variables, cwd=ROOT, stdout=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"http://{address}/")
            yield f"http://{address}"
        finally:
            server.terminate()


def _wait_for(address: str) -> None:
    for _ in range(1800):
        try:
            urlopen(address, timeout=5).close()  # noqa: S310 - our own address
            return
        except OSError:
            time.sleep(0.1)
    raise CannotGoOn("The site did not start.")


@contextmanager
def policyengine(variables: Mapping[str, str]) -> Iterator[bool]:
    """PolicyEngine beside the site, where `make engine` has installed it; otherwise False."""
    if not engine.is_installed():
        say("Without pictures of estimates: PolicyEngine is not installed (make engine).")
        yield False
        return
    folder = Path(variables["HANDRAIL_ENGINES"])
    command = [sys.executable, "-m", "handrail.engines.policyengine", str(environment.python_of(engine.FOLDER))]
    with subprocess.Popen(command, env=dict(variables), cwd=ROOT, stdin=subprocess.DEVNULL) as supervisor:
        try:
            yield _comes_up(folder)
        finally:
            supervisor.terminate()


def _comes_up(folder: Path) -> bool:
    end = time.monotonic() + A_MINUTE_AND_A_HALF
    while time.monotonic() < end:
        if places.socket_in(folder).exists():
            return True
        time.sleep(0.5)
    say("Without pictures of estimates: PolicyEngine did not start.")
    return False


def a_later_release(folder: Path) -> Path:
    """The pack as if a later release of it asked one question otherwise: what was answered before no longer fits."""
    later = folder / "later" / PACK.name
    shutil.copytree(PACK, later, ignore=shutil.ignore_patterns("__pycache__"))
    file = later / "facts" / "buying_a_home_tax.yaml"
    before = file.read_text()
    start = before.index("  purchase.price:\n")
    end = before.index("\n\n", start)
    asked = before[start:end].partition("    likely:\n")[0]
    after = before[:start] + asked.replace("    min: 1\n", "    min: 90000000\n") + before[end:]
    if before == after:
        raise CannotGoOn(f"{file.name} no longer declares purchase.price as it did: mend scripts/screenshots/site.py.")
    file.write_text(after)
    return later


LOOKED = """
import sys, django; django.setup()
from datetime import date
from dataclasses import replace
from django.utils import timezone
from handrail.packs.installed import installed_pack
from handrail.packs.occurring import pack_for
from handrail.use_cases import keeping_answers
from handrail.use_cases.showing_route import show_route
from handrail.use_cases.since_last_seen import now_seen
kept = keeping_answers.open_kept(secret=sys.stdin.read().strip(), on=timezone.localdate())
pack = pack_for(installed_pack(), kept.contents.life_events)
seen = show_route(pack=pack, contents=kept.contents, on=date.fromisoformat(sys.argv[1])).remembered
steps = dict(seen.steps)
dated = next(name for name, step in steps.items() if step.due.low)
steps[dated] = replace(steps[dated], due=replace(steps[dated].due, low=date(2026, 1, 5), high=date(2026, 1, 5)))
now_seen(kept=kept, remembered=replace(seen, release="an older one", steps=steps))
"""


def looked_at(variables: Mapping[str, str], code: str, on: date) -> None:
    """As if the person had last looked at their route on that day, when the rules said otherwise of one step."""
    command = [sys.executable, "-c", LOOKED, on.isoformat()]
    subprocess.run(command, env=dict(variables), cwd=ROOT, input=code, text=True, check=True)

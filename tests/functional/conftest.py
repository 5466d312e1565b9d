"""A real server and a real browser, for tests that use the site the way people do.

Ask for `visit` and open a page with it; what a page must never do is checked for every page opened.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, sync_playwright

from scripts import chromium
from tests.functional.elsewhere import Elsewhere, another_site
from tests.functional.visits import Visit

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
NO_BROWSER = "no Chromium on this machine: the browser tests did not run (Debian: apt-get install chromium)"
IN_CI = os.environ.get("CI") == "true"

# Chromium calls home at every start unless told not to; and as root it cannot make its own sandbox.
QUIET = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """All tests in this folder need a browser; without one they are skipped, which CI does not allow."""
    ours = [item for item in items if HERE in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.browser)
        if chromium.find() is None and not IN_CI:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if chromium.find() is None and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line(f"\n*** SKIPPED: {NO_BROWSER} ***\n", red=True, bold=True)


@pytest.fixture(scope="session")
def other_site() -> Iterator[Elsewhere]:
    """Where "Exit this page" leads while tests run: to nobody outside this machine."""
    with another_site() as there:
        yield there


@pytest.fixture
def elsewhere(other_site: Elsewhere) -> Elsewhere:
    """The other website, which nobody has asked for anything yet."""
    other_site.asked.clear()
    return other_site


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory, other_site: Elsewhere) -> dict[str, str]:
    """What the site runs with; a test that starts a program with the same shares the site's database."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "handrail.config.settings",
        "HANDRAIL_VAR": str(tmp_path_factory.mktemp("var")),
        "HANDRAIL_WORKERS": "1",
        "HANDRAIL_EXIT_TO": other_site.address,
        "HANDRAIL_RATE_LIMIT": "100000",
        "HANDRAIL_RETURN_CODE_TRIES": "100000",
    }


@pytest.fixture(scope="session")
def site(environment: dict[str, str]) -> Iterator[str]:
    """The site as `make run` starts it, on a port of its own with an empty database."""
    with a_site(environment) as address:
        yield address


@contextmanager
def a_site(environment: dict[str, str], application: str = "handrail.config.wsgi") -> Iterator[str]:
    """A site of its own, which ends with the block."""
    subprocess.run([sys.executable, "-m", "django", "prepare_databases"], env=environment, cwd=ROOT, check=True)
    address = f"127.0.0.1:{free_port()}"
    gunicorn = [
        "-m",
        "gunicorn",
        "--config",
        "python:handrail.config.server",
        "--bind",
        address,
        application,
    ]
    with subprocess.Popen([sys.executable, *gunicorn], env=environment, cwd=ROOT) as server:
        try:
            wait_until_it_answers(f"http://{address}/", server)
            yield f"http://{address}"
        finally:
            server.terminate()


def free_port() -> int:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return int(any_port.getsockname()[1])


def wait_until_it_answers(url: str, server: subprocess.Popen[bytes], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server stopped while it was starting"
        try:
            with urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the server did not answer within {seconds:.0f} seconds")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; each visit has a profile of its own."""
    program = chromium.find()
    assert program is not None, NO_BROWSER
    as_root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=[*QUIET, *as_root])
        yield launched
        launched.close()


@contextmanager
def visits_to(browser: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    """A way to start visits, each of which must have kept to our own address, our own policy and an empty console."""
    visits: list[Visit] = []

    def start(**how: Any) -> Visit:
        visits.append(Visit(browser, site, **how))
        return visits[-1]

    yield start
    for each in visits:
        each.close()
    assert [problem for each in visits for problem in each.problems] == []


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Callable[..., Visit]]:
    """Start a visit: `visit(width=360)`, `visit(javascript=False)`, `visit(forced_colors=True)`.

    When the test ends, every visit must have kept to our own address, our own policy and an empty console.
    """
    with visits_to(browser, site) as start:
        yield start


BEGIN = """
import json, sys, django; django.setup()
from django.utils import timezone
from handrail.use_cases import keeping_answers
from handrail.use_cases.kept_contents import Answer, Contents
on, (answers, events) = timezone.localdate(), json.load(sys.stdin)
told = tuple(Answer(fact, value, on=on) for fact, value in answers.items())
print(keeping_answers.begin(on=on, contents=Contents(told, life_events=tuple(events))).secret)
"""


@pytest.fixture
def someone(visit: Callable[..., Visit], environment: dict[str, str]) -> Callable[..., Visit]:
    """Someone who has told these answers along these life events, in a browser of their own."""

    def opened(answers: dict[str, Any], *events: str, **how: Any) -> Visit:
        told = json.dumps([answers, events])
        command = [sys.executable, "-c", BEGIN]
        begun = subprocess.run(command, env=environment, input=told, check=True, capture_output=True, text=True)
        here = visit(**how)
        here.context.add_cookies([{"name": "handrail_route", "value": begun.stdout.strip(), "url": here.site}])
        return here

    return opened

"""What an outside program or a person feels: the command line over many people, and a page over HTTP on this machine."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path
from random import Random

from bench.measuring import Row, row_of

PEOPLE = 6000
GOALS = ("first_time_buyer", "property_transaction_tax")


def _person(random: Random) -> dict[str, object]:
    """An invented buyer; one answer in twenty is not known."""
    told: dict[str, object] = {
        "purchase.price": random.choice((125000, 280000, 300001, 450000, 612345.67)),
        "purchase.nation": random.choice(("england", "wales", "scotland", "northern_ireland")),
        "purchase.completion_date": "2026-12-11",
        "purchase.is_main_home": random.random() < 0.8,
        "purchase.replaces_main_home": random.random() < 0.3,
        "purchase.other_buyers": [],
        "you.have_owned_a_home": random.random() < 0.5,
        "you.own_other_homes": random.random() < 0.2,
        "you.is_uk_resident": True,
        "partner.exists": False,
    }
    return {name: value for name, value in told.items() if random.random() > 0.05}


def command_line() -> Row:
    """People a second for the two goals, reasons and certificates included, from start to end of the command."""
    random = Random(20261122)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "people.jsonl"
        source.write_text("".join(json.dumps(_person(random)) + "\n" for _ in range(PEOPLE)), encoding="utf-8")
        command = [sys.executable, "-m", "handrail.cli", "determine", *GOALS, "--json"]
        rates = []
        for _ in range(3):
            start = time.perf_counter()
            subprocess.run(
                [*command, "--facts", str(source), "--on", "2026-11-20"], check=True, stdout=subprocess.DEVNULL
            )
            rates.append(PEOPLE / (time.perf_counter() - start))
    rates.sort()
    return Row(
        "the command line, two goals, people a second", 2000, rates[1], rates[0], rates[2], "/s", "median",
        f"{PEOPLE} people a run, starting the command included",
    )  # fmt: skip


def page() -> tuple[Row, int]:
    """The start page over HTTP, with the site's own server, and how many bytes it sends compressed."""
    port = _free_port()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "handrail.config.settings"}
    server = subprocess.Popen(
        [
            sys.executable, "-m", "gunicorn", "--config", "python:handrail.config.server",
            "--bind", f"127.0.0.1:{port}", "handrail.config.wsgi",
        ],
        env=environment, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(port)
        taken, size = [], 0
        for _ in range(220):
            start = time.perf_counter_ns()
            size = _get(port)
            taken.append((time.perf_counter_ns() - start) / 1e6)
        return row_of("the start page over HTTP", 200, taken[20:]), size
    finally:
        server.terminate()
        server.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            _get(port)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the site did not start within 20 seconds")


def _get(port: int) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Accept-Encoding": "gzip"})
        return len(connection.getresponse().read())
    finally:
        connection.close()

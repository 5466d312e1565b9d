"""What an outside program or a person feels: the command line over many people, and a page over HTTP on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from bench.measuring import Row, row_of
from bench.serving import request, serving, taken

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
        "Starting, which is mostly loading and checking the whole pack, is about a third of the run. Of each answer the outcome is"
        " the smaller part: its reasons, what it still needs and its proof take longer, and every answer has them.",
    )  # fmt: skip


def pages() -> list[Row]:
    """What a person waits for, over HTTP, with the site's own server: the start page and a route with few answers."""
    asked = json.dumps({"events": ["buying_a_home"], "facts": _FEW_ANSWERS, "on": "2026-11-20"}).encode()
    with serving(OUR_SERVER, our_environment()) as port:
        size = len(request(port, "GET", "/")) / 1000
        return [
            row_of("the start page over HTTP", 200, taken(port, "GET", "/")),
            row_of("a route after three answers over HTTP", 200, taken(port, "POST", "/api/v1/route", asked, times=60)),
            Row("the start page, kilobytes sent", 100, size, size, size, "kB"),
        ]


def our_environment() -> dict[str, str]:
    """The site as it runs for people."""
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "handrail.config.settings"}


OUR_SERVER = (
    sys.executable, "-m", "gunicorn", "--config", "python:handrail.config.server",
    "--bind", "127.0.0.1:{port}", "handrail.config.wsgi",
)  # fmt: skip
_FEW_ANSWERS = {"purchase.nation": "england", "purchase.price": 350000, "purchase.is_main_home": True}

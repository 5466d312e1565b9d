"""What gunicorn itself writes when a request is broken: nothing of the person who sent it."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.http.errors import InvalidHeader, InvalidRequestLine
from gunicorn.workers.base import Worker

from handrail.config import server
from handrail.config.logs import without_addresses

SENT = "GET /return/half-a-code?postcode=LS1"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What ends up in gunicorn's log, with the filters that our configuration puts there."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    gunicorn = logging.getLogger("gunicorn.error")
    filters = list(gunicorn.filters)
    server.on_starting(None)
    gunicorn.addHandler(handler)
    yield written
    gunicorn.removeHandler(handler)
    gunicorn.filters = filters


@pytest.mark.parametrize("sender", ["203.0.113.7", "2001:db8:85a3::8a2e:370:7334"])
@pytest.mark.parametrize("error", [InvalidRequestLine(SENT), InvalidHeader("cookie: handrail_route=abc")])
def test_a_request_that_cannot_be_read_leaves_nothing_of_its_sender_in_the_log(
    log: io.StringIO, sender: str, error: Exception
):
    cfg = Config()
    worker: Any = SimpleNamespace(log=Logger(cfg), cfg=cfg)

    Worker.handle_error(worker, None, SimpleNamespace(sendall=lambda _: None), (sender, 40000), error)

    assert log.getvalue() == "Invalid request\n"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Connection reset by 203.0.113.7.", "Connection reset by (address)."),
        ("[2026-11-22 09:16:38] worker 12 stopped", "[2026-11-22 09:16:38] worker 12 stopped"),
        ("peer 2001:db8::1 is gone", "peer (address) is gone"),
        ("Django 5.2.8 started", "Django 5.2.8 started"),
    ],
)
def test_addresses_are_taken_out_and_times_and_versions_stay(line: str, kept: str):
    assert without_addresses(line) == kept

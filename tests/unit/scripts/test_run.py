"""`make run` says plainly what is in the way."""

from __future__ import annotations

import argparse
import socket

import pytest

from scripts.run import check_port, port_number
from scripts.say import CannotGoOn


def test_a_busy_port_is_named_and_another_is_offered():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(CannotGoOn, match=rf"Port {port} on 127\.0\.0\.1 is busy .*\n?.*make run PORT="):
            check_port("127.0.0.1", port)


def test_a_port_that_was_just_let_go_is_free():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]

    check_port("127.0.0.1", port)


@pytest.mark.parametrize("given", ["0", "65536", "eighty", "", "-1", "80 "])
def test_a_port_is_a_number_in_range(given: str):
    with pytest.raises(argparse.ArgumentTypeError):
        port_number(given)

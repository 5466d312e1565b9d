"""How the scripts talk to the person at the terminal: what is happening, how long it took, what went wrong."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class CannotGoOn(Exception):
    """Something outside our control is missing; the message says what, and what to do about it."""


def say(line: str) -> None:
    print(line, flush=True)


@contextmanager
def doing(what: str) -> Iterator[None]:
    """Announce a piece of work before it starts, and say how long it took."""
    say(f"{what} …")
    began = time.monotonic()
    yield
    seconds = time.monotonic() - began
    if seconds >= 1:
        say(f"  done in {seconds:.0f} s")


def stop_with(problem: CannotGoOn) -> None:
    """Tell the person what is in the way, without a traceback."""
    print(f"\n{problem}", file=sys.stderr, flush=True)
    raise SystemExit(1)

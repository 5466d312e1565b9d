"""The worker: PolicyEngine behind a local socket that only its owner may open, one request at a time.

It is started with the socket to listen at, by `supervisor.py`, in the environment that holds PolicyEngine:

    python -m handrail.engines.policyengine.worker SOCKET

It says `ready` once it can be asked, and otherwise tells its log the kind of what went wrong and where, never what anyone
asked. It ends when its standard input does, so that none outlives who started it.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from handrail.engines.policyengine import messages
from handrail.engines.protocol import Answered, CannotEvaluate, Table, Why

Evaluate = Callable[[Table, Sequence[str]], Answered]

SECONDS_TO_TALK = 5.0
SECONDS_TO_WORK = 20.0


class TookTooLong(Exception):
    """A request is still being worked on when its time is up."""


def main() -> None:
    """Get ready, then answer until there is no one left to answer for."""
    end_with_who_started_us()
    # Loaded here and nowhere else: it takes seconds, and hundreds of megabytes.
    from handrail.engines.policyengine.evaluator import Evaluator

    evaluator = Evaluator()
    evaluator.warm_up()
    listener = listen(Path(sys.argv[1]))
    print("ready", flush=True)
    gc.disable()
    is_sound = True
    while is_sound:
        connection, _ = listener.accept()
        with connection:
            is_sound = serve(connection, evaluator.evaluate)
        gc.collect()  # what a request leaves behind is cleared once it is answered, not while somebody waits


def end_with_who_started_us() -> None:
    """Standard input is a pipe that nothing is ever written to: its end is the end of who holds it."""

    def wait() -> None:
        sys.stdin.buffer.read()
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def listen(path: Path) -> socket.socket:
    """A socket in a folder and with a mode that let nobody else in."""
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
    finally:
        os.umask(before)
    listener.listen(128)
    return listener


def serve(connection: socket.socket, evaluate: Evaluate, seconds: float = SECONDS_TO_WORK) -> bool:
    """One request and its answer. Whoever hangs up, or sends what is no request, costs a few seconds at most.

    False after work that was broken off: the system may have been left halfway, so another worker takes over.
    """
    connection.settimeout(SECONDS_TO_TALK)
    try:
        reply = answer(messages.receive(connection), evaluate, seconds)
        messages.send(connection, reply)
    except (OSError, messages.BrokenMessage):
        return True
    return reply.get("away") != Why.TOO_SLOW


def answer(request: dict[str, Any], evaluate: Evaluate, seconds: float) -> dict[str, Any]:
    """The results, or why there are none."""
    try:
        table, outputs = messages.table_of(request)
        if messages.is_too_much(table, outputs):
            return {"away": Why.TOO_MUCH}
        with within(seconds):
            return messages.answer(evaluate(table, outputs))
    except TookTooLong:
        return {"away": Why.TOO_SLOW}
    except (CannotEvaluate, messages.BrokenMessage) as problem:
        print(f"not answered: {problem}", file=sys.stderr, flush=True)
    except Exception as problem:  # noqa: BLE001  (whatever a formula raises is about one request, and the next may be fine)
        print(f"not answered: {without_values(problem)}", file=sys.stderr, flush=True)
    return {"away": Why.COULD_NOT}


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop the work when its time is up; where even that is not heard, end the process, for another to be started."""
    last_resort = threading.Timer(seconds * 1.5, os._exit, (70,))
    last_resort.daemon = True
    last_resort.start()
    signal.signal(signal.SIGALRM, too_long)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        last_resort.cancel()
        signal.setitimer(signal.ITIMER_REAL, 0)


def too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TookTooLong


def without_values(problem: BaseException) -> str:
    """The kind of an error and where it rose. Its message may repeat what somebody told us."""
    where = "".join(traceback.format_tb(problem.__traceback__)[-3:])
    return f"{type(problem).__module__}.{type(problem).__qualname__}\n{where}"


if __name__ == "__main__":
    main()

"""A server on this machine and requests to it, for as long as something is measured."""

from __future__ import annotations

import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection

_SECONDS_TO_START = 30


@contextmanager
def serving(
    command: Sequence[str],
    environment: Mapping[str, str],
    *,
    path: str = "/",
    folder: str | None = None,
    seconds_to_start: float = _SECONDS_TO_START,
) -> Iterator[int]:
    """The port of a server that is up. `{port}` in the command stands for it. It works in a folder of ours, or in one given."""
    port = _free_port()
    server = subprocess.Popen(
        [part.replace("{port}", str(port)) for part in command],
        env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(server, port, path, seconds_to_start)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def request(port: int, method: str, path: str, body: bytes | None = None, *, seconds: float = 20) -> bytes:
    """One request on a connection of its own, and the answer as it was sent."""
    connection = HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        headers = {"Accept-Encoding": "gzip", **({"Content-Type": "application/json"} if body else {})}
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        content = response.read()
    finally:
        connection.close()
    if response.status != 200:
        raise RuntimeError(f"{method} {path} was answered with {response.status}")
    return content


def taken(port: int, method: str, path: str, body: bytes | None = None, *, times: int = 200) -> list[float]:
    """Milliseconds for each of so many requests, after a few to warm up."""
    found = []
    for number in range(times + 20):
        start = time.perf_counter_ns()
        request(port, method, path, body)
        if number >= 20:
            found.append((time.perf_counter_ns() - start) / 1e6)
    return found


def _free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])


def _wait_for(server: subprocess.Popen[bytes], port: int, path: str, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError("a server ended before it answered")
        try:
            request(port, "GET", path)
        except (OSError, RuntimeError):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"a server did not start within {seconds:g} seconds")

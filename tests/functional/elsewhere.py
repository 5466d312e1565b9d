"""Another website, for tests of leaving ours. It remembers what it was asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PAGE = b"<!DOCTYPE html><html lang=en><title>Weather</title><link rel=icon href=data:,><h1>Sunny spells</h1>"


class Elsewhere:
    """Where it is, and the headers of each request that came."""

    def __init__(self, port: int) -> None:
        # By another name than ours: to a browser, two ports of one host are one site.
        self.address = f"http://localhost:{port}/weather"
        self.asked: list[dict[str, str]] = []


@contextmanager
def another_site() -> Iterator[Elsewhere]:
    """It is there until the block ends."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.asked.append(dict(self.headers))
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(PAGE)))
            self.end_headers()
            self.wfile.write(PAGE)

        def log_message(self, *_: object) -> None:
            """It keeps no log."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        here = Elsewhere(server.server_port)
        Thread(target=server.serve_forever, daemon=True).start()
        yield here
        server.shutdown()

"""The site as it is really run: what its files hold, what erasing leaves of them, and what its own logs say."""

from __future__ import annotations

import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
CANARIES = (b"Zebedee", b"417293", b"partner.name", b"purchase.price", b"buying_a_home")
BEGIN = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from handrail.use_cases.keeping_answers import begin, save
from handrail.use_cases.kept_contents import Answer, Contents
told = Contents((Answer("partner.name", "Zebedee"), Answer("purchase.price", 417_293)), life_events=("buying_a_home",))
today = timezone.localdate()
print(begin(on=today - timedelta(days=30), contents=told).secret)
print(save(begin(on=today - timedelta(days=29), contents=told), on=today).secret)
"""
SWEEP = """
import django; django.setup()
from django.utils import timezone
from handrail.use_cases.keeping_answers import erase_expired
print(erase_expired(on=timezone.localdate()))
"""


@dataclass(frozen=True)
class Site:
    """A site of its own, with a database that nobody else uses."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "handrail.config.settings",
            "HANDRAIL_VAR": str(self.folder),
            "HANDRAIL_WORKERS": "1",
            "HANDRAIL_RETURN_CODE_TRIES": "1000",
            "HANDRAIL_LOG_LEVEL": "DEBUG",
        }

    def python(self, *arguments: str) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, env=self.environment, cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout

    def bytes_on_disk(self) -> bytes:
        """The database, its write-ahead log and anything else that was left beside it."""
        return b"".join(file.read_bytes() for file in sorted(self.folder.iterdir()))

    def rows(self) -> list[tuple[bytes, bytes, bytes, bytes]]:
        """What is stored of each route, as anyone with the file could read it."""
        with closing(sqlite3.connect(self.folder / "handrail.sqlite3")) as database:
            stored = "select id, salt, nonce, ciphertext from records_anonymousroute order by expires_on"
            return [(row[0].encode(), *row[1:]) for row in database.execute(stored)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site(tmp_path_factory.mktemp("var"))
    site.python("-m", "django", "prepare_databases")
    return site


@dataclass(frozen=True)
class Server:
    """The running site, and all that it has written anywhere."""

    port: int
    log: Path

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, dict[str, str], str]:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            connection.request(method, path, body.encode(), headers)
            answer = connection.getresponse()
            sent: dict[str, str] = {}
            for name, value in answer.getheaders():
                sent[name] = f"{sent[name]}\n{value}" if name in sent else value
            return answer.status, sent, answer.read().decode()

    def say(self, request: bytes) -> bytes:
        """Something that no browser would say."""
        with closing(socket.create_connection(("127.0.0.1", self.port), timeout=20)) as connection:
            connection.sendall(request)
            return connection.recv(65536)


@pytest.fixture(scope="module")
def server(site: Site) -> Iterator[Server]:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        port = int(any_port.getsockname()[1])
    # Beside the folder of the site; with a line for every request, as an operator might ask for.
    log = site.folder.with_suffix(".log")
    gunicorn = ["-m", "gunicorn", "--config", "python:handrail.config.server", "--bind", f"127.0.0.1:{port}"]
    loud = ["--access-logfile", "-", "--log-level", "debug", "handrail.config.wsgi"]
    with (
        log.open("wb") as to,
        subprocess.Popen(
            [sys.executable, *gunicorn, *loud], env=site.environment, cwd=ROOT, stdout=to, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            running = Server(port, log)
            wait_for(running, process)
            yield running
        finally:
            process.terminate()


def wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, server.log.read_text()
        try:
            server.ask("GET", "/privacy")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not answer within a minute")


def token_of(page: str) -> str:
    [token] = set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page))
    return token


def test_from_the_first_answer_to_the_last_trace(site: Site, server: Server):
    # Told, and on the disk of someone else's machine.
    old, code = site.python("-c", BEGIN).split()
    everything = site.bytes_on_disk()
    (old_row, row) = site.rows()
    assert all(part in everything for part in (*row, *old_row))
    told_on = [*CANARIES, code.encode(), code.replace("-", "").encode(), old.encode()]
    assert [one for one in told_on if one in everything] == []

    # Past its time: swept away, with every byte of it.
    assert site.python("-c", SWEEP).strip() == "1"
    left = site.bytes_on_disk()
    assert [part for part in old_row if part in left] == []
    assert all(part in left for part in row)

    # Opened with the link, and erased by hand.
    status, headers, _ = server.ask("GET", f"/return/{code}")
    assert (status, headers["Location"], headers["Referrer-Policy"]) == (303, "/route", "no-referrer")
    assert f"handrail_route={code}; HttpOnly; Path=/; SameSite=Lax" in headers["Set-Cookie"]
    cookie = f"handrail_route={code}"
    status, headers, page = server.ask("GET", "/erase", cookie=cookie)
    assert "Erase everything now" in page
    csrf = headers["Set-Cookie"].partition(";")[0]
    body = f"csrfmiddlewaretoken={token_of(page)}"
    form = {"content-type": "application/x-www-form-urlencoded", "cookie": f"{cookie}; {csrf}"}
    status, headers, _ = server.ask("POST", "/erase", body, **form)
    assert (status, headers["Clear-Site-Data"]) == (303, '"cache", "storage"')

    assert site.rows() == []
    left = site.bytes_on_disk()
    assert [part for part in row if part in left] == []


def test_no_log_of_the_server_holds_a_code_whatever_goes_wrong(site: Site, server: Server):
    _, code = site.python("-c", BEGIN).split()
    host = f"Host: 127.0.0.1:{server.port}"

    statuses = [
        server.ask("GET", f"/return/{code}")[0],
        server.ask("GET", f"/return/{code}/and/more")[0],
        server.ask("GET", f"/nowhere/{code}")[0],
        server.ask("GET", f"/return?code={code}", cookie=f"handrail_route={code}", referer=f"http://x/return/{code}")[
            0
        ],
        server.ask("POST", f"/return/{code}", f"code={code}")[0],
        server.ask("GET", f"/return/{code}", host="elsewhere.example")[0],
    ]
    for broken in (
        f"GET /return/{code} HTTP/9.9\r\n{host}\r\n\r\n",
        f"GET /return/{code}\r\n\r\n",
        f"get/return/{code}\r\n\r\n",
        f"GET /return/{code} HTTP/1.1\r\n{host}\r\nCookie : handrail_route={code}\r\n\r\n",
        f"GET /return/{code} HTTP/1.1\r\n{host}\r\nhandrail_route={code}\r\n\r\n",
        f"GET /return/{code}?{'x' * 9000} HTTP/1.1\r\n{host}\r\n\r\n",
    ):
        assert server.say(broken.encode()).split(b" ", 2)[1].startswith((b"4", b"5"))
    with closing(sqlite3.connect(site.folder / "handrail.sqlite3")) as database:
        database.execute("alter table records_anonymousroute rename to gone")
        statuses.append(server.ask("GET", f"/return/{code}")[0])
        database.execute("alter table gone rename to records_anonymousroute")

    log = server.log.read_text()
    assert statuses == [303, 404, 404, 200, 403, 400, 500]
    assert "OperationalError" in log
    assert "GET /return/" in log
    assert [one for one in (code, code.lower(), code.replace("-", "")) if one in log] == []

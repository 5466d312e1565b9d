"""Many people at once: each reads a page, thinks, answers the question on it, and now and then looks at their route.

They are the pack's own invented people. The load comes from the same machine as the site, so it takes a part of what there is.
What is measured is what someone waits for: from the press of a button to the page that comes in the end, with every address on
the way to it. The time is bounded; whoever has not finished then goes away.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from random import Random
from typing import Any
from urllib.parse import urlencode

from bench.measuring import Row, row_of
from bench.outside import OUR_SERVER, our_environment
from bench.serving import serving
from handrail.packs.examples import Example, load_examples
from handrail.packs.installed import installed_root

PEOPLE, THINK, SECONDS, WARM = 200, 5.0, 60.0, 10.0
"""How many there are, how long each thinks about a page on average, for how long they are watched, and how long they warm up."""
SEED = 20261122
PATIENCE = 20.0
TARGET = 300.0

_FIELD = re.compile(r'<input[^>]*\bname="([^"]+)"[^>]*>')
_VALUE = re.compile(r'\bvalue="([^"]*)"')
_FORM = re.compile(r'<form method="post"[^>]*>(.*?)</form>', re.DOTALL)


class NotServed(Exception):
    """A page that did not come, or came as an error."""


@dataclass
class Browser:
    """One person's browser, as far as it matters here: cookies, a connection while a page comes, and the page it shows."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    address: str = "/"
    page: str = ""
    _connection: HTTPConnection | None = None

    def open(self, address: str, form: Mapping[str, str] | None = None) -> None:
        """Go to a page, and from there wherever it leads."""
        method, body = ("POST", urlencode(form)) if form is not None else ("GET", None)
        for _ in range(6):
            response, page = self._asked(method, address, body)
            if response.status not in (301, 302, 303):
                break
            method, address, body = "GET", response.headers["Location"], None
        if response.status != 200:
            raise NotServed(f"{method} {address} was answered with {response.status}")
        self.address, self.page = address, page
        self.close()  # they think for longer than a server holds a connection open

    def _asked(self, method: str, address: str, body: str | None) -> tuple[HTTPResponse, str]:
        if self._connection is None:
            self._connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}"}
        try:
            self._connection.request(method, address, body, headers)
            response = self._connection.getresponse()
            page = response.read().decode()
        except (OSError, HTTPException) as problem:
            self.close()
            raise NotServed(f"{method} {address}: {problem!r}") from None
        if response.headers.get("Connection") == "close":
            self.close()
        for written in response.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: one.value for name, one in SimpleCookie(written).items()}
        return response, page

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


@dataclass
class Visitor:
    """One invented person on the site. `waited` holds milliseconds, each with the moment it ended."""

    example: Example
    random: Random
    browser: Browser
    waited: list[tuple[float, float]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def visit(self, until: float) -> None:
        """Until then; whoever has answered everything begins anew, as the next person would."""
        time.sleep(self.random.uniform(0, THINK))
        while time.monotonic() < until:
            self.begin_again()
            while time.monotonic() < until and self.act():
                time.sleep(min(self.random.expovariate(1 / THINK), max(0.0, until - time.monotonic())))
        self.browser.close()

    def begin_again(self) -> None:
        self.browser.cookies.clear()
        self._go(f"/{self.example.event.replace('_', '-')}/start")
        time.sleep(self.random.expovariate(1 / THINK))
        self._go(self.browser.address, hidden_in(self.browser.page))

    def act(self) -> bool:
        """One thing: mostly the answer to the question that is open, at times a look at the route. False when all is asked."""
        if self.random.random() < 0.2 or not self.browser.address.startswith("/route/"):
            return self._go("/route")
        if "/question/" not in self.browser.address and not self.browser.address.endswith("where-are-you"):
            return self._go("/route/question") and self.browser.address != "/route/question"
        fact = self.browser.address.rpartition("/")[2].replace("-", "_")
        return self._go(
            self.browser.address, {**hidden_in(self.browser.page), **answer_to(self.example.facts.get(fact))}
        )

    def _go(self, address: str, form: Mapping[str, str] | None = None) -> bool:
        began = time.monotonic()
        try:
            self.browser.open(address, form)
        except NotServed as problem:
            self.refused.append(str(problem))
            return False
        ended = time.monotonic()
        self.waited.append((ended, (ended - began) * 1000))
        return True


def hidden_in(page: str) -> dict[str, str]:
    """What the page's own form carries unseen."""
    form = _FORM.search(page)
    fields = _FIELD.finditer(form[1]) if form else ()
    return {one[1]: value[1] for one in fields if 'type="hidden"' in one[0] and (value := _VALUE.search(one[0]))}


def answer_to(value: Any) -> dict[str, str]:
    """What someone types who knows this; of what they do not know, or what takes more than one page, that they are not sure."""
    match value:
        case bool():
            return {"answer": f"is:{'yes' if value else 'no'}"}
        case int() | float():
            return {"answer": "exact", "exact": f"{value}"}
        case str() if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            year, month, day = value.split("-")
            return {"answer": "exact", "exact_day": day, "exact_month": month, "exact_year": year}
        case str():
            return {"answer": f"is:{value}"}
        case _:
            return {"answer": "unsure"}


@contextmanager
def a_database() -> Iterator[dict[str, str]]:
    """Settings with an empty database of their own, and no limit for many who all come from one address."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**our_environment(), "HANDRAIL_VAR": folder, "HANDRAIL_RATE_LIMIT": "1000000"}
        migrate = [sys.executable, "-m", "django", "prepare_databases"]
        subprocess.run(migrate, env=environment, check=True)
        yield environment


def crowd(*, people: int = PEOPLE, seconds: float = SECONDS) -> Row:
    """What they wait for a page. One that does not come counts as long as anyone waits for it."""
    examples = [each for each in load_examples(installed_root()) if each.event]
    random = Random(SEED)
    with a_database() as environment, serving(OUR_SERVER, environment) as port:
        began = time.monotonic()
        visitors = [
            Visitor(random.choice(examples), Random(random.random()), Browser(port)) for _ in range(people)
        ]  # fmt: skip
        with ThreadPoolExecutor(people) as pool:
            list(pool.map(lambda one: one.visit(began + WARM + seconds), visitors))
    return _row(visitors, began + WARM, seconds)


def _row(visitors: Sequence[Visitor], since: float, seconds: float) -> Row:
    came = [taken for one in visitors for ended, taken in one.waited if ended >= since]
    refused = [problem for one in visitors for problem in one.refused]
    for problem in refused[:5]:
        print(problem, flush=True)
    row = row_of("", TARGET, [*came, *(PATIENCE * 1000 for _ in refused)])
    return Row(
        f"{len(visitors)} people at once, each thinking for {THINK:.0f} s on average, from a press to the page"
        f" ({len(came) / seconds:.0f} pages a second for {seconds:.0f} s; {len(refused)} did not come)",
        TARGET, row.median, row.p95, row.least,
        where_it_goes=(
            "The people, the site and its database share two processors. Most of a page's time is working the route out anew:"
            " a first answer leaves most of it open, and what is open takes longest."
        ),
    )  # fmt: skip


def main() -> None:
    """By itself, with fewer people or another time: `python -m bench.crowd --people 50 --seconds 20`."""
    parser = argparse.ArgumentParser(description="Measure how long many people at once wait for a page.")
    parser.add_argument("--people", type=int, default=PEOPLE, help="how many there are at once")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for how long they are watched")
    given = parser.parse_args()
    row = crowd(people=given.people, seconds=given.seconds)
    print(f"{row.what}: median {row.median:.0f} ms, p95 {row.p95:.0f} ms, least {row.least:.0f} ms")


if __name__ == "__main__":
    main()

"""Take the picture that the README shows: the route of an invented person, whose answers are typed in through the pages.

python -m scripts.picture

It needs what `make dev` installs, and Chromium.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from scripts import chromium
from scripts.environment import ROOT
from scripts.say import CannotGoOn, doing, stop_with

PICTURE = ROOT / "docs" / "images" / "route.png"
WIDTH, HEIGHT = 1280, 1400
LARGEST = 300_000

# Amira, who is 29 and buys her first home, alone, in Leeds. What is not here she does not know.
ANSWERS = {
    "purchase.nation": "england",
    "purchase.price": "325000",
    "purchase.needs_mortgage": "yes",
    "purchase.completion_date": "12 3 2027",
    "purchase.deposit": "42000",
    "purchase.is_main_home": "yes",
    "purchase.other_buyers": "none",
    "purchase.is_leasehold": "no",
    "purchase.is_new_build": "no",
    "purchase.is_registered": "yes",
    "you.have_owned_a_home": "no",
    "you.own_other_homes": "no",
    "you.is_uk_resident": "yes",
    "you.has_lifetime_isa": "no",
    "you.gets_universal_credit": "no",
    "partner.exists": "no",
}
DONE = ("set_your_budget", "get_an_agreement_in_principle", "work_out_the_tax", "view_and_check_the_home")


def take() -> None:
    """Start a site of our own with an empty database, walk through it, and keep what the route looks like."""
    program = chromium.find()
    if program is None:
        raise CannotGoOn("There is no Chromium on this machine (Debian: apt-get install chromium).")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--disable-gpu", "--disable-background-networking", *as_root]
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
        page.goto(f"{address}/buying-a-home/start")
        send(page)
        answer_all(page)
        page.goto(f"{address}/route")
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURE)
        browser.close()
    if PICTURE.stat().st_size > LARGEST:
        raise CannotGoOn(f"{PICTURE.name} has {PICTURE.stat().st_size:,} bytes. Expected at most {LARGEST:,}.")


@contextmanager
def site() -> Iterator[str]:
    """The site on a free port; what it stores is thrown away."""
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{any_port.getsockname()[1]}"
    with TemporaryDirectory() as folder:
        environment = {
            **os.environ, "DJANGO_SETTINGS_MODULE": "handrail.config.settings", "HANDRAIL_VAR": folder, "HANDRAIL_WORKERS": "1"
        }  # fmt: skip
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=environment, cwd=ROOT, check=True
        )
        gunicorn = ["-m", "gunicorn", "--config", "python:handrail.config.server", "--bind", address]
        command = [sys.executable, *gunicorn, "handrail.config.wsgi"]
        with subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL) as server:
            try:
                wait_for(f"http://{address}/")
                yield f"http://{address}"
            finally:
                server.terminate()


def wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urlopen(address, timeout=5).close()  # noqa: S310 - our own address
            return
        except OSError:
            time.sleep(0.1)
    raise CannotGoOn("The site did not start.")


def answer_all(page: Page) -> None:
    """Go on until there are no more questions."""
    for _ in range(60):
        path = page.url.split("/route/")[-1]
        if path == "where-are-you":
            for step in DONE:
                page.locator(f"input[name=done][value={step}]").check()
        elif path.startswith("question/"):
            give(page, ANSWERS.get(path.removeprefix("question/").replace("-", "_"), ""))
        elif path != "when":
            return
        send(page)
    raise CannotGoOn("The questions did not end.")


def give(page: Page, answer: str) -> None:
    """Pick or type one answer; nothing is “I don't know”."""
    if not answer:
        page.locator("input[name=answer][value=unsure]").check()
    elif answer == "none":
        page.locator("input[name=answer][value=none]").check()
    elif page.locator(f"input[name=answer][value='is:{answer}']").count():
        page.locator(f"input[name=answer][value='is:{answer}']").check()
    else:
        page.locator("input[name=answer][value=exact]").check()
        parts = answer.split()
        boxes = ("exact",) if len(parts) == 1 else ("exact_day", "exact_month", "exact_year")
        for box, part in zip(boxes, parts, strict=True):
            page.locator(f"input[name={box}]").fill(part)


def send(page: Page) -> None:
    """Press the last button of the form, as someone does who has read to the end."""
    page.locator("main form button[type=submit], main form button:not([type])").last.click()
    page.wait_for_load_state()


def main() -> None:
    try:
        with doing("Taking the picture"):
            take()
    except CannotGoOn as problem:
        stop_with(problem)


if __name__ == "__main__":
    main()

"""Take a picture of every page in every state, 1280 and 360 pixels wide.

python -m scripts.screenshots [FOLDER] [--only WORDS]     into var/screenshots, with an index.html to look at
python -m scripts.screenshots --docs                      the few that the documentation shows, into docs/images

It needs what `make dev` installs, and Chromium; with `make engine` it takes estimates too.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.utils import timezone
from playwright.sync_api import Browser, sync_playwright

from scripts import chromium
from scripts.environment import ROOT
from scripts.say import CannotGoOn, doing, say, stop_with
from scripts.screenshots import ahead, for_everyone, for_the_docs, life_events, site, states
from scripts.screenshots.camera import Camera
from scripts.screenshots.tour import Tour

FOLDER = ROOT / "var" / "screenshots"


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's Chromium, which calls nobody."""
    program = chromium.find()
    if program is None:
        raise CannotGoOn("There is no Chromium on this machine (Debian: apt-get install chromium).")
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    quiet = ["--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage", *as_root]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=quiet)
        yield launched
        launched.close()


@contextmanager
def tour_of(folder: Path, forced_colours: bool = False) -> Iterator[tuple[Tour, dict[str, str]]]:
    """A site of our own, and what it runs with."""
    with TemporaryDirectory(prefix="hr-") as temporary:
        variables = site.settings(Path(temporary))
        os.environ.update(variables)
        django.setup()
        with site.site(variables) as address, browser() as chrome:
            yield Tour(chrome, address, Camera(folder), timezone.localdate(), forced_colours), variables


def walks(tour: Tour, variables: dict[str, str]) -> dict[str, Callable[[], None]]:
    """Every walk, by a name to pick it by."""
    return {
        "for everyone": partial(for_everyone.show, tour),
        **life_events.walks(tour),
        **ahead.walks(tour, variables),
        "changing": partial(states.changing, tour),
        "coming back": partial(states.coming_back, tour),
        "two life events": partial(states.two_life_events, tour),
        "late": partial(states.late, tour),
        "all done": partial(states.all_done, tour),
        "nothing left": partial(states.nothing_left, tour),
        "later release": partial(later_release, tour, variables),
        "estimates away": partial(states.estimates, tour, is_on=False),
        "estimates on": partial(estimates, tour, variables),
    }


def later_release(tour: Tour, variables: dict[str, str]) -> None:
    later = site.a_later_release(Path(variables["HANDRAIL_VAR"]))
    with site.site({**variables, "HANDRAIL_PACK": str(later)}) as later_site:
        states.later_release(tour, later_site)


def estimates(tour: Tour, variables: dict[str, str]) -> None:
    with site.policyengine(variables) as is_up:
        if is_up:
            states.estimates(tour, is_on=True)


def take_all(folder: Path, only: str, forced_colours: bool) -> Camera:
    """Walk every walk whose name holds these words."""
    with tour_of(folder, forced_colours) as (tour, variables):
        for name, walk in walks(tour, variables).items():
            if only in name:
                with doing(name):
                    walk()
        return tour.camera


def main() -> None:
    parser = argparse.ArgumentParser(description="Take a picture of every page in every state.")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--only", default="", metavar="WORDS", help="only the walks whose name holds these words")
    parser.add_argument("--forced-colours", action="store_true", help="as someone sees it who needs strong colours")
    parser.add_argument("--docs", action="store_true", help="only the pictures that the documentation shows")
    given = parser.parse_args()
    try:
        if given.docs:
            with tour_of(FOLDER) as (tour, _), doing("Taking the pictures that the documentation shows"):
                for_the_docs.take(tour)
            return
        camera = take_all(given.folder.resolve(), given.only, given.forced_colours)
    except CannotGoOn as problem:
        stop_with(problem)
    for one in camera.taken:
        for wrong in one.wrong:
            say(f"  {one.name}: {wrong}")
    say(f"{len(camera.taken)} pages at two widths: {camera.write_index()}")


if __name__ == "__main__":
    main()

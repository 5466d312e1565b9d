"""Who is where: windows of one browser on one site, and a camera over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from playwright.sync_api import Browser

from scripts.screenshots.camera import HEIGHT, WIDTHS, Camera
from scripts.screenshots.person import Invented, Walk, from_example

Take = Callable[[str], None]
"""Take the open page, in a state with this name."""


@dataclass(frozen=True, slots=True)
class Tour:
    """What every walk needs. A walk in forced colours shows them as someone does who needs a few strong ones."""

    browser: Browser
    site: str
    camera: Camera
    today: date
    forced_colours: bool = False

    @contextmanager
    def walk(self, name: str, who: Invented) -> Iterator[tuple[Walk, Take]]:
        """A window with no past, which ends with the block."""
        context = self.browser.new_context(
            viewport={"width": WIDTHS["wide"], "height": HEIGHT},
            reduced_motion="reduce",
            forced_colors="active" if self.forced_colours else "none",
            locale="en-GB",
        )
        context.set_default_timeout(90_000)
        walk = Walk(context.new_page(), self.site, who)
        yield walk, lambda state: self.camera.take(walk.page, f"{name}: {who.says}", state)
        context.close()

    def example(self, identifier: str) -> Invented:
        return from_example(identifier, self.today)

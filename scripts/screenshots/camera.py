"""Take a page at both widths, note what looks wrong on it, and lay all the pictures out on one page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from playwright.sync_api import Page

WIDTHS = {"wide": 1280, "narrow": 360}
HEIGHT = 900
TALLEST = 16_000
"""Chromium draws no picture that is higher than this."""

LOOKS_WRONG = re.compile(
    r"\{\{|\}\}|\b(?:(?<!\?\s)None(?! of|\.)|True|False|undefined|nan)\b"  # what a template lets through
    r"|(?<!\.)\.\.(?!\.)| [,;.]|[?,]\.(?!\w)"  # two sentences put together
    r"|\b1 (?:days|weeks|months|steps|years|answers|questions|things)\b"
    r"|\b[a-z]+_[a-z]"  # a name of ours
    r"|(?<![.!?:”] )(?<=[a-z] )(?:Your|The) [a-z]"  # a name that was to begin a line
)
AROUND = 30


@dataclass(frozen=True, slots=True)
class Picture:
    """One page in one state."""

    walk: str
    state: str
    name: str
    wrong: tuple[str, ...]


@dataclass(slots=True)
class Camera:
    """It writes into one folder."""

    folder: Path
    taken: list[Picture] = field(default_factory=list)

    def take(self, page: Page, walk: str, state: str) -> None:
        """The whole page at each width, and its words."""
        name = f"{len(self.taken) + 1:03}-{_file_name(walk)[:24].strip('-')}-{_file_name(state)}"
        self.folder.mkdir(parents=True, exist_ok=True)
        words = page.locator("body").inner_text()
        wrong = list(looks_wrong(words))
        for size, width in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": HEIGHT})
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                wrong.append(f"{size}: scrolls sideways")
            _shoot(page, width, self.folder / f"{name}.{size}.png")
        page.set_viewport_size({"width": WIDTHS["wide"], "height": HEIGHT})
        (self.folder / f"{name}.txt").write_text(words)
        self.taken.append(Picture(walk, state, name, tuple(wrong)))

    def write_index(self) -> Path:
        """One page with every picture, and beside each what looks wrong."""
        index = self.folder / "index.html"
        index.write_text("\n".join(_index(self.taken)))
        return index


def looks_wrong(words: str) -> Iterator[str]:
    """Words that no page should show a person, each with what stands around it."""
    for found in LOOKS_WRONG.finditer(words):
        yield " ".join(words[max(found.start() - AROUND, 0) : found.end() + AROUND].split())


def _shoot(page: Page, width: int, file: Path) -> None:
    height = page.evaluate("document.documentElement.scrollHeight")
    page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)})


def _file_name(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


STYLE = """body { font: 16px sans-serif; margin: 2em } figure { display: inline-block; vertical-align: top; margin: 0 1em 2em 0 }
img { border: 1px solid #767676; height: 26em; max-width: 36em; object-fit: cover; object-position: top } b { color: #b3261e }"""


def _index(taken: list[Picture]) -> Iterator[str]:
    yield f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Every page</title><style>{STYLE}</style>'
    yield "<h1>Every page in every state</h1><p>Everyone here, and everything they say, is invented.</p>"
    walk = ""
    for one in taken:
        if one.walk != walk:
            walk = one.walk
            yield f"<h2>{escape(walk)}</h2>"
        wrong = "".join(f"<br><b>{escape(each)}</b>" for each in one.wrong)
        yield f"<figure>{_both(one)}<figcaption>{escape(one.state)}{wrong}</figcaption></figure>"


def _both(one: Picture) -> str:
    return " ".join(
        f'<a href="{one.name}.{size}.png"><img loading="lazy" src="{one.name}.{size}.png" alt="{escape(one.state)}, {width} pixels wide"></a>'
        for size, width in WIDTHS.items()
    )

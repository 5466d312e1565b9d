"""What a page in the pseudo-locale says past the catalogue.

In that language every letter of the interface has an accent. What is data (an answer, a day, the pack's own words) is in
English and marked so. A plain letter anywhere else is a string of the interface that no translator would ever see.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_PLAIN = re.compile(r"[A-Za-z]+")
_NO_WORDS = {"script", "style"}
_VOID = {
    "area",
    "base",
    "br",
    "circle",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "line",
    "link",
    "meta",
    "path",
    "polygon",
    "polyline",
    "rect",
    "source",
    "track",
    "wbr",
}
_SAID = ("aria-label", "title", "alt", "placeholder", "data-heading", "data-i18n.activated", "data-i18n.timed-out")
_NAMES = {"Handrail", "Cymraeg", "English"}


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = [("", False)]
        self.past: list[str] = []
        self.pseudo = 0

    @property
    def is_data(self) -> bool:
        return self.open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        is_data = self.is_data or given.get("lang") == "en" or tag in _NO_WORDS
        for name in _SAID:
            self.look_at(given.get(name, ""), is_data, f"{tag}[{name}]")
        if tag not in _VOID:
            self.open.append((tag, is_data))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.look_at(data, self.is_data, self.open[-1][0])

    def look_at(self, text: str, is_data: bool, where: str) -> None:
        if any(letter in text for letter in "áééíóúúÁÉÍÓÚ"):
            self.pseudo += 1
        if not is_data and set(_PLAIN.findall(text)) - _NAMES:
            self.past.append(f"<{where}> {text.strip()}")


def past_the_catalogue(page: str) -> list[str]:
    """Each string of the interface that is not in the catalogue."""
    return _read(page).past


def from_the_catalogue(page: str) -> int:
    """How many strings are."""
    return _read(page).pseudo


def _read(page: str) -> _Words:
    reader = _Words()
    reader.feed(page)
    return reader

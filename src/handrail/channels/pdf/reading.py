"""Read a page of our own as what is said on paper: headings, paragraphs, lists and tables, with nothing of how it looks.

What is only for the screen is left out: buttons and forms, pictures, what is hidden, and what is marked as not to be printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

NOT_SAID = frozenset({"button", "form", "nav", "script", "style", "svg", "template"})
NOT_PRINTED = frozenset({"hr-not-printed", "hr-picture", "govuk-visually-hidden", "govuk-warning-text__icon"})
BOX, LINE = "hr-print__box", "hr-take__line"
"""A box to tick, and words after which there is a line to write on."""
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
STRONG = frozenset({"strong", "b", "dt", "th"})
BLOCKS = frozenset(HEADINGS).union(
    ("p", "br", "div", "section", "aside", "main", "article", "figure", "figcaption", "blockquote", "address"),
    ("ul", "ol", "li", "dl", "dt", "dd", "details", "summary"),
    ("table", "caption", "thead", "tbody", "tr", "td", "th"),
)
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
OUTWARD = ("https://", "http://", "tel:", "mailto:")

Said = dict[str, Any]
"""One run of words, or one block of the page, as the paper takes it."""


@dataclass
class _Page(HTMLParser):
    """What has been read so far. Words wait in `line` until their block ends."""

    blocks: list[Said] = field(default_factory=list)
    line: list[Said] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    is_to_write_on: bool = False
    item: list[list[Said]] | None = None
    rows: list[list[list[Said]]] | None = None
    caption: list[Said] = field(default_factory=list)
    heading: int = 0
    strong: int = 0
    silent: int = 0
    href: str = ""
    open_tags: list[tuple[str, bool, bool]] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    """Of each open tag what language is said in it; nothing where that is the page's own."""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = frozenset(given.get("class", "").split())
        if tag in BLOCKS and not self.silent:
            self.end_line()
        if BOX in classes and not self.silent:
            self.line.append({"box": True, "text": ""})
        if tag in VOID:
            return
        silences = tag in NOT_SAID or bool(classes & NOT_PRINTED) or given.get("aria-hidden") == "true"
        is_strong = tag in STRONG or "govuk-!-font-weight-bold" in classes
        self.open_tags.append((tag, silences, is_strong))
        self.languages.append(given.get("lang", self.languages[-1] if self.languages else ""))
        self.silent += silences
        self.strong += is_strong
        if not self.silent:
            self.is_to_write_on = LINE in classes
            self._enter(tag, given)

    def _enter(self, tag: str, given: dict[str, str]) -> None:
        if tag in HEADINGS:
            self.heading = HEADINGS[tag]
        elif tag in ("ul", "ol"):
            self.lists.append("ordered" if tag == "ol" else "plain")
        elif tag == "li":
            self.item = None
        elif tag == "table":
            self.rows, self.caption = [], []
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif tag == "a" and given.get("href", "").startswith(OUTWARD):
            self.href = given["href"]

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not any(name == tag for name, _, _ in self.open_tags):
            return
        while True:
            name, silences, is_strong = self.open_tags.pop()
            self.languages.pop()
            if not self.silent:
                self._leave(name)
            self.silent -= silences
            self.strong -= is_strong
            if name == tag:
                return

    def _leave(self, tag: str) -> None:
        if tag == "a":
            self.href = ""
        if tag == "caption":
            self.caption, self.line = self.line, []
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append(tidy(self.line))
            self.line = []
        elif tag in BLOCKS:
            self.end_line()
        if tag in HEADINGS:
            self.heading = 0
        elif tag in ("ul", "ol"):
            self.lists.pop()
            self._add("end", words=[])
        elif tag == "table" and self.rows is not None:
            rows = [row for row in self.rows if row]
            self.rows = None
            self._add(
                "table", caption=tidy(self.caption), rows=rows, columns=max((len(row) for row in rows), default=0)
            )

    def handle_data(self, data: str) -> None:
        if not self.silent:
            run = {"text": data, "strong": self.strong > 0, "href": self.href}
            language = self.languages[-1] if self.languages else ""
            self.line.append({**run, "language": language} if language else run)

    def end_line(self) -> None:
        """A block of words is over. In the cell of a table the words go on."""
        if self.rows:
            self.line.append({"text": " "})
            return
        line, self.line = tidy(self.line), []
        if not line:
            return
        if self.heading:
            self._add("heading", level=self.heading, words=line)
        elif self.lists and self.item:
            self.item.append(line)
        elif self.lists:
            self.item = [line]
            self._add("item", kind=self.lists[-1], words=self.item)
        else:
            self._add("paragraph", words=line, line=self.is_to_write_on)

    def _add(self, block: str, **more: Any) -> None:
        self.blocks.append({"block": block, **more})


def tidy(line: list[Said]) -> list[Said]:
    """The words of a line, with one space wherever there is any, and none at its ends."""
    found: list[Said] = []
    ends_open = True
    for run in line:
        text = re.sub(r"\s+", " ", run["text"])
        text = text.lstrip(" ") if ends_open else text
        if text or run.get("box"):
            found.append({**run, "text": text})
            ends_open = text.endswith(" ") if text else ends_open
    if found:
        found[-1]["text"] = found[-1]["text"].rstrip(" ")
    return [run for run in found if run["text"] or run.get("box")]


def read_page(html: str) -> list[Said]:
    """What is said on a page, block by block. Of a whole page only its main part counts."""
    main = re.search(r"<main\b.*</main>", html, re.DOTALL)
    page = _Page()
    page.feed(main[0] if main else html)
    page.close()
    page.end_line()
    return page.blocks


def words_of(blocks: list[Said]) -> str:
    """All the words, in the order they are read."""
    lines = (line for block in blocks for line in _lines(block))
    return " ".join("".join(run["text"] for run in line) for line in lines if line)


def _lines(block: Said) -> list[list[Said]]:
    if block["block"] == "table":
        return [block["caption"], *(cell for row in block["rows"] for cell in row)]
    return block["words"] if block["block"] == "item" else [block["words"]]

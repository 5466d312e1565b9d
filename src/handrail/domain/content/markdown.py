"""The Markdown words of a pack as blocks, with their slots filled.

Of Markdown there is what pages use: paragraphs, lists with dashes or numbers, **strong words** and [links](address).
A slot is `{{ parameter }}`, `{{ fact name }}` or `{{ goal name }}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from handrail.domain.content.document import Block, Listing, Origin, Paragraph, Span, Text

_SLOT = re.compile(r"\{\{\s*(?:(?P<kind>fact|goal)\s+)?(?P<name>[\w.]+)\s*\}\}")
_INLINE = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|\[(?P<label>[^\]]+)\]\((?P<href>[^)\s]+)\)")
_BULLET = re.compile(r"^\s*[-*]\s+(?P<words>.*)$")
_NUMBER = re.compile(r"^\s*\d+[.)]\s+(?P<words>.*)$")

Fill = Callable[[str, str], Span]
"""Given the kind of a slot ("", "fact" or "goal") and a name, the words that go there."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of Markdown: what kind of block it belongs to, and its words."""

    kind: str
    words: str


def blocks_of(text: str, fill: Fill, origin: Origin) -> tuple[Block, ...]:
    """Paragraphs and lists, in order."""
    return tuple(_blocks(text, fill, origin))


def slots_in(text: str) -> tuple[tuple[str, str], ...]:
    """The kind and name of every slot."""
    return tuple((slot["kind"] or "", slot["name"]) for slot in _SLOT.finditer(text))


def filled(text: str, fill: Fill, origin: Origin) -> Text:
    """One run of words with its slots, strong words and links."""
    return tuple(_spans(text, fill, origin))


def _blocks(text: str, fill: Fill, origin: Origin) -> Iterator[Block]:
    for kind, group in groupby(_joined(map(_line, text.splitlines())), key=lambda line: line.kind):
        texts = tuple(filled(line.words, fill, origin) for line in group)
        if kind in ("bullet", "number"):
            yield Listing(texts, is_ordered=kind == "number", origin=origin)
        elif kind == "words":
            yield from (Paragraph(text, origin) for text in texts)


def _line(line: str) -> _Line:
    if found := _BULLET.match(line):
        return _Line("bullet", found["words"].strip())
    if found := _NUMBER.match(line):
        return _Line("number", found["words"].strip())
    if not line.strip():
        return _Line("gap", "")
    return _Line("more" if line[0].isspace() else "words", line.strip())


def _joined(lines: Iterable[_Line]) -> Iterator[_Line]:
    """Lines that run on are one: in a paragraph, and under an item when they are indented."""
    held: _Line | None = None
    for line in lines:
        if held and held.kind != "gap" and line.kind in ("more", held.kind if held.kind == "words" else "more"):
            held = replace(held, words=f"{held.words} {line.words}")
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _spans(text: str, fill: Fill, origin: Origin) -> Iterator[Span]:
    place = 0
    for found in _INLINE.finditer(text):
        yield from _with_slots(text[place : found.start()], fill, Span("", origin=origin))
        strong, label = found["strong"], found["label"]
        like = Span("", is_strong=bool(strong), href=found["href"] or "", origin=origin)
        yield from _with_slots(strong or label, fill, like)
        place = found.end()
    yield from _with_slots(text[place:], fill, Span("", origin=origin))


def _with_slots(text: str, fill: Fill, like: Span) -> Iterator[Span]:
    place = 0
    for slot in _SLOT.finditer(text):
        if slot.start() > place:
            yield replace(like, text=text[place : slot.start()])
        filling = fill(slot["kind"] or "", slot["name"])
        yield replace(like, text=filling.text, origin=filling.origin)
        place = slot.end()
    if place < len(text):
        yield replace(like, text=text[place:])

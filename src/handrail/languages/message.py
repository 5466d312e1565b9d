"""A message: words with {places} for what is filled in and <tags> for what they stand in, as translators read them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import NamedTuple

_MARKS = re.compile(r"\{(?P<place>[a-z]\w*)\}|<(?P<opens>[a-z]+\d*)>|</(?P<closes>[a-z]+\d*)>")


class Mark(Enum):
    """What a part of a message is."""

    WORDS = "words"
    PLACE = "place"
    OPENS = "opens"
    CLOSES = "closes"


class Part(NamedTuple):
    """A run of words, or the name of a place or tag."""

    mark: Mark
    text: str


@cache
def parts_of(message: str) -> tuple[Part, ...]:
    """A message taken apart, in order."""
    return tuple(_parts(message))


def _parts(message: str) -> Iterator[Part]:
    behind = 0
    for found in _MARKS.finditer(message):
        if found.start() > behind:
            yield Part(Mark.WORDS, message[behind : found.start()])
        kind = found.lastgroup
        assert kind is not None
        yield Part(Mark(kind), found[kind])
        behind = found.end()
    if behind < len(message):
        yield Part(Mark.WORDS, message[behind:])


def fits(message: str, translation: str) -> bool:
    """Whether a translation has the same places and tags, and each tag that opens closes inside what it opened in."""
    return _marks(message) == _marks(translation) and _is_nested(translation)


def fits_counted(one: str, many: str, translation: str) -> bool:
    """As `fits`. A form for one number need not show the number: "dau gam" says two without a figure."""
    wanted, found = _marks(many), _marks(translation)
    number = Part(Mark.PLACE, "n")
    return found | {number: 1} == wanted | {number: 1} and found[number] <= 1 and _is_nested(translation)


def _marks(message: str) -> Counter[Part]:
    return Counter(part for part in parts_of(message) if part.mark is not Mark.WORDS)


def _is_nested(message: str) -> bool:
    opened: list[str] = []
    for part in parts_of(message):
        if part.mark is Mark.OPENS and part.text != "br":
            opened.append(part.text)
        elif part.mark is Mark.CLOSES and (not opened or opened.pop() != part.text):
            return False
    return not opened

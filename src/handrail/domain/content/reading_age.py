"""How old someone must be to read words with ease: a measure of their length and that of their sentences, and no more.

It is the automated readability index (Smith and Senter, 1967): it counts letters, words and sentences, so that nothing
has to be guessed about syllables. It says nothing about whether words are true, or clear; people say that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SLOT = re.compile(r"\{\{.*?\}\}")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|https?://\S+")
_MARKS = re.compile(r"^\s*(?:[-*]|\d+\.|#+)\s+|\*\*", re.MULTILINE)
_END = re.compile(r"(?<=[.?!:;])\s+|\n+")
_WORD = re.compile(r"[\w'’,.%£-]*\w")
_YOUNGEST, _YEARS_BEFORE_SCHOOL = 5.0, 5.0


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, and the items of its lists. A slot counts as one short word."""
    plain = _MARKS.sub("", _LINK.sub(r"\1", _SLOT.sub("12", text)))
    return tuple(part.strip() for part in _END.split(plain) if _WORD.search(part))


def words_in(sentence: str) -> int:
    """How many words a sentence has."""
    return len(_WORD.findall(sentence))


def reading_age(texts: Iterable[str]) -> float:
    """In years, for these texts together. Under a hundred words it says little."""
    said = [sentence for text in texts for sentence in sentences(text)]
    words = [word for sentence in said for word in _WORD.findall(sentence)]
    letters = sum(character.isalnum() for word in words for character in word)
    if not words:
        return _YOUNGEST
    grade: float = 4.71 * letters / len(words) + 0.5 * len(words) / len(said) - 21.43
    return max(grade + _YEARS_BEFORE_SCHOOL, _YOUNGEST)

"""Find things by the words that people use for them: few, misspelt, and other words than ours.

Rare words count for more. A phrase that is said whole counts for more than its words here and there. A word that nobody here uses
is taken for the one it is most like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from itertools import zip_longest
from math import log

MOST_WORDS = 24
"""Of a long story, the first words are enough; and nobody can make us look for ever."""

_ALIKE = 0.78
_SHORT = 3
_ELSEWHERE = 0.35
"""What a word counts that stands somewhere about a thing, beside what it counts in its name."""
_BROAD = 0.9

_SMALL_WORDS = frozenset(
    """
    a about after am an and any are as at be been being but by can could did do does for from get gets getting give go
    going got had has have having he her here hers him his how i if im in is it its ive just know like many me much my
    need no not now of on or our out she should so some tell than that the their them then there they this those to us use
    want was we were what when where which who will with would you your please help
    """.split()  # noqa: SIM905  (a word a line would hide all the rest)
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: by its names, and by what else is said of it. What is `broad` gives way to what is not."""

    id: str
    names: tuple[str, ...]
    also: tuple[str, ...] = ()
    is_broad: bool = False


@dataclass(frozen=True)
class Index:
    """Everything that can be found, and what people say for what."""

    entries: tuple[Entry, ...]
    everyday_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def best(self, own_words: str, most: int) -> tuple[str, ...]:
        """The ids of what fits these words, best first."""
        asked = dict.fromkeys(self._understood(own_words))
        fits = ((self._fit(set(asked), entry), entry.id) for entry in self.entries)
        ranked = sorted((each for each in fits if each[0] > 0), key=lambda each: -each[0])
        least = ranked[0][0] * _TOO_FAR_BEHIND if ranked else 0
        return tuple(name for fit, name in ranked[:most] if fit >= least)

    def _fit(self, asked: set[str], entry: Entry) -> float:
        names, also = self._words_of[entry.id]
        phrase = max((self._alike(asked, name) for name in names), default=0.0)
        anywhere = asked & (also | set().union(*names))
        return (phrase + _ELSEWHERE * sum(map(self._weight, anywhere))) * (_BROAD if entry.is_broad else 1)

    def _alike(self, asked: set[str], name: frozenset[str]) -> float:
        """How much of the name was said, and how much of what was said is the name."""
        both = sum(map(self._weight, asked & name))
        return 2 * both * both / (sum(map(self._weight, asked)) + sum(map(self._weight, name))) if both else 0.0

    def _weight(self, word: str) -> float:
        """A word that stands for few things says more."""
        return log(1 + len(self.entries) / self._known.get(word, len(self.entries)))

    def _understood(self, own_words: str) -> Iterable[str]:
        words = self._read(own_words)[:MOST_WORDS]
        for word, following in zip_longest(words, words[1:]):
            yield word if word in self._known else self._meant(word)
            if following and word + following in self._known:
                yield word + following

    def _meant(self, word: str) -> str:
        """The word that is most like one nobody here uses; itself where none is."""
        if len(word) < 4:
            return word
        near = [known for known in self._by_letter.get(word[0], ()) if abs(len(known) - len(word)) <= 2]
        best = max(near, key=lambda known: SequenceMatcher(None, word, known).ratio(), default=word)
        return best if SequenceMatcher(None, word, best).ratio() >= _ALIKE else word

    # -- made once ---------------------------------------------------------------------------------------------

    @cached_property
    def _words_of(self) -> Mapping[str, tuple[tuple[frozenset[str], ...], frozenset[str]]]:
        return {
            entry.id: (
                tuple(words for name in entry.names if (words := frozenset(self._read(name)))),
                frozenset(word for text in entry.also for word in self._read(text)),
            )
            for entry in self.entries
        }

    @cached_property
    def _known(self) -> Mapping[str, int]:
        """Every word, and for how many things it is used."""
        counts: dict[str, int] = {}
        for names, also in self._words_of.values():
            for word in also.union(*names):
                counts[word] = counts.get(word, 0) + 1
        return counts

    @cached_property
    def _by_letter(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self._known:
            found.setdefault(word[0], []).append(word)
        return found

    # -- reading -----------------------------------------------------------------------------------------------

    def _read(self, text: str) -> list[str]:
        """The words that say something, each in the form that we know it by."""
        plain = f" {_joined(text)} "
        for said, meant in self._phrases:
            plain = plain.replace(said, meant)
        return [
            self._same.get(word) or self._same.get(stem(word), stem(word))
            for word in plain.split()
            if word not in _SMALL_WORDS
        ]

    @cached_property
    def _same(self) -> Mapping[str, str]:
        """Single words, as they are and by their stem, and what they are read as. A short stem is left alone: caring is no car."""
        found: dict[str, str] = {}
        for meant, many in self.everyday_words.items():
            for said in (meant, *many):
                word = _joined(said)
                found[word] = stem(meant)
                if " " not in word and len(stem(word)) > _SHORT:
                    found[stem(word)] = stem(meant)
        return found

    @cached_property
    def _phrases(self) -> tuple[tuple[str, str], ...]:
        """Several words that are read as one, the longest first."""
        found = (
            (f" {_joined(said)} ", f" {meant} ")
            for meant, many in self.everyday_words.items()
            for said in many
            if " " in _joined(said)
        )
        return tuple(sorted(found, key=lambda each: -len(each[0])))


_TOO_FAR_BEHIND = 0.3
"""What fits less than this, next to the best, is left out."""


def _joined(said: str) -> str:
    return " ".join(re.findall(r"[a-zà-ÿ0-9]+", said.lower().replace("'", "").replace("’", "")))


def stem(word: str) -> str:
    """buying and buys are one word to us; buying and bought are not."""
    for ending, instead in (
        ("ies", "y"),
        ("ing", ""),
        ("ed", ""),
        ("ers", ""),
        ("er", ""),
        ("es", ""),
        ("s", ""),
        ("e", ""),
    ):
        if (
            word.endswith(ending)
            and len(word) - len(ending) >= (_SHORT + (ending in ("er", "ers")))
            and not word.endswith("ss")
        ):
            word = word.removesuffix(ending) + instead
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls" else word

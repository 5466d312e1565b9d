"""How a page says things in one language: what templates call besides their own sentences.

    _("Cost: {cost}", cost=line.cost)                                  a message
    plural("{n} step to do.", "{n} steps to do.", 3)                   one that counts
    3 | counted("step")                                                a number with its noun
    names | listed, names | listed("or"), names | who                  several things in a row
    text | capital, text | small                                       how the first letter stands

In a tag, and in the title of a page, `_` and `counted` give words without tags. What a component puts in a tag needs
`say_plainly` instead of `_`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from markupsafe import Markup, escape

from handrail.domain.content.saying import capital, say_counted, say_depends, say_listed, say_who, shortened
from handrail.domain.facts.phrases import Phrase
from handrail.languages.catalogue import Words
from handrail.languages.message import Mark, parts_of

_LETTERS = re.compile(r"[^\W\d_]")
# What components show of what they are given; the rest are names, addresses and classes.
_SHOWN = {"text", "titleText", "summaryText", "label", "divider", "iconFallbackText", "visuallyHiddenText"}
_ENGLISH = '<span lang="en">'
_VOWELS = frozenset("aeiouwyâêîôûŵŷAEIOUWYÂÊÎÔÛŴŶ")


class English:
    """The language that everything is written in: messages are said as they stand."""

    language = "en"

    def _(self, message: str, /, **parts: object) -> str:
        return filled(message, parts, _as_it_is) if parts else message

    def plural(self, one: str, many: str, count: int, **parts: object) -> str:
        return self._(one if count == 1 else many, n=f"{count:,}", **parts)

    def counted(self, count: int, one: str) -> str:
        return say_counted(count, one)

    def listed(self, things: Iterable[str], last: str = "and") -> str:
        things = list(things)
        if any(isinstance(thing, Markup) for thing in things):
            return Markup(say_listed([str(escape(thing)) for thing in things], last))  # noqa: S704  (each is escaped)
        return say_listed(things, last)

    def who(self, names: Sequence[str]) -> str:
        return say_who(names)

    def depends(self, things: Sequence[str]) -> Any:
        return say_depends(things)

    def capital(self, text: str) -> Any:
        return capital(text)

    def small(self, text: str) -> Any:
        return text[:1].lower() + text[1:]

    def given(self, values: Any) -> Any:
        """What a component is given, as it is said."""
        return values

    def functions(self) -> dict[str, Callable[..., Any]]:
        """What a template may call."""
        return {"_": self._, "say_plainly": self._, "plural": self.plural, "said": _as_it_is, "said_plainly": _as_it_is}

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {
            "counted": self.counted,
            "counted_plainly": self.counted,
            "listed": self.listed,
            "who": self.who,
            "depends": self.depends,
            "capital": self.capital,
            "small": self.small,
        }


class Other(English):
    """Another language. What it has no words for is said in English, and marked as English."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.language = words.language

    def _(self, message: str, /, **parts: object) -> str:
        return self._filled(self.words.say(message), message, parts, self.said)

    def say_plainly(self, message: str, /, **parts: object) -> str:
        return filled(self.words.say(message) or message, parts, _as_it_is)

    def plural(self, one: str, many: str, count: int, **parts: object) -> str:
        there = self.words.say_counted(one, many, count)
        return self._filled(there, one if count == 1 else many, {"n": f"{count:,}", **parts}, self.said)

    def counted(self, count: int, one: str) -> str:
        return self.plural(f"{{n}} {one}", f"{{n}} {one}s", count)

    def counted_plainly(self, count: int, one: str) -> str:
        there = self.words.say_counted(f"{{n}} {one}", f"{{n}} {one}s", count)
        return filled(there, {"n": f"{count:,}"}, _as_it_is) if there else say_counted(count, one)

    def listed(self, things: Iterable[str], last: str = "and") -> str:
        """Things that are in English stay a row in English: half a row in each language helps nobody."""
        things = list(things)
        said = [self.said(thing) for thing in things]
        if any(_ENGLISH in thing for thing in said):
            return _in_english(super().listed(things, last))
        if len(said) < 2:
            return Markup("").join(said)
        return Markup("{} {} {}").format(Markup(", ").join(said[:-1]), self._joining(last, said[-1]), said[-1])

    def _joining(self, last: str, thing: str) -> str:
        """The word before the last of several, which in some languages changes before a vowel: a phont, ac arian."""
        first = escape(thing).striptags()[:1]
        before_a_vowel = self.words.say(f"{last} (before a vowel)") if first in _VOWELS else None
        return Markup(before_a_vowel or self._(last))  # noqa: S704  (from the catalogue)

    def who(self, names: Sequence[str]) -> str:
        return self.listed(names, "or")

    def depends(self, things: Sequence[str]) -> Any:
        if not things or self.words.say("It depends on {things}.") is None:
            return self.said(say_depends(things))
        return self._("It depends on {things}.", things=self.listed(shortened(things)))

    def capital(self, text: str) -> Any:
        return self.said(capital(text))

    def small(self, text: str) -> Any:
        return self.said(text) if isinstance(text, Phrase) else self.said(super().small(text))

    def _phrase(self, said: Phrase) -> Markup | None:
        """A phrase in this language; nothing where it, or anything that fills a place of it, has no words in it."""
        there = (
            self.words.say_counted(said.message, said.many, said.number) if said.many else self.words.say(said.message)
        )
        parts = {name: self._part(part) for name, part in said.parts.items()}
        if there is None or None in parts.values():
            return None
        filling = filled(escape(there), parts, _as_it_is)
        return Markup(capital(str(filling)) if said.is_capital else filling)  # noqa: S704  (parts are escaped)

    def _part(self, part: object) -> object:
        if isinstance(part, Phrase):
            return self._phrase(part)
        return None if isinstance(part, str) and _LETTERS.search(part) else part

    def said(self, value: Any) -> Any:
        """A value among words. One that has been said in this language is Markup; of all others only the words are English."""
        if isinstance(value, Phrase):
            return self._phrase(value) or _in_english(value)
        if hasattr(value, "__html__") or not isinstance(value, str) or not _LETTERS.search(value):
            return value
        return _in_english(value)

    def _filled(self, there: str | None, message: str, parts: dict[str, object], say: Callable[[Any], Any]) -> Markup:
        if there is None:
            return _in_english(filled(message, parts, _as_it_is))
        return Markup(filled(escape(there), parts, say))  # noqa: S704  (parts are escaped)

    def given(self, values: Any) -> Any:
        """Words that a component shows, as among our own words. It says none of its own."""
        if isinstance(values, dict):
            said = {key: self.said(value) if key in _SHOWN else self.given(value) for key, value in values.items()}
            if isinstance(said.get("errorMessage"), dict):
                said["errorMessage"].setdefault("visuallyHiddenText", self._("Error"))
            return said
        if isinstance(values, list | tuple):
            return type(values)(self.given(value) for value in values)
        return values

    def functions(self) -> dict[str, Callable[..., Any]]:
        return {
            "_": self._,
            "say_plainly": self.say_plainly,
            "plural": self.plural,
            "said": self.said,
            "said_plainly": _as_it_is,
        }

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {**super().filters(), "counted_plainly": self.counted_plainly}


def filled(message: str, parts: dict[str, object], say: Callable[[Any], Any]) -> str:
    """A message with its places filled. It holds markup where it did, or where something that fills a place does."""
    said = {name: say(part) for name, part in parts.items()}
    is_marked = isinstance(message, Markup) or any(isinstance(part, Markup) for part in said.values())
    text: Any = Markup("") if is_marked else ""
    for mark, name in parts_of(str(message)):
        if mark is Mark.PLACE:
            text += said[name] if isinstance(said[name], str) else str(said[name])
        else:
            text += Markup(name) if isinstance(message, Markup) else name  # noqa: S704  (a part of it)
    return text  # type: ignore[no-any-return]


def _in_english(words: str) -> Markup:
    return Markup(f"{_ENGLISH}{escape(words)}</span>")  # noqa: S704  (escaped)


def _as_it_is(value: Any) -> Any:
    return value

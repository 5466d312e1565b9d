"""Read a catalogue: what each message is in a language, and whether a reviewer has passed it.

Catalogues are .po files, which every translator's program opens, read as they are: nothing is compiled. A string that nobody
has reviewed is marked `fuzzy`, as is the custom, and is shown only where an installation asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from gettext import c2py  # reads the rule of plurals; in every Python, and undocumented
from pathlib import Path
from typing import Protocol

import polib

from handrail.languages.message import fits, fits_counted

FOLDER = Path(__file__).parent


class Words(Protocol):
    """What can say a message in a language. Nothing where it has no words for it."""

    @property
    def language(self) -> str: ...

    def say(self, message: str) -> str | None: ...

    def say_counted(self, one: str, many: str, count: int) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One message, with one form or, where it counts, one for each kind of number."""

    message: str
    many: str
    forms: tuple[str, ...]
    is_reviewed: bool

    @property
    def is_translated(self) -> bool:
        return all(self.forms)

    @property
    def is_fit(self) -> bool:
        """Whether each form has the places and tags of the message."""
        if self.many:
            return all(fits_counted(self.message, self.many, form) for form in self.forms)
        return fits(self.message, self.forms[0])


@dataclass(frozen=True)
class Catalogue:
    """All messages of one language."""

    language: str
    name: str
    """What its speakers call it: Cymraeg."""
    entries: Mapping[tuple[str, str], Entry]
    form_for: Callable[[int], int]

    @property
    def untranslated(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries.values() if not entry.is_translated)

    @property
    def unreviewed(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries.values() if entry.is_translated and not entry.is_reviewed)

    @property
    def unfit(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries.values() if entry.is_translated and not entry.is_fit)

    def shown(self, *, unreviewed: bool) -> Catalogue:
        """What may be shown to people: what is whole and reviewed, and on demand what nobody has reviewed."""
        entries = {
            key: entry
            for key, entry in self.entries.items()
            if entry.is_translated and entry.is_fit and (entry.is_reviewed or unreviewed)
        }
        return replace(self, entries=entries)

    def say(self, message: str) -> str | None:
        return self._form(message, "", 0)

    def say_counted(self, one: str, many: str, count: int) -> str | None:
        return self._form(one, many, self.form_for(count))

    def _form(self, message: str, many: str, form: int) -> str | None:
        entry = self.entries.get((message, many))
        return entry.forms[form] if entry else None


def languages() -> tuple[str, ...]:
    """Those there is a catalogue of."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.po")))


@cache
def catalogue_of(language: str) -> Catalogue:
    """The catalogue of a language, read once."""
    return read(FOLDER / f"{language}.po")


def read(file: Path) -> Catalogue:
    """A catalogue as it stands on disk."""
    held = polib.pofile(str(file))
    rule = re.search(r"plural=([^;]+)", held.metadata["Plural-Forms"])
    assert rule is not None
    entries = {
        (each.msgid, each.msgid_plural): Entry(each.msgid, each.msgid_plural, _forms(each), not each.fuzzy)
        for each in held
        if not each.obsolete
    }
    return Catalogue(held.metadata["Language"], held.metadata["X-Name"], entries, c2py(rule[1].strip()))


def _forms(entry: polib.POEntry) -> tuple[str, ...]:
    if entry.msgid_plural:
        return tuple(entry.msgstr_plural[form] for form in sorted(entry.msgstr_plural))
    return (entry.msgstr,)

"""Take values out of a pack's mappings, and collect what is wrong with them instead of stopping at the first mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from handrail.domain.facts.mistakes import Mistake, PackError, Place, nearest_name
from handrail.domain.rules.parameters import Source
from handrail.packs.yaml_lines import Lines, load_yaml

SEEN = ("text", "secondary", "notes")


@dataclass
class Report:
    """Every mistake found while a pack is read."""

    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, place: Place, says: str, expected: str = "", nearest: str | None = None) -> None:
        self.mistakes.append(Mistake(place, says, expected, nearest))

    def include(self, error: PackError) -> None:
        self.mistakes += error.mistakes

    def stop_if_any(self) -> None:
        """Raise everything that was found."""
        if self.mistakes:
            raise PackError(dict.fromkeys(self.mistakes))


def files_in(root: Path, folder: str, report: Report) -> Iterator[tuple[Path, Lines]]:
    """Each YAML file under a folder of the pack, as a mapping."""
    for path in sorted((root / folder).rglob("*.yaml")):
        try:
            content = load_yaml(path, root)
        except PackError as error:
            report.include(error)
            continue
        if isinstance(content, Lines):
            yield path, content
        elif content is not None:
            report.add(
                Place(path.relative_to(root).as_posix(), 1), "the file is a list or a word", "a mapping of names"
            )


def mappings_in(parent: Lines, report: Report, expected: str) -> Iterator[tuple[str, Lines]]:
    """Each named mapping in a mapping."""
    for name, value in parent.items():
        if isinstance(value, Lines):
            yield name, value
        else:
            report.add(parent.place(name), f"'{name}' is {_what(value)}", expected)


def check_keys(entry: Lines, allowed: Iterable[str], report: Report) -> None:
    """Every key is one we know."""
    known = list(allowed)
    for key in entry:
        if key not in known:
            report.add(
                entry.place(key),
                f"there is no key '{key}' here",
                "one of " + ", ".join(known),
                nearest_name(key, known),
            )


def text_of(entry: Lines, key: str, report: Report, default: str = "") -> str:
    """A string, or a number that an author wrote where words belong."""
    value = entry.get(key, default)
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    report.add(entry.place(key), f"'{key}' is {_what(value)}", "words")
    return default


def date_of(entry: Lines, key: str, report: Report) -> date | None:
    """A date, or None when the key is absent."""
    value = entry.get(key)
    if value is None or isinstance(value, date):
        return value
    report.add(entry.place(key), f"'{key}' is {_what(value)}", "a date as YYYY-MM-DD")
    return None


def list_of(entry: Lines, key: str, report: Report) -> list[Any]:
    """A list; one thing alone counts as a list of one."""
    value = entry.get(key)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def flag(entry: Lines, key: str, report: Report) -> bool:
    """True or false; false when it is left out."""
    value = entry.get(key, False)
    if not isinstance(value, bool):
        report.add(entry.place(key), f"`{key}` is '{value}'", "true or false")
    return value is True


_SOURCE_KEYS = ("title", "provision", "url", "seen", "checked", "note")


def source_of(entry: Lines, report: Report) -> Source | None:
    """A citation. Without a title and a word on how it was seen it is a mistake."""
    check_keys(entry, _SOURCE_KEYS, report)
    title, seen = text_of(entry, "title", report), text_of(entry, "seen", report)
    if not title:
        report.add(entry.place(), "the source has no title", "title: the Act, order or page")
    if seen not in SEEN:
        report.add(entry.place("seen"), f"`seen` is '{seen}'", "one of " + ", ".join(SEEN), nearest_name(seen, SEEN))
    return Source(
        title=title,
        provision=text_of(entry, "provision", report),
        url=text_of(entry, "url", report),
        seen=seen,
        checked=date_of(entry, "checked", report),
        note=text_of(entry, "note", report),
    )


def sources_of(entry: Lines, report: Report) -> tuple[Source, ...]:
    """What `source:` or `sources:` says."""
    found: list[Source] = []
    for key in ("source", "sources"):
        for item in list_of(entry, key, report):
            if isinstance(item, Lines):
                source = source_of(item, report)
                found += [source] if source else []
            else:
                report.add(entry.place(key), f"`{key}` is {_what(item)}", "{title, provision, url, seen, checked}")
    return tuple(found)


def _what(value: object) -> str:
    """What an author wrote, in words."""
    if value is None:
        return "empty"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else f"'{value}'"

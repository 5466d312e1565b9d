"""What to say when a pack or an input is wrong: where, what was found, what was expected, and the nearest right name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a pack's file. Line 0 means the whole file."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing an author has to put right."""

    place: Place
    says: str
    expected: str = ""
    nearest: str | None = None

    def __str__(self) -> str:
        parts = [f"{self.place}: {self.says}"]
        if self.expected:
            parts = [f"{self.place}: {self.says.rstrip('.')}.", f"Expected {self.expected}."]
        if self.nearest:
            parts.append(f"Did you mean '{self.nearest}'?")
        return " ".join(parts)


class PackError(Exception):
    """The pack cannot be used until its authors put these mistakes right."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


@dataclass(frozen=True, slots=True)
class InputError:
    """One thing in what a person or a program told us that cannot be used. It repeats no answers but the wrong one."""

    fact: str
    got: object
    expected: str
    nearest: str | None = None


def nearest_name(name: str, names: Iterable[str]) -> str | None:
    """The name most like this one, or None when nothing is close."""
    close = get_close_matches(name, list(names), n=1, cutoff=0.6)
    return close[0] if close else None

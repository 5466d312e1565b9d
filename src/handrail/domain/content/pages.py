"""The words of one step as their author wrote them, section by section."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handrail.domain.facts.mistakes import Place


@dataclass(frozen=True, slots=True)
class Section:
    """The words under one heading. `only_in` is the nation they are for; when empty they are for all."""

    heading: str
    text: str
    place: Place
    only_in: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The words for one step in one language. Slots in them are still to be filled."""

    title: str
    summary: str
    place: Place
    sections: tuple[Section, ...] = ()
    review_by: date | None = None

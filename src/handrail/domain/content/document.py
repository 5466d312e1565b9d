"""One document for every channel: blocks that say what they are, where their words come from, and nothing about how they look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Origin:
    """Where words come from: the file they were written in, the release of the pack, and the rule or figures that filled them."""

    content: str = ""
    release: str = ""
    rule: str = ""
    parameters: tuple[str, ...] = ()


NOWHERE = Origin()


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words. One that was filled in has an origin of its own."""

    text: str
    is_strong: bool = False
    href: str = ""
    origin: Origin = NOWHERE


Text = tuple[Span, ...]


def plain(text: Text) -> str:
    """The words alone."""
    return "".join(span.text for span in text)


def words(text: str, origin: Origin = NOWHERE) -> Text:
    """Words without anything special in them."""
    return (Span(text, origin=origin),)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or a few sentences."""

    kind: ClassVar[str] = "paragraph"
    text: Text
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of what follows, within a section."""

    kind: ClassVar[str] = "heading"
    text: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Listing:
    """Several things, in order or not."""

    kind: ClassVar[str] = "listing"
    items: tuple[Text, ...]
    is_ordered: bool = False
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money, or the two ends it lies between, and what it still hangs on."""

    kind: ClassVar[str] = "amount"
    label: str
    says: str
    low: int
    high: int | None
    depends_on: tuple[str, ...] = ()
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Dates:
    """A day, or the two it lies between, and what it still hangs on."""

    kind: ClassVar[str] = "dates"
    label: str
    says: str
    low: date | None
    high: date | None
    depends_on: tuple[str, ...] = ()
    note: str = ""
    is_urgent: bool = False
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Notice:
    """Something not to be missed."""

    kind: ClassVar[str] = "notice"
    text: Text
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Contact:
    """A named person or organisation to turn to."""

    kind: ClassVar[str] = "contact"
    name: str
    what_for: str = ""
    phone: str = ""
    url: str = ""
    is_free: bool = False
    nations: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """What has not been read in the law itself, or is due to be looked at again: who to check it with."""

    kind: ClassVar[str] = "check"
    with_whom: tuple[str, ...]
    why: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class WayToDoIt:
    """One way of doing a step, and the day this was checked."""

    kind: ClassVar[str] = "way"
    how: str
    label: str
    where: str
    href: str = ""
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: a name, and what there is to say of it."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings. The first heading is for the names."""

    kind: ClassVar[str] = "table"
    caption: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as it was given: which fact, what it is called, and what was said. A whole sentence has no label."""

    fact: str
    label: str
    says: str

    @property
    def sentence(self) -> str:
        return f"{self.label}: {self.says}" if self.label else self.says


@dataclass(frozen=True, slots=True)
class Because:
    """Why: what the rules say, the answers that decided it, and what it still hangs on, by fact and in words."""

    kind: ClassVar[str] = "because"
    says: tuple[str, ...] = ()
    answers: tuple[GivenAnswer, ...] = ()
    open_facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """What can go wrong, and the way out: the remedy, how long there is, what it costs, and who helps free."""

    kind: ClassVar[str] = "trouble"
    says: str
    remedy: str = ""
    time_limit: str = ""
    cost: str = ""
    helps: tuple[Contact, ...] = ()
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class StepName:
    """A step by its name, and where it stands."""

    id: str
    title: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class StepNames:
    """Steps that this one hangs together with."""

    kind: ClassVar[str] = "steps"
    label: str
    steps: tuple[StepName, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One way of doing a step: what it costs, how long it takes, how hard it is, what may go wrong, and the way back."""

    id: str
    title: str
    says: str = ""
    cost: str = ""
    time: str = ""
    effort: str = ""
    risk: str = ""
    undo: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """A choice that is the person's own."""

    kind: ClassVar[str] = "choices"
    decision: str
    options: tuple[Option, ...]
    can_wait: str = ""
    """Until when it can be decided, as long as it is not."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Where something was read, how, and when."""

    kind: ClassVar[str] = "citation"
    title: str
    provision: str = ""
    url: str = ""
    was_read: bool = False
    how_seen: str = ""
    checked: str = ""
    note: str = ""


Block = (
    Paragraph
    | Heading
    | Listing
    | Amount
    | Dates
    | Notice
    | Contact
    | Check
    | WayToDoIt
    | Table
    | Because
    | Trouble
    | StepNames
    | Choices
    | Citation
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a document, under its own heading."""

    id: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What there is to say about one thing. A part without blocks is left out."""

    id: str
    title: str
    summary: str = ""
    parts: tuple[Part, ...] = ()
    origin: Origin = field(default=NOWHERE)

    def part(self, identifier: str) -> Part | None:
        """One part by its id."""
        return next((part for part in self.parts if part.id == identifier), None)

    def blocks(self) -> Iterator[Block]:
        """Every block, in order."""
        for part in self.parts:
            yield from part.blocks


def document(identifier: str, title: str, summary: str, parts: tuple[Part, ...], origin: Origin = NOWHERE) -> Document:
    """A document of the parts that say something."""
    return Document(identifier, title, summary, tuple(part for part in parts if part.blocks), origin)

"""Write parts of a pack as Markdown that people can read: what the scripts that render reference pages share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from handrail.domain.facts.wording import say_day
from handrail.domain.rules.parameters import Source
from handrail.packs.pack import Pack, load_pack

ROOT = Path(__file__).parent.parent
UNITED_KINGDOM = ROOT / "src" / "handrail_uk"
REFERENCE = ROOT / "docs" / "reference"

HOW_SEEN = {
    "text": "the text itself was read",
    "secondary": "read about in another place",
    "notes": "from our own notes: check it",
}
"""What `seen` means, in words."""


def united_kingdom() -> Pack:
    """The pack that the reference pages are about, whatever this installation runs with."""
    return load_pack(UNITED_KINGDOM)


def every_source(pack: Pack) -> Iterator[Source]:
    """Everything that a pack cites."""
    for parameter in pack.rulebook.parameters.values():
        yield from (version.source for version in parameter.versions if version.source)
    for rule in pack.rulebook.rules.values():
        yield from rule.written.sources
    yield from (source for each in pack.events.organisations.values() for source in each.sources)
    yield from (source for each in pack.events.services.values() for source in each.sources)
    for journey in pack.events.journeys.values():
        for step in journey.steps:
            yield from step.sources
            yield from (source for risk in step.risks for source in risk.sources)


def say_date(day: date) -> str:
    """22 November 2026."""
    return say_day(day.toordinal())


def cited(source: Source) -> str:
    """A source with its provision and its address."""
    title = f"[{plain(source.title)}]({source.url})" if source.url else plain(source.title)
    return f"{title}, {plain(source.provision)}" if source.provision else title


def seen(source: Source) -> str:
    """How a source was seen, and when."""
    return f"{source.seen}, {say_date(source.checked)}" if source.checked else source.seen


def plain(words: str) -> str:
    """Words in which nothing is taken for Markdown."""
    for sign in ("\\", "|", "*", "_", "[", "]", "<", "`"):
        words = words.replace(sign, f"\\{sign}")
    return " ".join(words.split())


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table, each cell on one line."""
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    return [*lines, *("| " + " | ".join(row) + " |" for row in rows), ""]

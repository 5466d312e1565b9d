"""Read the words of a pack's steps: `life_events/<event>/content/<language>/<step>.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from handrail.domain.content.pages import Page, Section
from handrail.domain.facts.mistakes import PackError, Place, nearest_name
from handrail.domain.facts.vocabulary import Vocabulary
from handrail.domain.routes.entitlement import Entitlement
from handrail.domain.routes.journey import Journey
from handrail.packs.entitlements import claim_of
from handrail.packs.entries import Report, check_keys, date_of, text_of
from handrail.packs.yaml_lines import Lines, read_yaml

HEADINGS = ("What", "Why", "How", "Need", "Differs")
_HEADING = re.compile(r"^##\s+(?P<heading>[^:]+?)\s*(?::\s*(?P<only_in>\S+))?\s*$")
_KEYS = ("title", "summary", "review_by")


def load_pages(
    root: Path, journeys: Mapping[str, Journey], vocabulary: Vocabulary, report: Report
) -> dict[tuple[str, str, str], Page]:
    """Every page, by life event, step and language."""
    found: dict[tuple[str, str, str], Page] = {}
    for journey in journeys.values():
        for path in sorted((root / "life_events" / journey.id / "content").glob("*/*.md")):
            place = Place(path.relative_to(root).as_posix(), 1)
            steps = [step.id for step in journey.steps]
            if path.stem not in steps:
                report.add(
                    place,
                    f"there is no step '{path.stem}'",
                    "a file called after a step",
                    nearest_name(path.stem, steps),
                )
            page = read_page(path.read_text(encoding="utf-8"), place.file, _nations_of(journey, vocabulary), report)
            found[journey.id, path.stem, path.parent.name] = page
    return found


def load_claim_pages(
    root: Path,
    journeys: Mapping[str, Journey],
    entitlements: Mapping[str, Entitlement],
    vocabulary: Vocabulary,
    report: Report,
) -> dict[tuple[str, str, str], Page]:
    """The words of each programme, by life event, step and language: they are the same in every life event."""
    found: dict[tuple[str, str, str], Page] = {}
    for path in sorted((root / "entitlements" / "content").glob("*/*.md")):
        place = Place(path.relative_to(root).as_posix(), 1)
        if path.stem not in entitlements:
            report.add(
                place,
                f"there is no programme '{path.stem}'",
                "a file called after a programme",
                nearest_name(path.stem, entitlements),
            )
            continue
        at = [journeys[event] for event in entitlements[path.stem].moments if event in journeys]
        nations = {nation for journey in at for nation in _nations_of(journey, vocabulary)}
        page = read_page(path.read_text(encoding="utf-8"), place.file, tuple(sorted(nations)), report)
        found |= {(journey.id, claim_of(path.stem), path.parent.name): page for journey in at}
    return found


def _nations_of(journey: Journey, vocabulary: Vocabulary) -> tuple[str, ...]:
    declaration = vocabulary.facts.get(journey.nation)
    return declaration.options if declaration else ()


def read_page(text: str, file: str, nations: tuple[str, ...], report: Report) -> Page:
    """One page: what stands between the dashes, and the sections after it."""
    head, body, first_line = _parts(text, file, report)
    check_keys(head, _KEYS, report)
    for key in ("title", "summary"):
        if not text_of(head, key, report):
            report.add(head.place(), f"the page has no {key}", f"{key}: words")
    return Page(
        title=text_of(head, "title", report),
        summary=text_of(head, "summary", report),
        place=Place(file, 1),
        review_by=date_of(head, "review_by", report),
        sections=tuple(_sections(body, file, first_line, nations, report)),
    )


def _parts(text: str, file: str, report: Report) -> tuple[Lines, str, int]:
    """The front matter, the rest, and the line on which the rest starts."""
    opening, *rest = text.split("---\n", 2)
    if opening or len(rest) < 2:
        report.add(
            Place(file, 1), "the page does not open with its title between lines of dashes", "---, title: words, ---"
        )
        return Lines(file, 1), text, 1
    try:
        head = read_yaml("\n" + rest[0], file)
    except PackError as error:
        report.include(error)
        head = None
    return head if isinstance(head, Lines) else Lines(file, 1), rest[1], rest[0].count("\n") + 3


def _sections(body: str, file: str, first_line: int, nations: tuple[str, ...], report: Report) -> Iterator[Section]:
    heading: re.Match[str] | None = None
    line, lines = first_line, list[str]()
    for number, text in enumerate((*body.splitlines(), "## "), first_line):
        if not text.startswith("## "):
            lines.append(text)
            continue
        words = "\n".join(lines).strip()
        if heading:
            yield _section(heading, words, Place(file, line), nations, report)
        elif words:
            report.add(
                Place(file, line),
                "these words stand under no heading",
                "one of " + ", ".join(f"## {name}" for name in HEADINGS),
            )
        heading, line, lines = _HEADING.match(text), number, []


def _section(heading: re.Match[str], words: str, place: Place, nations: tuple[str, ...], report: Report) -> Section:
    name, only_in = heading["heading"], heading["only_in"] or ""
    if name not in HEADINGS:
        report.add(
            place, f"there is no heading '{name}'", "one of " + ", ".join(HEADINGS), nearest_name(name, HEADINGS)
        )
    if only_in and nations and only_in not in nations:
        report.add(
            place, f"there is no nation '{only_in}'", "one of " + ", ".join(nations), nearest_name(only_in, nations)
        )
    if name == "Differs" and not only_in:
        report.add(place, "it does not say where it differs", "## Differs: a nation")
    if not words:
        report.add(place, f"nothing stands under '{name}'", "words")
    return Section(name, words, place, only_in)

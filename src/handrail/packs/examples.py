"""Read the examples of life events and of programmes: invented people, and what the law says must come out for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from handrail.domain.facts.mistakes import PackError, Place
from handrail.domain.rules.parameters import Source
from handrail.packs.entitlements import EXAMPLES
from handrail.packs.entries import Report, check_keys, date_of, sources_of, text_of
from handrail.packs.yaml_lines import Lines, load_yaml

_KEYS = ("person", "id", "on", "event", "facts", "marks", "expect", "source", "sources", "because")
_EXPECTATIONS = ("goals", "steps", "dates", "cash", "finish", "next", "money", "refused")


@dataclass(frozen=True, slots=True)
class Example:
    """One invented person on one day, and what is expected of each goal, step and date."""

    identifier: str
    person: str
    event: str
    on: date
    facts: Mapping[str, Any]
    marks: Mapping[str, Any]
    expect: Mapping[str, Mapping[str, Any]]
    place: Place
    because: str = ""
    sources: tuple[Source, ...] = field(default=())


def load_examples(root: Path) -> tuple[Example, ...]:
    """Every example of every life event and programme of a pack, or a `PackError`. Those beside a programme name their life
    event themselves, if they are about a route at all."""
    report = Report()
    found: list[Example] = []
    at_events = [(path, path.parent.name) for path in sorted(root.glob("life_events/*/examples*.yaml"))]
    of_programmes = [(path, "") for path in sorted(root.glob(f"entitlements/*{EXAMPLES}"))]
    for path, event in (*at_events, *of_programmes):
        for item in load_yaml(path, root) or []:
            if isinstance(item, Lines):
                found.append(_example(item, event, report))
            else:
                report.add(Place(path.relative_to(root).as_posix()), f"an example is '{item}'", "a mapping")
    _check_identifiers(found, report)
    report.stop_if_any()
    return tuple(found)


def _check_identifiers(found: list[Example], report: Report) -> None:
    seen: dict[str, Place] = {}
    for example in found:
        if example.identifier in seen:
            report.add(
                example.place,
                f"the example '{example.identifier}' is there twice",
                f"another id than in {seen[example.identifier]}",
            )
        seen[example.identifier] = example.place


def _example(item: Lines, event: str, report: Report) -> Example:
    check_keys(item, _KEYS, report)
    on = date_of(item, "on", report)
    if on is None:
        report.add(item.place(), "the example does not say on which day", "on: YYYY-MM-DD")
    for key in ("facts", "expect"):
        if not isinstance(item.get(key), Lines):
            report.add(item.place(key), f"the example has no `{key}`", "a mapping")
    expect = item.get("expect")
    if isinstance(expect, Lines):
        check_keys(expect, _EXPECTATIONS, report)
        if set(expect) - {"goals"} and not (event or item.get("event")):
            report.add(
                item.place("expect"), "it expects more than goals and names no life event", "event: a life event"
            )
    return Example(
        identifier=text_of(item, "id", report),
        person=text_of(item, "person", report),
        event=text_of(item, "event", report, event),
        on=on or date.min,
        facts=item.get("facts") or {},
        marks=item.get("marks") or {},
        expect=expect or {},
        place=item.place(),
        because=text_of(item, "because", report),
        sources=sources_of(item, report),
    )


__all__ = ["Example", "PackError", "load_examples"]

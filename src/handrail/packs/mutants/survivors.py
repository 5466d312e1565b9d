"""Read `mutation_survivors.yaml`: the changes that no example notices, and why that is right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from handrail.domain.facts.mistakes import Place
from handrail.packs.entries import Report
from handrail.packs.yaml_lines import Lines, load_yaml

FILE = "mutation_survivors.yaml"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the mutants whose names fit a pattern survive. `*` stands for anything."""

    pattern: str
    reason: str
    place: Place

    def fits(self, identifier: str) -> bool:
        return fnmatchcase(identifier, self.pattern)


def load_explanations(root: Path) -> tuple[Explanation, ...]:
    """What the authors of a pack have explained, or a `PackError`."""
    path = root / FILE
    if not path.exists():
        return ()
    report = Report()
    content = load_yaml(path, root)
    if content is not None and not isinstance(content, Lines):
        report.add(Place(FILE, 1), "the file is a list or a word", "a mapping from the name of a mutant to the reason")
    entries: Mapping[str, object] = content if isinstance(content, Lines) else {}
    found = []
    for pattern, reason in entries.items():
        place = content.place(pattern)
        if isinstance(reason, str) and reason.strip():
            found.append(Explanation(pattern, " ".join(reason.split()), place))
        else:
            report.add(place, f"'{pattern}' has no reason", "words that say why no example can notice it")
    report.stop_if_any()
    return tuple(found)


def explanation_of(identifier: str, explanations: Iterable[Explanation]) -> Explanation | None:
    """The first explanation that fits a mutant."""
    return next((each for each in explanations if each.fits(identifier)), None)

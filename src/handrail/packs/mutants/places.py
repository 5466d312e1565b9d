"""The line on which each version of a figure and each case of a rule was written."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from handrail.domain.facts.mistakes import Place
from handrail.domain.rules.parameters import Parameter, Version
from handrail.domain.rules.rulebook import WrittenRule
from handrail.packs.yaml_lines import Lines, load_yaml


class WrittenPlaces:
    """Looks things up in the files of a pack. Each file is read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._content = cache(self._load)

    def of_version(self, parameter: Parameter, version: Version) -> Place:
        """Where a figure was given the value that it has from one day on."""
        entry = self._entry(parameter.place.file, parameter.name.partition(".")[2])
        for item in entry.get("values") or []:
            if isinstance(item, Lines) and item["from"].toordinal() == version.start:
                return item.place()
        return parameter.place

    def of_case(self, rule: WrittenRule, index: int, part: str) -> Place:
        """Where the condition or the value of a case stands."""
        cases = self._entry(rule.place.file, rule.name).get("cases")
        if isinstance(cases, list) and isinstance(cases[index], Lines):
            case = cases[index]
            found: Place = case.place(part if part in case else "otherwise")
            return found
        return rule.place

    def _entry(self, file: str, name: str) -> dict[str, Any]:
        entry = self._content(file).get(name)
        return entry if isinstance(entry, dict) else {}

    def _load(self, file: str) -> dict[str, Any]:
        content = load_yaml(self.root / file, self.root)
        return content if isinstance(content, dict) else {}

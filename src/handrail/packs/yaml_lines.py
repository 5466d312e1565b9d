"""Read YAML without losing anything: every key knows its line, decimals stay exact, and a key said twice is a mistake."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from handrail.domain.facts.mistakes import Mistake, PackError, Place

_QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Lines(dict[str, Any]):
    """A mapping of a pack's file that knows where it and each of its keys stand."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file, self.first = file, line
        self.lines: dict[str, int] = {}

    def place(self, key: str | None = None) -> Place:
        """Where the mapping, or one of its keys, was written."""
        return Place(self.file, self.lines.get(key, self.first) if key is not None else self.first)

    def line(self, key: str) -> int:
        """The line of a key."""
        return self.lines.get(key, self.first)


def load_yaml(path: Path, root: Path) -> Any:
    """The content of one file: `Lines`, lists, strings, bools, ints, `Decimal`, `date` or None."""
    file = path.relative_to(root).as_posix()
    try:
        return read_yaml(path.read_text(encoding="utf-8"), file)
    except UnicodeDecodeError:
        raise PackError([Mistake(Place(file), "this is not text in UTF-8", "a file saved as UTF-8")]) from None


def read_yaml(text: str, file: str) -> Any:
    """As `load_yaml`, for text that has been read already."""
    try:
        node = _composed(text)
    except yaml.YAMLError as problem:
        mark = problem.problem_mark if isinstance(problem, yaml.MarkedYAMLError) else None
        what = problem.problem if isinstance(problem, yaml.MarkedYAMLError) else "it holds characters that are not text"
        raise PackError(
            [Mistake(Place(file, mark.line + 1 if mark else 0), f"this is not YAML: {what}", "YAML")]
        ) from None
    return _value(node, file) if node is not None else None


def _composed(text: str) -> yaml.Node | None:
    """libyaml reads several times as quickly, where it is there. What it refuses is left to PyYAML's own reader, which says better
    what is wrong."""
    with suppress(yaml.YAMLError):
        return yaml.compose(text, Loader=_QUICK)
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _value(node: yaml.Node, file: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, file)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, file) for item in node.value]
    return _scalar(node, file)


def _mapping(node: yaml.MappingNode, file: str) -> Lines:
    mapping = Lines(file, node.start_mark.line + 1)
    for key, value in node.value:
        name = (
            str(_value(key, file))
            if not _is_bool(key)
            else {"true": "true", "false": "false"}.get(key.value.lower(), key.value)
        )
        line = key.start_mark.line + 1
        if name in mapping:
            raise PackError([Mistake(Place(file, line), f"'{name}' is said twice", "each key once")])
        mapping[name] = _value(value, file)
        mapping.lines[name] = line
    return mapping


def _is_bool(node: yaml.Node) -> bool:
    return bool(node.tag == "tag:yaml.org,2002:bool")


def _scalar(node: yaml.Node, file: str) -> Any:
    text, kind = str(node.value), node.tag.rsplit(":", 1)[-1]
    try:
        match kind:
            case "null":
                return None
            case "bool":
                return text.lower() in ("true", "yes", "on")
            case "int":
                return int(text.replace("_", ""))
            case "float":
                return Decimal(text.replace("_", ""))
            case "timestamp":
                return date.fromisoformat(text)
    except (ValueError, ArithmeticError):
        place = Place(file, node.start_mark.line + 1)
        raise PackError(
            [Mistake(place, f"'{text}' cannot be read as {kind}", "a plain value, or quotation marks around it")]
        ) from None
    return text


def strings_in(value: Any) -> Iterator[str]:
    """Every string anywhere in a loaded value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings_in(part)

"""Read people from a file or from standard input, one row each, and keep going when a row is broken."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, TypeVar

from rich.progress import Progress

from handrail.domain.facts.mistakes import InputError

T = TypeVar("T")


class Unusable(Exception):
    """What the command was given cannot be used at all."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person: their facts as written, or why the row cannot be read."""

    number: int
    written: object = None
    error: InputError | None = None
    line: bytes | None = None


def rows_of(source: str) -> Iterator[Row]:
    """`-` and `.jsonl` hold one object a line, anything else holds one object."""
    if source == "-":
        yield from _lines(sys.stdin.buffer)
        return
    path = Path(source)
    try:
        if path.suffix == ".jsonl":
            with path.open("rb") as file:
                yield from _lines(file)
        else:
            yield _row(1, path.read_bytes())
    except OSError as problem:
        raise Unusable(
            f"{source} cannot be read: {problem.strerror}. Expected a .json or .jsonl file, or - for standard input."
        ) from None


def _lines(file: BinaryIO) -> Iterator[Row]:
    """One row a line that is not empty. A line that is not UTF-8 spoils its own row only."""
    number = 0
    for line in file:
        if line.strip():
            number += 1
            yield Row(number, line=line)


def read_row(row: Row) -> Row:
    """The row with its line read. That is left to whoever answers it, so that several processes can share the reading."""
    return row if row.line is None else _row(row.number, row.line)


def _row(number: int, line: bytes) -> Row:
    try:
        text = line.decode("utf-8-sig")
        return Row(number, json.loads(text, parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_once))
    except (ValueError, RecursionError) as problem:
        return Row(number, None, InputError("", str(problem), "one JSON object whose keys are fact names, each once"))


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is not a number")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A key said twice has no one meaning, so it is refused."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"'{next(name for name in names if names.count(name) > 1)}' is said twice")
    return found


def with_progress(rows: Iterable[T], act: Callable[[T], None], *, total: int | None) -> None:
    """Do something with each person's row, with a progress bar on standard error when there are many and someone is looking."""
    if not sys.stderr.isatty() or (total is not None and total < 100):
        for row in rows:
            act(row)
        return
    from rich.console import Console

    # Other processes are copies of this one, made for the first row: before there is a thread that draws.
    coming = iter(rows)
    rows = chain(list(islice(coming, 1)), coming)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("people", total=total)
        for row in rows:
            act(row)
            progress.advance(task)


def count_rows(source: str) -> int | None:
    """How many people there are, when that can be known beforehand."""
    if source == "-" or not source.endswith(".jsonl"):
        return None if source == "-" else 1
    try:
        with Path(source).open("rb") as file:
            return sum(1 for line in file if line.strip())
    except OSError:
        return None

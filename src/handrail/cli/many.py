"""Answer many people on every processor there is, in the order they were asked."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_all_start_methods, get_context
from typing import Any

from handrail.cli.people import Row

CHUNK = 100
"""Rows that one process answers at a time. Fewer people than two chunks are answered in this process."""


class CutShort(Exception):
    """A process that was answering people came to an end, and what it had found of its rows is lost."""

    def __init__(self, told: int) -> None:
        super().__init__(
            "A process that was answering people was ended from outside, perhaps because memory ran out."
            f" The first {told:,} people were answered, and no others."
        )


Answer = Callable[[Row], Any]

_answer: Answer | None = None


def answers(rows: Iterable[Row], answer: Answer, *, processes: int | None = None) -> Iterator[Any]:
    """What `answer` makes of each row. The pack is loaded once: the other processes are copies of this one."""
    coming = iter(rows)
    first = list(islice(coming, 2 * CHUNK))
    count = processes or _processors()
    if len(first) < 2 * CHUNK or count < 2 or "fork" not in get_all_start_methods():
        yield from map(answer, chain(first, coming))
        return
    global _answer
    _answer = answer
    told = 0
    try:
        with ProcessPoolExecutor(count, get_context("fork")) as pool:
            for each in _in_order(pool, _chunks(chain(first, coming)), ahead=3 * count):
                yield each
                told += 1
    except BrokenProcessPool:
        raise CutShort(told) from None


def _processors() -> int:
    """How many processors this command may use: perhaps not all that the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _in_order(pool: ProcessPoolExecutor, chunks: Iterator[list[Row]], ahead: int) -> Iterator[Any]:
    """A few chunks are always under way, never so many that memory fills."""
    under_way: deque[Future[list[Any]]] = deque()
    for chunk in chunks:
        under_way.append(pool.submit(_answer_chunk, chunk))
        if len(under_way) >= ahead:
            yield from under_way.popleft().result()
    while under_way:
        yield from under_way.popleft().result()


def _answer_chunk(rows: list[Row]) -> list[Any]:
    assert _answer is not None
    return [_answer(row) for row in rows]

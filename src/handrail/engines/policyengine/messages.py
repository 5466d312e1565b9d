"""What goes over the socket: one JSON object with its length before it, each way. Nothing is ever unpickled."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from handrail.engines.protocol import Answered, Group, Result, Table

LONGEST = 64 * 1024 * 1024
"""Bytes in one message."""

MOST_CELLS = 1_000_000
"""People × worlds × outputs in one request: some two seconds' work."""

_LENGTH = struct.Struct("!I")


class BrokenMessage(Exception):
    """What came over the socket is not one of our messages."""


def send(connection: socket.socket, message: Mapping[str, Any]) -> None:
    """Send one message whole."""
    body = json.dumps(message, separators=(",", ":"), allow_nan=False).encode()
    if len(body) > LONGEST:
        raise BrokenMessage("too long")
    connection.sendall(_LENGTH.pack(len(body)) + body)


def receive(connection: socket.socket) -> dict[str, Any]:
    """One message whole; an end before that, or anything else, is a `BrokenMessage`."""
    (length,) = _LENGTH.unpack(_exactly(connection, _LENGTH.size))
    if length > LONGEST:
        raise BrokenMessage("too long")
    try:
        message = json.loads(_exactly(connection, length))
    except ValueError:
        raise BrokenMessage("not JSON") from None
    if not isinstance(message, dict):
        raise BrokenMessage("not an object")
    return message


def _exactly(connection: socket.socket, size: int) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        part = connection.recv(min(size - len(parts), 1 << 20))
        if not part:
            raise BrokenMessage("it ends too soon")
        parts += part
    return bytes(parts)


def is_too_much(table: Table, outputs: Sequence[str]) -> bool:
    """Whether a request is for more than one is allowed to ask at once."""
    return table.rows * len(outputs) > MOST_CELLS


def asked(table: Table, outputs: Sequence[str]) -> dict[str, Any]:
    """A request as a message."""
    groups = {
        name: {
            "size": group.size,
            "columns": {column: values.tolist() for column, values in group.columns.items()},
            "belongs_to": {other: places.tolist() for other, places in group.belongs_to.items()},
        }
        for name, group in table.groups.items()
    }
    return {"year": table.year, "groups": groups, "outputs": list(outputs)}


def table_of(message: Mapping[str, Any]) -> tuple[Table, list[str]]:
    """A message as a request."""
    try:
        groups = {name: _group(group) for name, group in message["groups"].items()}
        return Table(int(message["year"]), groups), [str(output) for output in message["outputs"]]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BrokenMessage("not a request") from None


def _group(message: Mapping[str, Any]) -> Group:
    size = int(message["size"])
    columns = {str(name): np.asarray(values) for name, values in message["columns"].items()}
    belongs_to = {str(name): np.asarray(places, dtype=np.int64) for name, places in message["belongs_to"].items()}
    if any(values.shape != (size,) for values in (*columns.values(), *belongs_to.values())):
        raise BrokenMessage("a column is too short or too long")
    return Group(size, columns, belongs_to)


def answer(answered: Answered) -> dict[str, Any]:
    """An answer as a message. What is not a number is no amount to anyone."""
    if not all(
        np.isfinite(result.values).all() for result in answered.results.values() if result.values.dtype.kind == "f"
    ):
        raise BrokenMessage("an output is not a number")
    results = {
        name: {"group": result.group, "values": result.values.tolist()} for name, result in answered.results.items()
    }
    return {"results": results, "version": answered.version}


def answered_of(message: Mapping[str, Any]) -> Answered:
    """A message as an answer."""
    try:
        results = {
            str(name): Result(str(result["group"]), np.asarray(result["values"]))
            for name, result in message["results"].items()
        }
        return Answered(results, str(message["version"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BrokenMessage("not an answer") from None

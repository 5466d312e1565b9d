"""Asks the worker over its socket. Where nobody answers in time it says so, and the site goes on without."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from handrail.engines.policyengine import messages, places
from handrail.engines.protocol import Answered, Away, Table, Why

SECONDS_TO_ANSWER = 10.0
"""How long a person waits for an estimate before the page comes without it."""


@dataclass(frozen=True)
class PolicyEngine:
    """The worker of this installation, as everyone else sees it. Any number of processes may ask; it answers in turn."""

    folder: Path
    seconds: float = SECONDS_TO_ANSWER
    name: str = "policyengine"

    def evaluate(self, table: Table, outputs: Sequence[str]) -> Answered | Away:
        """The outputs for every row, or why there are none."""
        if messages.is_too_much(table, outputs):
            return Away(Why.TOO_MUCH)
        try:
            with self._connected() as connection:
                messages.send(connection, messages.asked(table, outputs))
                reply = messages.receive(connection)
            return Away(Why(reply["away"])) if "away" in reply else messages.answered_of(reply)
        except TimeoutError:
            return Away(Why.TOO_SLOW)
        except (OSError, ValueError, messages.BrokenMessage):
            return self.away() or Away(Why.COULD_NOT)

    def away(self) -> Away | None:
        """None while there is someone to ask; otherwise what its supervisor last said of it."""
        try:
            with self._connected():
                return None
        except OSError:
            return Away(places.said_of(self.folder))

    def _connected(self) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(self.seconds)
        try:
            connection.connect(str(places.socket_in(self.folder)))
        except OSError:
            connection.close()
            raise
        return connection

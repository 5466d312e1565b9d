"""SQLite writes each change to a second file first. What was erased from the database must leave that file too."""

from __future__ import annotations

import logging

from django.db import connections

logger = logging.getLogger(__name__)


def empty_write_ahead_log(alias: str) -> None:
    """Bring the log into the database and cut it to nothing.

    The database itself overwrites what it deletes (`secure_delete`). PostgreSQL recycles its own log in its own time.
    """
    connection = connections[alias]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_ = cursor.fetchone()
    if busy:
        logger.warning(
            "Someone was reading: the write-ahead log keeps what was erased, sealed, until the next erasure."
        )

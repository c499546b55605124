"""Hearing from PostgreSQL that something has been numbered, on whichever host."""

from __future__ import annotations

import select
import time
from typing import Any, Final

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from newsroom.pagecache.numbering import CHANNEL

#: Seconds after which a database that says nothing is taken to be away, and what it was asked to
#: be unanswered: one that was stopped, or whose network is gone, refuses nothing.
LONGEST: Final = 2.0


class Ear:
    """Listens on the connection that the keeper asks by, whenever that is there.

    Another database than PostgreSQL tells nothing, nor does a pooler that shares connections: who
    listens asks from time to time as well.
    """

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection
        self._listening: Any = None

    def open(self) -> list[Any]:
        """Listen; return what ``select`` may wait for, empty where there is nothing.

        Raises:
            DatabaseError: the database does not answer.
        """
        if self._connection.vendor != "postgresql":
            return []
        if self._connection.connection is None or self._connection.connection.closed:
            self.close()
        self._connection.ensure_connection()
        if self._listening is not self._connection.connection:
            with self._connection.cursor() as cursor:
                cursor.execute(f"LISTEN {CHANNEL}")
            self._listening = self._connection.connection
        return [self._listening]

    def has_heard(self) -> bool:
        """Say whether something was told since it was last asked.

        Raises:
            DatabaseError: the database has gone.
        """
        if self._listening is None:
            return False
        with self._connection.wrap_database_errors:
            self._listening.poll()
        told = bool(self._listening.notifies)
        self._listening.notifies.clear()
        return told

    def close(self) -> None:
        """Let go of a connection that is of no use any more."""
        self._listening = None
        try:
            self._connection.close()
        except DatabaseError:
            self._connection.connection = None


def be_impatient(connection: BaseDatabaseWrapper) -> None:
    """Let no question to PostgreSQL take longer than ``LONGEST``, from now on in this process."""
    if connection.vendor == "postgresql":
        from psycopg2.extensions import set_wait_callback

        set_wait_callback(_wait)


def _wait(raw: Any) -> None:
    """Wait for PostgreSQL as psycopg2 would, but not for ever."""
    from psycopg2 import OperationalError
    from psycopg2.extensions import POLL_OK, POLL_READ

    deadline = time.monotonic() + LONGEST
    while (state := raw.poll()) != POLL_OK:
        sets: tuple[list[Any], list[Any]] = ([raw], []) if state == POLL_READ else ([], [raw])
        left = deadline - time.monotonic()
        if left <= 0 or not any(select.select(*sets, [], left)):
            raise OperationalError(f"PostgreSQL has said nothing for {LONGEST:g} seconds.")

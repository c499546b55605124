"""Connections that belong to a place at the database instead of to a thread.

A server has more threads than its database should have connections: what is answered from memory
needs none. So a thread borrows the connections of a place for as long as it has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Limits:
    """How long PostgreSQL works and waits for one who asks, in seconds."""

    statement: float
    lock: float
    #: For how long somebody who has begun a transaction may say nothing.
    idle: float = 30.0

    @property
    def options(self) -> str:
        named = {
            "statement_timeout": self.statement,
            "lock_timeout": self.lock,
            "idle_in_transaction_session_timeout": self.idle,
        }
        return " ".join(f"-c {name}={int(value * 1000)}" for name, value in named.items())


class Slot:
    """One set of connections, by alias; used by one thread at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits: Final = limits
        self._held: dict[str, BaseDatabaseWrapper] = {}

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Give the thread these connections for the body, and back those that it had."""
        before = {one.alias: one for one in connections.all(initialized_only=True)}
        for alias in connections.settings:
            connections[alias] = self._of(alias)
        try:
            yield
        finally:
            for alias in connections.settings:
                # Errors are known here: a connection that broke is not lent again.
                self._held[alias].close_if_unusable_or_obsolete()
                if alias in before:
                    connections[alias] = before[alias]
                else:
                    del connections[alias]

    def _of(self, alias: str) -> BaseDatabaseWrapper:
        if alias not in self._held:
            connection: BaseDatabaseWrapper = connections.create_connection(alias)
            connection.settings_dict = _limited(connection, self._limits)
            # Lent to one thread at a time, but not always to the same.
            connection.inc_thread_sharing()
            self._held[alias] = connection
        connection = self._held[alias]
        connection.close_if_unusable_or_obsolete()
        return connection

    def close(self) -> None:
        for connection in self._held.values():
            connection.close()


def _limited(connection: BaseDatabaseWrapper, limits: Limits) -> dict[str, Any]:
    settings: dict[str, Any] = deepcopy(connection.settings_dict)
    if connection.vendor == "postgresql":
        options = settings.setdefault("OPTIONS", {})
        # Last, what the installation itself says: it counts.
        options["options"] = f"{limits.options} {options.get('options', '')}".strip()
    return settings

"""Tables that take very many rows at once: their indexes and foreign keys are made afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection, models

_INDEXES: Final = """
    SELECT quote_ident(c.relname), pg_get_indexdef(c.oid)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = %s::regclass
    AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
"""
_KEYS: Final = """
    SELECT quote_ident(conname), pg_get_constraintdef(oid)
    FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'
"""


@contextmanager
def in_bulk(*models_: type[models.Model]) -> Iterator[None]:
    """Let the body fill tables of a database that nobody else uses, outside any transaction.

    On PostgreSQL they have neither triggers nor foreign keys meanwhile, and of indexes only those
    of primary keys and of constraints: made once over all rows, they take a fraction of the time.
    The body writes itself what triggers would. One that raises leaves them away.
    """
    if connection.vendor != "postgresql":
        yield
        return
    tables = [model._meta.db_table for model in models_]
    with connection.cursor() as cursor:
        # Nothing is to survive a crash; what sorts may do so in memory.
        cursor.execute("SET synchronous_commit = off; SET maintenance_work_mem = '1GB'")
        again = [statement for table in tables for statement in _take_away(cursor, table)]
    yield
    with connection.cursor() as cursor:
        for statement in again:
            cursor.execute(statement)


def _take_away(cursor: Any, table: str) -> list[str]:
    """Return the statements that put back what is taken from ``table``."""
    cursor.execute(_INDEXES, [table])
    indexes = cursor.fetchall()
    cursor.execute(_KEYS, [table])
    keys = cursor.fetchall()
    for name, _definition in indexes:
        cursor.execute(f"DROP INDEX {name}")
    for name, _definition in keys:
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    return [
        f"ALTER TABLE {table} ENABLE TRIGGER USER",
        *(definition for _name, definition in indexes),
        *(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}" for name, definition in keys),
    ]

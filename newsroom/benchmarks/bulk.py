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
#: What SQLite can make again: what its own constraints need has no text.
_MADE: Final = """
    SELECT type, name, sql FROM sqlite_master
    WHERE tbl_name = %s AND type IN ('index', 'trigger') AND sql IS NOT NULL
    ORDER BY rowid
"""
#: Nothing is to survive a crash, and a quarter of a gigabyte may be held meanwhile.
_LOOSE: Final = {
    "foreign_keys": "0",
    "journal_mode": "OFF",
    "synchronous": "0",
    "cache_size": "-262144",
}


@contextmanager
def in_bulk(*models_: type[models.Model]) -> Iterator[None]:
    """Let the body fill tables of a database that nobody else uses, outside any transaction.

    They have neither triggers nor foreign keys meanwhile, and of indexes only those of primary
    keys and of constraints: made once over all rows, they take a fraction of the time. The body
    writes itself what triggers would. One that raises leaves them away.
    """
    tables = [model._meta.db_table for model in models_]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # What sorts may do so in memory.
            cursor.execute("SET synchronous_commit = off; SET maintenance_work_mem = '1GB'")
            again = [one for table in tables for one in _take_away(cursor, table)]
        else:
            careful = _loosen(cursor)
            again = [one for table in tables for one in _drop(cursor, table)] + careful
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


def _drop(cursor: Any, table: str) -> list[str]:
    """Return the statements that make again on SQLite what ``table`` loses, in the order in which
    it was made: of indexes that serve alike the planner takes one by that."""
    cursor.execute(_MADE, [table])
    made = cursor.fetchall()
    for kind, name, _sql in made:
        cursor.execute(f'DROP {kind} "{name}"')
    return [sql for _kind, _name, sql in made]


def _loosen(cursor: Any) -> list[str]:
    """Let SQLite write without care; return the statements that make it careful again."""
    careful: list[str] = []
    for name, value in _LOOSE.items():
        cursor.execute(f"PRAGMA {name}")
        [was] = cursor.fetchone()
        careful.insert(0, f"PRAGMA {name} = {was}")
        cursor.execute(f"PRAGMA {name} = {value}")
    return careful

"""Indexes of words that the databases keep by themselves: PostgreSQL's GIN, FTS5 in SQLite.

Words are cut before, so that both databases have the same; whoever has such an index asks it in
each one's own words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class WordIndex:
    """The index ``name`` of what stands in a ``column`` of ``table``, whose primary key is ``key``.

    ``vector`` is what PostgreSQL keeps, as SQL, and ``storage`` what it says of the index besides;
    ``reading`` is how FTS5 cuts the column into words, and what it keeps of them.
    """

    name: str
    table: str
    column: str
    vector: str
    reading: str
    key: str = "id"
    storage: str = ""

    def prepare(self, connection: BaseDatabaseWrapper) -> None:
        """Make sure that the database has the index, and that it keeps it by itself.

        Called after every ``migrate``: where SQLite's table was made anew, its triggers are gone
        with the old one, and the index is built again.
        """
        with connection.cursor() as cursor:
            if self.table not in connection.introspection.table_names(cursor):
                return
            if connection.vendor == "postgresql":
                self._prepare_postgresql(cursor)
            else:
                self._prepare_sqlite(cursor)

    def _prepare_postgresql(self, cursor: Any) -> None:
        # Asked for first: a table that is written to in this transaction takes no index, not even
        # one that it has.
        cursor.execute("SELECT to_regclass(%s)", (self.name,))
        if cursor.fetchone() == (None,):
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {self.name} ON {self.table} USING gin ({self.vector})"
                f"{self.storage}"
            )

    def _prepare_sqlite(self, cursor: Any) -> None:
        triggers = dict(self._triggers())
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        if {row[0] for row in cursor.fetchall()} >= triggers.keys():
            return
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {self.name} USING fts5({self.column},"
            f" content='{self.table}', content_rowid='{self.key}', {self.reading})"
        )
        for name, when in triggers.items():
            cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {when}")
        cursor.execute(f"INSERT INTO {self.name}({self.name}) VALUES ('rebuild')")  # noqa: S608

    def _triggers(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each of SQLite's triggers, and after what it does what."""
        name, key, column = self.name, self.key, self.column
        add = f"INSERT INTO {name}(rowid, {column}) VALUES (new.{key}, new.{column});"  # noqa: S608
        take = (
            f"INSERT INTO {name}({name}, rowid, {column})"  # noqa: S608
            f" VALUES ('delete', old.{key}, old.{column});"
        )
        bodies = {"INSERT": add, f"UPDATE OF {column}": f"{take} {add}", "DELETE": take}
        for moment, body in bodies.items():
            event = moment.partition(" ")[0].lower()
            yield f"{name}_{event}", f"{moment} ON {self.table} BEGIN {body} END"


def array_of(column: str, separator: str) -> str:
    """Return PostgreSQL's array of words that a separator parts, as what its index takes: an
    expression of immutable functions, without an extension."""
    return f"array_to_tsvector(array_remove(string_to_array({column}, '{separator}'), ''))"

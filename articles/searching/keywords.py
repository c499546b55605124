"""Keywords found by the words of their addresses, in an index that the database keeps by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func

TABLE: Final = "articles_tag"
INDEX: Final = "articles_tag_words"
# How PostgreSQL reads ``slug``: an expression of immutable functions, without an extension.
VECTOR: Final = "array_to_tsvector(array_remove(string_to_array({column}, '-'), ''))"


class Named(Func):
    """The condition that a keyword's address has one of ``words``; ``is_begun``: all of them, of
    the last the beginning.

    Words are as they stand in addresses, and there is one at least.
    """

    output_field = BooleanField()

    def __init__(self, words: Sequence[str], *, is_begun: bool = False) -> None:
        super().__init__(F("pk"), F("slug"))
        self.words, self.is_begun = words, is_begun

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        asked = (" AND " if self.is_begun else " OR ").join(f'"{word}"' for word in self.words)
        pk, params = compiler.compile(self.source_expressions[0])
        found = f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s"  # noqa: S608
        return f"{pk} IN ({found})", (*params, f"{asked}*" if self.is_begun else asked)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        asked = (" & " if self.is_begun else " | ").join(f"'{word}'" for word in self.words)
        column, params = compiler.compile(self.source_expressions[1])
        sql = f"{VECTOR.format(column=column)} @@ %s::tsquery"
        return sql, (*params, f"{asked}:*" if self.is_begun else asked)


def prepare(connection: BaseDatabaseWrapper) -> None:
    """Make sure that the database has the index, and that it keeps it by itself.

    Called after every ``migrate``: where SQLite's table was made anew, its triggers are gone with
    the old one, and the index is built again.
    """
    with connection.cursor() as cursor:
        if TABLE not in connection.introspection.table_names(cursor):
            return
        if connection.vendor == "postgresql":
            _prepare_postgresql(cursor)
        else:
            _prepare_sqlite(cursor)


def _prepare_postgresql(cursor: Any) -> None:
    # Asked for first: a table that is written to in this transaction takes no index, not even
    # one that it has.
    cursor.execute("SELECT to_regclass(%s)", (INDEX,))
    if cursor.fetchone() == (None,):
        vector = VECTOR.format(column="slug")
        cursor.execute(
            f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin ({vector})"
            " WITH (fastupdate = off)"
        )


def _prepare_sqlite(cursor: Any) -> None:
    names = [f"{INDEX}_{event}" for event in _TRIGGERS]
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    if {row[0] for row in cursor.fetchall()} >= set(names):
        return
    # "ascii" cuts at the dashes of an address.
    cursor.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5("
        f"slug, content='{TABLE}', content_rowid='id', tokenize='ascii', detail='none')"
    )
    for (event, body), name in zip(_TRIGGERS.items(), names, strict=True):
        moment = {"insert": "INSERT", "update": "UPDATE OF slug", "delete": "DELETE"}[event]
        cursor.execute(
            f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {moment} ON {TABLE} BEGIN {body} END"
        )
    cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')")  # noqa: S608


_ADD: Final = f"INSERT INTO {INDEX}(rowid, slug) VALUES (new.id, new.slug);"  # noqa: S608
_TAKE: Final = f"INSERT INTO {INDEX}({INDEX}, rowid, slug) VALUES ('delete', old.id, old.slug);"  # noqa: S608
_TRIGGERS: Final = {"insert": _ADD, "update": f"{_TAKE} {_ADD}", "delete": _TAKE}

"""The condition that an article has tokens, asked of the index that each database has of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func

TABLE: Final = "articles_searchentry"
INDEX: Final = "articles_searchentry_tokens"


@dataclass(frozen=True)
class Terms:
    """What an article has: ``every`` token, one of ``some`` if there are any, not all of ``but``.

    ``begun`` is the beginning of a token that it has; ``phrases`` are folded words that stand
    together in it.
    """

    every: tuple[str, ...]
    some: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    begun: str = ""
    phrases: tuple[str, ...] = ()

    def within(self, some: tuple[str, ...]) -> Terms:
        return replace(self, some=some)


class Has(Func):
    """The condition of an article that it has all that ``terms`` name."""

    output_field = BooleanField()

    def __init__(self, terms: Terms) -> None:
        super().__init__(F("pk"))
        self.terms = terms

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        terms = self.terms
        parts = [_quoted(token) for token in terms.every]
        if terms.begun:
            parts.append(f"{_quoted(terms.begun)}*")
        if terms.some:
            parts.append(f"({' OR '.join(map(_quoted, terms.some))})")
        asked = " AND ".join(parts)
        if terms.but:
            asked = f"({asked}) NOT ({' AND '.join(map(_quoted, terms.but))})"
        found = f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s"  # noqa: S608
        return self._among(compiler, found, asked, f"{TABLE}.article_id IN ({found})")

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        terms = self.terms
        parts = [f"'{token}'" for token in terms.every]
        if terms.begun:
            parts.append(f"'{terms.begun}':*")
        if terms.some:
            parts.append("(" + " | ".join(f"'{token}'" for token in terms.some) + ")")
        if terms.but:
            parts.append("!(" + " & ".join(f"'{token}'" for token in terms.but) + ")")
        condition = "tokens @@ %s::tsquery"
        found = f"SELECT article_id FROM {TABLE} WHERE {condition}"  # noqa: S608
        return self._among(compiler, found, " & ".join(parts), condition)

    def _among(self, compiler: Any, found: str, asked: str, condition: str) -> Any:
        """Return the condition as SQL: the index is asked first, phrases of what it gave."""
        values = [asked]
        if self.terms.phrases:
            found = f"SELECT article_id FROM {TABLE} WHERE {condition}"  # noqa: S608
        for phrase in self.terms.phrases:
            found += " AND (head LIKE %s OR rest LIKE %s)"
            values += [f"% {phrase} %"] * 2
        pk, params = compiler.compile(self.source_expressions[0])
        # OFFSET 0 keeps PostgreSQL from going through all articles and asking of each.
        fence = " OFFSET 0" if compiler.connection.vendor == "postgresql" else ""
        return f"{pk} IN ({found}{fence})", (*params, *values)


def _quoted(token: str) -> str:
    return f'"{token}"'


def prepare(connection: BaseDatabaseWrapper) -> None:
    """Make sure that the database has the index of tokens, and that it keeps it by itself.

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
        # Without a list of what is pending: readers would search through it, and articles are few.
        cursor.execute(
            f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin (tokens)"
            " WITH (fastupdate = off)"
        )


def _prepare_sqlite(cursor: Any) -> None:
    names = [f"{INDEX}_{event}" for event in _TRIGGERS]
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    if {row[0] for row in cursor.fetchall()} >= set(names):
        return
    # "ascii" leaves what is beyond ASCII as it is; the underscore is a letter of ours.
    cursor.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5(tokens, content='{TABLE}',"
        " content_rowid='article_id', tokenize=\"ascii tokenchars '_'\", detail='none')"
    )
    for (event, body), name in zip(_TRIGGERS.items(), names, strict=True):
        moment = {"insert": "INSERT", "update": "UPDATE OF tokens", "delete": "DELETE"}[event]
        cursor.execute(
            f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {moment} ON {TABLE} BEGIN {body} END"
        )
    cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')")  # noqa: S608


_ADD: Final = f"INSERT INTO {INDEX}(rowid, tokens) VALUES (new.article_id, new.tokens);"  # noqa: S608
_TAKE: Final = (
    f"INSERT INTO {INDEX}({INDEX}, rowid, tokens) VALUES ('delete', old.article_id, old.tokens);"  # noqa: S608
)
_TRIGGERS: Final = {"insert": _ADD, "update": f"{_TAKE} {_ADD}", "delete": _TAKE}

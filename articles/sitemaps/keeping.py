"""The parts of the articles' sitemap as rows, kept by triggers of the database.

So the index reads a row for each part and looks into none of them: the row says from when on the
part is sure to hold something, the first publication of those articles in it that no time ends. It
is true after any statement, in the same transaction, whoever wrote it, and hardly ever written:
what is published later changes nothing of it. Whoever takes the first away holds the row, so that
of two who take one each the second sees what the first did; whoever adds does not wait for them,
which may leave a later time than there could be, or none. Then the index asks the articles.
"""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from articles.idranges import IDS_PER_PAGE
from articles.models import Article, SitemapPart
from articles.models.article import RELEASED

_ARTICLES: Final = Article._meta.db_table
_PARTS: Final = SitemapPart._meta.db_table
_SIZE: Final = IDS_PER_PAGE["articles"]
_STATES: Final = ", ".join(f"'{state}'" for state in RELEASED)


def prepare(connection: BaseDatabaseWrapper) -> None:
    """Make sure that the database keeps the parts; where it did not, make all of them anew.

    Called after every ``migrate``.
    """
    with connection.cursor() as cursor:
        if _PARTS not in connection.introspection.table_names(cursor):
            return
        if _are_kept(cursor, connection.vendor):
            return
        # No article is changed between the one and the other.
        with transaction.atomic(using=connection.alias):
            for statement in _statements(connection.vendor):
                cursor.execute(statement)
            fill(connection)


def fill(connection: BaseDatabaseWrapper) -> None:
    """Make the rows of all parts anew from the articles, for whoever stored some without the
    triggers."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_PARTS}")  # noqa: S608
        cursor.execute(
            f"INSERT INTO {_PARTS} (number, holds_from) SELECT a.id / {_SIZE},"  # noqa: S608
            f" MIN({_time_of('a')}) FROM {_ARTICLES} a WHERE {_is_released('a')} GROUP BY 1"
        )


def let_go(connection: BaseDatabaseWrapper) -> None:
    """Have the database keep the parts no longer, until ``prepare``: as ``released.let_go``."""
    with connection.cursor() as cursor:
        for name in _EVENTS:
            on = f" ON {_ARTICLES}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {_PARTS}_{name}{on}")


def _are_kept(cursor: Any, vendor: str) -> bool:
    if vendor == "postgresql":
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass", [_ARTICLES])
    else:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return {row[0] for row in cursor.fetchall()} >= {f"{_PARTS}_{name}" for name in _EVENTS}


def _is_released(row: str) -> str:
    """Return SQL for whether an article is; ``row`` is an alias of its table."""
    return f"{row}.state IN ({_STATES})"


def _time_of(row: str) -> str:
    """Return SQL for the time from which an article is public for good; NULL for none."""
    lasts = f"{_is_released(row)} AND {row}.withdraw_at IS NULL"
    return f"CASE WHEN {lasts} THEN {row}.published_at END"


def _adding(least: str) -> str:
    """Return the statement that follows an article's having come; ``least`` is the function that
    gives the lesser of two values."""
    new, kept = _time_of("new"), f"{_PARTS}.holds_from"
    both = f"{least}(COALESCE({kept}, excluded.holds_from), COALESCE(excluded.holds_from, {kept}))"
    return (
        f"INSERT INTO {_PARTS} (number, holds_from) SELECT new.id / {_SIZE}, {new}"  # noqa: S608
        f" WHERE {_is_released('new')} AND NOT EXISTS (SELECT 1 FROM {_PARTS} p WHERE p.number ="
        f" new.id / {_SIZE} AND ({new} IS NULL OR p.holds_from <= {new}))"
        f" ON CONFLICT (number) DO UPDATE SET holds_from = {both};"
    )


def _taking() -> str:
    """Return the statement that follows an article's being another or gone."""
    first = f"old.id / {_SIZE} * {_SIZE}"
    return (
        f"UPDATE {_PARTS} SET holds_from = (SELECT MIN({_time_of('a')}) FROM {_ARTICLES} a"  # noqa: S608
        f" WHERE a.id >= {first} AND a.id < {first} + {_SIZE})"
        f" WHERE number = old.id / {_SIZE} AND holds_from >= {_time_of('old')};"
    )


_CHANGED: Final = "UPDATE OF state, published_at, withdraw_at"
#: When each trigger fires, by the end of its name.
_EVENTS: Final = {"added": "INSERT", "changed": _CHANGED, "gone": "DELETE"}


def _statements(vendor: str) -> list[str]:
    return _postgresql() if vendor == "postgresql" else _sqlite()


def _sqlite() -> list[str]:
    adding, taking = _adding("MIN"), _taking()
    differs = " OR ".join(f"{of('old')} IS NOT {of('new')}" for of in (_is_released, _time_of))
    parts = {
        "added": (_is_released("new"), adding),
        "changed": (differs, taking + adding),
        "gone": (_is_released("old"), taking),
    }
    return [
        f"CREATE TRIGGER IF NOT EXISTS {_PARTS}_{name} AFTER {_EVENTS[name]} ON {_ARTICLES}"
        f" WHEN {condition} BEGIN {body} END"
        for name, (condition, body) in parts.items()
    ]


def _postgresql() -> list[str]:
    adding = _adding("LEAST")
    # Held by a statement of its own, the next one sees what was committed before.
    taking = (
        f"IF ({_time_of('old')}) IS NOT NULL THEN PERFORM FROM {_PARTS}"
        f" WHERE number = old.id / {_SIZE} FOR UPDATE; {_taking()} END IF;"
    )
    differs = " OR ".join(
        f"({of('old')}) IS DISTINCT FROM ({of('new')})" for of in (_is_released, _time_of)
    )
    parts = {
        "added": (_is_released("new"), adding),
        "changed": (differs, f"{taking} {adding}"),
        "gone": (_is_released("old"), taking),
    }
    statements = []
    for name, (condition, body) in parts.items():
        trigger = f"{_PARTS}_{name}"
        statements += [
            f"CREATE OR REPLACE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN {body} RETURN NULL; END $$",
            f"CREATE OR REPLACE TRIGGER {trigger} AFTER {_EVENTS[name]} ON {_ARTICLES}"
            f" FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION {trigger}()",
        ]
    return statements

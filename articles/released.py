"""When an article was released, repeated on its bylines and on the uses of its keywords.

A list of one author's or one keyword's newest articles so is a range of one index, however many
articles there are. The databases keep the copies themselves, by triggers: a copy is true after
any statement, in the same transaction, whoever wrote it. It says what ``published_at`` says while
the article is released (published or scheduled) and nothing else; what readers may see is still
asked of ``ArticleQuerySet.public``.
"""

from __future__ import annotations

from typing import Any, Final

from django.db.backends.base.base import BaseDatabaseWrapper

from articles.models.article import RELEASED

ARTICLE: Final = "articles_article"
#: The tables that hold copies, each with its column of the article's id.
COPIES: Final = {"articles_byline": "article_id", "articles_taggedarticle": "content_object_id"}
PREFIX: Final = "articles_released"

_STATES: Final = ", ".join(f"'{state}'" for state in RELEASED)


def _time_of(row: str) -> str:
    """Return SQL for what copies of an article say; ``row`` is an alias of its table."""
    return f"CASE WHEN {row}.state IN ({_STATES}) THEN {row}.published_at END"


def prepare(connection: BaseDatabaseWrapper) -> None:
    """Make sure that the database keeps the copies; where it did not, put all of them right.

    Called after every ``migrate``.
    """
    with connection.cursor() as cursor:
        if not _has_columns(connection, cursor) or _are_kept(cursor, connection.vendor):
            return
        for statement in _statements(connection.vendor):
            cursor.execute(statement)
        _copy_all(cursor, connection.vendor)


def _has_columns(connection: BaseDatabaseWrapper, cursor: Any) -> bool:
    """Say whether the migration that adds them has been run, and not taken back."""
    if not {ARTICLE, *COPIES} <= set(connection.introspection.table_names(cursor)):
        return False
    described = connection.introspection.get_table_description(cursor, next(iter(COPIES)))
    return any(column.name == "released_at" for column in described)


def let_go(connection: BaseDatabaseWrapper) -> None:
    """Have the database keep the copies no longer, until ``prepare``.

    SQLite renames no table while a trigger of another names it, and many a migration makes its
    table anew under another name: called there before every ``migrate`` that has work to do.
    """
    with connection.cursor() as cursor:
        for name, table in _triggers().items():
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def _triggers() -> dict[str, str]:
    """Return each trigger's name with the table that it watches."""
    copies = {f"{PREFIX}_{table}_{one}": table for table in COPIES for one in ("added", "changed")}
    return {f"{PREFIX}_article": ARTICLE, **copies}


def _are_kept(cursor: Any, vendor: str) -> bool:
    if vendor == "postgresql":
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
            " AND tgrelid = ANY (%s::regclass[])",
            ([ARTICLE, *COPIES],),
        )
    else:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return {row[0] for row in cursor.fetchall()} >= set(_triggers())


def _copy_all(cursor: Any, vendor: str) -> None:
    differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    for table, column in COPIES.items():
        true = f"(SELECT {_time_of('a')} FROM {ARTICLE} a WHERE a.id = {table}.{column})"  # noqa: S608
        statement = f"UPDATE {table} SET released_at = {true} WHERE released_at {differs} {true}"  # noqa: S608
        cursor.execute(statement)


def _statements(vendor: str) -> list[str]:
    return _postgresql() if vendor == "postgresql" else _sqlite()


def _updates(row: str) -> str:
    return " ".join(
        f"UPDATE {table} SET released_at = {_time_of(row)} WHERE {column} = {row}.id;"  # noqa: S608
        for table, column in COPIES.items()
    )


def _sqlite() -> list[str]:
    statements = [
        f"CREATE TRIGGER IF NOT EXISTS {PREFIX}_article AFTER UPDATE OF state, published_at"
        f" ON {ARTICLE} WHEN {_time_of('old')} IS NOT {_time_of('new')}"
        f" BEGIN {_updates('new')} END"
    ]
    for table, column in COPIES.items():
        true = f"(SELECT {_time_of('a')} FROM {ARTICLE} a WHERE a.id = new.{column})"  # noqa: S608
        put_right = f"UPDATE {table} SET released_at = {true} WHERE id = new.id;"  # noqa: S608
        for name, event in (("added", "INSERT"), ("changed", f"UPDATE OF released_at, {column}")):
            statements.append(
                f"CREATE TRIGGER IF NOT EXISTS {PREFIX}_{table}_{name} AFTER {event} ON {table}"
                f" WHEN new.released_at IS NOT {true} BEGIN {put_right} END"
            )
    return statements


def _function(name: str, body: str, result: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {body} RETURN {result}; END $$"
    )


def _postgresql() -> list[str]:
    statements = [
        _function(f"{PREFIX}_article", _updates("NEW"), "NULL"),
        f"CREATE OR REPLACE TRIGGER {PREFIX}_article AFTER UPDATE OF state, published_at"
        f" ON {ARTICLE} FOR EACH ROW"
        f" WHEN ({_time_of('OLD')} IS DISTINCT FROM {_time_of('NEW')})"
        f" EXECUTE FUNCTION {PREFIX}_article()",
    ]
    for table, column in COPIES.items():
        # The article's row is held: whoever changes it at this moment is waited for.
        body = (
            f"NEW.released_at := (SELECT {_time_of('a')} FROM {ARTICLE} a"  # noqa: S608
            f" WHERE a.id = NEW.{column} FOR SHARE);"
        )
        statements.append(_function(f"{PREFIX}_{table}", body, "NEW"))
        for name, event in (("added", "INSERT"), ("changed", f"UPDATE OF released_at, {column}")):
            statements.append(
                f"CREATE OR REPLACE TRIGGER {PREFIX}_{table}_{name} BEFORE {event} ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION {PREFIX}_{table}()"
            )
    return statements

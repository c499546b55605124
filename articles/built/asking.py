"""Asking the database the one question of an article's page, at the least cost.

PostgreSQL plans it once for each connection: that takes longer than the answer. And a connection
is not asked whether it is alive before it is asked: a dead one is opened again.
"""

from __future__ import annotations

from typing import Any, Final

from django.db import DatabaseError, InterfaceError, OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

Rows = list[tuple[Any, ...]]

_NAME: Final = "built_parts"
#: PostgreSQL's codes where a statement is not prepared after all: not there, there already, of
#: tables that have changed. A pooler that gives each transaction another connection does the first.
_UNPREPARED: Final = frozenset({"26000", "42P05", "0A000"})
#: Set on a wrapper: the connection that it has prepared the statement on, or that it cannot.
_MARK: Final = "built_parts_prepared"


def rows(
    connection: BaseDatabaseWrapper, sql: str, fixed: tuple[Any, ...], asked: tuple[str, str, int]
) -> Rows:
    """Return what ``sql`` gives with the values that it always has, then those asked for."""
    if connection.connection is None or connection.in_atomic_block:
        return _ask(connection, sql, fixed, asked)
    connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        return _ask(connection, sql, fixed, asked)
    except (InterfaceError, OperationalError):
        if connection.is_usable():
            raise
        connection.close()
    return _ask(connection, sql, fixed, asked)


def _ask(
    connection: BaseDatabaseWrapper, sql: str, fixed: tuple[Any, ...], asked: tuple[str, str, int]
) -> Rows:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and getattr(connection, _MARK, None) is not False:
            try:
                _prepare(connection, cursor, sql, fixed)
                cursor.execute(f"EXECUTE {_NAME}(%s, %s, %s)", asked)
                return list(cursor.fetchall())
            except DatabaseError as error:
                code = getattr(error.__cause__, "pgcode", getattr(error.__cause__, "sqlstate", ""))
                if code not in _UNPREPARED or connection.in_atomic_block:
                    raise
                setattr(connection, _MARK, False)
        cursor.execute(sql, [*fixed, *asked])
        return list(cursor.fetchall())


def _prepare(
    connection: BaseDatabaseWrapper, cursor: Any, sql: str, fixed: tuple[Any, ...]
) -> None:
    if getattr(connection, _MARK, None) is connection.connection:
        return
    # Only what is asked for is a parameter of it; the rest is written into it.
    places = [f"${number}" for number in (1, 2, 3)]
    with_places = sql % (*("%s" for _value in fixed), *places)
    cursor.execute(f"PREPARE {_NAME}(text, text, bigint) AS {with_places}", fixed or None)
    setattr(connection, _MARK, connection.connection)

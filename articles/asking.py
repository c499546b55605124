"""Whether there is such a row: asked for each of many rows, or for many ranges in one statement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import connection, connections
from django.db.models import QuerySet, Subquery
from django.db.models.lookups import IsNull


def finds(rows: QuerySet[Any]) -> IsNull:
    """Return the condition that ``rows``, which name an outer row, find one.

    Asked for each outer row as it comes: of an EXISTS PostgreSQL makes a join, and then looks at
    everything before it shows the first page.
    """
    return IsNull(Subquery(rows.values("pk")[:1]), False)


def holding(rows: QuerySet[Any], field: str, ranges: Iterable[tuple[Any, Any]]) -> set[int]:
    """Return the places, from 0, of those ``ranges`` of ``field`` in which one of ``rows`` lies.

    A range begins with its first value and ends before its second. One query, which looks up the
    first row behind each beginning (of two upper bounds, SQLite's index may take the farther one);
    they are given as rows, since planning a condition for each took longer than that.
    """
    asked = [(place, *map(_adapted, one)) for place, one in enumerate(ranges)]
    if not asked:
        return set()
    inner, params = rows.order_by().values(field).query.sql_with_params()
    values = ", ".join(["(%s, %s, %s)"] * len(asked))
    statement = (
        f"WITH asked(place, low, high) AS (VALUES {values}) SELECT place FROM asked"  # noqa: S608
        f" WHERE (SELECT there.{field} FROM ({inner}) there WHERE there.{field} >= asked.low"
        f" ORDER BY there.{field} LIMIT 1) < asked.high"
    )
    with connections[rows.db].cursor() as cursor:
        cursor.execute(statement, [*chain.from_iterable(asked), *params])
        return {row[0] for row in cursor.fetchall()}


def _adapted(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value

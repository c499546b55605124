"""Queries that Django builds and writes out once, and that are then asked with other ids.

To build the longest queries of readers' pages and to write them as SQL takes Django several times
as long as the database takes to answer them, and their words are always the same but for a few ids.
Nothing public of Django does that: this keeps the compiler of a query, which knows what it wrote
and what its columns are, and has a copy of it say so again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections, models, router
from django.db.models.sql.compiler import SQLCompiler

from articles.dependencies import collecting
from articles.holding import hold

M = TypeVar("M", bound=models.Model)

#: Shapes of one query that are remembered; each takes some hundred kilobytes.
MOST: Final = 16
#: From here on, what stands in a query in the place of ids: numbers that no row has.
_NOBODY: Final = -(2**62)


@dataclass(frozen=True)
class _Written(Generic[M]):
    """A query as it was written for a database: its SQL, none if it can find nothing, and values of
    which some are places."""

    rows: models.QuerySet[M]
    compiler: SQLCompiler
    sql: str
    values: Sequence[Any]

    def asked(self, alias: str, ids: Sequence[int]) -> list[M]:
        if not self.sql:
            return []
        last = _NOBODY + len(ids)
        values = tuple(
            ids[value - _NOBODY] if type(value) is int and _NOBODY <= value < last else value
            for value in self.values
        )
        compiler = copy(self.compiler)
        compiler.connection = connections[alias]
        compiler.as_sql = lambda *_args, **_more: (self.sql, values)  # type: ignore[method-assign]
        query = copy(self.rows.query)
        query.get_compiler = lambda *_args, **_more: compiler  # type: ignore[method-assign]
        return list(type(self.rows)(model=self.rows.model, query=query, using=alias))


class WrittenQuery(Generic[M]):
    """``build(shape, ids)`` returns the query of ``model``, of one shape, for these ids.

    It may do no more with an id than compare a column with it, must prefetch nothing and know no
    time but the database's: what it makes of anything else stays as it was. What it notes of what
    a page depends on is lost: who asks notes that.
    """

    def __init__(
        self, model: type[M], build: Callable[[Any, Sequence[int]], models.QuerySet[M]]
    ) -> None:
        self._model, self._build = model, build
        self._written: OrderedDict[Hashable, _Written[M]] = OrderedDict()

    def ask(
        self, shape: Hashable = None, ids: Sequence[int] = (), *, using: str | None = None
    ) -> list[M]:
        """Return the rows of the query of that shape for these ids, in one query.

        Another shape, or another number of ids, is another query, and written in its turn.
        """
        alias = using or router.db_for_read(self._model)
        key = (alias, connections[alias].vendor, shape, len(ids))
        written = self._written.get(key)
        if written is None:
            written = self._write(alias, shape, len(ids))
            hold(self._written, key, written, most=MOST)
        return written.asked(alias, ids)

    def _write(self, alias: str, shape: Hashable, number: int) -> _Written[M]:
        places = range(_NOBODY, _NOBODY + number)
        with collecting():  # of nobody's page
            rows = self._build(shape, places)
        compiler = rows.query.get_compiler(using=alias)
        try:
            sql, values = compiler.as_sql()
        except EmptyResultSet:  # whatever the ids are
            sql, values = "", ()
        return _Written(rows, compiler, sql, values)

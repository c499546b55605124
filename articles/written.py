"""Queries that Django builds and writes out once, and that are then asked with other ids or words.

To build the longest queries of readers' pages and to write them as SQL takes Django several times
as long as the database takes to answer them, and it is always the same but for a few values.
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

Row = TypeVar("Row")
#: What may differ each time: ids, and words that a column is compared with.
Given = Sequence[int] | Sequence[str]

#: Shapes of one query that are remembered; each takes some hundred kilobytes.
MOST: Final = 16
#: From here on, what stands in a query in the place of ids: numbers that no row has.
_NOBODY: Final = -(2**62)
#: What stands in the place of words begins with this, which PostgreSQL takes for no text.
_NOTHING: Final = "\0"


@dataclass(frozen=True)
class _Written(Generic[Row]):
    """A query as it was written for a database: its SQL, none if it can find nothing, and values of
    which some are places."""

    rows: models.QuerySet[Any, Row]
    compiler: SQLCompiler
    sql: str
    values: Sequence[Any]
    places: Given

    def asked(self, alias: str, given: Given) -> list[Row]:
        if not self.sql:
            return []
        put = dict(zip(self.places, given, strict=True))
        values: tuple[Any, ...] = tuple(
            put.get(value, value) if type(value) in {int, str} else value for value in self.values
        )
        compiler = copy(self.compiler)
        compiler.connection = connections[alias]
        compiler.as_sql = lambda *_args, **_more: (self.sql, values)  # type: ignore[method-assign]
        query = copy(self.rows.query)
        query.get_compiler = lambda *_args, **_more: compiler  # type: ignore[method-assign]
        rows = self.rows.using(alias)
        rows.query = query
        rows._iterable_class = self.rows._iterable_class  # to set a query makes values of it dicts
        return list(rows)


class WrittenQuery(Generic[Row]):
    """``build(shape, given)`` returns the query of ``model``, of one shape, for these ids or words;
    its rows may be values (``values_list``).

    It may do no more with one than compare a column with it, must prefetch nothing and know no
    time but the database's: what it makes of anything else stays as it was. What it notes of what
    a page depends on is lost: who asks notes that.
    """

    def __init__(
        self,
        model: type[models.Model],
        build: Callable[[Any, Any], models.QuerySet[Any, Row]],
    ) -> None:
        self._model, self._build = model, build
        self._written: OrderedDict[Hashable, _Written[Row]] = OrderedDict()

    def ask(
        self, shape: Hashable = None, ids: Given = (), *, using: str | None = None
    ) -> list[Row]:
        """Return the rows of the query of that shape for these ids or words, in one query.

        Another shape, or another number of them, is another query, and written in its turn.
        """
        alias = using or router.db_for_read(self._model)
        key = (alias, connections[alias].vendor, shape, len(ids))
        written = self._written.get(key)
        if written is None:
            written = self._write(alias, shape, ids)
            hold(self._written, key, written, most=MOST)
        return written.asked(alias, ids)

    def _write(self, alias: str, shape: Hashable, given: Given) -> _Written[Row]:
        numbers = range(_NOBODY, _NOBODY + len(given))
        is_words = any(isinstance(one, str) for one in given)
        places: Given = [f"{_NOTHING}{number}" for number in numbers] if is_words else numbers
        with collecting():  # of nobody's page
            rows = self._build(shape, places)
        compiler = rows.query.get_compiler(using=alias)
        try:
            sql, values = compiler.as_sql()
        except EmptyResultSet:  # whatever is given
            sql, values = "", ()
        return _Written(rows, compiler, sql, values, places)

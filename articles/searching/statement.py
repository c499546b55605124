"""The newest public articles that have tokens, in one statement that stops when it has enough.

A list that is asked for "the newest twenty" of half a million hits must not gather them all. So the
index is asked for stretches of months, the newest first and each longer than the one before: what
is common is found in the first, what is rare costs little in any. The database goes through the
stretches in turn and stops at the last row that is wanted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db import OperationalError, connection
from django.db.models import Q
from django.utils import timezone

from articles.models import Article
from articles.querysets import ArticleQuerySet
from articles.searching.terms import Has, Terms, is_anywhere
from articles.searching.words import PERIODS, month_of, start_of

#: Months in each stretch, from the newest, and more where it would begin within a quarter or a
#: year: few tokens say which they are. Behind them lies one without an end: what has not filled a
#: page by then is rare, and to find all of it takes less than to ask which years it is of.
STRETCHES: Final = (1, 3, 12)
#: Of all titles together a beginning of a word is more than all else.
STRETCHES_OF_BEGINNINGS: Final = (*STRETCHES, 48)
#: Where ``MANY`` rows are wanted each is about twice as long as what lies before it: all hits of
#: the last one are gone through, however few of them are wanted.
STRETCHES_OF_MANY: Final = (1, 2, 4, 12, 48)
MANY: Final = 100
#: Phrases have fewer hits: each stretch costs more than the hits that a shorter one would spare.
STRETCHES_OF_ROWS: Final = (1, 24)
#: Milliseconds that PostgreSQL may work on one statement.
TIMEOUT: Final = 1_500


class TooMuchWork(Exception):
    """The database was not done in time: whoever asks has to ask for less."""


class Place(NamedTuple):
    """An article's place in the order by publication, and whether it has the very accents."""

    pk: int
    published_at: datetime
    is_exact: bool = False


@dataclass(frozen=True)
class Layer:
    """One of the parts of a result, in their order: articles with ``terms``, newest first.

    ``narrowed`` are those among which they are; none comes before the place ``after`` or is newer
    than ``until``.
    """

    terms: Terms
    narrowed: ArticleQuerySet
    after: Place | None = None
    until: datetime | None = None
    is_exact: bool = False

    @property
    def latest(self) -> datetime | None:
        """The time that none is newer than, if it is known."""
        known = (self.until, self.after.published_at if self.after else None)
        return min((moment for moment in known if moment), default=None)

    def bounds(self) -> Q:
        """Return the conditions of ``after`` and ``until``."""
        condition = Q()
        if self.until:
            condition &= Q(published_at__lte=self.until)
        if self.after:
            pk, moment = self.after.pk, self.after.published_at
            condition &= Q(published_at__lte=moment)  # lets an index start at the right place
            condition &= Q(published_at__lt=moment) | Q(published_at=moment, pk__lt=pk)
        return condition


def newest(
    layers: Sequence[Layer],
    *,
    limit: int,
    since: datetime | None = None,
    timeout: int = TIMEOUT,
) -> list[Place]:
    """Return the first ``limit`` public articles of the layers, layer by layer, in one query.

    None is older than ``since``.

    Raises:
        TooMuchWork: the database was not done in ``timeout`` milliseconds.
    """
    if not layers or limit < 1:
        return []
    parts: list[str] = []
    values: list[Any] = []
    for layer in layers:
        for sql, params in _parts(layer, limit, since):
            number = len(parts)
            parts.append(f"SELECT part{number}.*, {int(layer.is_exact)} FROM ({sql}) part{number}")  # noqa: S608
            values += params
    most, known = _most(layers, limit)
    rows = _run(f"{' UNION ALL '.join(parts)} LIMIT {most}", [*values, *known], timeout)
    field = Article._meta.get_field("published_at")
    converters = connection.ops.get_db_converters(field.get_col(Article._meta.db_table))
    return [Place(pk, _converted(moment, converters), bool(exact)) for pk, moment, exact in rows]


def not_empty(layers: Sequence[Layer]) -> set[int]:
    """Return the numbers of the layers that have a public article, in one query.

    Raises:
        TooMuchWork: the database was not done in ``TIMEOUT``.
    """
    if not layers:
        return set()
    asked: list[str] = []
    values: list[Any] = []
    for number, layer in enumerate(layers):
        parts: list[str] = []
        for sql, params in _parts(layer, 1, None):
            parts.append(f"SELECT 1 FROM ({sql}) part{len(parts)}")  # noqa: S608
            values += params
        asked.append(f"SELECT {number} WHERE EXISTS ({' UNION ALL '.join(parts)})")
    return {number for (number,) in _run(" UNION ALL ".join(asked), values, TIMEOUT)}


def _most(layers: Sequence[Layer], limit: int) -> tuple[str, list[Any]]:
    """Return how many rows are wanted, as SQL, and its values."""
    if connection.vendor != "sqlite":
        return str(limit), []
    # That words are in no article together, its index knows when it has gone through the rarest:
    # it is asked that first, and not for each stretch.
    asked = [is_anywhere(layer.terms) for layer in layers]
    values = [value for _sql, found in asked for value in found]
    return f"{limit} * ({' OR '.join(sql for sql, _found in asked)})", values


def _parts(
    layer: Layer, limit: int, since: datetime | None
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the statement of each of the layer's stretches, and its values."""
    for articles in _stretches(layer, since, _lengths(layer.terms, limit)):
        if since:
            articles = articles.filter(published_at__gte=since)
        rows = articles.public().newest_first().values_list("pk", "published_at")[:limit]
        yield rows.query.sql_with_params()


def _lengths(terms: Terms, limit: int) -> Sequence[int]:
    if terms.rows:
        return STRETCHES_OF_ROWS
    if terms.begun:
        return STRETCHES_OF_BEGINNINGS
    return STRETCHES if limit < MANY else STRETCHES_OF_MANY


def _stretches(
    layer: Layer, since: datetime | None, lengths: Sequence[int]
) -> Iterator[ArticleQuerySet]:
    """Yield the layer's articles a stretch of months at a time, without an order."""
    last = month_of(layer.latest or timezone.now())
    # The database's clock may be in the next month already.
    top = last if layer.latest else last + 1
    ends = None
    for length in lengths:
        first = max(last - length + 1, 12)
        first -= first % max((size for size in PERIODS.values() if 4 * size <= length), default=1)
        yield _between(layer, range(first, top + 1), start_of(first), ends)
        ends, last, top = start_of(first), first - 1, first - 1
        if (since and since >= ends) or last < 12:
            return
    yield _between(layer, None, None, ends)


def _between(
    layer: Layer, months: range | None, begins: datetime | None, ends: datetime | None
) -> ArticleQuerySet:
    condition = Q(Has(layer.terms, months)) & layer.bounds()
    if begins:
        condition &= Q(published_at__gte=begins)
    if ends:
        condition &= Q(published_at__lt=ends)
    return layer.narrowed.filter(condition)


def _run(statement: str, values: list[Any], timeout: int) -> list[tuple[Any, ...]]:
    prefix = ""
    if connection.vendor == "postgresql":
        # One message, so one transaction: the settings go with it. Parts side by side would come
        # in any order; compiling takes longer than running; of what is common the planner would
        # rather read every row than the index.
        prefix = (
            f"SET LOCAL statement_timeout = {timeout}; SET LOCAL jit = off;"
            " SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL enable_seqscan = off; "
        )
    with _in_time(), connection.cursor() as cursor:
        cursor.execute(prefix + statement, values)
        return list(cursor.fetchall())


@contextmanager
def _in_time() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        # PostgreSQL's word for a statement that was cancelled.
        if getattr(error.__cause__, "pgcode", None) == "57014":
            raise TooMuchWork from error
        raise


def _converted(moment: Any, converters: Sequence[Any]) -> datetime:
    for convert in converters:
        moment = convert(moment, None, connection)
    return moment  # type: ignore[no-any-return]

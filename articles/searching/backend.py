"""The site's own database as a backend of modelsearch: what ``MODELSEARCH_BACKENDS`` names.

It takes ``PlainText``, ``Phrase``, ``And`` and ``MATCH_ALL`` of modelsearch's queries and finds
words whole, whatever their accents. Readers' pages ask it for ``places``, which knows more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Model
from modelsearch.backends.base import (
    BaseIndex,
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
)
from modelsearch.query import And, MatchAll, Phrase, PlainText, SearchQuery

from articles.models import SearchEntry
from articles.searching import index, statement
from articles.searching.query import read_query
from articles.searching.statement import Layer, Place
from articles.searching.terms import Has


class Compiler(BaseSearchQueryCompiler):
    """Turn a query of modelsearch into a condition."""

    DEFAULT_OPERATOR = "and"

    def check(self) -> None:
        """Find nothing wrong: the database can narrow articles down by whatever they have."""

    def found(self) -> Any:
        """Return the queryset narrowed down to what was asked for, in its own order."""
        parts = [read_query(text) for text in _texts(self.query)]
        queryset = self.queryset
        for part in parts:
            queryset = queryset.filter(Has(part.terms)) if part.all_words else queryset.none()
        return queryset if queryset.query.order_by else queryset.order_by("-published_at", "-pk")


def _texts(query: SearchQuery) -> Iterable[str]:
    """Yield what must be found, as it would be typed.

    Raises:
        NotImplementedError: the query is of a kind that this backend does not take.
    """
    if isinstance(query, And):
        for part in query.subqueries:
            yield from _texts(part)
    elif isinstance(query, Phrase):
        yield f'"{query.query_string}"'
    elif isinstance(query, PlainText) and query.operator == "and":
        yield query.query_string
    elif not isinstance(query, MatchAll):
        raise NotImplementedError(f"The site's own search takes no {query!r}.")


class Results(BaseSearchResults):
    def _do_search(self) -> Any:
        return self.query_compiler.found()[self.start : self.stop]

    def _do_count(self) -> int:
        return int(self.query_compiler.found()[self.start : self.stop].count())


class Entries(BaseIndex):
    """The rows of ``SearchEntry``."""

    def add_items(self, model: type[Model], items: Iterable[Any]) -> None:
        index.refresh_held(item.pk for item in items)

    def delete_item(self, item: Any) -> None:
        SearchEntry.objects.filter(pk=item.pk).delete()


class SearchBackend(BaseSearchBackend):
    query_compiler_class: ClassVar[Any] = Compiler
    results_class: ClassVar[Any] = Results
    index_class: ClassVar[Any] = Entries

    def places(
        self, layers: Sequence[Layer], *, limit: int, since: datetime | None = None
    ) -> list[Place]:
        """Return what ``statement.newest`` returns: here, in one query."""
        return statement.newest(layers, limit=limit, since=since)

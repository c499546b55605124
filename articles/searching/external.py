"""Search by another backend of modelsearch, such as OpenSearch, that ``SEARCH_URL`` names.

It is given the same tokens (``Article.search_tokens``), so that it finds the same articles and
needs to know no Vietnamese. It is told of changes after the commit, and may be late or down: what
it names is shown only if the database says that readers may open it now. A phrase of four words or
more it finds where each three of them stand in a row.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import Q
from modelsearch.backends import get_search_backend
from modelsearch.query import And, Not, PlainText, SearchQuery

from articles.committed import afterwards
from articles.models import Article
from articles.models.article import RELEASED
from articles.searching import index
from articles.searching.backend import SearchBackend
from articles.searching.statement import Layer, Place, TooMuchWork

#: So many more are asked for than are wanted: some may not be public any more.
MORE: Final = 10
_log = logging.getLogger(__name__)


def finder() -> SearchBackend | External:
    """Return who finds places: the database, or whatever backend is configured."""
    backend = get_search_backend()
    return backend if isinstance(backend, SearchBackend) else External(backend)


class External:
    def __init__(self, backend: Any) -> None:
        self.backend = backend

    def places(
        self, layers: Sequence[Layer], *, limit: int, since: datetime | None = None
    ) -> list[Place]:
        """Return what ``statement.newest`` returns, in up to two queries and one search a layer.

        Raises:
            TooMuchWork: the backend does not answer.
        """
        found: list[Place] = []
        for layer in layers:
            if len(found) < limit:
                found += self._layer(layer, limit - len(found), since)
        return found

    def _layer(self, layer: Layer, limit: int, since: datetime | None) -> list[Place]:
        condition = layer.bounds() & Q(state__in=[str(state) for state in RELEASED])
        if since:
            condition &= Q(published_at__gte=since)
        articles = Article.objects.filter(condition).only("pk").order_by("-published_at", "-id")
        hits = self.backend.search(
            compiled(layer), articles, fields=["search_tokens"], order_by_relevance=False
        )
        try:
            named = [article.pk for article in hits[: limit + MORE]]
        except Exception as error:
            # Whatever its client raises: there are as many kinds as there are clients.
            _log.exception("The search backend does not answer")
            raise TooMuchWork from error
        public = Article.objects.public().filter(pk__in=named).newest_first()
        rows = public.values_list("pk", "published_at")[:limit]
        return [Place(pk, moment, layer.is_exact) for pk, moment in rows if moment]


def compiled(layer: Layer) -> SearchQuery:
    """Return the layer's terms as modelsearch puts them."""
    terms = layer.terms
    asked: SearchQuery = PlainText(" ".join(terms.tokens), operator="and")
    if terms.but:
        asked = And([asked, Not(PlainText(" ".join(terms.but), operator="and"))])
    return asked


def follow(pks: Iterable[int]) -> None:
    """Tell the configured backend after the commit that articles have changed."""
    if isinstance(finder(), External):
        afterwards(tell, sorted(pks))


def tell(pks: Sequence[int]) -> None:
    """Give the configured backend the articles as they are now, and take from it what is gone."""
    backend = get_search_backend()
    released = {article.pk: article for article in index.released().filter(pk__in=pks)}
    if released:
        backend.add_bulk(Article, list(released.values()))
    for pk in set(pks) - released.keys():
        backend.delete(Article(pk=pk))


def make_ready() -> None:
    """Make sure that the configured backend has a place for articles."""
    place = get_search_backend().get_index_for_model(Article)
    if not place.exists():
        place.put()
    place.add_model(Article)

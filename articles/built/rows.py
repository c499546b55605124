"""The article whose parts are made, by queries that are written out once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import QuerySet

from articles.models import Article, PhotoCaption
from articles.written import WrittenQuery


def bare(article_id: int) -> Article | None:
    """Return the public article with its section and its series, in one query."""
    return next(iter(_BARE.ask(ids=[article_id])), None)


def with_photos(article_id: int) -> Article | None:
    """Return the public article as ``ArticleQuerySet.with_photos`` does, in two queries."""
    article = next(iter(_STORY.ask(ids=[article_id])), None)
    if article is not None:
        captions = _CAPTIONS.ask(ids=[article_id])
        for caption in captions:
            caption.article = article
        _prefetched(article, "captions", captions)
    return article


def _prefetched(article: Article, name: str, found: list[Any]) -> None:
    """Let ``article`` have what was found, as if Django had prefetched it."""
    rows = getattr(article, name).all()
    rows._result_cache = found
    rows._prefetch_done = True
    article._prefetched_objects_cache = {name: rows}


def _bare(shape: None, ids: Sequence[int]) -> QuerySet[Article]:
    rows = Article.objects.public().filter(pk=ids[0])
    return rows.defer("folded").select_related("section__parent", "series")


def _story(shape: None, ids: Sequence[int]) -> QuerySet[Article]:
    return Article.objects.public().filter(pk=ids[0]).with_photos().prefetch_related(None)


def _captions(shape: None, ids: Sequence[int]) -> QuerySet[PhotoCaption]:
    return PhotoCaption.objects.filter(article=ids[0]).select_related("photo")


_BARE: Final = WrittenQuery(Article, _bare)
_STORY: Final = WrittenQuery(Article, _story)
_CAPTIONS: Final = WrittenQuery(PhotoCaption, _captions)

"""Building what a page needs and nobody has asked for yet: archives, and what was imported."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from articles.built import making, reading, rows, storing
from articles.built.parts import BESIDE, NAMES, STORY, loading
from articles.models import Article
from articles.page import ArticlePage, bare_page, page_beside, story_page, whole_page_of

#: Articles whose parts are stored together.
BATCH = 50


def load(article_id: int, names: Collection[str]) -> ArticlePage | None:
    """Return of a public article's page what these parts print; None where it is none."""
    # The article's own key, and the paper's, every part has anyway.
    with loading(STORY):
        article = rows.with_photos(article_id) if STORY in names else rows.bare(article_id)
    if article is None:
        return None
    if STORY in names:
        return whole_page_of(article) if BESIDE in names else story_page(article)
    return page_beside(article) if BESIDE in names else bare_page(article)


def newest(limit: int | None) -> list[int]:
    """Return the ids of the public articles, the newest first; so many, or all."""
    pks = Article.objects.public().newest_first().values_list("pk", flat=True)
    return list(pks[:limit] if limit is not None else pks)


def build(pks: Collection[int]) -> Iterator[int]:
    """Build what is missing of these articles' pages, in each language of the interface.

    Yields for each article how many pages that was. What is there is left alone, so that it may be
    stopped and begun again.
    """
    for place, pk in enumerate(pks, start=1):
        yield sum(_build(pk, language) for language, _name in settings.LANGUAGES)
        if place % BATCH == 0:
            storing.finish()
    storing.finish()


def _build(article_id: int, language: str) -> bool:
    with translation.override(language):
        found = reading.find(article_id, language)
        if found is None or len(found.parts) == len(NAMES):
            return False
        page = making.make(HttpRequest(), found, lambda names: load(article_id, names))
    return page is not None

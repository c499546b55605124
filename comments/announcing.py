"""Telling who keeps finished pages that what readers see of an article's comments has changed."""

from __future__ import annotations

from collections.abc import Iterable

from articles.signals import public_content_changed
from comments.models import Comment


def announce(articles: Iterable[int]) -> None:
    """Say so of articles, by their ids, inside the transaction that changes their comments.

    Likes are not told of: a page shows their number as it was a few minutes ago at the most.
    """
    if keys := frozenset(key_of(pk) for pk in articles):
        public_content_changed.send(sender=Comment, keys=keys)


def key_of(article_id: int) -> str:
    """Return the key that a page with comments of the article depends on."""
    return f"comments:{article_id}"

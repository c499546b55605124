"""Telling who keeps finished pages that what readers see of an article's comments has changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from articles.signals import public_content_changed
from comments.models import Comment, Status, Writer


def announce(articles: Iterable[int]) -> None:
    """Say so of articles, by their ids, inside the transaction that changes their comments.

    Likes are not told of: a page shows their number as it was a few minutes ago at the most.
    """
    if keys := frozenset(key_of(pk) for pk in articles):
        public_content_changed.send(sender=Comment, keys=keys)


def follow(instance: Writer, **kwargs: Any) -> None:
    """Receive ``pre_delete`` of a writer: names over comments lead to nobody's page any more."""
    shown = Comment.objects.filter(user=instance.pk, status=Status.APPROVED).order_by()
    announce(shown.values_list("article", flat=True).distinct())


def key_of(article_id: int) -> str:
    """Return the key that a page with comments of the article depends on."""
    return f"comments:{article_id}"

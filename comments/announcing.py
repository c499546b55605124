"""Telling who keeps finished pages that what readers see of an article's comments has changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from articles.signals import number_changed, public_content_changed
from comments.models import Comment, Status, Writer


def announce(articles: Iterable[int], *, takes_away: bool = True) -> None:
    """Say so of articles, by their ids, inside the transaction that changes their comments.

    ``takes_away`` unless nothing of what readers had is another or gone. Likes are not told of: a
    page shows their number as it was a few minutes ago at the most.
    """
    if keys := frozenset(key_of(pk) for pk in articles):
        public_content_changed.send(sender=Comment, keys=keys, takes_away=takes_away)


def follow(instance: Writer, **kwargs: Any) -> None:
    """Receive ``pre_delete`` of a writer: names over comments lead to nobody's page any more."""
    shown = Comment.objects.filter(user=instance.pk, status=Status.APPROVED).order_by()
    announce(shown.values_list("article", flat=True).distinct())


def key_of(article_id: int) -> str:
    """Return the key that a page with comments of the article depends on."""
    return f"comments:{article_id}"


def likes_key(article_id: int) -> str:
    """Return the key of the numbers of likes, which a page may show a little behind."""
    return f"likes:{article_id}"


def announce_likes(article_id: int) -> None:
    """Say after the commit that the likes on an article's comments are others."""
    number_changed.send(sender=Comment, key=likes_key(article_id))

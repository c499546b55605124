"""The demonstration's comments, through the same gates as readers' own."""

import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from articles.models import Article
from comments.models import Comment
from comments.moderation.decisions import decide
from newsroom.models import User


def add_comments(
    article: Article,
    entries: Iterable[dict[str, Any]],
    moderator: User,
    now: datetime,
    chance: random.Random,
) -> None:
    """Store ``entries`` under ``article``, each in the state that it names, with its time."""
    if article.published_at is None:
        return
    made: dict[int, Comment] = {}
    for entry in entries:
        parent = made.get(entry.get("to", 0))
        written = min(
            article.published_at + timedelta(minutes=entry["minutes_after"]),
            now - timedelta(minutes=chance.randint(3, 90)),
        )
        comment = made[entry["id"]] = Comment.objects.create(
            article=article,
            parent=parent,
            root=(parent.root or parent) if parent else None,
            name=entry["name"],
            body=entry["body"],
            created_at=max(written, article.published_at),
            like_count=entry.get("likes", 0),
        )
        _settle(comment, entry["status"], moderator, chance)


def _settle(comment: Comment, status: str, moderator: User, chance: random.Random) -> None:
    if status == "pending":
        return
    decide([comment.pk], status, by=moderator)
    if status == "approved":
        # It was approved a while after it was written, not when the demonstration was made.
        comment.published_at = comment.created_at + timedelta(minutes=chance.randint(2, 40))
        Comment.objects.filter(pk=comment.pk).update(published_at=comment.published_at)

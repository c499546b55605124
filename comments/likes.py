"""Readers' likes: one of a reader for a comment, counted with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from articles.committed import afterwards
from comments.announcing import announce_likes
from comments.models import Comment, Like


@dataclass(frozen=True)
class Liked:
    """What holds after a press: whether the reader likes the comment, and how many do."""

    liked: bool
    count: int


class OwnComment(Exception):
    """Nobody likes what they wrote themselves."""


@transaction.atomic
def like(comment_id: int, readers: Sequence[str], *, wanted: bool) -> Liked | None:
    """Have a reader like a comment, or like it no more; None where it is not to be liked.

    ``readers`` are all that the reader is known as (``identity.readers_of``): a like given under
    one of them is theirs under each. The comment's row is taken first, so that presses on one
    comment follow one another, and each finds what the one before it has left.

    Raises:
        OwnComment: the reader wrote it.
    """
    rows = Comment.objects.public().filter(pk=comment_id, emptied_at=None)
    rows = rows.select_for_update(of=("self",), no_key=True).only("article", "reader", "like_count")
    comment = rows.first()
    if comment is None:
        return None
    if comment.reader in readers:
        raise OwnComment
    given = Like.objects.filter(comment=comment, reader__in=readers)
    if wanted:
        difference = 0 if given.exists() else 1
        if difference:
            Like.objects.create(comment=comment, reader=readers[0])
    else:
        difference = -given.delete()[0]
    if difference:
        count(comment.pk, difference)
        afterwards(announce_likes, comment.article_id)
    return Liked(wanted, comment.like_count + difference)


def count(comment_id: int, difference: int) -> None:
    """Add to a comment's likes. The caller holds its row."""
    Comment.objects.filter(pk=comment_id).update(
        like_count=F("like_count") + difference,
        interest=F("like_count") + F("reply_count") + difference,
    )


def liked_by(readers: Sequence[str], article_id: int) -> list[int]:
    """Return the ids of the comments on an article that the reader likes; one query."""
    given = Like.objects.filter(reader__in=readers, comment__article=article_id)
    return sorted(set(given.values_list("comment", flat=True)))


def is_liked(comment: Comment, readers: Sequence[str]) -> bool:
    return Like.objects.filter(comment=comment, reader__in=readers).exists()

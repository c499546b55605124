"""The stored numbers: comments of an article, replies under a root.

Whoever changes a comment's status changes them in the same transaction, by differences.
``comments.recounting`` tells and mends what went wrong all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from django.db.models import F

from comments.models import Comment, CommentCounter

D = TypeVar("D", bound=Hashable)

# As many ids as every database takes in one query.
CHUNK = 500


class Delta(NamedTuple):
    """By how much an article's numbers change."""

    approved: int = 0
    pending: int = 0


def change(deltas: Mapping[int, Delta]) -> None:
    """Add to the numbers of articles, by article id. Runs inside the caller's transaction."""
    deltas = {pk: delta for pk, delta in deltas.items() if any(delta)}
    locked(deltas)
    for delta, articles in _grouped(deltas).items():
        for ids in chunks(articles):
            CommentCounter.objects.filter(pk__in=ids).update(
                approved=F("approved") + delta.approved, pending=F("pending") + delta.pending
            )


def change_replies(deltas: Mapping[int, int]) -> None:
    """Add to ``reply_count`` and ``interest``, by root id. The caller holds the roots' locks."""
    for delta, roots in _grouped(deltas).items():
        for ids in chunks(roots if delta else []):
            Comment.objects.filter(pk__in=ids).update(
                reply_count=F("reply_count") + delta,
                interest=F("like_count") + F("reply_count") + delta,
            )


def locked(articles: Iterable[int]) -> dict[int, CommentCounter]:
    """Take the counters of articles until the transaction ends, by article id.

    Missing ones are made. The order of the ids keeps two callers from waiting for each other.
    """
    wanted = sorted(articles)
    CommentCounter.objects.bulk_create(
        [CommentCounter(article_id=pk) for pk in wanted], batch_size=CHUNK, ignore_conflicts=True
    )
    rows = CommentCounter.objects.select_for_update(no_key=True).order_by("pk")
    return {row.pk: row for ids in chunks(wanted) for row in rows.filter(pk__in=ids)}


def chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """Yield the ids in order, as many at a time as go into a query."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


def _grouped(deltas: Mapping[int, D]) -> dict[D, list[int]]:
    groups: dict[D, list[int]] = defaultdict(list)
    for pk, delta in deltas.items():
        groups[delta].append(pk)
    return groups

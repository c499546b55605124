"""Likes at once: many presses of one reader make one, those of many readers are all counted."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from typing import Final

from django.db import DatabaseError, connections

from articles.models import Article
from comments.likes import like
from comments.models import Comment, Like
from newsroom.benchmarks.figures import Figure, Sizes, significant

HANDS: Final = 16
# Seconds: all are at the end long before.
PATIENCE: Final = 60


def measure(article: Article, sizes: Sizes) -> Iterator[Figure]:
    """Press so often for one reader, then once for each of as many, on a comment of ``article``."""
    first, second = Comment.objects.roots(article)[:2]
    with ThreadPoolExecutor(HANDS) as pool:
        start = perf_counter()
        _press(pool, first, ["one"] * sizes.likes)
        failed = _press(pool, second, [f"reader{number}" for number in range(sizes.likes)])
        seconds = perf_counter() - start
        _close_connections(pool)
    yield _all("likes-of-one", first, 1)
    yield _all("likes-of-many", second, sizes.likes)
    yield Figure(
        "comments.likes",
        significant(2 * sizes.likes / seconds),
        "presses/s",
        against=max(1, sizes.likes - failed),
    )


def _all(name: str, comment: Comment, wanted: int) -> Figure:
    """Return a figure that holds where the rows and the comment's own number are right."""
    comment.refresh_from_db()
    rows = Like.objects.filter(comment=comment).count()
    right = rows == comment.like_count == comment.interest - comment.reply_count == wanted
    return Figure(f"comments.{name}", comment.like_count, "likes", wanted, right, max(1, rows))


def _press(pool: ThreadPoolExecutor, comment: Comment, readers: list[str]) -> int:
    """Press for each reader; return how often the database refused."""

    def press(reader: str) -> bool:
        try:
            return like(comment.pk, [reader], wanted=True) is None
        except DatabaseError:
            return True

    return sum(pool.map(press, readers))


def _close_connections(pool: ThreadPoolExecutor) -> None:
    """Let each thread of the pool close its own, so that the database can go."""
    together = threading.Barrier(HANDS, timeout=PATIENCE)

    def close(_number: int) -> None:
        together.wait()
        connections.close_all()

    list(pool.map(close, range(HANDS)))

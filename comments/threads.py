"""A page of comments, put together from the rows of one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.models import Article
from comments.cursors import Cursor
from comments.models import Comment
from comments.querysets import REPLIES_PER_ROOT, ROOTS_PER_PAGE


@dataclass(frozen=True)
class Reply:
    """``answers`` is the reply that this one answers; None where it answers the root."""

    comment: Comment
    answers: Comment | None


@dataclass(frozen=True)
class Thread:
    """A public root, and its replies from the oldest approval on; perhaps not all of them."""

    root: Comment
    replies: list[Reply]

    @property
    def has_more(self) -> bool:
        return self.root.reply_count > len(self.replies)


@dataclass(frozen=True)
class ThreadPage:
    """``total`` counts all public comments of the article; ``next_cursor`` is empty at the end."""

    total: int = 0
    threads: list[Thread] = field(default_factory=list)
    next_cursor: str = ""


def load_page(article: Article, *, after: Cursor | None = None) -> ThreadPage:
    """Load a page of a public article's comments, newest approval first, in one query."""
    rows = list(Comment.objects.thread(article, after=after))
    roots = sorted(
        (row for row in rows if row.root_id is None), key=Cursor.of_comment, reverse=True
    )
    page = roots[:ROOTS_PER_PAGE]
    replies: dict[int, list[Comment]] = defaultdict(list)
    for row in rows:
        if row.root_id is not None:
            replies[row.root_id].append(row)
    return ThreadPage(
        total=_total(rows),
        threads=[Thread(root, _in_order(replies[root.pk])) for root in page],
        next_cursor=str(Cursor.of_comment(page[-1])) if len(roots) > len(page) else "",
    )


def load_thread(root: Comment, *, after: Cursor | None = None) -> ThreadPage:
    """Load one public root's replies, up to 50 after the cursor, in one query."""
    rows = list(Comment.objects.one_thread(root, after=after))
    page = rows[:REPLIES_PER_ROOT]
    return ThreadPage(
        total=_total(rows),
        threads=[Thread(root, _in_order(page))],
        next_cursor=str(Cursor.of_comment(page[-1])) if len(rows) > len(page) else "",
    )


def _in_order(replies: Iterable[Comment]) -> list[Reply]:
    ordered = sorted(replies, key=Cursor.of_comment)
    shown = {reply.pk: reply for reply in ordered}
    return [Reply(reply, shown.get(reply.parent_id or 0)) for reply in ordered]


def _total(rows: list[Comment]) -> int:
    return (getattr(rows[0], "article_total", None) or 0) if rows else 0

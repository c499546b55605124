"""A page of comments, put together from the rows of one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import models

from articles.models import Article
from articles.written import WrittenQuery
from comments.cursors import Cursor, InterestCursor
from comments.models import Comment
from comments.orders import Order
from comments.querysets import REPLIES_BEFORE, REPLIES_PER_PAGE, REPLIES_SHOWN, ROOTS_PER_PAGE


@dataclass(frozen=True)
class Reply:
    """``answers`` is the reply that this one answers; None where it answers the root.

    Of that reply only id, name and the beginning of the text are there; it is public, but may
    stand on another page.
    """

    comment: Comment
    answers: Comment | None


@dataclass(frozen=True)
class Thread:
    """A public root, and its replies from the oldest approval on; perhaps not all of them.

    ``next_cursor`` and ``previous_cursor`` lead to the others, and are empty where there are
    none; ``more`` counts those after the last, 0 where that is not known. Among the newsroom's
    choice each comment stands for itself: ``answers`` is what it answers.
    """

    root: Comment
    replies: list[Reply]
    next_cursor: str = ""
    previous_cursor: str = ""
    more: int = 0
    answers: Comment | None = None

    @property
    def has_more(self) -> bool:
        return bool(self.next_cursor)


@dataclass(frozen=True)
class ThreadPage:
    """``total`` counts all public comments of the article; ``next_cursor`` is empty at the end."""

    total: int = 0
    threads: list[Thread] = field(default_factory=list)
    next_cursor: str = ""
    order: Order = Order.NEWEST
    has_picks: bool = False


def _first_page(order: Order, ids: Sequence[int]) -> models.QuerySet[Comment]:
    return Comment.objects.page(Article(pk=ids[0]), order)


_FIRST_PAGE: Final = WrittenQuery(Comment, _first_page)


def load_page(
    article: Article,
    order: Order = Order.NEWEST,
    *,
    after: Cursor | InterestCursor | None = None,
) -> ThreadPage:
    """Load a page of a public article's comments in that order, in one query.

    ``total`` and ``has_picks`` come with the comments: where none is on the page, they are not
    known.
    """
    if order == Order.PICKS:
        if isinstance(after, InterestCursor):
            raise TypeError("this order has no interest")
        return _picks(list(Comment.objects.picks(article, after=after)))
    if after is None:
        rows = _FIRST_PAGE.ask(order, [article.pk])
    else:
        rows = list(Comment.objects.page(article, order, after=after))
    roots = sorted(
        (row for row in rows if row.root_id is None), key=order.place_of, reverse=order.descending
    )
    page = roots[:ROOTS_PER_PAGE]
    replies: dict[int, list[Comment]] = defaultdict(list)
    for row in rows:
        if row.root_id is not None:
            replies[row.root_id].append(row)
    threads = [_folded(root, replies[root.pk]) for root in page]
    next_cursor = str(order.place_of(page[-1])) if len(roots) > len(page) else ""
    return ThreadPage(_total(rows), threads, next_cursor, order, _has_picks(rows))


def load_thread(
    root: Comment,
    *,
    after: Cursor | None = None,
    before: Cursor | None = None,
    around: Cursor | None = None,
) -> ThreadPage:
    """Load one public root with up to 20 replies after or before the cursor, in one query.

    ``around`` a reply: it with up to 5 before it. The page is empty if the root is gone.
    """
    rows = list(Comment.objects.one_thread(root, after=after, before=before, around=around))
    top = next((row for row in rows if row.pk == root.pk), None)
    if top is None:
        return ThreadPage()
    replies = sorted((row for row in rows if row.root_id), key=Cursor.of_comment)
    pivot = before or around
    earlier = [row for row in replies if pivot and Cursor.of_comment(row) < pivot]
    later = replies[len(earlier) :]
    page = earlier[-(REPLIES_PER_PAGE if before else REPLIES_BEFORE) :] + later[:REPLIES_PER_PAGE]
    # One more than a page holds was asked for on either side; behind a cursor there is its own.
    has_earlier = len(earlier) > REPLIES_PER_PAGE if before else len(earlier) > REPLIES_BEFORE
    has_later = len(later) > REPLIES_PER_PAGE
    thread = Thread(
        top,
        [_reply(reply) for reply in page],
        next_cursor=_cursor_if(has_later or before, page[-1:]),
        previous_cursor=_cursor_if(has_earlier or after, page[:1]),
    )
    return ThreadPage(_total(rows), [thread], has_picks=_has_picks(rows))


def answered_by(comment: Comment) -> Comment | None:
    """Return what is to be shown of the comment that this one answers, if anything is."""
    name: str | None = getattr(comment, "answered_name", None)
    if name is None:
        return None
    text: str = getattr(comment, "answered_text", "")
    return Comment(pk=comment.parent_id, article_id=comment.article_id, name=name, body=text)


def _cursor_if(wanted: object, ends: list[Comment]) -> str:
    return str(Cursor.of_comment(ends[0])) if wanted and ends else ""


def _folded(root: Comment, replies: Iterable[Comment]) -> Thread:
    """Return a root with the first of its replies."""
    shown = sorted(replies, key=Cursor.of_comment)[:REPLIES_SHOWN]
    more = max(0, root.reply_count - len(shown))
    next_cursor = _cursor_if(more, shown[-1:])
    return Thread(root, [_reply(reply) for reply in shown], next_cursor, more=more)


def _reply(reply: Comment) -> Reply:
    return Reply(reply, None if reply.parent_id == reply.root_id else answered_by(reply))


def _picks(rows: list[Comment]) -> ThreadPage:
    page = rows[:ROOTS_PER_PAGE]
    threads = [Thread(comment, [], answers=answered_by(comment)) for comment in page]
    next_cursor = str(Order.PICKS.place_of(page[-1])) if len(rows) > len(page) else ""
    return ThreadPage(_total(rows), threads, next_cursor, Order.PICKS, _has_picks(rows))


def _total(rows: list[Comment]) -> int:
    return (getattr(rows[0], "article_total", None) or 0) if rows else 0


def _has_picks(rows: list[Comment]) -> bool:
    return bool(rows) and bool(getattr(rows[0], "has_picks", False))

"""What an account's own page shows of what it wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Exists, OuterRef, Q

from articles.literals import literal
from articles.models import Article
from articles.querysets import parse_cursor
from comments.models import Comment

if TYPE_CHECKING:
    from newsroom.models import User

PAGE: Final = 20
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class OwnPage:
    """Some of an account's comments, the newest first; ``next_cursor`` is empty on the last."""

    comments: Sequence[Comment]
    next_cursor: str


def load(user: User, *, after: str = "") -> OwnPage:
    """Load a page of what ``user`` wrote, whatever has become of it, in one query.

    Each row says by ``article_is_public`` whether anything of its article may be shown.

    Raises:
        InvalidCursor: ``after`` is no cursor.
    """
    rows = Comment.objects.filter(reader=f"u{user.pk}", reader__gt=literal(""))
    if after:
        moment, pk = parse_cursor(after)
        rows = rows.filter(
            Q(created_at__lt=moment) | Q(created_at=moment, pk__lt=pk), created_at__lte=moment
        )
    rows = rows.select_related("article__section__parent").defer("article__body", "article__folded")
    public = Article.objects.public().filter(pk=OuterRef("article"))
    rows = rows.annotate(article_is_public=Exists(public))
    found = list(rows.order_by("-created_at", "-pk")[: PAGE + 1])
    shown = found[:PAGE]
    return OwnPage(shown, _cursor(shown[-1]) if len(found) > PAGE else "")


def _cursor(comment: Comment) -> str:
    return f"{(comment.created_at - _EPOCH) // timedelta(microseconds=1):x}-{comment.pk:x}"

"""The articles and comments that readers' pages of comments begin with."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from articles.models import Article
from articles.querysets import ArticleQuerySet
from comments.models import Comment, CommentCounter, Writer
from comments.querysets import PRIVATE

_UNUSED = ("body", "folded")


def articles_to_discuss() -> ArticleQuerySet:
    """Return the public articles, each with its section, its rules and ``comment_total``."""
    total = CommentCounter.objects.filter(article=OuterRef("pk")).values("approved")
    return (
        Article.objects.public()
        .select_related("section__parent", "section__publication")
        .defer(*_UNUSED)
        .annotate(comment_total=Subquery(total))
    )


def total_of(article: Article) -> int:
    """Return how many public comments an article of ``articles_to_discuss`` has."""
    return getattr(article, "comment_total", None) or 0


def find_comment(article_id: int, comment_id: int) -> Comment | None:
    """Return a public comment of a public article, which comes with its section and its rules."""
    is_public = Exists(Article.objects.public().filter(pk=OuterRef("article")))
    found = (
        Comment.objects.public()
        .filter(is_public, article=article_id, pk=comment_id)
        .select_related("article__section__parent", "article__section__publication")
        .defer(*PRIVATE, *(f"article__{name}" for name in _UNUSED))
    )
    return found.first()


def find_writer(public_id: UUID) -> Writer | None:
    """Return whose page has that id; nothing of the account behind is loaded."""
    found = Writer.objects.only("name", "standing", "public_id")
    return found.filter(public_id=public_id, user__is_active=True).first()

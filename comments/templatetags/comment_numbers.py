"""What the newsroom's lists of articles say of their comments."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from articles.models import Article
from comments.models import CommentCounter

register = template.Library()


@register.simple_tag
def comment_numbers(articles: Iterable[Article]) -> dict[int, CommentCounter]:
    """Return the counters of those articles that have one, by article id; one query."""
    ids = [article.pk for article in articles]
    return CommentCounter.objects.in_bulk(ids) if ids else {}


@register.filter
def of_article(numbers: dict[int, CommentCounter], article: Article) -> CommentCounter | None:
    return numbers.get(article.pk)

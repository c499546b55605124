"""The comments at the end of an article."""

from typing import Any

from django import template

from articles.models import Article
from comments.threads import load_page

register = template.Library()


@register.inclusion_tag("comments/comments_section.html")
def comments_section(article: Article) -> dict[str, Any]:
    """Print the first page of a public article's comments; one query, the same for everyone."""
    return {"article": article, "page": load_page(article)}

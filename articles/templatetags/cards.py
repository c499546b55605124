"""Articles in lists."""

from collections.abc import Hashable

from django import template
from django.utils.safestring import SafeString

from articles import cards
from articles.models import Article

register = template.Library()


@register.simple_tag
def article_card(article: Article, **options: Hashable) -> SafeString:
    """Print a card (``components/article_card.html``, which says what ``options`` there are)."""
    return cards.html("components/article_card.html", article, **options)


@register.simple_tag
def beside_story(article: Article) -> SafeString:
    """Print one story of a list beside another."""
    return cards.html("components/beside_story.html", article)

"""Facts for machines in a page's head."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.metadata import news_article, script_text
from articles.models import Publication
from articles.page import ArticlePage

register = template.Library()


@register.simple_tag
def structured_data(page: ArticlePage, publication: Publication | None) -> SafeString:
    """Return the article as JSON-LD in a ``script`` element, which runs nothing."""
    facts = SafeString(script_text(news_article(page, publication)))
    return format_html('<script type="application/ld+json">{}</script>', facts)

"""Facts for machines in a page's head."""

from __future__ import annotations

from typing import Any, Final

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.feeds.channels import feed_path
from articles.metadata import (
    Crumb,
    article_graph,
    collection_graph,
    document,
    home_graph,
    profile_graph,
    script_text,
)
from articles.metadata.news import section_crumbs
from articles.metadata.pictures import ShareImage, share_image
from articles.metadata.values import Node, address_of
from articles.models import Author, PhotoCaption, Publication, Section, Tag
from articles.page import ArticlePage
from articles.templatetags.addresses import absolute

register = template.Library()

#: Where a language is at home, as Open Graph asks; the others are spoken in Vietnam.
_TERRITORIES: Final = {
    "en": "US", "es": "ES", "fr": "FR", "ja": "JP", "km": "KH", "ko": "KR", "lo": "LA",
    "ru": "RU", "zh": "CN",
}  # fmt: skip


@register.simple_tag
def structured_data(page: ArticlePage, publication: Publication | None) -> SafeString:
    """Return the article and the way to it as JSON-LD."""
    return _script(article_graph(page, publication))


@register.simple_tag
def home_data(publication: Publication | None) -> SafeString:
    """Return the paper and its site as JSON-LD."""
    return _script(home_graph(publication))


@register.simple_tag
def list_data(
    publication: Publication | None,
    subject: Section | Author | Tag | None,
    path: str,
    title: str,
    description: str = "",
) -> SafeString:
    """Return the list at ``path`` as JSON-LD; ``subject`` is what it is the list of, if anything.

    ``title`` is its name.
    """
    address = absolute(path)
    if isinstance(subject, Author):
        return _script(profile_graph(publication, subject, address=address))
    crumbs = [Crumb(title, address_of(subject) if subject else address)]
    if isinstance(subject, Section):
        crumbs = section_crumbs(subject)
    return _script(
        collection_graph(publication, address=address, crumbs=crumbs, description=description)
    )


def _script(graph: list[Node]) -> SafeString:
    """Return a ``script`` element, which runs nothing."""
    facts = SafeString(script_text(document(graph)))
    return format_html('<script type="application/ld+json">{}</script>', facts)


@register.simple_tag
def picture_for(
    publication: Publication | None, caption: PhotoCaption | None, page: ArticlePage | None
) -> ShareImage:
    """Return what other sites show with a link to a page: of an article, or with ``caption``."""
    return share_image(publication, caption=caption or None, page=page or None)


@register.simple_tag
def feed_of(subject: Section | Author | Tag) -> str:
    """Return the path of its feed."""
    return feed_path(subject)


@register.filter
def locale(page: ArticlePage | None) -> str:
    """Return the language of an article, or of the interface, as Open Graph has it."""
    return _locale(page.article.language if page else get_language() or settings.LANGUAGE_CODE)


@register.simple_tag
def other_locales(page: ArticlePage | None) -> list[str]:
    """Return the languages that the page's interface is there in as well; none of an article."""
    here: Any = get_language()
    return [] if page else [_locale(code) for code, _name in settings.LANGUAGES if code != here]


def _locale(language: str) -> str:
    return f"{language}_{_TERRITORIES.get(language, 'VN')}"

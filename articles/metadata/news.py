"""An article as schema.org's NewsArticle."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import override

from articles.metadata.pages import Crumb, breadcrumb
from articles.metadata.paper import publisher
from articles.metadata.pictures import images, share_image
from articles.metadata.values import Node, address_of, filled, moment
from articles.models import Author, Publication, Section
from articles.page import ArticlePage


def article_graph(page: ArticlePage, publication: Publication | None) -> list[Node]:
    """Return a public article and where it stands: the same in each language of the interface."""
    with override(settings.LANGUAGE_CODE):
        article = page.article
        crumbs = [*section_crumbs(article.section), Crumb(article.title, address_of(article))]
        return [news_article(page, publication), breadcrumb(crumbs)]


def news_article(page: ArticlePage, publication: Publication | None) -> Node:
    """Return a public article, known by its address in the paper's language; no empty facts.

    ``page.article`` is loaded by ``with_page_data()``.
    """
    article = page.article
    address = address_of(article)
    paper = publisher(publication)
    pictures = images(page, publication)
    sections = [crumb.name for crumb in section_crumbs(article.section)]
    return filled(
        {
            "@type": "NewsArticle",
            "@id": address,
            "url": address,
            "mainEntityOfPage": address,
            "headline": article.title,
            "description": article.lead,
            "image": pictures,
            "thumbnailUrl": share_image(publication, page=page).url if pictures else "",
            "datePublished": moment(article.published_at),
            "dateModified": moment(article.last_published_at or article.published_at),
            # A text without a byline is the paper's own.
            "author": [person(author) for author in page.authors] or paper,
            "publisher": paper,
            "articleSection": sections if len(sections) > 1 else "".join(sections),
            "keywords": [tag.name for tag in page.tags],
            "wordCount": article.word_count or None,
            "inLanguage": article.language,
            "isAccessibleForFree": True,
            "isPartOf": _series(page),
            "sourceOrganization": {"@type": "Organization", "name": article.source}
            if article.source
            else {},
            "correction": corrections(page),
        }
    )


def person(author: Author) -> Node:
    return {"@type": "Person", "name": author.name, "url": address_of(author)}


def section_crumbs(section: Section | None) -> list[Crumb]:
    """Return the way to a section: what it belongs to, then itself."""
    way = [section.parent, section] if section else []
    return [Crumb(one.name, address_of(one)) for one in way if one]


def corrections(page: ArticlePage) -> list[Node]:
    """Return what the paper has put right in the article, newest first."""
    address = address_of(page.article)
    return [
        {
            "@type": "CorrectionComment",
            "@id": f"{address}#{one.anchor}",
            "name": one.label,
            "text": one.text,
            "datePublished": moment(one.at),
        }
        for one in page.corrections
    ]


def _series(page: ArticlePage) -> Node:
    series = page.article.series
    if series is None:
        return {}
    return {"@type": "CreativeWorkSeries", "name": series.name, "url": address_of(series)}

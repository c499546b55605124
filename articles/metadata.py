"""What an article's page says to machines about it: schema.org's NewsArticle as JSON-LD."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.urls import reverse

from articles.models import PhotoCaption, Publication
from articles.page import ArticlePage
from articles.templatetags.addresses import absolute
from articles.vietnamese.dates import TIME_ZONE

# What could end the element or begin another; in JSON's strings these mean the same.
_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def news_article(page: ArticlePage, publication: Publication | None) -> dict[str, Any]:
    """Return a public article as schema.org has it; what is empty is left out."""
    article = page.article
    address = absolute(article.get_absolute_url())
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "mainEntityOfPage": address,
        "headline": article.title,
        "description": article.lead,
        "inLanguage": article.language,
        "datePublished": _moment(article.published_at),
        "dateModified": _moment(article.last_published_at),
        "author": [_person(author.name, author.get_absolute_url()) for author in page.authors],
        "articleSection": article.section.name if article.section else "",
        "keywords": [tag.name for tag in page.tags],
        "image": _images(page),
        "thumbnailUrl": _thumbnail(page),
        "publisher": _publisher(publication),
        "correction": [
            {
                "@type": "CorrectionComment",
                "@id": f"{address}#{one.anchor}",
                "name": one.label,
                "text": one.text,
                "datePublished": _moment(one.at),
            }
            for one in page.corrections
        ],
    }
    return {name: value for name, value in facts.items() if value}


def script_text(facts: dict[str, Any]) -> str:
    """Return ``facts`` as JSON that can stand in a ``script`` element, whatever they say."""
    return json.dumps(facts, ensure_ascii=False).translate(_ESCAPES)


def _thumbnail(page: ArticlePage) -> str:
    """Return the address of what stands for the article elsewhere."""
    lead = page.article.lead_caption or page.main_caption
    return absolute(lead.photo.share_url) if lead else ""


def _images(page: ArticlePage) -> list[dict[str, Any]]:
    """Return the article's photos with their texts: of a photo story all of them.

    A photo story is a ``NewsArticle`` like the others, of which its photos are the substance:
    ``ImageGallery`` is a page, without an author, a date of publication or corrections.
    """
    shown = page.photos if page.is_photo_story else page.captions
    return [_image(caption) for caption in shown if caption.photo.has_file]


def _image(caption: PhotoCaption) -> dict[str, Any]:
    photo = caption.photo
    width = photo.widths[-1]
    facts = {
        "@type": "ImageObject",
        "contentUrl": absolute(photo.full_url),
        "width": width,
        "height": round(photo.height * width / photo.width) if photo.width and photo.height else 0,
        "caption": caption.caption,
        "creditText": photo.credit,
        "copyrightNotice": photo.rights,
    }
    return {name: value for name, value in facts.items() if value}


def _person(name: str, path: str) -> dict[str, str]:
    return {"@type": "Person", "name": name, "url": absolute(path)}


def _publisher(publication: Publication | None) -> dict[str, str]:
    if publication is None:
        return {}
    home = absolute(reverse("articles:home"))
    return {"@type": "NewsMediaOrganization", "name": publication.name, "url": home}


def _moment(value: datetime | None) -> str:
    return value.astimezone(TIME_ZONE).isoformat(timespec="seconds") if value else ""

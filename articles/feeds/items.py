"""An article as an item of a feed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.feedgenerator import Enclosure
from django.utils.html import escape

from articles.darkroom.plan import EXTENSIONS, SHARED_SIZE
from articles.dependencies import holds_until
from articles.feeds.fulltext import corrections, full_text, height_of, width_of
from articles.feeds.rss import Media
from articles.metadata.values import address_of
from articles.models import Article, Photo, PhotoCaption
from articles.page import ArticlePage
from articles.renditions import rendition_name
from articles.templatetags.addresses import absolute
from articles.xmltext import xml_text

DAY = 24 * 60 * 60
#: When what could not be read is asked for again.
SOON = timedelta(minutes=1)


def item(page: ArticlePage, *, with_text: bool) -> dict[str, Any]:
    """Return what ``RichRss.add_item`` takes of a public article, loaded with its section."""
    article = page.article
    section = article.section
    names = [section.name] if section else []
    names += [tag.name for tag in page.tags]
    return {
        "title": xml_text(article.title),
        "link": address_of(article),
        "description": _description(page),
        "unique_id": _guid(article),
        "unique_id_is_permalink": False,
        "pubdate": article.published_at,
        "updateddate": article.last_published_at,
        "categories": [xml_text(name) for name in names],
        "enclosures": _enclosures(article),
        "creators": [xml_text(author.name) for author in page.authors],
        "publisher": xml_text(section.publication.name) if section else "",
        "language": article.language,
        "media": [_media(use) for use in page.photos if use.photo.has_file],
        "full_text": full_text(page) if with_text else "",
    }


def _description(page: ArticlePage) -> str:
    """Return the lead as HTML, which is what RSS takes a description to be.

    Of a corrected article the newest correction stands before it.
    """
    lead = escape(page.article.lead)
    newest = corrections(page.corrections[:1])
    return xml_text(f"{newest}<p>{lead}</p>" if newest else lead)


def _guid(article: Article) -> str:
    """Return a tag URI: the id and the day of its making never change, as addresses may."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{article.created_at:%Y-%m-%d}:a{article.pk}"


def _media(caption: PhotoCaption) -> Media:
    width = width_of(caption)
    return Media(
        url=absolute(caption.photo.url(width, "jpg")),
        type=EXTENSIONS["jpg"],
        width=width,
        height=height_of(caption, width),
        description=xml_text(caption.caption or caption.alt or caption.photo.alt),
        credit=xml_text(caption.photo.credit),
    )


def _enclosures(article: Article) -> list[Enclosure]:
    """Return a large JPEG of the lead photo, if its file is there."""
    photo = article.lead_caption.photo if article.lead_caption else None
    if photo is None or not photo.has_file:
        return []
    width = min((w for w in photo.widths if w >= SHARED_SIZE[0]), default=photo.widths[-1])
    size = _size_of(photo, width)
    if not size:
        return []
    return [Enclosure(absolute(photo.url(width, "jpg")), str(size), EXTENSIONS["jpg"])]


def _size_of(photo: Photo, width: int) -> int:
    """Return the bytes of a JPEG, 0 where it cannot be read now; asked of the storage once a day.

    A file under one name never changes within an edition of the photo's.
    """
    name = f"photo-size:{photo.key}:{photo.edition}:{width}"
    size: int | None = cache.get(name)
    if size is None:
        try:
            size = default_storage.size(rendition_name(photo.key, width, "jpg"))
        except OSError:
            holds_until(timezone.now() + SOON)
            return 0
        cache.set(name, size, DAY)
    return size

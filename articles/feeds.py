"""The newest articles as RSS 2.0, of the whole paper and of each section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db.models import Prefetch
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from articles import corrections
from articles.darkroom.plan import EXTENSIONS, SHARED_SIZE
from articles.masthead import load_masthead
from articles.models import Article, Byline, Photo, Publication, Section
from articles.renditions import rendition_name
from articles.templatetags.addresses import absolute
from articles.vietnamese.dates import format_datetime
from articles.vietnamese.text import clean

FEED_SIZE = 20
DAY = 24 * 60 * 60
_NO_XML = dict.fromkeys((0xFFFE, 0xFFFF))


def xml_text(text: str) -> str:
    """Return ``text`` cleaned of every character that XML cannot hold, even escaped."""
    return clean(text).translate(_NO_XML)


@dataclass(frozen=True)
class Channel:
    """What a feed is of: the paper, or one of its sections."""

    publication: Publication | None
    section: Section | None

    @property
    def title(self) -> str:
        paper = self.publication.name if self.publication else settings.SITE_URL
        return xml_text(f"{self.section.name} - {paper}" if self.section else paper)

    @property
    def description(self) -> str:
        line = self.publication.tagline if self.publication else ""
        return xml_text((self.section.description if self.section else line) or self.title)


class RssWithCreators(Rss201rev2Feed):
    """RSS 2.0 with one ``dc:creator`` for each author; items bring them as ``creators``."""

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["creators"]:
            handler.addQuickElement("dc:creator", name)


class ArticleFeed(Feed):
    """The newest public articles, in four queries. Every address is below ``SITE_URL``."""

    feed_type = RssWithCreators
    language = "vi"
    item_guid_is_permalink = False

    def get_object(self, request: HttpRequest, path: str = "") -> Channel:
        """Return the channel of the section at ``path``, of the paper if it is empty.

        Raises:
            Http404: there is no such section.
        """
        masthead = load_masthead()
        found = masthead.find(path)
        if path and found is None:
            raise Http404
        return Channel(masthead.publication, found[1] if found else None)

    def title(self, channel: Channel) -> str:
        return channel.title

    def description(self, channel: Channel) -> str:
        """Return it as HTML: as such readers' programs take it, like an item's."""
        return escape(channel.description)

    def link(self, channel: Channel) -> str:
        section = channel.section
        return absolute(section.get_absolute_url() if section else reverse("articles:home"))

    def feed_url(self, channel: Channel) -> str:
        path = [channel.section.path] if channel.section else []
        return absolute(reverse("machines:feed", args=path))

    def items(self, channel: Channel) -> Sequence[Article]:
        articles = Article.objects.public().newest_first().with_card_data()
        if channel.section:
            articles = articles.in_section(channel.section)
        bylines = Prefetch("bylines", Byline.objects.select_related("author"))
        return list(articles.prefetch_related(bylines)[:FEED_SIZE])

    def item_title(self, article: Article) -> str:
        """Return the title as plain text: what RSS takes a title to be."""
        return xml_text(article.title)

    def item_description(self, article: Article) -> str:
        """Return the lead as HTML, which is what RSS takes a description to be.

        Of a corrected article the newest correction stands before it.
        """
        lead = escape(xml_text(article.lead))
        newest = next(iter(corrections.shown(article)), None)
        if newest is None:
            return lead
        text = f"{newest.label} ({format_datetime(newest.at)}): {newest.text}"
        return f"<p><strong>{escape(xml_text(text))}</strong></p><p>{lead}</p>"

    def item_link(self, article: Article) -> str:
        return absolute(article.get_absolute_url())

    def item_guid(self, article: Article) -> str:
        """Return a tag URI: the id and the day of its making never change, as addresses may."""
        host = urlsplit(settings.SITE_URL).hostname
        return f"tag:{host},{article.created_at:%Y-%m-%d}:a{article.pk}"

    def item_pubdate(self, article: Article) -> datetime | None:
        return article.published_at

    def item_updateddate(self, article: Article) -> datetime | None:
        return article.last_published_at

    def item_enclosures(self, article: Article) -> list[Enclosure]:
        """Return a large JPEG of the lead photo, if its file is there."""
        photo = article.lead_caption.photo if article.lead_caption else None
        if photo is None or not photo.has_file:
            return []
        width = min((w for w in photo.widths if w >= SHARED_SIZE[0]), default=photo.widths[-1])
        size = _size_of(photo, width)
        if not size:
            return []
        return [Enclosure(absolute(photo.url(width, "jpg")), str(size), EXTENSIONS["jpg"])]

    def item_extra_kwargs(self, article: Article) -> dict[str, Any]:
        return {"creators": [xml_text(byline.author.name) for byline in article.bylines.all()]}


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
            return 0
        cache.set(name, size, DAY)
    return size

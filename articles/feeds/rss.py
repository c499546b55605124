"""RSS 2.0 as it is written, with Dublin Core, Media RSS, full texts and Atom's times."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any, NamedTuple
from xml.sax.xmlreader import AttributesImpl

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.xmlutils import SimplerXMLGenerator

from articles.dependencies import is_collecting


class Media(NamedTuple):
    """A picture of an item; ``width`` and ``height`` are of the file at ``url``."""

    url: str
    type: str
    width: int
    height: int
    description: str = ""
    credit: str = ""


class RichRss(Rss201rev2Feed):
    """Of each item it takes ``creators``, ``language``, ``publisher``, ``media``, ``full_text``.

    The feed takes ``publisher`` and ``logo`` (address and size) as well. All text is clean, all
    HTML harmless, every address absolute.
    """

    def rss_attributes(self) -> dict[str, str]:
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        if publisher := self.feed["publisher"]:
            handler.addQuickElement("dc:publisher", publisher)
        url, _size = self.feed["logo"]
        handler.startElement("image", AttributesImpl({}))
        handler.addQuickElement("url", url)
        handler.addQuickElement("title", self.feed["title"])
        handler.addQuickElement("link", self.feed["link"])
        handler.endElement("image")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["creators"]:
            handler.addQuickElement("dc:creator", name)
        for name in ("publisher", "language"):
            if item[name]:
                handler.addQuickElement(f"dc:{name}", item[name])
        if item["pubdate"]:
            handler.addQuickElement("dc:date", _moment(item["pubdate"]))
        if item["updateddate"]:
            handler.addQuickElement("atom:updated", _moment(item["updateddate"]))
        if item["full_text"]:
            handler.addQuickElement("content:encoded", item["full_text"])
        for media in item["media"]:
            _add_media(handler, media)


def _add_media(handler: SimplerXMLGenerator, media: Media) -> None:
    size = {"width": str(media.width), "height": str(media.height)}
    facts = {"url": media.url, "type": media.type, "medium": "image", **size}
    handler.startElement("media:content", AttributesImpl(facts))
    if media.description:
        handler.addQuickElement("media:description", media.description, {"type": "plain"})
    if media.credit:
        handler.addQuickElement("media:credit", media.credit)
    handler.endElement("media:content")


def _moment(value: datetime) -> str:
    return value.isoformat(timespec="seconds")


def answer(request: HttpRequest, feed: RichRss) -> HttpResponseBase:
    """Return the feed, or that it is what the asker has already."""
    content = feed.writeString("utf-8").encode()
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    # By the content alone: a withdrawal changes it and no row's time, and whoever asks by a time
    # would keep what is withdrawn.
    response: HttpResponseBase | None = None
    if not is_collecting():
        response = get_conditional_response(request, etag=tag)
    response = response or HttpResponse(content, content_type=feed.content_type)
    response.headers["ETag"] = tag
    return response

"""Sitemaps as they are written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import HttpResponse

from articles.templatetags.addresses import absolute
from articles.templatetags.languages import versions
from articles.vietnamese.dates import TIME_ZONE
from articles.xmltext import xml_text

_NAMESPACES: Final = {
    "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xmlns:image": "http://www.google.com/schemas/sitemap-image/1.1",
    "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9",
    "xmlns:xhtml": "http://www.w3.org/1999/xhtml",
}


def text(name: str, content: str) -> str:
    """Return an element that holds text, whatever that says; nothing where it says nothing."""
    return f"<{name}>{escape(xml_text(content))}</{name}>" if content else ""


def location(path: str) -> str:
    return text("loc", absolute(path))


def changed(at: datetime | None) -> str:
    return text("lastmod", moment(at))


def moment(at: datetime | None) -> str:
    """Return a time as W3C and Google read it."""
    return at.astimezone(TIME_ZONE).isoformat(timespec="seconds") if at else ""


def alternates(path: str) -> str:
    """Return where the page is in each language of the interface, and which is for all others."""
    pages = [(one.language, one.path) for one in versions(path)]
    default = next(path for language, path in pages if language == settings.LANGUAGE_CODE)
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(absolute(path))}/>'
        for language, path in [*pages, ("x-default", default)]
    )


def page(path: str, *facts: str) -> str:
    """Return the entry of a page that is there in each language of the interface."""
    return f"<url>{location(path)}{''.join(facts)}{alternates(path)}</url>"


def answer(root: str, elements: Iterable[str]) -> HttpResponse:
    """Return an XML document that is for robots to read, not to list among their results."""
    spaces = "".join(f' {name}="{address}"' for name, address in _NAMESPACES.items())
    lines = "\n".join(elements)
    return HttpResponse(
        f'<?xml version="1.0" encoding="utf-8"?>\n<{root}{spaces}>\n{lines}\n</{root}>\n',
        content_type="application/xml; charset=utf-8",
        headers={"X-Robots-Tag": "noindex"},
    )

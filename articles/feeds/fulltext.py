"""An article's text as feed readers get it: the body with addresses that hold anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Final

import nh3
from django.utils.translation import gettext as _

from articles.body.photos import BodyPhoto, Gallery, replaced
from articles.corrections import Shown
from articles.metadata.values import address_of
from articles.models import Article, Photo, PhotoCaption
from articles.page import ArticlePage
from articles.richtext import ALLOWED_ATTRIBUTES, ALLOWED_TAGS, URL_SCHEMES
from articles.templatetags.addresses import absolute
from articles.vietnamese.dates import format_datetime
from articles.xmltext import xml_text

#: Pixels: about what the widest of readers' programs shows.
WIDTH: Final = 1200
_ATTRIBUTES: Final = {
    **{tag: set(names) - {"data-alt", "data-photo"} for tag, names in ALLOWED_ATTRIBUTES.items()},
    "div": {"lang"},
    "img": {"alt", "height", "src", "width"},
}


def full_text(page: ArticlePage) -> str:
    """Return lead, photos and body of a public article as HTML that runs nothing.

    An embed is a link to where it is. What the paper has put right stands first.
    """
    article = page.article
    body = replaced(article.body, lambda found: _shown(found, page.library))
    above = "".join(figure(caption) for caption in page.captions)
    html = corrections(page.corrections) + _lead(article) + above + body
    return xml_text(_harmless(f'<div lang="{escape(article.language)}">{html}</div>', article))


def corrections(shown: list[Shown]) -> str:
    """Return corrections as paragraphs of HTML."""
    lines = [f"{one.label} ({format_datetime(one.at)}): {one.text}" for one in shown]
    return "".join(f"<p><strong>{escape(line)}</strong></p>" for line in lines)


def figure(caption: PhotoCaption) -> str:
    """Return a photo with its texts; nothing of one whose file is not there."""
    photo = caption.photo
    if not photo.has_file:
        return ""
    width = width_of(caption)
    below = " ".join(filter(None, (caption.caption, _credit_line(photo.credit))))
    text = f"<figcaption>{escape(below)}</figcaption>" if below else ""
    address, alt = absolute(photo.url(width, "jpg")), escape(caption.alt or photo.alt)
    size = f'width="{width}" height="{height_of(caption, width)}"'
    return f'<figure><img src="{address}" alt="{alt}" {size}>{text}</figure>'


def width_of(caption: PhotoCaption) -> int:
    """Return the width of the JPEG that feeds show of a photo with files."""
    widths = caption.photo.widths
    return min((one for one in widths if one >= WIDTH), default=widths[-1])


def height_of(caption: PhotoCaption, width: int) -> int:
    photo = caption.photo
    return round(width * (photo.height or 2) / (photo.width or 3))


def _shown(found: BodyPhoto | Gallery, library: Mapping[int, Photo]) -> str:
    uses = found.photos if isinstance(found, Gallery) else (found,)
    shown = [
        figure(PhotoCaption(photo=library[use.photo], caption=use.caption, alt=use.alt))
        for use in uses
        if use.photo in library
    ]
    title = f"<p>{escape(found.title)}</p>" if isinstance(found, Gallery) and found.title else ""
    return "".join(shown) + title


def _credit_line(credit: str) -> str:
    return _("Photo: %(name)s") % {"name": credit} if credit else ""


def _lead(article: Article) -> str:
    lead = " - ".join(filter(None, (article.dateline, article.lead)))
    return f"<p><strong>{escape(lead)}</strong></p>" if lead else ""


def _harmless(html: str, article: Article) -> str:
    """Return ``html`` with what a body may hold, and pictures; its addresses made absolute."""
    page = address_of(article)

    def adapted(tag: str, attribute: str, value: str) -> str:
        if attribute != "href":
            return value
        if value.startswith("#"):
            return f"{page}{value}"
        is_path = value.startswith("/") and not value.startswith("//")
        return absolute(value) if is_path else value

    return nh3.clean(
        html,
        tags=set(ALLOWED_TAGS) | {"div", "img"},
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=adapted,
        url_schemes=URL_SCHEMES,
        link_rel=None,
    )

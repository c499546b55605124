"""An article as IPTC ninjs 2.1, the exchange format of news agencies and archives.

Standard: https://iptc.org/std/ninjs/ . What the paper does not know for certain is left out: its
keywords are no people or organisations, a dateline is the paper's mark and no place, and of a text
from an agency the paper is not the copyright holder.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings

from articles import corrections
from articles.api.bodies import files_of, height_at
from articles.api.fields import Loaded, moment
from articles.darkroom.plan import EXTENSIONS
from articles.models import Article, PhotoCaption, Publication
from articles.models.article import Kind
from articles.richtext import plain_text
from articles.templatetags.addresses import absolute
from articles.vietnamese.dates import format_datetime
from articles.vietnamese.text import count_words

STANDARD: Final = {
    "name": "ninjs",
    "version": "2.1",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_2.1.json",
}
FIELDS: Final = (
    "title kicker lead dateline language kind section authors byline_note source keywords"
    " published_at updated_at url photos corrections body_html"
).split()


def item(article: Article, publication: Publication | None) -> dict[str, Any]:
    """Return a public article, loaded by ``fields.load(…, FIELDS)``; what is empty is left out."""
    loaded = Loaded(article)
    facts = {
        "standard": STANDARD,
        "uri": uri_of(article.pk, article.created_at),
        "type": "composite" if article.kind == Kind.PHOTOS else "text",
        "representationtype": "full",
        "profile": article.kind,
        "version": _version(article),
        "firstcreated": moment(article.published_at),
        "contentcreated": moment(article.published_at),
        "versioncreated": moment(article.last_published_at),
        "pubstatus": "usable",
        "language": article.language,
        "title": article.title,
        "slugline": article.slug,
        "by": _by(article),
        "headlines": _texts(("main", article.title), ("kicker", article.kicker)),
        "descriptions": _texts(
            ("dateline", article.dateline),
            ("summary", article.lead),
            *(("correction", _corrected(one)) for one in corrections.shown(article)),
        ),
        "bodies": _bodies(loaded),
        "subjects": _subjects(article),
        "infosources": [{"name": article.source}] if article.source else [],
        "ednote": "\n".join(_corrected(one) for one in corrections.shown(article)),
        "renditions": _page(article),
        "associations": _associations(loaded),
        **_copyright(article, publication),
    }
    return {name: value for name, value in facts.items() if value}


def canceled(pk: int, created_at: datetime) -> dict[str, Any]:
    """Return what is left of a withdrawn article: that it is not to be used any more."""
    return {"standard": STANDARD, "uri": uri_of(pk, created_at), "pubstatus": "canceled"}


def uri_of(pk: int, created_at: datetime) -> str:
    """Return the article's name for ever, the same as in the feeds; addresses may change."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{created_at:%Y-%m-%d}:a{pk}"


def _version(article: Article) -> str:
    changed = article.last_published_at or article.published_at
    return str(int(changed.timestamp())) if changed else ""


def _by(article: Article) -> str:
    names = ", ".join(byline.author.name for byline in article.bylines.all())
    return f"{names} ({article.byline_note})" if names and article.byline_note else names


def _texts(*texts: tuple[str, str]) -> list[dict[str, str]]:
    return [
        {"role": role, "contenttype": "text/plain", "value": value}
        for role, value in texts
        if value
    ]


def _corrected(one: corrections.Shown) -> str:
    return f"{one.label} ({format_datetime(one.at)}): {one.text}"


def _bodies(loaded: Loaded) -> list[dict[str, Any]]:
    text = plain_text(loaded.article.body)
    counts = {"charcount": len(text), "wordcount": count_words(text)}
    return [
        {"role": "main", "contenttype": kind, **counts, "value": value}
        for kind, value in (("text/html", loaded.body_html), ("text/plain", text))
        if value
    ]


def _subjects(article: Article) -> list[dict[str, str]]:
    section = [("section", article.section)] if article.section else []
    found = [*section, *(("about", tag) for tag in article.tags.all())]
    return [
        {"name": row.name, "rel": rel, "uri": absolute(row.get_absolute_url())}
        for rel, row in found
    ]


def _page(article: Article) -> list[dict[str, str]]:
    address = absolute(article.get_absolute_url())
    return [{"name": "web", "href": address, "contenttype": "text/html"}]


def _copyright(article: Article, publication: Publication | None) -> dict[str, str]:
    if publication is None or article.source:
        return {}
    year = f"{article.published_at:%Y}" if article.published_at else ""
    return {
        "copyrightholder": publication.name,
        "copyrightnotice": " ".join(f"© {year} {publication.name}".split()),
    }


def _associations(loaded: Loaded) -> list[dict[str, Any]]:
    shown = [caption for caption in loaded.photos if caption.photo.has_file]
    return [_photo(caption, f"photo-{number}") for number, caption in enumerate(shown, 1)]


def _photo(caption: PhotoCaption, name: str) -> dict[str, Any]:
    photo = caption.photo
    facts = {
        "name": name,
        "uri": absolute(photo.full_url),
        "type": "picture",
        "representationtype": "partial",
        "pubstatus": "usable",
        "by": photo.credit,
        "usageterms": photo.rights,
        "descriptions": _texts(("caption", caption.caption), ("alt", caption.alt or photo.alt)),
        "renditions": [
            {
                "name": f"{kind}-{width}",
                "href": absolute(photo.url(width, kind)),
                "contenttype": EXTENSIONS[kind],
                "width": width,
                "height": height_at(photo, width),
            }
            for kind, width in files_of(photo)
        ],
    }
    return {key: value for key, value in facts.items() if value}

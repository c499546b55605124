"""A body for other programs: pictures and links by their full addresses, nothing of our page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django.conf import settings

from articles.body.photos import BodyPhoto, Gallery, replaced
from articles.darkroom.plan import EXTENSIONS
from articles.models import Photo, PhotoCaption
from articles.templatetags.addresses import absolute

_OWN_LINK = re.compile(r'(<a href=")(/(?!/))')


def body_html(body: str, library: Mapping[int, Photo]) -> str:
    """Return a cleaned body with each photo as a plain figure; ``library`` holds them by id."""

    def figure(use: BodyPhoto) -> str:
        photo = library.get(use.photo)
        if photo is None or not photo.has_file:
            return ""
        alt = escape(use.alt or photo.alt)
        words = ". ".join(part.rstrip(".") for part in (use.caption, photo.credit) if part)
        below = f"<figcaption>{escape(words)}</figcaption>" if words else ""
        return f'<figure><img src="{escape(absolute(photo.full_url))}" alt="{alt}">{below}</figure>'

    def shown(found: BodyPhoto | Gallery) -> str:
        return "".join(map(figure, found.photos)) if isinstance(found, Gallery) else figure(found)

    return _OWN_LINK.sub(rf"\g<1>{settings.SITE_URL}\g<2>", replaced(body, shown))


def picture(caption: PhotoCaption) -> dict[str, Any]:
    """Return a photo with a file as the API and ninjs tell of it."""
    photo = caption.photo
    widest = photo.widths[-1]
    return {
        "url": absolute(photo.full_url),
        "width": widest,
        "height": height_at(photo, widest),
        "caption": caption.caption,
        "alt": caption.alt or photo.alt,
        "credit": photo.credit,
        "rights": photo.rights,
        "renditions": [
            {"url": absolute(photo.url(width, kind)), "width": width, "type": EXTENSIONS[kind]}
            for kind, width in files_of(photo)
        ],
    }


def pictures(captions: Iterable[PhotoCaption]) -> list[dict[str, Any]]:
    return [picture(caption) for caption in captions if caption.photo.has_file]


def files_of(photo: Photo) -> list[tuple[str, int]]:
    """Return each file that there is of a photo, as format and width."""
    return [(kind, width) for kind in EXTENSIONS for width in photo.widths_as(kind)]


def height_at(photo: Photo, width: int) -> int:
    return round((photo.height or 0) * width / (photo.width or 1))

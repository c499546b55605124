"""A photo as the newsroom's scripts get it: in the library, the dialogs, after an upload."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse

from articles.models import Photo

# Wide enough for the editor's column; what is wider is not needed to see what it shows.
PICTURE_WIDTH = 800


def card(photo: Photo) -> dict[str, Any]:
    """Return what the scripts show of a photo; ``caption`` and ``alt`` are where a use begins."""
    return {
        "id": photo.pk,
        "caption": photo.caption,
        "alt": photo.alt,
        "credit": photo.credit,
        "place": photo.place,
        "width": photo.width,
        "height": photo.height,
        "thumb": _address(photo, 0),
        "picture": _address(photo, PICTURE_WIDTH),
        "address": reverse("admin:articles_photo_change", args=[photo.pk]),
    }


def _address(photo: Photo, wanted: int) -> str:
    """Return the narrowest rendition that is ``wanted`` wide, or else the widest there is."""
    if not photo.has_file:
        return static("img/photo-missing.svg")
    width = min((w for w in photo.widths if w >= wanted), default=max(photo.widths))
    return photo.url(width, "jpg")

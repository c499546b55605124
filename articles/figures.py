"""Photos in the text as readers see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string

from articles.body.photos import BodyPhoto, Gallery, replaced
from articles.models import Photo, PhotoCaption


def present(body: str, library: Mapping[int, Photo]) -> str:
    """Return a cleaned body with each photo as the figure that readers see.

    ``library`` holds the photos by id; one that is not in it is left out.
    """
    return replaced(body, lambda found: _shown(found, library))


def _shown(found: BodyPhoto | Gallery, library: Mapping[int, Photo]) -> str:
    if isinstance(found, Gallery):
        captions = [_caption(use, library) for use in found.photos if use.photo in library]
        if not captions:
            return ""
        context: dict[str, Any] = {"captions": captions, "title": found.title}
        return render_to_string("components/gallery.html", context).strip()
    if found.photo not in library:
        return ""
    context = {"caption": _caption(found, library), "size": found.size}
    return render_to_string("components/figure.html", context).strip()


def _caption(use: BodyPhoto, library: Mapping[int, Photo]) -> PhotoCaption:
    return PhotoCaption(photo=library[use.photo], caption=use.caption, alt=use.alt)

"""Photos on the page."""

from typing import Any, Final

from django import template
from django.templatetags.static import static

from articles.darkroom.plan import EXTENSIONS
from articles.models import Photo, PhotoCaption
from articles.places import is_small, sizes_of

register = template.Library()

# A browser that knows nothing of srcset gets about the width of the text.
PLAIN_WIDTH: Final = 800
MISSING_SIZE: Final = (1200, 800)
# What browsers are offered before JPEG, the smallest files first.
BETTER: Final = ("avif", "webp")


@register.inclusion_tag("components/picture.html")
def picture(caption: PhotoCaption, sizes: str = "100vw", *, eager: bool = False) -> dict[str, Any]:
    """Print ``<picture>`` for ``caption.photo``, in every format and width that it has.

    ``sizes`` is the name of a place (``articles.places``), or the attribute's value. ``eager`` is
    for the one picture that the first screen shows largest. A photo without files is a quiet
    plate of the same proportions.
    """
    photo = caption.photo
    width, height = (photo.width, photo.height) if photo.width and photo.height else MISSING_SIZE
    return {
        "alt": caption.alt or photo.alt,
        "eager": eager,
        "focus_x": focus_step(photo.focus_x),
        "focus_y": focus_step(photo.focus_y),
        "height": height,
        "jpg": srcset(photo, "jpg"),
        "small": is_small(sizes, width),
        "sizes": sizes_of(sizes, width, height),
        "sources": [
            {"type": EXTENSIONS[kind], "srcset": srcset(photo, kind)}
            for kind in BETTER
            if photo.widths_as(kind)
        ],
        "src": _plain_url(photo) or static("img/photo-missing.svg"),
        "width": width,
    }


@register.inclusion_tag("components/preload.html")
def preload_picture(caption: PhotoCaption | None, sizes: str) -> dict[str, Any]:
    """Print for the page's head that its main picture is wanted first, in its best format.

    ``sizes`` is what the tag ``picture`` is given. Prints nothing without a file.
    """
    photo = caption.photo if caption else None
    if photo is None or not photo.has_file or not photo.width or not photo.height:
        return {}
    kind = next((kind for kind in BETTER if photo.widths_as(kind)), "jpg")
    return {
        "sizes": sizes_of(sizes, photo.width, photo.height),
        "srcset": srcset(photo, kind),
        "type": EXTENSIONS[kind],
    }


@register.simple_tag
def shared_picture(caption: PhotoCaption) -> str:
    """Return the path of the picture that other sites show with a link; empty if there is none."""
    return caption.photo.share_url


def srcset(photo: Photo, extension: str) -> str:
    return ", ".join(
        f"{photo.url(width, extension)} {width}w" for width in photo.widths_as(extension)
    )


def _plain_url(photo: Photo) -> str:
    """Return the narrowest JPEG that is wide enough, or else the widest there is."""
    if not photo.has_file:
        return ""
    wide_enough = (width for width in photo.widths if width >= PLAIN_WIDTH)
    return photo.url(min(wide_enough, default=photo.widths[-1]), "jpg")


def focus_step(focus: float) -> int:
    """Return a focal point as the style sheet knows it: in percent, by fives."""
    return min(20, max(0, round(focus * 20))) * 5

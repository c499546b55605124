"""Photos on the page."""

from typing import Any

from django import template
from django.templatetags.static import static

from articles.models import Photo, PhotoCaption

register = template.Library()

# A browser that knows nothing of srcset gets about the width of the text.
PLAIN_WIDTH = 800
# Other sites' previews take no picture wider than they need.
SHARED_WIDTH = 1600
MISSING_SIZE = (1200, 800)


@register.inclusion_tag("components/picture.html")
def picture(caption: PhotoCaption, sizes: str = "100vw", *, eager: bool = False) -> dict[str, Any]:
    """Print ``<picture>`` for ``caption.photo``, in as many widths as it has.

    ``sizes`` is the attribute's value. ``eager`` is for the one picture that the first screen
    shows largest. A photo without files is a quiet plate of the same proportions.
    """
    photo = caption.photo
    width, height = (photo.width, photo.height) if photo.width and photo.height else MISSING_SIZE
    return {
        "alt": caption.alt or photo.alt,
        "eager": eager,
        "focus_x": _step(photo.focus_x),
        "focus_y": _step(photo.focus_y),
        "height": height,
        "jpg": _srcset(photo, "jpg"),
        "sizes": sizes,
        "src": _src(photo, PLAIN_WIDTH) or static("img/photo-missing.svg"),
        "webp": _srcset(photo, "webp"),
        "width": width,
    }


@register.simple_tag
def shared_picture(caption: PhotoCaption) -> str:
    """Return the path of the picture that other sites show with a link; empty if there is none."""
    return _src(caption.photo, SHARED_WIDTH)


def _src(photo: Photo, wanted: int) -> str:
    """Return the narrowest JPEG that is ``wanted`` wide, or else the widest there is."""
    wide_enough = [width for width in photo.widths if width >= wanted]
    if not photo.widths:
        return ""
    return photo.url(min(wide_enough) if wide_enough else max(photo.widths), "jpg")


def _srcset(photo: Photo, extension: str) -> str:
    return ", ".join(f"{photo.url(width, extension)} {width}w" for width in sorted(photo.widths))


def _step(focus: float) -> int:
    """Return a focal point as the style sheet knows it: in percent, by tens."""
    return min(10, max(0, round(focus * 10))) * 10

"""Pictures as the photo library shows them."""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.models import Photo
from articles.templatetags.pictures import focus_step

register = template.Library()

# In the wall: two columns on a phone, rows of this height at a desk.
SIZES = "(max-width: 767px) 45vw, 20rem"
# What is shown small is never loaded wider.
WIDEST = 800


@register.simple_tag
def library_picture(photo: Photo, width: int = 240, alt: str = "") -> SafeString:
    """Return an ``img`` that knows the focal point; a quiet plate where there is no file.

    ``width`` is what a browser gets that reads no ``srcset``; up to 240, the wall's widths are
    offered beside it.
    """
    if not photo.has_file:
        plate = static("img/photo-missing.svg")
        return format_html('<img src="{}" alt="{}" width="300" height="200">', plate, alt)
    wide_enough = [one for one in photo.widths if one >= width]
    src = photo.url(min(wide_enough, default=max(photo.widths)), "jpg")
    return format_html(
        '<img src="{}"{} width="{}" height="{}" alt="{}" loading="lazy" decoding="async"'
        ' data-focus-x="{}" data-focus-y="{}">',
        *(src, _srcset(photo) if width <= min(photo.widths) else ""),
        *(photo.width, photo.height, alt, focus_step(photo.focus_x), focus_step(photo.focus_y)),
    )


def _srcset(photo: Photo) -> SafeString:
    addresses = [f"{photo.url(one, 'jpg')} {one}w" for one in photo.widths if one <= WIDEST]
    return format_html(' srcset="{}" sizes="{}"', ", ".join(addresses), SIZES)

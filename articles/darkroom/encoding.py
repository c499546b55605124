"""From the picture to the files that readers get."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from PIL import Image

from articles.darkroom.plan import (
    EXTENSIONS,
    FIRST_EXTENSIONS,
    FIRST_WIDTHS,
    QUALITY,
    SHARED_NAME,
    SHARED_SIZE,
    widths_for,
)
from articles.darkroom.statement import Statement


def renditions_of(
    picture: Image.Image,
    statement: Statement,
    focus: tuple[float, float] = (0.5, 0.5),
    *,
    is_complete: bool,
) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file: the first ones, or all. The widest come first.

    Each says whose the photo is, and nothing else of what the file that came had said.
    """
    widths = widths_for(picture.width)
    if not is_complete:
        widths = [one for one in widths if one in FIRST_WIDTHS] or [picture.width]
    extensions: Iterable[str] = EXTENSIONS if is_complete else FIRST_EXTENSIONS
    for width in sorted(widths, reverse=True):
        small = _at_width(picture, width)
        for extension in extensions:
            yield f"{width}.{extension}", _encoded(small, extension, statement)
    yield SHARED_NAME, _encoded(shared(picture, focus), "jpg", statement)


def _at_width(picture: Image.Image, width: int) -> Image.Image:
    if width == picture.width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def shared(picture: Image.Image, focus: tuple[float, float]) -> Image.Image:
    """Return the largest cut in the shape of ``SHARED_SIZE`` around ``focus``, at that size.

    Small pictures are enlarged: what announces this file says its size without looking.
    """
    scale = min(picture.width / SHARED_SIZE[0], picture.height / SHARED_SIZE[1])
    width, height = SHARED_SIZE[0] * scale, SHARED_SIZE[1] * scale
    left = min(max(focus[0] * picture.width - width / 2, 0), picture.width - width)
    top = min(max(focus[1] * picture.height - height / 2, 0), picture.height - height)
    box = (
        max(0.0, left),
        max(0.0, top),
        min(left + width, picture.width),
        min(top + height, picture.height),
    )
    return picture.resize(SHARED_SIZE, Image.Resampling.LANCZOS, box, reducing_gap=3.0)


def _encoded(picture: Image.Image, extension: str, statement: Statement) -> bytes:
    told: dict[str, bytes] = {}
    if xmp := statement.xmp():
        told["xmp"] = xmp
        if extension == "jpg":
            told["exif"] = statement.exif()
    buffer = io.BytesIO()
    kind = EXTENSIONS[extension].removeprefix("image/").upper()
    picture.save(buffer, kind, **QUALITY[extension], **told)
    return buffer.getvalue()

"""From a file's bytes to one upright picture in sRGB, small enough to make all renditions of.

Of an animation the first picture is taken. What is decoded in full is brought to its final size
in strips, so that beside it there is never a second picture of its size in memory.
"""

from __future__ import annotations

import io
from typing import Final

from PIL import Image, ImageCms

from articles.darkroom.plan import MAX_HEIGHT, MAX_WORKING_PIXELS, WIDTHS
from articles.darkroom.refusals import Refused

MIN_EDGE: Final = 100
MAX_PROFILE: Final = 4_000_000
_STRIP_PIXELS: Final = 2_000_000
# Lanczos looks so many pixels of the result to either side.
_SUPPORT: Final = 3
_TURNS: Final = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}


def is_turned(orientation: int) -> bool:
    """Say whether width and height change places when the picture is put upright."""
    return orientation in (5, 6, 7, 8)


def working_size(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size at which an upright picture of ``size`` is worked on: never larger.

    Raises:
        Refused: it is too small or too narrow.
    """
    width, height = size
    scale = max(
        1.0,
        width / WIDTHS[-1],
        height / MAX_HEIGHT,
        (width * height / MAX_WORKING_PIXELS) ** 0.5,
    )
    small = int(width / scale), int(height / scale)
    if min(small) < MIN_EDGE:
        raise Refused("small")
    return small


def decode(image: Image.Image, orientation: int) -> Image.Image:
    """Return the opened ``image`` as an upright RGB picture of its working size, in sRGB.

    ``orientation`` is EXIF's, 1 to 8; whatever else is upright. ``image`` is closed.
    """
    upright = image.size[::-1] if is_turned(orientation) else image.size
    size = working_size((upright[0], upright[1]))
    image.load()
    profile = image.info.get("icc_profile")
    small = _shrunk(image, (size[1], size[0]) if is_turned(orientation) else size)
    image.close()
    for turn in _TURNS.get(orientation, ()):
        small = small.transpose(turn)
    picture = _flat(small, profile if isinstance(profile, bytes) else None)
    # A fresh picture carries no position, no camera, no comment of the one that came.
    picture.info.clear()
    return picture


def _shrunk(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return ``image`` at ``size``: RGB, RGBA, L or CMYK; strip by strip, without seams."""
    across, down = image.width / size[0], image.height / size[1]
    margin = 0 if size == image.size else int(_SUPPORT * down) + 2
    rows = max(16, int(_STRIP_PIXELS / (image.width * down)))
    whole: Image.Image | None = None
    for top in range(0, size[1], rows):
        bottom = min(top + rows, size[1])
        first = max(0, int(top * down) - margin)
        last = min(image.height, int(bottom * down) + margin + 1)
        strip = _plain(image.crop((0, first, image.width, last)))
        if across != 1 or down != 1:
            box = (0, top * down - first, image.width, min(bottom * down - first, strip.height))
            strip = strip.resize((size[0], bottom - top), Image.Resampling.LANCZOS, box)
        else:
            strip = strip.crop((0, 0, size[0], bottom - top))
        whole = whole or Image.new(strip.mode, size)
        whole.paste(strip, (0, top))
    assert whole is not None  # noqa: S101  (a size has rows)
    return whole


def _plain(strip: Image.Image) -> Image.Image:
    """Return a strip in a mode that can be resized, its sixteen bits scaled, not clipped."""
    if strip.mode.startswith("I;16") or strip.mode == "I":
        return strip.convert("I").point(lambda value: value / 257).convert("L")
    if strip.mode in ("RGBA", "LA", "PA") or "transparency" in strip.info:
        return strip.convert("RGBA")
    if strip.mode in ("RGB", "L", "CMYK"):
        return strip
    return strip.convert("RGB")


def _flat(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return ``picture`` as RGB in sRGB, on white where it is transparent."""
    if picture.mode != "RGBA":
        return _in_srgb(picture, profile)
    opaque = _in_srgb(picture.convert("RGB"), profile)
    white = Image.new("RGB", picture.size, "white")
    white.paste(opaque, mask=picture.getchannel("A"))
    return white


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert by the file's own profile; without one, or with one that is broken, as usual."""
    if not profile or len(profile) > MAX_PROFILE:
        return picture.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(
            picture,
            source,
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return picture.convert("RGB")
    return converted if converted is not None else picture.convert("RGB")

"""Which files a photo is served as."""

from __future__ import annotations

import hashlib
from typing import Final

# Thumbnails; cards and phones' columns at one, two and three pixels a point; the widest column
# of a desk; the full screen.
WIDTHS: Final = (240, 480, 800, 1200, 1800, 2560)
# A thumbnail and a phone's picture are there at once; the rest is made by a task.
FIRST_WIDTHS: Final = (240, 800)
FIRST_EXTENSIONS: Final = ("webp", "jpg")
EXTENSIONS: Final = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
# Pillow's options for each.
QUALITY: Final[dict[str, dict[str, int | bool]]] = {
    "avif": {"quality": 55, "speed": 8, "max_threads": 1},
    "webp": {"quality": 78, "method": 2},
    "jpg": {"quality": 80, "progressive": True},
}
# What other sites show beside a link, cut around the focal point; always a JPEG of this size.
SHARED_SIZE: Final = (1200, 630)
SHARED_NAME: Final = "share.jpg"
# Encoding AVIF takes thirty bytes of memory a pixel, and WebP knows no side over 16383.
MAX_WORKING_PIXELS: Final = 6_000_000
MAX_HEIGHT: Final = 8192

PLAN: Final = hashlib.sha256(
    repr((WIDTHS, QUALITY, SHARED_SIZE, MAX_WORKING_PIXELS)).encode()
).hexdigest()[:12]


def widths_for(width: int) -> list[int]:
    """Return the widths to make of a picture that is ``width`` wide: never wider than it is."""
    narrower = [one for one in WIDTHS if one < width]
    return narrower if len(narrower) == len(WIDTHS) else [*narrower, width]

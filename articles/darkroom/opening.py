"""Open a picture without decoding it, and say whether it can be decoded within the memory.

Sizes come from the header. What each decoder takes of memory per pixel was measured with
pictures of 12 to 60 megapixels and is rounded up.
"""

from __future__ import annotations

import io
from typing import IO, Final

from PIL import Image

from articles.darkroom.kinds import Kind
from articles.darkroom.refusals import Refused

MAX_PIXELS: Final = 64_000_000
#: Bytes that decoding may take, beside Python and Pillow themselves.
MEMORY: Final = 245_000_000
_BYTES_BY_MODE: Final = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2}
_BYTES_BY_KIND: Final = {"webp": 16.2, "avif": 9.3, "heic": 8.4}


def open_picture(
    file: IO[bytes], kind: Kind, target: tuple[int, int]
) -> tuple[Image.Image, tuple[int, int]]:
    """Return the picture, opened, and its size; a JPEG will be decoded no larger than needed.

    That is at the smallest of its own scales (1, 1/2, 1/4, 1/8) which fills ``target``.

    Raises:
        Refused: too many pixels, too much memory, or nothing is installed that reads it.
        Exception: whatever the decoder thinks of a broken file.
    """
    file.seek(0)
    if kind == "webp":
        # Its decoder takes the memory as soon as the file is opened.
        _require(_webp_size(file.read(30)), _BYTES_BY_KIND["webp"])
        file.seek(0)
    image = _OPENERS[kind](file)
    _require(image.size, 0)
    full = image.size
    if kind == "jpg":
        image.draft(None, _turned_as(image.size, target))
    _require(image.size, _bytes_per_pixel(image, kind), extra=_coefficients(image, kind, full))
    return image, full


def _turned_as(size: tuple[int, int], target: tuple[int, int]) -> tuple[int, int]:
    """Return the size that fits into ``target``, in the shape of ``size``."""
    scale = max(size[0] / target[0], size[1] / target[1], 1.0)
    return max(1, int(size[0] / scale)), max(1, int(size[1] / scale))


def _require(size: tuple[int, int], bytes_per_pixel: float, *, extra: float = 0) -> None:
    pixels = size[0] * size[1]
    if pixels > MAX_PIXELS:
        raise Refused("pixels")
    if pixels * bytes_per_pixel + extra > MEMORY:
        raise Refused("memory")


def _bytes_per_pixel(image: Image.Image, kind: Kind) -> float:
    return _BYTES_BY_KIND.get(kind) or _BYTES_BY_MODE.get(image.mode, 4)


def _coefficients(image: Image.Image, kind: Kind, full: tuple[int, int]) -> float:
    """Return the bytes that a progressive JPEG keeps of the whole picture, whatever its scale."""
    layers = getattr(image, "layer", ())
    if kind != "jpg" or not layers or not image.info.get("progressive"):
        return 0
    across, down = max(one[1] for one in layers), max(one[2] for one in layers)
    samples: float = sum(one[1] * one[2] for one in layers) / (across * down)
    return full[0] * full[1] * samples * 2


def _webp_size(head: bytes) -> tuple[int, int]:
    kind, data = head[12:16], head[20:]
    if kind == b"VP8X" and len(data) >= 10:
        return _little(data[4:7]) + 1, _little(data[7:10]) + 1
    if kind == b"VP8L" and len(data) >= 5:
        bits = _little(data[1:5])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and len(data) >= 10:
        return _little(data[6:8]) & 0x3FFF, _little(data[8:10]) & 0x3FFF
    raise Refused("broken")


def _little(data: bytes) -> int:
    return int.from_bytes(data, "little")


def _open_jpeg(file: IO[bytes]) -> Image.Image:
    from PIL.JpegImagePlugin import JpegImageFile

    # Not by Image.open: that would make a stereo picture (MPO) of some, and try other formats.
    return JpegImageFile(file)


def _open_png(file: IO[bytes]) -> Image.Image:
    from PIL.PngImagePlugin import PngImageFile

    return PngImageFile(file)


def _open_gif(file: IO[bytes]) -> Image.Image:
    from PIL.GifImagePlugin import GifImageFile

    return GifImageFile(file)


def _open_webp(file: IO[bytes]) -> Image.Image:
    from PIL.WebPImagePlugin import WebPImageFile

    return WebPImageFile(file)


def _open_avif(file: IO[bytes]) -> Image.Image:
    from PIL import AvifImagePlugin

    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    return AvifImagePlugin.AvifImageFile(file)


def _open_heic(file: IO[bytes]) -> Image.Image:
    try:
        import pillow_heif
    except ImportError as error:
        raise Refused("no_heic") from error
    pillow_heif.options.THUMBNAILS = False
    pillow_heif.options.DEPTH_IMAGES = False
    pillow_heif.options.AUX_IMAGES = False
    pillow_heif.options.DECODE_THREADS = 1
    opened: Image.Image = pillow_heif.as_plugin.HeifImageFile(  # type: ignore[no-untyped-call]
        io.BytesIO(file.read())
    )
    return opened


_OPENERS: Final = {
    "jpg": _open_jpeg,
    "png": _open_png,
    "gif": _open_gif,
    "webp": _open_webp,
    "avif": _open_avif,
    "heic": _open_heic,
}

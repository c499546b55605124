"""What it takes to make a photo's files, and what a reader's phone then downloads."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Iterator
from statistics import median
from typing import Final

from PIL import Image, ImageChops

from articles.darkroom import apart
from articles.darkroom.orders import Order
from articles.darkroom.plan import widths_for
from newsroom.benchmarks.figures import Figure, Sizes, significant
from newsroom.demo import drawing

#: No process may hold more than this, whatever picture comes.
MOST_MEGABYTES: Final = 300
_MEGABYTE: Final = 1_000_000
_SHAPE: Final = 1.5
_PHONE: Final = 390 * 3
_IN_AN_ARTICLE: Final = (
    "market_boats-1", "portrait-1", "town_skyline-1", "rice_field-1", "night_festival-1",
)  # fmt: skip


def measure(sizes: Sizes) -> Iterator[Figure]:
    """Develop one photo as it comes from a camera, in the process that uploads are developed in.

    Against the time it takes to decode it once and do nothing with it; against the megabytes
    that its pixels are when decoded in full.
    """
    photo = photo_like(_IN_AN_ARTICLE[0], sizes.photo_pixels)
    decoding, pixels = _decoded(photo)
    for name, order in (("first", Order()), ("all", Order(is_complete=True))):
        times, peaks = zip(
            *(_developed(photo, order) for _round in range(sizes.rounds)), strict=True
        )
        yield Figure(f"photos.{name}-renditions", significant(median(times)), "s", against=decoding)
        yield _memory(f"photos.{name}-memory", max(peaks), pixels)
    yield from _downloads(sizes)


def _memory(name: str, peak: int, against: float) -> Figure:
    megabytes = significant(peak / _MEGABYTE)
    return Figure(name, megabytes, "MB", MOST_MEGABYTES, megabytes <= MOST_MEGABYTES, against)


def _decoded(photo: bytes) -> tuple[float, float]:
    """Return seconds and megabytes of decoding ``photo`` in full."""
    begin = time.perf_counter()
    with Image.open(io.BytesIO(photo)) as image:
        image.load()
        pixels = image.width * image.height * 4
    return significant(time.perf_counter() - begin), significant(pixels / _MEGABYTE)


def _developed(photo: bytes, order: Order) -> tuple[float, int]:
    begin = time.perf_counter()
    result = apart.develop(io.BytesIO(photo), order)
    return time.perf_counter() - begin, result.peak


def _downloads(sizes: Sizes) -> Iterator[Figure]:
    """Add up what a phone of 390 points, three pixels each, loads of an article's five photos."""
    loaded = dict.fromkeys(("avif", "webp", "jpg"), 0)
    for key in _IN_AN_ARTICLE:
        photo = photo_like(key, sizes.phone_pixels)
        result = apart.develop(io.BytesIO(photo), Order(is_complete=True))
        widths = widths_for(result.developed.size[0])
        width = next((one for one in widths if one >= _PHONE), widths[-1])
        for extension in loaded:
            loaded[extension] += len(result.files[f"{width}.{extension}"])
    against = significant(loaded["jpg"] / 1000)
    for extension in ("avif", "webp"):
        kilobytes = significant(loaded[extension] / 1000)
        yield Figure(
            f"photos.phone-{extension}", kilobytes, "kB", against, kilobytes <= against, against
        )


def photo_like(key: str, pixels: int) -> bytes:
    """Return a JPEG of so many pixels: a drawing with the grain of a camera's sensor over it."""
    height = int((pixels / _SHAPE) ** 0.5)
    size = (int(height * _SHAPE), height)
    image = drawing.draw(key).convert("RGB").resize(size, Image.Resampling.LANCZOS)
    chance = random.Random(key)  # noqa: S311  (the same photo each time)
    tile = Image.frombytes("L", (256, 256), bytes(_grain(chance) for _pixel in range(256 * 256)))
    grain = Image.new("L", size)
    for left in range(0, size[0], 256):
        for top in range(0, size[1], 256):
            grain.paste(tile.rotate(90 * chance.randrange(4)), (left, top))
    grained = ImageChops.add(image, Image.merge("RGB", [grain] * 3), 1, -128)
    buffer = io.BytesIO()
    grained.save(buffer, "JPEG", quality=92)
    return buffer.getvalue()


def _grain(chance: random.Random) -> int:
    return min(255, max(0, round(chance.gauss(128, 7))))

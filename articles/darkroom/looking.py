"""What a picture looks like, in 64 bits: alike for the same picture at any size or quality.

The grey picture is brought to 32 x 32 and its coarse waves (the low frequencies of a cosine
transform) are compared with their median: one bit each (``likeness`` says how alike two are).
"""

from __future__ import annotations

import math
from typing import Final

from PIL import Image

from articles.darkroom.likeness import Look

_SIDE: Final = 32
_WAVES: Final = 9
_COSINES: Final = [
    [math.cos(math.pi * (2 * x + 1) * wave / (2 * _SIDE)) for x in range(_SIDE)]
    for wave in range(_WAVES)
]
# All pairs of eight waves but the plain average, and one more to make 64.
_CHOSEN: Final = [(v, u) for v in range(8) for u in range(8) if u or v] + [(0, 8)]
# A wave lower than this, in grey levels of 255, is no feature: noise and rounding make it.
_LEAST_LEVEL: Final = 0.1
_LEAST_FEATURES: Final = 32


def look_of(picture: Image.Image) -> Look | None:
    """Return the look of an upright picture, or None if it has hardly any features.

    A plain colour, a simple gradient, a nearly white page would look like all of their kind:
    they are known again by their bytes alone.
    """
    grey = picture.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    waves = _waves(grey.tobytes())
    if sum(abs(one) > _LEAST_LEVEL for one in waves) < _LEAST_FEATURES:
        return None
    median = sorted(waves)[len(waves) // 2]
    bits = [one > median for one in waves]
    first, second, third, fourth = (
        sum(bit << place for place, bit in enumerate(bits[start::4])) for start in range(4)
    )
    return first, second, third, fourth


def _waves(pixels: bytes) -> list[float]:
    lines = [pixels[start : start + _SIDE] for start in range(0, _SIDE * _SIDE, _SIDE)]
    rows = [[_product(line, cosine) for cosine in _COSINES] for line in lines]
    columns = [[row[u] for row in rows] for u in range(_WAVES)]
    return [_product(columns[u], _COSINES[v]) / _SIDE**2 for v, u in _CHOSEN]


def _product(values: bytes | list[float], cosines: list[float]) -> float:
    return sum(value * cosine for value, cosine in zip(values, cosines, strict=True))

"""Water: its colour, what it mirrors, its ripples and the path of the sun."""

import math

from PIL import Image

from .canvas import BILINEAR, NEAREST, Canvas, S
from .colour import RGB, Stops, fade, ramp


def mirror(
    c: Canvas,
    y: float,
    depth: float,
    stops: Stops,
    clear: float = 0.7,
    ripple: float = 7,
    squash: float = 1.0,
) -> None:
    """Fill from y downwards with water which mirrors what is above."""
    top, deep = round(y), round(depth)
    tall = min(top, round(deep / squash))
    src = c.im.crop((0, (top - tall) * S, c.w * S, top * S)).reduce((S * 2, S * 4))
    src = src.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    image = src.resize((c.w // 2, deep), BILINEAR)
    tone = Image.new("RGB", (1, deep))
    tone.putdata([ramp(stops, i / deep) for i in range(deep)])
    mask = Image.new("L", (1, deep))
    mask.putdata([round(255 * (1 - clear * (1 - 0.55 * i / deep))) for i in range(deep)])
    image = Image.composite(tone.resize(image.size), image, mask.resize(image.size))
    wavy = image.copy()
    phase = c.rng.uniform(0, 6)
    i = 0
    while i < deep:
        t = i / deep
        step = 1 + int(t * 5)
        wave = math.sin(phase + 26 * math.sqrt(t + 0.02) * 3) + c.rng.uniform(-0.8, 0.8)
        shift = round(wave * ripple * (0.15 + t) / 2)
        wavy.paste(image.crop((0, i, image.width, i + step)), (shift, i))
        i += step
    full = wavy.resize((c.w, deep), BILINEAR).resize((c.w * S, deep * S), NEAREST)
    c.im.paste(full, (0, top * S))


def ripples(
    c: Canvas, y0: float, y1: float, ink: RGB, alpha: float, count: int, reach: float = 1.0
) -> None:
    """Flat streaks, larger as they come near."""
    for _ in range(count):
        t = c.rng.random()
        y = y0 + (y1 - y0) * t**1.5
        near = (y - y0) / (y1 - y0)
        long = (14 + 190 * near) * c.rng.uniform(0.3, 1.1) * reach
        thick = 0.5 + 3.2 * near * c.rng.uniform(0.3, 1)
        streak(c, c.rng.random() * c.w, y, long, thick, fade(ink, alpha * c.rng.uniform(0.3, 1)))


def streak(
    c: Canvas,
    x: float,
    y: float,
    long: float,
    thick: float,
    ink: tuple[int, int, int] | tuple[int, int, int, int],
) -> None:
    """One flat ripple, pointed at both ends."""
    bend = thick * 0.5
    c.poly(
        [
            (x - long, y),
            (x - long * 0.4, y - thick),
            (x + long * 0.3, y - thick - bend),
            (x + long, y),
            (x + long * 0.4, y + thick),
            (x - long * 0.3, y + thick - bend),
        ],
        ink,
    )


def glitter(
    c: Canvas,
    x: float,
    y0: float,
    y1: float,
    ink: RGB,
    count: int,
    narrow: float = 0.02,
    wide: float = 0.09,
    alpha: float = 0.75,
) -> None:
    """The broken path of light under a sun, a moon or a lamp."""
    for _ in range(count):
        t = c.rng.random()
        y = y0 + (y1 - y0) * t
        spread = (narrow + (wide - narrow) * t) * c.w
        dx = c.rng.gauss(0, 0.5) * spread
        long = (5 + 44 * t) * c.rng.uniform(0.3, 1)
        near = 1 - min(1.0, abs(dx) / (spread * 1.6))
        streak(c, x + dx, y, long, 0.5 + 2.1 * t, fade(ink, alpha * near * (1 - 0.5 * t)))

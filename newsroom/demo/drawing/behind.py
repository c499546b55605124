"""People seen from behind."""

from .canvas import Canvas, curve
from .colour import RGB, Ink, dark
from .people import SKIN


def from_behind(
    c: Canvas, x: float, y: float, r: float, coat: RGB, hair: RGB, long_hair: bool, edge: Ink
) -> None:
    """Head and shoulders of somebody seen from behind; r is half the head's height."""
    c.blob(
        [
            (x - r * 2.05, y + r * 3.6),
            (x - r * 1.95, y + r * 2.2),
            (x - r * 1.4, y + r * 1.55),
            (x - r * 0.55, y + r * 1.2),
            (x + r * 0.55, y + r * 1.2),
            (x + r * 1.4, y + r * 1.55),
            (x + r * 1.95, y + r * 2.2),
            (x + r * 2.05, y + r * 3.6),
        ],
        coat,
        6,
    )
    c.line(
        curve(
            [
                (x - r * 1.85, y + r * 2.05),
                (x - r * 1.35, y + r * 1.56),
                (x - r * 0.6, y + r * 1.25),
            ],
            5,
        ),
        edge,
        r * 0.07,
    )
    skin = dark(SKIN, 0.3)
    c.taper([(x, y), (x, y + r * 1.5)], r * 0.78, r * 0.95, skin)
    for side in (-1, 1):
        c.oval(x + side * r * 0.76, y + r * 0.12, r * 0.13, r * 0.24, skin)
    c.blob(
        [
            (x - r * 0.74, y),
            (x - r * 0.62, y - r * 0.72),
            (x, y - r * 1.02),
            (x + r * 0.62, y - r * 0.72),
            (x + r * 0.74, y),
            (x + r * 0.55, y + r * 0.66),
            (x, y + r * 0.82),
            (x - r * 0.55, y + r * 0.66),
        ],
        hair,
        6,
    )
    if long_hair:
        c.blob(
            [
                (x - r * 0.76, y - r * 0.1),
                (x + r * 0.76, y - r * 0.1),
                (x + r * 0.84, y + r),
                (x + r * 0.6, y + r * 2.1),
                (x - r * 0.6, y + r * 2.1),
                (x - r * 0.84, y + r),
            ],
            hair,
            6,
        )
    c.line(
        curve([(x - r * 0.66, y - r * 0.2), (x - r * 0.52, y - r * 0.7), (x, y - r * 0.95)], 5),
        edge,
        r * 0.08,
    )

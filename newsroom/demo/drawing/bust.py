"""The body below a portrait's head, and a background out of focus."""

from .canvas import Canvas, curve
from .colour import RGB, Point, dark, fade


def shoulders(c: Canvas, x: float, y: float, s: float, ink: RGB, wide: float = 1.9) -> list[Point]:
    """The upper body below a head; returns its outline."""

    def at(u: float, v: float) -> Point:
        return x + u * s, y + v * s

    left = curve(
        [at(-0.42, 1.12), at(-0.75, 1.28), at(-1.35, 1.52), at(-wide, 1.95), at(-wide - 0.2, 3.2)],
        8,
    )
    right = curve(
        [at(wide + 0.2, 3.2), at(wide, 1.95), at(1.35, 1.52), at(0.75, 1.28), at(0.44, 1.12)], 8
    )
    c.poly(left + right, ink)
    c.poly(
        curve([at(0.44, 1.12), at(0.62, 1.7), at(0.5, 3.2)], 6) + right[:-1],
        fade(dark(ink, 0.5), 0.4),
    )
    for side in (-1, 1):
        c.line(
            curve(
                [
                    at(side * wide * 0.72, 2.1),
                    at(side * wide * 0.64, 2.6),
                    at(side * wide * 0.66, 3.2),
                ],
                6,
            ),
            fade(dark(ink, 0.6), 0.5),
            s * 0.02,
        )
    return left + right

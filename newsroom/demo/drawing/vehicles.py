"""Things on wheels, with their riders."""

import math

from .canvas import Canvas, curve
from .colour import RGB, Point, dark, fade, hx, light
from .people import Look, Pose, person

TYRE: RGB = hx("23262c")


def wheel(c: Canvas, x: float, y: float, r: float, rim: RGB, thick: float, spokes: int = 0) -> None:
    """A wheel around (x, y)."""
    for i in range(spokes):
        a = math.pi * i / spokes + 0.2
        dx, dy = math.cos(a) * r, math.sin(a) * r
        c.line([(x - dx, y - dy), (x + dx, y + dy)], fade(rim, 0.55), max(0.6, thick * 0.2))
    c.ring(x, y, r, r, TYRE, thick)
    c.ring(x, y, r - thick, r - thick, rim, max(0.6, thick * 0.4))
    c.oval(x, y, r * 0.12, r * 0.12, rim)


def bicycle(
    c: Canvas,
    x: float,
    y: float,
    size: float,
    frame: RGB,
    look: Look,
    face: float = 1,
    turn: float = 0,
    race: bool = True,
) -> None:
    """A bicycle and its rider; the wheels stand on y."""
    r = size * 0.2
    back: Point = (x - face * size * 0.3, y - r)
    front: Point = (x + face * size * 0.3, y - r)
    pedal: Point = (x - face * size * 0.04, y - r * 0.9)
    seat: Point = (x - face * size * 0.13, y - size * 0.47)
    head: Point = (x + face * size * 0.21, y - size * 0.46)
    c.oval(x, y, size * 0.5, size * 0.02, (10, 12, 20, 90))
    for hub in (back, front):
        wheel(c, *hub, r, light(TYRE, 0.5), size * 0.022, 7)
    thin = max(1.0, size * 0.02)
    for a, b in (
        (back, pedal),
        (pedal, seat),
        (seat, back),
        (seat, head),
        (pedal, head),
        (head, front),
    ):
        c.line([a, b], frame, thin)
    c.line([seat, (seat[0] - face * size * 0.015, seat[1] - size * 0.03)], TYRE, thin)
    bar = (head[0] + face * size * 0.06, head[1] - size * 0.03)
    c.line([head, bar, (bar[0] + face * size * 0.02, bar[1] + size * 0.07)], TYRE, thin)
    s = math.sin(turn)
    lean = 46 if race else 12
    pose = Pose(
        lean,
        (62 + 26 * s, -18 + 16 * s, 62 - 26 * s, -18 - 16 * s),
        (44, 54, 40, 50) if race else (46, 66, 40, 62),
        -26 if race else 0,
    )
    hip = (seat[0], seat[1] - size * 0.045)
    person(c, *hip, size * 0.98, look, pose, face, seat=True)


def scooter(
    c: Canvas, x: float, y: float, size: float, ink: RGB, face: float = 1, cape: bool = False
) -> None:
    """A scooter seen from behind and to one side, the rider in a rain cape or not."""
    r = size * 0.135
    c.oval(x, y, size * 0.48, size * 0.025, (10, 12, 20, 80))
    for u in (-0.3, 0.32):
        wheel(c, x + face * size * u, y - r, r, hx("8b9096"), size * 0.045)
    body = [
        (-0.44, 0.3),
        (-0.3, 0.36),
        (0.02, 0.34),
        (0.08, 0.17),
        (0.2, 0.17),
        (0.27, 0.44),
        (0.33, 0.44),
        (0.33, 0.24),
        (0.2, 0.1),
        (-0.12, 0.1),
        (-0.36, 0.22),
    ]
    c.poly([(x + face * size * u, y - size * v) for u, v in body], dark(ink, 0.35))
    c.poly(
        [
            (x + face * size * u, y - size * v)
            for u, v in ((-0.3, 0.36), (0.02, 0.35), (0.04, 0.385), (-0.3, 0.4))
        ],
        TYRE,
    )
    c.line(
        [(x + face * size * 0.29, y - size * 0.42), (x + face * size * 0.23, y - size * 0.52)],
        TYRE,
        size * 0.025,
    )
    c.oval(x + face * size * 0.32, y - size * 0.42, size * 0.03, size * 0.03, hx("fff2cc"))
    c.oval(x - face * size * 0.44, y - size * 0.29, size * 0.022, size * 0.018, hx("d8503c"))
    pose = Pose(6, (76, 6, 70, 2), (50, 70, 44, 66))
    look = Look(ink, hx("343844"), hat="helmet", hat_ink=dark(ink, 0.25))
    person(c, x - face * size * 0.1, y - size * 0.4, size * 0.92, look, pose, face, seat=True)
    if cape:
        _cape(c, x - face * size * 0.1, y - size * 0.4, size, ink, face)


def _cape(c: Canvas, x: float, y: float, size: float, ink: RGB, face: float) -> None:
    """A rain cape, spread over the knees and blown back."""
    s = size * face
    c.blob(
        [
            (x - s * 0.04, y - size * 0.31),
            (x + s * 0.09, y - size * 0.28),
            (x + s * 0.3, y - size * 0.1),
            (x + s * 0.28, y + size * 0.06),
            (x + s * 0.06, y + size * 0.1),
            (x - s * 0.26, y + size * 0.08),
            (x - s * 0.2, y - size * 0.08),
        ],
        ink,
        6,
    )
    c.blob(
        [
            (x + s * 0.04, y - size * 0.29),
            (x + s * 0.26, y - size * 0.1),
            (x + s * 0.27, y + size * 0.05),
            (x + s * 0.08, y + size * 0.08),
        ],
        light(ink, 0.2),
        6,
    )


def car(c: Canvas, x: float, y: float, size: float, ink: RGB, face: float = 1) -> None:
    """A small car from the side."""
    f = size * face

    def at(u: float, v: float) -> Point:
        return x + u * f, y - v * size

    c.oval(x, y, size * 0.54, size * 0.03, (10, 12, 20, 90))
    c.poly(
        curve(
            [
                at(-0.5, 0.07),
                at(-0.5, 0.24),
                at(-0.38, 0.28),
                at(-0.26, 0.42),
                at(0.1, 0.43),
                at(0.26, 0.29),
                at(0.46, 0.24),
                at(0.51, 0.14),
                at(0.5, 0.07),
            ],
            5,
        ),
        ink,
    )
    c.poly([at(-0.34, 0.285), at(-0.24, 0.395), at(-0.07, 0.4), at(-0.07, 0.285)], hx("2c3842"))
    c.poly([at(-0.04, 0.285), at(-0.04, 0.4), at(0.09, 0.4), at(0.21, 0.285)], hx("2c3842"))
    c.poly([at(-0.3, 0.3), at(-0.22, 0.385), at(-0.17, 0.385), at(-0.25, 0.3)], hx("8ba1aa"))
    c.line([at(-0.5, 0.2), at(0.5, 0.19)], dark(ink, 0.3), size * 0.008)
    c.rect(x - size * 0.46, y - size * 0.1, x + size * 0.46, y - size * 0.06, dark(ink, 0.5))
    c.oval(*at(0.48, 0.18), size * 0.03, size * 0.024, hx("fff2cc"))
    for u in (-0.3, 0.31):
        px, py = at(u, 0.085)
        c.oval(px, py, size * 0.09, size * 0.09, TYRE)
        c.oval(px, py, size * 0.05, size * 0.05, hx("a9adb0"))

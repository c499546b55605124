"""Scenes of meetings."""

import math

from .behind import from_behind
from .canvas import Canvas
from .colour import RGB, dark, fade, hx, light, mix, stops, vary
from .people import (
    STAND,
    Look,
    person,
)

COATS: list[RGB] = [
    hx(v) for v in ("4b5468", "6a4a48", "3f5a58", "5c5348", "dcd6c8", "7a6a58", "48465a", "e8e3d6")
]


def _hall(c: Canvas, wall: tuple[str, str, str], drape: RGB) -> float:
    """Walls, ceiling lights and a stage; returns the stage's floor line."""
    floor = c.h * 0.54
    c.wash(stops(*wall), 0, c.h)
    cx, half = c.w * 0.5, c.w * 0.31
    c.rect(cx - half, c.h * 0.1, cx + half, floor, drape)
    for i in range(40):
        x = cx - half + half * 2 * i / 40
        c.poly(
            [(x, c.h * 0.1), (x + half / 42, c.h * 0.1), (x + half / 60, floor), (x + 4, floor)],
            fade(dark(drape, 0.5) if i % 2 else light(drape, 0.4), 0.2),
        )
    c.rect(cx - half * 0.62, c.h * 0.16, cx + half * 0.62, c.h * 0.36, light(drape, 0.14))
    for side in (-1, 1):
        x = cx + side * half
        c.poly(
            [
                (x - side * 6, c.h * 0.07),
                (x + side * 86, c.h * 0.07),
                (x + side * 70, floor),
                (x + side * 8, floor),
            ],
            dark(drape, 0.42),
        )
        c.poly(
            [
                (cx + side * c.w * 0.39, c.h * 0.04),
                (cx + side * c.w * 0.52, -c.h * 0.08),
                (cx + side * c.w * 0.52, c.h),
                (cx + side * c.w * 0.39, floor + 30),
            ],
            (255, 240, 210, 22),
        )
    c.rect(cx - half - 90, c.h * 0.055, cx + half + 90, c.h * 0.1, dark(drape, 0.5))
    for i in range(7):
        x = cx + (i - 3) * half * 0.4
        c.oval(x, c.h * 0.03, 26, 6, hx("fff3d0"))
        c.lamp(x, c.h * 0.04, 150, hx("5c4a2c"))
    c.rect(cx - half - 60, floor, cx + half + 60, floor + 44, hx("6b4630"))
    c.rect(cx - half - 60, floor, cx + half + 60, floor + 7, hx("b98a58"))
    return floor


def _flowers(c: Canvas, x: float, y: float, r: float) -> None:
    for _i in range(46):
        a, k = c.rng.uniform(0, 6.28), c.rng.random() ** 0.5
        px, py = x + math.cos(a) * k * r, y + math.sin(a) * k * r * 0.55
        ink = c.rng.choice(
            (hx("c8453e"), hx("e9c04c"), hx("f3ead8"), hx("d97a86"), hx("5f8a4a"), hx("4f7a40"))
        )
        c.oval(px, py, r * 0.14, r * 0.12, vary(c.rng, ink, 12))


def _audience(c: Canvas, y0: float, rows: int, wall: RGB, aisle: float) -> None:
    """Rows of people from behind, larger towards us."""
    for r in range(rows):
        t = r / (rows - 1)
        size = 13 + 44 * t**1.5
        y = y0 + (c.h * 1.0 - y0) * t**1.25
        step = size * 4.3
        n = int(c.w / step) + 2
        haze = 0.5 * (1 - t)
        for i in range(n):
            x = c.w / 2 + (i - n / 2 + (r % 2) * 0.5) * step + c.rng.uniform(-0.2, 0.2) * size
            if abs(x - c.w / 2) < aisle * size or c.rng.random() < 0.04:
                continue
            coat = mix(c.rng.choice(COATS), wall, haze + 0.1)
            hair = mix(
                c.rng.choice((hx("221e22"), hx("2c2628"), hx("251f24"), hx("5f5a5a"))),
                wall,
                haze * 0.7,
            )
            chair = mix(hx("6b2f2c"), wall, haze)
            from_behind(
                c,
                x,
                y + c.rng.uniform(-0.3, 0.2) * size,
                size,
                coat,
                hair,
                c.rng.random() < 0.36,
                fade(hx("ffe3b0"), 0.5),
            )
            c.blob(
                [
                    (x - size * 1.75, y + size * 4.4),
                    (x - size * 1.6, y + size * 2.3),
                    (x, y + size * 2.0),
                    (x + size * 1.6, y + size * 2.3),
                    (x + size * 1.75, y + size * 4.4),
                ],
                chair,
                5,
            )


def meeting_hall(c: Canvas) -> None:
    """A full hall before a stage with a red backdrop."""
    drape = hx("9a2f2c")
    floor = _hall(c, ("5f4634", "a88560", "6a4c38"), drape)
    cx = c.w * 0.5
    c.rect(cx - 250, floor - 62, cx + 120, floor, hx("7c4f34"))
    c.rect(cx - 256, floor - 70, cx + 126, floor - 60, hx("f0e6d2"))
    for i in range(5):
        _seated(
            c,
            cx - 212 + i * 70,
            floor - 66,
            24,
            hx(("39465a", "eee8da", "4a4048", "3f5a5a", "39465a")[i]),
        )
        _flowers(c, cx - 212 + i * 70, floor - 58, 15)
    x = cx + 240
    person(c, x, floor - 2, 176, Look(hx("303c52"), hx("262c3a")), STAND, -1)
    c.poly(
        [(x - 66, floor - 96), (x + 16, floor - 96), (x + 6, floor), (x - 56, floor)], hx("8a5836")
    )
    c.line([(x - 38, floor - 96), (x - 28, floor - 132)], hx("22242c"), 3)
    for dx in (-410, -340, 360, 420):
        _flowers(c, cx + dx, floor - 8, 48)
    c.wash(stops("7d5a40", "3a2a24"), floor + 44, c.h)
    _audience(c, c.h * 0.63, 6, hx("6b4b38"), 0)


def _seated(c: Canvas, x: float, y: float, r: float, coat: RGB) -> None:
    """Somebody seated at a table, facing us, far off."""
    c.blob(
        [
            (x - r * 1.2, y + r * 0.2),
            (x - r * 1.0, y - r * 0.9),
            (x, y - r * 1.25),
            (x + r * 1.0, y - r * 0.9),
            (x + r * 1.2, y + r * 0.2),
        ],
        coat,
        5,
    )
    c.poly(
        [(x - r * 0.24, y - r * 1.2), (x + r * 0.24, y - r * 1.2), (x, y - r * 0.5)], hx("f2ecde")
    )
    c.oval(x, y - r * 1.75, r * 0.48, r * 0.6, hx("c0906c"))
    c.blob(
        [
            (x - r * 0.5, y - r * 1.7),
            (x - r * 0.4, y - r * 2.22),
            (x, y - r * 2.4),
            (x + r * 0.4, y - r * 2.22),
            (x + r * 0.5, y - r * 1.7),
            (x + r * 0.36, y - r * 1.98),
            (x - r * 0.36, y - r * 1.98),
        ],
        hx("2a2628"),
        5,
    )


def meeting_hall_speech(c: Canvas) -> None:
    """A quiet meeting in blue light, seen from the back of the hall."""
    drape = hx("2f5a78")
    floor = _hall(c, ("33424f", "8799a0", "4a5a66"), drape)
    cx = c.w * 0.5
    x = cx
    c.lamp(x, floor - 140, 330, hx("53616a"))
    person(c, x, floor - 2, 186, Look(hx("f0ece2"), hx("35404e"), woman=True), STAND, -1)
    c.poly(
        [(x - 56, floor - 98), (x + 36, floor - 98), (x + 26, floor), (x - 46, floor)], hx("a0714a")
    )
    c.line([(x - 30, floor - 98), (x - 18, floor - 138)], hx("22242c"), 3)
    for dx in (-420, -330, -250, 250, 330, 420):
        _flowers(c, cx + dx, floor - 6, 42)
    for side in (-1, 1):
        c.rect(cx + side * 400 - 26, floor - 150, cx + side * 400 + 26, floor - 20, hx("27343f"))
        c.oval(cx + side * 400, floor - 58, 19, 19, hx("3f505c"))
        c.oval(cx + side * 400, floor - 112, 13, 13, hx("3f505c"))
    c.wash(stops("5f6d74", "26303a"), floor + 44, c.h)
    c.poly(
        [(cx - 30, floor + 44), (cx + 30, floor + 44), (cx + 190, c.h), (cx - 190, c.h)],
        hx("8a4a42"),
    )
    _audience(c, c.h * 0.64, 5, hx("465560"), 2.6)

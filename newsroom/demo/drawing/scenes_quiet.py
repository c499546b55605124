"""Quiet places: the pagoda by night, the reading room."""

import math

from .buildings import swept_roof, windows
from .canvas import Canvas
from .colour import RGB, Point, dark, fade, hx, light, mix, stops, vary
from .people import Look, Pose, person
from .plants import leafage, tree, treeline
from .sky import Sky
from .water import mirror, ripples


def pagoda_lanterns(c: Canvas) -> None:
    """A pagoda by the pond at nightfall, hung with lanterns."""
    y = c.h * 0.64
    sky = Sky(c, stops("172348", "36406c", "7a6484", "c98f7c", "eab67e"), y)
    sky.glow(c.w * 0.5, y, 620, hx("ffc988"), 0.6)
    sky.lay()
    treeline(c, y + 2, 150, hx("4b4560"), 6)
    c.mist(hx("c08a78"), y - 130, y + 2, 0, 0.3)
    x = c.w * 0.5
    wood, roof, warm = hx("5f2c28"), hx("35303f"), hx("f6bd6c")
    for k, (half, top) in enumerate(((330, 190), (230, 330), (140, 455))):
        floor = y - (0, 190, 330)[k]
        c.rect(x - half * 0.86, y - top + 40, x + half * 0.86, floor, wood)
        n = (8, 6, 4)[k]
        windows(c, x - half * 0.82, y - top + 62, x + half * 0.82, floor - 14, n, 1, warm, gap=0.4)
        for i in range(n + 1):
            px = x - half * 0.84 + half * 1.68 * i / n
            c.rect(px - 6, y - top + 40, px + 6, floor, hx("8a3f32"))
        swept_roof(c, x, y - top + 48, half * 1.16, 74, roof)
        c.lamp(x, floor - 50, half * 1.1, hx("6f4420"))
    c.taper([(x, y - 480), (x, y - 560)], 14, 3, hx("d8ac5c"))
    c.rect(0, y - 4, c.w, y + 8, hx("3a3348"))
    c.rect(x - 420, y - 16, x + 420, y + 8, hx("6a5a58"))
    c.rect(x - 60, y - 110, x + 60, y - 14, hx("ffd58e"))
    for side in (-1, 1):
        tree(c, x + side * 560, y + 6, 400, hx("3a4a44"), hx("2b2630"), 9, 260)
    mirror(c, y + 7, c.h - y - 7, stops("d99a72", "6f5472", "2c3056", "171d3e"), 0.9, 5)
    ripples(c, y + 12, c.h, hx("ffcf94"), 0.22, 110)
    ripples(c, y + 20, c.h, hx("141a38"), 0.3, 110)
    _floating(c, y)
    for row, (sag, top, n) in enumerate(((70, 60, 11), (100, 10, 9))):
        wire = [(c.w * t / 20, top + sag * math.sin(math.pi * t / 20)) for t in range(21)]
        c.line(wire, hx("1c1c30"), 2)
        for i in range(n):
            t = (i + 0.5) / n
            lantern(
                c,
                c.w * t,
                top + sag * math.sin(math.pi * t) + 8,
                30 + 16 * row,
                c.rng.choice((hx("d9482e"), hx("e8862e"), hx("d9a83e"))),
            )


def lantern(c: Canvas, x: float, y: float, r: float, ink: RGB) -> None:
    """A silk lantern hanging from (x, y)."""
    c.line([(x, y - 8), (x, y + r * 0.3)], hx("2a1c20"), 2)
    mid = y + r * 1.1
    c.oval(x, mid, r, r * 0.86, dark(ink, 0.2))
    for k, part in ((0.74, 0.1), (0.46, 0.35), (0.2, 0.6)):
        c.oval(x, mid, r * k, r * 0.86, mix(ink, hx("ffe2a0"), part))
    for side in (-1, 1):
        c.rect(
            x - r * 0.4,
            mid + side * r * 0.82 - 3,
            x + r * 0.4,
            mid + side * r * 0.82 + 4,
            hx("5a2a20"),
        )
    for k in range(-2, 3):
        c.line([(x + k * 3, mid + r * 0.86), (x + k * 4, mid + r * 1.5)], hx("b83c2c"), 1.5)
    c.lamp(x, mid, r * 3.4, mix(ink, (60, 30, 10), 0.35))


def _floating(c: Canvas, y: float) -> None:
    """Lights set afloat on the pond."""
    for _ in range(46):
        t = c.rng.random() ** 1.3
        x, py = c.rng.random() * c.w, y + 40 + (c.h - y - 70) * t
        s = 5 + 17 * t
        c.oval(x, py + s * 1.0, s * 0.8, s * 0.9, fade(hx("ffb45c"), 0.28))
        c.poly(
            [(x - s, py), (x + s, py), (x + s * 0.7, py + s * 0.5), (x - s * 0.7, py + s * 0.5)],
            hx("b8505c"),
        )
        c.poly(
            [
                (x - s * 0.55, py - s * 0.9),
                (x + s * 0.55, py - s * 0.9),
                (x + s * 0.7, py),
                (x - s * 0.7, py),
            ],
            hx("ffdc98"),
        )
        c.lamp(x, py - s * 0.4, s * 5, hx("a8662c"))


def library(c: Canvas) -> None:
    """A reading room: shelves, tall windows, readers."""
    c.wash(stops("8a6f54", "b39370", "a07f5e"), 0, c.h)
    floor = c.h * 0.68
    c.wash(stops("9a7450", "7d5a3c", "5a3f2c"), floor, c.h)
    for i in range(-8, 10):
        c.line(
            [(c.w * (0.5 + i * 0.06), floor), (c.w * (0.5 + i * 0.17), c.h)],
            fade(hx("3a281c"), 0.3),
            2,
        )
    for x in (0.39, 0.5, 0.61):
        _window(c, c.w * x, c.h * 0.1, 74, floor - c.h * 0.1 - 60)
    for side in (-1, 1):
        _shelves(c, side, floor)
    for k, (y, s, n) in enumerate(((0.72, 0.55, 3), (0.8, 0.85, 3), (0.95, 1.4, 2))):
        _reading_table(c, c.h * y, s, n, k)
    for x in (0.39, 0.5, 0.61):
        c.lamp(c.w * x, c.h * 0.34, 330, hx("6a5a38"))
        c.poly(
            [
                (c.w * x - 60, c.h * 0.12),
                (c.w * x + 60, c.h * 0.12),
                (c.w * x + 60 + (x - 0.5) * 2200 + 90, c.h),
                (c.w * x - 190 + (x - 0.5) * 2200, c.h),
            ],
            (255, 236, 190, 26),
        )


def _window(c: Canvas, x: float, y: float, half: float, tall: float) -> None:
    c.rect(x - half - 10, y, x + half + 10, y + tall + 12, hx("6a4c36"))
    c.oval(x, y, half + 10, half + 10, hx("6a4c36"))
    c.oval(x, y, half, half, hx("fff0c8"))
    c.shade(
        [(x - half, y), (x + half, y), (x + half, y + tall), (x - half, y + tall)],
        stops("fff0c8", "f2eec8", "c9d8a8"),
    )
    leafage(c, x, y + tall * 0.8, half * 0.9, tall * 0.2, hx("9ab878"), 60, 9)
    for u in (-0.34, 0.34):
        c.rect(x + half * u - 3, y - half * 0.9, x + half * u + 3, y + tall, hx("6a4c36"))
    for k in range(5):
        c.rect(x - half, y + tall * k / 5, x + half, y + tall * k / 5 + 5, hx("6a4c36"))


def _shelves(c: Canvas, side: int, floor: float) -> None:
    """A wall of books in perspective."""
    tones = [
        hx(v)
        for v in ("7a3a34", "3f5a5c", "b08a4c", "58503f", "8a6a58", "445068", "c9b48a", "6a7050")
    ]

    def at(u: float, v: float) -> Point:
        x = c.w * 0.5 + side * c.w * (0.17 + 0.36 * u)
        top, foot = c.h * 0.06 - c.h * 0.16 * u, floor + (c.h * 0.42) * u
        return x, top + (foot - top) * v

    c.poly([at(0, 0), at(1, 0), at(1, 1), at(0, 1)], hx("4a3224"))
    for row in range(8):
        v0, v1 = row / 8 + 0.012, (row + 1) / 8 - 0.008
        u = 0.012
        c.poly([at(0, v0), at(1, v0), at(1, v1), at(0, v1)], hx("2c1d16"))
        while u < 0.985:
            step = c.rng.uniform(0.008, 0.02)
            v = v0 + (v1 - v0) * c.rng.uniform(0.06, 0.34)
            tone = mix(vary(c.rng, c.rng.choice(tones), 10), hx("e2b878"), 0.25 * (1 - u))
            c.poly([at(u, v), at(u + step * 0.9, v), at(u + step * 0.9, v1), at(u, v1)], tone)
            u += step
    for u in (0.0, 0.24, 0.5, 0.78, 1.0):
        c.poly(
            [at(u - 0.007, 0), at(u + 0.007, 0), at(u + 0.007, 1), at(u - 0.007, 1)],
            mix(hx("6f4c34"), hx("c99a64"), 0.5 - u * 0.5),
        )


def _reading_table(c: Canvas, y: float, s: float, n: int, k: int) -> None:
    half = 300 * s
    x = c.w * 0.5
    coats = (hx("4f6a74"), hx("e6dfcd"), hx("8a4a42"), hx("5d6a4a"), hx("c79c58"), hx("f0ece0"))
    for i in range(n):
        px = x + (i - (n - 1) / 2) * half * 1.6 / n
        h = 300 * s
        look = Look(coats[(i + k * 2) % 6], hx("34363f"), woman=(i + k) % 2 == 0)
        pose = Pose(16, (84, 0, 80, 0), (30, 78, 24, 74), 16)
        person(c, px, y - h * 0.2, h, look, pose, 1 if (i + k) % 2 else -1, seat=True)
    c.poly(
        [
            (x - half, y - 62 * s),
            (x + half, y - 62 * s),
            (x + half * 1.1, y - 34 * s),
            (x - half * 1.1, y - 34 * s),
        ],
        hx("a8794c"),
    )
    c.rect(x - half * 1.1, y - 34 * s, x + half * 1.1, y - 20 * s, hx("6a4630"))
    c.rect(x - half * 1.02, y - 20 * s, x + half * 1.02, y + 66 * s, hx("4a2f20"))
    for u in (-0.66, 0.0, 0.66):
        c.rect(x + half * (u - 0.29), y - 10 * s, x + half * (u + 0.29), y + 54 * s, hx("5a3a27"))
    for i in range(n * 2):
        px = x + (i - n + 0.5) * half * 0.8 / n
        tone = coats[(i + k) % 6]
        c.poly(
            [
                (px - 24 * s, y - 46 * s),
                (px, y - 50 * s),
                (px + 24 * s, y - 46 * s),
                (px + 28 * s, y - 37 * s),
                (px, y - 41 * s),
                (px - 28 * s, y - 37 * s),
            ],
            light(tone, 0.65),
        )

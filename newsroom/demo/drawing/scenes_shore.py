"""Scenes of work by the sea: salt, shrimps, wind."""

import math

from .canvas import Canvas, curve
from .colour import Point, fade, hx, stops
from .people import CARRY, WALK, Look, Pose, person
from .plants import bush
from .sky import Sky, ridge, sun
from .water import mirror, streak

RAKE = Pose(18, (22, 6, -18, -26), (58, 70, 44, 62))


def salt_field(c: Canvas) -> None:
    """Salt pans mirroring the morning, with white heaps."""
    hz = c.h * 0.4
    sx = c.w * 0.7
    sky = Sky(c, stops("7fa2c0", "b3c3cd", "ecd3bf", "f8dcae"), hz)
    sky.streaks(30, hz * 0.8, hx("fbe9d8"), 0.6, 24)
    sky.glow(sx, hz - 20, 600, hx("ffecc0"), 0.9)
    sky.lay()
    sun(c, sx, hz - 46, 26, hx("fff8e2"))
    ridge(c, hz, 30, hz + 2, hx("b9a9a4"), 0.6)
    mirror(c, hz + 2, c.h - hz - 2, stops("f0d5b4", "c5bdb9", "8fa3b0", "6f8a9c"), 0.75, 2)
    vx = c.w * 0.5
    for k in range(-7, 8):
        x = vx + k * 300
        wide = 15.0
        c.poly(
            [
                (vx + k * 12 - 1, hz + 2),
                (vx + k * 12 + 1, hz + 2),
                (x + wide, c.h + 4),
                (x - wide, c.h + 4),
            ],
            hx("8d7866"),
        )
        c.poly([(vx + k * 12, hz + 2), (x - wide, c.h), (x - wide * 0.5, c.h)], hx("bfa58a"))
    for t in (0.03, 0.09, 0.19, 0.36, 0.62, 0.95):
        y = hz + (c.h - hz) * t
        c.rect(0, y, c.w, y + 2 + 15 * t, hx("8d7866"))
        c.rect(0, y, c.w, y + 1 + 4 * t, hx("cbb295"))
    for k, t in (
        (-3, 0.14),
        (-2, 0.14),
        (-1, 0.14),
        (1, 0.14),
        (2, 0.14),
        (-2, 0.28),
        (-1, 0.28),
        (2, 0.28),
        (-1, 0.52),
        (1, 0.52),
        (2, 0.5),
        (-2, 0.52),
    ):
        x = vx + (k + 0.5) * (12 + 288 * t)
        _heap(c, x, hz + (c.h - hz) * t, 34 + 190 * t)
    dark_look = Look(hx("3f4a60"), hx("2c2e3a"), hx("7d5a48"), hat="non")
    for x, y, h, face in ((0.3, 0.62, 150, 1), (0.64, 0.66, 180, -1), (0.5, 0.5, 84, 1)):
        far, near = person(c, c.w * x, c.h * y, h, dark_look, RAKE, face)
        tip = (near[0] + face * h * 0.62, c.h * y - 2)
        c.line(
            [(far[0] - face * h * 0.2, far[1] - h * 0.12), tip], hx("5a4636"), max(1.5, h * 0.018)
        )
        c.line(
            [(tip[0], tip[1] - h * 0.05), (tip[0] + 3, tip[1] + h * 0.06)], hx("5a4636"), h * 0.03
        )
    person(
        c,
        c.w * 0.86,
        c.h * 0.88,
        330,
        Look(hx("7c4a48"), hx("33323a"), hat="non", woman=True),
        CARRY,
        -1,
    )
    _yoke(c, c.w * 0.86, c.h * 0.88, 330)


def _heap(c: Canvas, x: float, y: float, r: float) -> None:
    """A heap of salt and its image in the brine."""
    c.poly(
        curve(
            [
                (x - r * 0.6, y),
                (x - r * 0.1, y + r * 0.36),
                (x + r * 0.14, y + r * 0.36),
                (x + r * 0.6, y),
            ],
            5,
        ),
        fade(hx("f6ebe0"), 0.4),
    )
    c.poly(
        curve(
            [
                (x - r * 0.62, y + 2),
                (x - r * 0.3, y - r * 0.24),
                (x, y - r * 0.5),
                (x + r * 0.3, y - r * 0.24),
                (x + r * 0.62, y + 2),
            ],
            5,
        ),
        hx("b9b6bd"),
    )
    c.poly(
        curve(
            [
                (x + r * 0.62, y + 2),
                (x + r * 0.3, y - r * 0.24),
                (x, y - r * 0.5),
                (x - r * 0.02, y - r * 0.3),
                (x + r * 0.12, y + 2),
            ],
            5,
        ),
        hx("fdf3e4"),
    )


def _yoke(c: Canvas, x: float, y: float, h: float) -> None:
    """A shoulder pole with two baskets."""
    top = y - h * 0.81
    c.line(
        curve(
            [(x - h * 0.52, top + h * 0.05), (x, top - h * 0.02), (x + h * 0.52, top + h * 0.05)], 8
        ),
        hx("6a4c30"),
        h * 0.018,
    )
    for side in (-1, 1):
        bx, by = x + side * h * 0.5, y - h * 0.3
        for k in (-1, 1):
            c.line([(bx, top + h * 0.05), (bx + k * h * 0.11, by)], hx("6a4c30"), 1.6)
        c.blob([(bx - h * 0.12, by), (bx, by - h * 0.09), (bx + h * 0.12, by)], hx("f6efe4"), 5)
        c.poly(
            [
                (bx - h * 0.13, by),
                (bx + h * 0.13, by),
                (bx + h * 0.09, by + h * 0.13),
                (bx - h * 0.09, by + h * 0.13),
            ],
            hx("9a7447"),
        )


def shrimp_pond(c: Canvas) -> None:
    """Square ponds with paddle wheels, seen from the air."""
    c.wash(stops("b8a183", "9c8768"), 0, c.h)
    rng = c.rng

    def at(u: float, v: float) -> Point:
        k = 0.62 + 0.5 * v
        return c.w * (0.5 + (u - 0.5) * k * 1.25), c.h * (-0.08 + v * (0.66 + 0.5 * v))

    us, vs = [-0.24, 0.02, 0.27, 0.5, 0.73, 0.98, 1.24], [-0.02, 0.2, 0.44, 0.7, 1.0]
    tones = (("7fb0a4", "4d8580"), ("8fb89c", "5f9180"), ("6fa3a6", "41767e"), ("9cbb94", "6f9a78"))
    for i in range(6):
        for k in range(4):
            u0, u1, v0, v1 = us[i] + 0.018, us[i + 1] - 0.018, vs[k] + 0.014, vs[k + 1] - 0.02
            box = [at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)]
            rim = [
                at(u0 - 0.007, v0 - 0.006),
                at(u1 + 0.007, v0 - 0.006),
                at(u1 + 0.007, v1 + 0.007),
                at(u0 - 0.007, v1 + 0.007),
            ]
            c.poly(rim, hx("5b6459"))
            a, b = rng.choice(tones)
            c.shade(box, stops(a, b))
            for _ in range(10):
                x, y = at(rng.uniform(u0 + 0.05, u1 - 0.05), rng.uniform(v0 + 0.02, v1 - 0.02))
                streak(c, x, y, 24, 1.4, fade(hx("e6f2e6"), 0.22))
            for du in (0.3, 0.7):
                _aerator(c, *at(u0 + (u1 - u0) * du, v0 + (v1 - v0) * 0.45), 12 + 34 * vs[k + 1])
    for u in us[1:6]:
        for v in (0.06, 0.15, 0.3, 0.55, 0.82):
            x, y = at(u + rng.uniform(-0.006, 0.006), v + rng.uniform(-0.04, 0.04))
            bush(c, x, y, 7 + 11 * v, 6 + 9 * v, hx("6f8a4c"), 6, 16)
    for u, v in ((0.27, 0.44), (0.73, 0.7), (0.5, 0.2)):
        _hut(c, *at(u, v), 36 + 44 * v)
    for u, v in ((0.5, 0.72), (0.505, 0.6), (0.27, 0.56)):
        x, y = at(u, v)
        c.poly([(x, y), (x + 46, y + 8), (x + 46, y + 14), (x, y + 5)], fade(hx("3c3226"), 0.35))
        person(c, x, y + 4, 58, Look(hx("8f4f46"), hx("34363c"), hat="non"), WALK, 1)
    c.mist(hx("e9e6cf"), 0, c.h * 0.42, 0.55, 0)


def _aerator(c: Canvas, x: float, y: float, r: float) -> None:
    """A paddle wheel and the foam it throws."""
    c.halo(x, y, r * 1.9, hx("f4faf2"), 0.5, 1.4)
    for k in range(16):
        a = k * 0.393
        streak(
            c,
            x + math.cos(a) * r * c.rng.uniform(0.6, 1.3),
            y + math.sin(a) * r * 0.5,
            r * 0.34,
            r * 0.05,
            fade(hx("ffffff"), 0.6),
        )
    c.line([(x - r * 0.8, y + r * 0.1), (x + r * 0.8, y - r * 0.1)], hx("3c474c"), r * 0.08)
    for side in (-1, 1):
        px, py = x + side * r * 0.62, y - side * r * 0.08
        c.oval(px, py - r * 0.06, r * 0.2, r * 0.26, hx("ffffff"))
        c.oval(px, py, r * 0.15, r * 0.2, hx("d8dedc"))
    c.rect(x - r * 0.16, y - r * 0.18, x + r * 0.16, y + r * 0.1, hx("3f6f8f"))


def _hut(c: Canvas, x: float, y: float, r: float) -> None:
    c.poly(
        [(x, y), (x + r * 1.7, y + r * 0.3), (x + r * 1.7, y + r * 0.55), (x, y + r * 0.4)],
        fade(hx("3c3226"), 0.35),
    )
    c.rect(x - r * 0.7, y - r * 0.3, x + r * 0.7, y + r * 0.4, hx("cbb894"))
    c.rect(x - r * 0.18, y - r * 0.15, x + r * 0.12, y + r * 0.4, hx("5b4a3a"))
    c.poly(
        [
            (x - r * 0.9, y - r * 0.2),
            (x - r * 0.6, y - r * 0.8),
            (x + r * 0.7, y - r * 0.8),
            (x + r * 0.9, y - r * 0.2),
        ],
        hx("9a5a45"),
    )

"""Scenes of the countryside: fields, groves, ponds, dykes."""

import math

from .boats import rower
from .canvas import Canvas, curve
from .colour import RGB, dark, fade, hx, light, mix, stops, vary
from .people import BEND, CARRY, STAND, WALK, Look, person
from .plants import grass, leafage, palm, treeline
from .sky import Sky, birds, ridge
from .water import glitter, mirror, streak


def coconut_grove(c: Canvas) -> None:
    """A canal between leaning coconut palms."""
    hz = c.h * 0.55
    sky = Sky(c, stops("7fb0b4", "b4cfb8", "e6e3b8", "f6e2a6"), hz)
    sky.glow(c.w * 0.5, hz, 640, hx("fff3c4"), 0.9)
    sky.lay()
    for tall, ink, n in ((120, "a9bf97", 10), (190, "84a47a", 9)):
        treeline(c, hz + 2, tall * 0.7, hx(ink), n)
        c.mist(hx("f3e8b8"), hz - 110, hz + 2, 0, 0.55)
    for x, tall, lean in (
        (0.33, 380, 0.14),
        (0.68, 400, -0.12),
        (0.24, 480, 0.2),
        (0.78, 500, -0.2),
    ):
        palm(c, c.w * x, hz + 30, tall, hx("6b6a4c"), hx("5f8552"), lean)
    c.poly([(0, hz - 10), (c.w * 0.44, hz + 6), (0, c.h)], hx("5f7a45"))
    c.poly([(c.w, hz - 10), (c.w * 0.56, hz + 6), (c.w, c.h)], hx("58733f"))
    mirror(c, hz + 5, c.h - hz - 5, stops("d9d9a8", "8ba574", "4f754f", "2d5140"), 0.8, 5)
    c.poly(
        [
            *curve(
                [
                    (0, hz - 12),
                    (c.w * 0.3, hz - 2),
                    (c.w * 0.44, hz + 6),
                    (c.w * 0.33, hz + 40),
                    (c.w * 0.22, c.h * 0.76),
                    (c.w * 0.14, c.h),
                ],
                6,
            ),
            (0, c.h),
        ],
        hx("4f6d39"),
    )
    c.poly(
        [
            *curve(
                [
                    (c.w, hz - 12),
                    (c.w * 0.7, hz - 2),
                    (c.w * 0.56, hz + 6),
                    (c.w * 0.67, hz + 40),
                    (c.w * 0.8, c.h * 0.76),
                    (c.w * 0.9, c.h),
                ],
                6,
            ),
            (c.w, c.h),
        ],
        hx("48653a"),
    )
    glitter(c, c.w * 0.5, hz + 8, c.h, hx("fff7d0"), 130, 0.03, 0.12, 0.5)
    for k in range(9):
        t = (k / 8) ** 1.5
        y = hz + 14 + (c.h - hz) * t * 0.9
        reach = c.w * (0.36 - 0.24 * t)
        tone = mix(hx("87a05a"), hx("456a32"), t)
        grass(c, -10, reach, y, 20 + 46 * t, tone, 90)
        grass(c, c.w - reach, c.w + 10, y, 20 + 46 * t, dark(tone, 0.06), 90)
    for x, y, tall, lean in (
        (0.16, 0.74, 640, 0.22),
        (0.9, 0.76, 690, -0.22),
        (0.04, 0.9, 840, 0.12),
        (1.0, 0.94, 800, -0.08),
    ):
        palm(c, c.w * x, c.h * y, tall, hx("4d4531"), hx("3d6a38"), lean, True)
    rower(
        c,
        c.w * 0.5,
        c.h * 0.8,
        270,
        hx("3a2f24"),
        Look(hx("7a4a44"), hx("2c2a2a"), hat="non"),
        1,
        hx("24402f"),
    )
    grass(c, 0, c.w * 0.2, c.h * 0.98, 70, hx("3a5a2c"), 150)
    grass(c, c.w * 0.84, c.w, c.h * 0.98, 70, hx("35542c"), 130)


def coconut_grove_tall(c: Canvas) -> None:
    """Looking up a path under tall palms."""
    hz = c.h * 0.66
    sky = Sky(c, stops("5f9fb4", "9cc4bd", "e3e2bb", "f7e6b0"), hz)
    sky.cumulus(c.w * 0.62, c.h * 0.3, 520, hx("fdf9ea"), hx("c3d4cc"), 0.7)
    sky.glow(c.w * 0.5, hz, 560, hx("fff3c6"), 0.9)
    sky.lay()
    treeline(c, hz + 2, 110, hx("96b184"), 7)
    c.mist(hx("f4e9bb"), hz - 110, hz + 2, 0, 0.6)
    c.wash(stops("b9bd78", "7f9550", "4c6a38"), hz, c.h)
    c.shade(
        curve(
            [
                (c.w * 0.49, hz),
                (c.w * 0.46, c.h * 0.75),
                (c.w * 0.3, c.h * 0.88),
                (c.w * 0.12, c.h),
            ],
            6,
        )
        + curve(
            [
                (c.w * 0.78, c.h),
                (c.w * 0.66, c.h * 0.86),
                (c.w * 0.55, c.h * 0.75),
                (c.w * 0.51, hz),
            ],
            6,
        ),
        stops("efe0b0", "cdb082", "a5845c"),
    )
    for x, y, tall, lean in (
        (0.38, 0.68, 520, 0.06),
        (0.62, 0.68, 560, -0.05),
        (0.27, 0.72, 760, 0.08),
        (0.75, 0.73, 820, -0.1),
    ):
        palm(c, c.w * x, c.h * y, tall, hx("77704f"), hx("628a50"), lean)
    for _k in range(26):
        t = c.rng.random()
        streak(
            c,
            c.w * c.rng.uniform(0.05, 0.95),
            hz + 40 + (c.h - hz - 40) * t,
            50 + 130 * t,
            3 + 8 * t,
            fade(hx("2f4a26"), 0.25),
        )
    person(
        c,
        c.w * 0.5,
        c.h * 0.79,
        190,
        Look(hx("a5624c"), hx("3a3634"), hat="non", woman=True),
        WALK,
        -1,
    )
    palm(c, c.w * 0.1, c.h * 0.88, 1180, hx("554a33"), hx("42703a"), 0.16, True)
    palm(c, c.w * 0.93, c.h * 0.92, 1260, hx("4d432e"), hx("3a6636"), -0.12, True)
    grass(c, 0, c.w * 0.3, c.h * 0.99, 110, hx("3c5c2b"), 170)
    grass(c, c.w * 0.7, c.w, c.h * 0.99, 110, hx("375628"), 170)


def _paddy(c: Canvas, y0: float, near: RGB, far: RGB, count: int = 2600) -> None:
    """Rows of rice running to the horizon."""
    rng = c.rng
    c.wash([(0, far), (1, near)], y0, c.h)
    for i in range(count):
        t = (i / count) ** 0.62
        y = y0 + (c.h - y0) * t * 1.06
        x = rng.random() * c.w
        tall = 3 + 46 * t * t
        tone = mix(mix(far, near, t), rng.choice((hx("f0dc86"), hx("39541f"), hx("a9b84e"))), 0.34)
        bend = rng.gauss(0.25, 0.25) * tall
        c.poly(
            [
                (x, y),
                (x + bend * 0.4, y - tall * 0.7),
                (x + bend, y - tall),
                (x + bend * 0.5 + 1 + t * 2, y - tall * 0.66),
                (x + 1 + t * 2.6, y),
            ],
            tone,
        )


def rice_field(c: Canvas) -> None:
    """Harvest in golden rice."""
    hz = c.h * 0.42
    sky = Sky(c, stops("6d9fbd", "a4c3c6", "e5dcb9", "f6dd9e"), hz)
    sky.cumulus(c.w * 0.28, hz * 0.7, 540, hx("fffaec"), hx("cfd6cc"), 0.85)
    sky.cumulus(c.w * 0.82, hz * 0.56, 360, hx("fffaec"), hx("cfd6cc"), 0.7)
    sky.glow(c.w * 0.6, hz, 600, hx("fff0bf"), 0.7)
    sky.lay()
    ridge(c, hz, 40, hz + 2, hx("b5bf9e"))
    treeline(c, hz + 4, 56, hx("8d9f72"), 11)
    c.mist(hx("f6e3ac"), hz - 60, hz + 4, 0, 0.5)
    _paddy(c, hz + 3, hx("a8943a"), hx("dcc878"), 1500)
    for x, y, h, pose, face in (
        (0.3, 0.6, 118, BEND, 1),
        (0.4, 0.585, 112, BEND, -1),
        (0.58, 0.62, 150, CARRY, -1),
        (0.2, 0.57, 96, STAND, 1),
    ):
        coat = c.rng.choice((hx("8f4a42"), hx("46627a"), hx("6d5a7a"), hx("50705c")))
        _hand, near = person(
            c, c.w * x, c.h * y, h, Look(coat, hx("3c3a3a"), hat="non"), pose, face
        )
        if pose is BEND:
            for k in range(9):
                c.line([near, (near[0] - 22 + k * 5, near[1] + 30)], hx("d6bf60"), 2)
    for x in (0.72, 0.8, 0.87, 0.93):
        y = c.h * (0.53 + 0.05 * c.rng.random())
        for k in range(26):
            a = -1.5 + 3 * k / 25
            c.line(
                [(c.w * x + math.sin(a) * 8, y - 22), (c.w * x + math.sin(a) * 34, y + 14)],
                vary(c.rng, hx("d9bd62"), 14),
                2.4,
            )
    for i in range(650):
        t = (i / 650) ** 0.5
        x, y = c.rng.random() * c.w, c.h * (0.72 + 0.36 * t)
        _ear(c, x, y, 50 + 120 * t)
    birds(c, c.w * 0.7, c.h * 0.17, 90, hx("6f7a78"), 9, 13)


def _ear(c: Canvas, x: float, y: float, tall: float) -> None:
    """One ripe stalk with its hanging ear."""
    rng = c.rng
    bend = tall * rng.uniform(0.1, 0.4)
    tone = mix(hx("7d7a2a"), hx("e6c860"), rng.random())
    c.line([(x, y), (x + bend * 0.15, y - tall * 0.6), (x + bend * 0.5, y - tall * 0.9)], tone, 1.8)
    ear = curve(
        [
            (x + bend * 0.5, y - tall * 0.9),
            (x + bend, y - tall),
            (x + bend * 1.6, y - tall * 0.86),
            (x + bend * 1.9, y - tall * 0.68),
        ],
        3,
    )
    c.taper(ear, tall * 0.02, tall * 0.055, light(tone, 0.12))
    leaf = rng.choice((-1, 1)) * tall * 0.3
    c.taper(
        [(x, y - tall * 0.2), (x + leaf * 0.5, y - tall * 0.6), (x + leaf, y - tall * 0.62)],
        tall * 0.03,
        1,
        mix(tone, hx("5f7430"), 0.55),
    )


def rice_field_square(c: Canvas) -> None:
    """Young rice in flooded squares, seen from the air."""
    c.wash(stops("c9d6a6", "8fb06a", "5f8f4c"), 0, c.h)
    rng = c.rng
    greens = ("7fae58", "94bb62", "5f9650", "a9c472", "6fa45c", "b5c886")
    edges = [-0.12, 0.1, 0.29, 0.5, 0.74, 1.12]
    lines = [-0.1, 0.13, 0.33, 0.56, 0.8, 1.1]

    def at(u: float, v: float) -> tuple[float, float]:
        return c.w * (u + 0.16 * v - 0.08), c.h * (v + 0.1 * u - 0.05 + 0.02 * math.sin(u * 5))

    for i in range(5):
        for k in range(5):
            u0, u1, v0, v1 = edges[i], edges[i + 1], lines[k], lines[k + 1]
            box = [at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)]
            tone = hx(rng.choice(greens))
            wet = rng.random() < 0.32
            c.shade(
                box,
                [(0, hx("cfe0dc")), (1, hx("7fa6a4"))]
                if wet
                else [(0, light(tone, 0.12)), (1, dark(tone, 0.12))],
            )
            n = 17
            for r in range(1, n):
                v = v0 + (v1 - v0) * r / n
                ink = fade(hx("4f7f4a"), 0.5) if wet else fade(dark(tone, 0.4), 0.35)
                c.line([at(u0, v), at(u1, v)], ink, 2.4)
    for u in edges[1:5]:
        c.line([at(u, v / 10) for v in range(-2, 13)], hx("c8b283"), 9)
        c.line([at(u + 0.006, v / 10) for v in range(-2, 13)], hx("5d7a3d"), 4)
    for v in lines[1:5]:
        c.line([at(u / 10, v) for u in range(-2, 13)], hx("c8b283"), 9)
    c.line([at(0.62 + 0.04 * math.sin(v / 2), v / 10) for v in range(-2, 13)], hx("86a8a8"), 34)
    c.line([at(0.615 + 0.04 * math.sin(v / 2), v / 10) for v in range(-2, 13)], hx("b7d0ca"), 12)
    for u, v in ((0.29, 0.33), (0.5, 0.56), (0.74, 0.8), (0.1, 0.56), (0.74, 0.13)):
        for _ in range(3):
            x, y = at(u + rng.gauss(0, 0.02), v + rng.gauss(0, 0.02))
            c.oval(x + 16, y + 14, 26, 20, fade(hx("20361c"), 0.35))
            leafage(c, x, y, 26, 24, hx("4f7d3c"), 60, 9)
    for u, v in ((0.2, 0.45), (0.24, 0.47), (0.4, 0.2), (0.36, 0.71), (0.43, 0.73), (0.84, 0.5)):
        x, y = at(u, v)
        c.oval(x + 9, y + 9, 11, 8, fade(hx("20361c"), 0.4))
        c.oval(x, y, 11, 10, hx("e9d6a2"))
        c.poly([(x, y), (x + 11, y), (x + 6, y + 9)], hx("c4a972"))
